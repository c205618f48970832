"""Grids to rows of the tables: which table a row belongs to.

Tables are told apart by wording, not by order, so one <table> that holds all three, a table split over
several, and a flowing text all come out as the same rows. The heading above tells of a table without any wording.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from harvester.editions.labels import is_numbered, look_up
from harvester.items import TABLES, Block, Grid, Text
from harvester.parsers.headings import find
from harvester.parsers.labels_behind import labels_first
from harvester.parsers.long_format import laid_out
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.periods import is_of_several, of_this_year, of_this_years_tables
from harvester.parsers.row import Row
from harvester.parsers.row_cells import rows_of
from harvester.parsers.row_numbers import without_codes
from harvester.parsers.script import canonical
from harvester.parsers.sentences import written_out
from harvester.parsers.stacked import unstacked
from harvester.parsers.turned import upright

_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"\(?(?:金额|货币|计量)?单位[^元]*?([万亿]?元)")
_HEADING = 60
"""Characters of a line that announces a table."""
_TOP = 2
"""Rows of a table in which its unit may be stated."""
_WITHOUT_LABELS = ("review_and_litigation",)
"""Tables whose figures may stand in a table of their own, right behind that of their header."""
_BETWEEN = 30
"""Characters of a line that may stand between the heading and its table: 单位：件, 附表三."""


def rows_by_table(blocks: Iterable[Block]) -> dict[str, list[Row]]:
    """Rows of every table, in the order of the page; rows of other tables are left out."""
    numbered = _numbered(of_this_years_tables(tuple(blocks)))
    parts = [(block, () if isinstance(block, Text) else _rows_of(block, number)) for number, block in numbered]
    walk = _Walk(keeps_blanks=any(row.flowing and _has_blank_inside(row) for _, rows in parts for row in rows))
    for block, rows in parts:
        if isinstance(block, Text):
            walk.pass_line(block.text)
        else:
            walk.take_table(rows)
    return {**_told(walk.told, walk.found), **{table: without_codes(rows) for table, rows in walk.found.items()}}


def _rows_of(grid: Grid, number: int) -> tuple[Row, ...]:
    rows = tuple(rows_of(upright(laid_out(unstacked(labels_first(of_this_year(grid))))), number))
    return tuple(replace(row, unsettled=True) for row in rows) if is_of_several(grid) else rows


class _Walk:
    """What the blocks passed so far say of the next table: whose heading stands above it, and its unit of money."""

    def __init__(self, *, keeps_blanks: bool) -> None:
        self.keeps_blanks = keeps_blanks
        self.found: dict[str, list[Row]] = {}
        self.told: dict[str, list[str]] = {}
        """The lines below the heading of each table."""
        self.section = ""
        self.due: str | None = None
        """The table whose heading was the last line but short ones."""
        self.before: str | None = None
        """The table without labels whose header was the block before."""
        self.unit: str | None = None

    def pass_line(self, text: str) -> None:
        heading = find(text) if len(text) <= _HEADING else None
        is_between = len(text) <= _BETWEEN
        self.before = None
        self.section = heading.key if heading else self.section
        if heading:
            self.due = self.section if self.section in TABLES else None
        elif not is_between:
            self.due = None
        self.unit = _unit(text) or (self.unit if is_between and not heading else None)
        if self.section in TABLES:
            self.told.setdefault(self.section, []).append(text)

    def take_table(self, rows: Sequence[Row]) -> None:
        self.unit = next((stated for row in rows[:_TOP] for text in row.texts if (stated := _unit(text))), self.unit)
        named = list(_named(rows, self.due or self.before))
        self.before = named[-1][0] if named and named[-1][0] in _WITHOUT_LABELS else None
        self.due = None
        for table, row in named:
            self.found.setdefault(table, []).append(self._kept(row))

    def _kept(self, row: Row) -> Row:
        is_spaced = self.keeps_blanks and row.flowing
        return replace(row, keeps_blanks=is_spaced, unit=self.unit) if is_spaced or self.unit else row


def _unit(text: str) -> str | None:
    """The unit of money in ``单位：万元``, ``（单位：件、元）``."""
    stated = _UNIT.match(canonical(text)) if len(text) <= _BETWEEN else None
    return stated[1] if stated else None


def _told(texts: Mapping[str, Sequence[str]], found: Container[str]) -> dict[str, list[Row]]:
    """Rows that sentences tell below the heading of a table that the page does not have."""
    grids = {
        section: [grid for part in _parts(lines, section) if (grid := written_out(part, section))]
        for section, lines in texts.items()
        if section not in found
    }
    return {section: [row for grid in own for row in rows_of(grid)] for section, own in grids.items() if own}


def _parts(lines: Sequence[str], section: str) -> Iterator[Sequence[str]]:
    """What tells rows together: all paragraphs of 表三, whose rows may stand above their figures; else each alone."""
    if section == "requests":
        yield lines
    else:
        yield from ([line] for line in lines if _DIGIT.search(line))


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Each block with the number of tables before it."""
    number = 0
    for block in blocks:
        yield number, block
        number += isinstance(block, Grid)


def _named(rows: Iterable[Row], due: str | None) -> Iterator[tuple[str, Row]]:
    """Rows with their table; one whose wording names none is of the row's before, or of the heading's above."""
    current: str | None = None
    waiting: list[Row] = []
    for row in rows:
        current = _table_of(row.texts, current)
        if current is None:
            waiting.append(row)
            continue
        yield from ((current, early) for early in waiting if _has_figures(early))
        waiting = []
        yield current, row
    if due is not None:
        yield from ((due, replace(row, is_due=True)) for row in waiting if row.values)


def _has_figures(row: Row) -> bool:
    """True for a row of the form whose label is not known, or blank; what else stands above a table has no figures."""
    is_row = bool(row.labels) or (bool(row.values) and not row.values[0].text and not row.flowing)
    return is_row and any(cell.text[:1].isdigit() and looks_like_value(cell.text) for cell in row.values)


def _has_blank_inside(row: Row) -> bool:
    filled = [index for index, cell in enumerate(row.values) if cell.text]
    return bool(filled) and filled[-1] - filled[0] >= len(filled)


def _table_of(texts: Sequence[str], current: str | None) -> str | None:
    """Table that the row's wording names without doubt, else the one that the row before belongs to."""
    votes: dict[str, int] = {}
    for text in texts:
        tables = _tables_of(text)
        if len(tables) == 1:
            (name,) = tables
            votes[name] = votes.get(name, 0) + 1
    return max(votes, key=lambda name: votes[name]) if votes else current


@lru_cache(maxsize=2048)
def _tables_of(text: str) -> frozenset[str]:
    """总计 is a column of two tables, （七）总计 with its number a row of one."""
    meanings = look_up(text) if text else ()
    rows = frozenset(known.table for known in meanings if known.role == "row")
    return rows if rows and is_numbered(text) else frozenset(known.table for known in meanings)
