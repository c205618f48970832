"""Tables that hold the figures of several years, or those of the year and their total so far: the year's own are kept.

| 信息内容 | 本年 (3 columns)                        | 上年 (3 columns)                        |
|          | 本年制发件数 | 本年废止件数 | 现行有效件数 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from harvester.editions.labels import look_up
from harvester.items import Block, Grid, GridCell, Text
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import canonical
from harvester.parsers.turned import TurnedCell, on_page
from harvester.parsers.wording import load

Line: TypeAlias = tuple[GridCell, ...]
_FEWEST_TABLES = 2
_LONGEST, _LONGEST_LINE = 12, 20
_MOST_LABELS, _FEWEST_PAIRS = 4, 6
"""Cells of a row among which the name of its period is; rows so named that make a column of periods."""
_FEWEST_NAMES = 6
_TITLE, _YEAR = "信息公开", re.compile(r"20\d\d(?=年)")
_AROUND = re.compile(
    r"^附(?:[件表]?[一二三四五六\d]?[:：])?|^[(（]?[一二三四五六\d]{1,2}[)）、.]|的?(?:统计)?(?:数据|情况|表)?[:：]?$"
)
"""Around the period in a line above a table: （一）2023年统计数据：."""


def of_this_year(grid: Grid) -> Grid:
    """The grid without the columns and rows of other periods; unchanged where it has one alone."""
    if grid.flowing or not any(_period(cell.text) for line in grid.rows for cell in line):
        return grid
    rows = _without_rows(grid.rows)
    header = next((found for line in rows if (found := _header(line))), ((), ()))
    dropped = frozenset(column for cell in header[1] for column in _columns(cell))
    kept = frozenset(column for cell in header[0] for column in _columns(cell))
    if not dropped or not _are_alike(rows, kept, dropped):
        return replace(grid, rows=tuple(rows))
    return replace(grid, rows=tuple(tuple(_left(line, dropped)) for line in rows))


def is_of_several(grid: Grid) -> bool:
    """True for text whose lines name the report's own period and another: which figures are whose is not known."""
    return grid.flowing and any(_header(line) for line in grid.rows)


def of_this_years_tables(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, those tables empty that a line above gives to another period, where the report's own has them too.

    ``2022年数据：`` above 表三, ``2023年数据：`` above 表三 once more, or the report's own without any such line.
    """
    if sum(isinstance(block, Grid) for block in blocks) < _FEWEST_TABLES:
        return blocks
    named = list(_with_periods(blocks))
    if not any(period for _, period in named):
        return blocks
    latest = max((period for _, period in named if period and period.isdecimal()), default="")
    own = ("this", latest if latest >= _reported(blocks) else None, None)
    names = [_names(block) for block, period in named if period in own]
    others = [block for block, period in named if period not in own]
    out = [id(block) for block in others if any(_are_same(_names(block), known) for known in names)]
    return [Grid(()) if id(block) in out else block for block in blocks] if out else blocks


def _with_periods(blocks: Iterable[Block]) -> Iterator[tuple[Grid, str | None]]:
    """Each table with the period that the line above it names; of tables without a line between, above the first."""
    period: str | None = None
    for block in blocks:
        if isinstance(block, Grid):
            yield block, period
        else:
            period = _captioned(block)


def _captioned(block: Text) -> str | None:
    """The period that a line above a table names."""
    return _period(_AROUND.sub("", canonical(block.text))) if len(block.text) <= _LONGEST_LINE else None


def _reported(blocks: Iterable[Block]) -> str:
    """The year of the first line that names one beside the words of a title; "" where none does."""
    texts = (canonical(block.text) for block in blocks if isinstance(block, Text))
    return next((found[0] for text in texts if _TITLE in text and (found := _YEAR.search(text))), "")


def _names(grid: Grid) -> set[str]:
    texts = {canonical(cell.text) for line in grid.rows for cell in line if cell.text}
    return {text for text in texts if not looks_like_value(text)}


def _are_same(first: set[str], second: set[str]) -> bool:
    return len(first & second) * 2 > max(_FEWEST_NAMES, min(len(first), len(second)))


@lru_cache(maxsize=1024)
def _period(text: str) -> str | None:
    """``this``, ``other``, or the year that the text names."""
    if not text or len(text) > _LONGEST:
        return None
    plain, words = canonical(text), load("periods.yaml")
    year = re.fullmatch(words["year"], plain)
    return year[1] if year else next((name for name in ("this", "other") if re.fullmatch(words[name], plain)), None)


def _header(line: Line) -> tuple[Sequence[GridCell], Sequence[GridCell]] | None:
    """What names periods in a line of names; 2014 and 2019 may be figures where others stand beside them."""
    has_figures = any(looks_like_value(cell.text) and not _period(cell.text) for cell in line if cell.text)
    return None if has_figures else _apart(line)


def _apart(cells: Iterable[GridCell]) -> tuple[Sequence[GridCell], Sequence[GridCell]] | None:
    """The cells that name the report's own period, and those that name others; the latest of years is its own."""
    named = [(cell, period) for cell in cells if (period := _period(cell.text))]
    latest = max((period for _, period in named if period.isdecimal()), default=None)
    own = [cell for cell, period in named if period in ("this", latest)]
    others = [cell for cell, period in named if period not in ("this", latest)]
    return (own, others) if own and others else None


def _columns(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.colspan)


def _are_alike(rows: Sequence[Line], kept: frozenset[int], dropped: frozenset[int]) -> bool:
    """True where both have the same columns of the form, and no figure belongs to both.

    ``上一年 | 本年`` over ``项目数量 | 增/减`` are columns of the form of 2019.
    """
    cells = [cell for line in rows for cell in line if cell.text]
    names = [{canonical(cell.text) for cell in cells if _is_within(cell, columns)} for columns in (kept, dropped)]
    labels = [{name for name in own if not looks_like_value(name) and not _period(name)} for own in names]
    is_split = any(looks_like_value(cell.text) and _is_within(cell, dropped) is None for cell in cells)
    return labels[0] == labels[1] and len(dropped) % len(kept) == 0 and not is_split


def _is_within(cell: GridCell, columns: frozenset[int]) -> bool | None:
    """None for a cell that is in part."""
    inside = sum(column in columns for column in _columns(cell))
    return None if 0 < inside < cell.colspan else inside > 0


def _left(line: Line, dropped: frozenset[int]) -> Iterator[GridCell]:
    """The cells of a line that are left, moved up to each other."""
    for cell in line:
        left = sum(column not in dropped for column in _columns(cell))
        if left:
            column = cell.column - sum(place < cell.column for place in dropped)
            yield TurnedCell(cell.text, cell.row, column, cell.rowspan, left, cell.is_header, source=on_page(cell))


def _without_rows(rows: Sequence[Line]) -> Sequence[Line]:
    """The rows but for those that another period in one of their columns names; a label that spans both is kept."""
    column, named = _column_of_periods(rows)
    if named is None or len({cell.rowspan for cells in named for cell in cells}) > 1:
        return rows
    out = {row for cell in named[1] for row in range(cell.row, cell.row + cell.rowspan)}
    return list(_kept(rows, out, column)) if column else [line for line in rows if _number(line) not in out]


def _column_of_periods(rows: Sequence[Line]) -> tuple[int, tuple[Sequence[GridCell], Sequence[GridCell]] | None]:
    """The first column that names the report's own period and others, below each other, and these names."""
    columns: dict[int, list[GridCell]] = {}
    for line in rows:
        for cell in line[:_MOST_LABELS]:
            if _period(cell.text) and not look_up(cell.text):
                columns.setdefault(cell.column, []).append(cell)
    for column, cells in sorted(columns.items()):
        named = _apart(cells) if len({cell.row for cell in cells}) == len(cells) else None
        if named and (column == 0 or len(cells) >= _FEWEST_PAIRS):
            return column, named
    return 0, None


def _kept(rows: Sequence[Line], out: Container[int], column: int) -> Iterator[Line]:
    """The rows that are left, without the column of the periods; labels of rows that go out stand in the next ones."""
    waiting: list[GridCell] = []
    for line in rows:
        number = _number(line)
        labels = [cell for cell in line if cell.column < column]
        if number in out:
            waiting += [cell for cell in labels if cell.rowspan > 1]
            continue
        before = [
            TurnedCell(cell.text, number, cell.column, 1, cell.colspan, cell.is_header, source=on_page(cell))
            for cell in waiting
            if cell.row + cell.rowspan > number
        ]
        waiting = []
        yield (*before, *labels, *(cell for cell in line if cell.column > column))


def _number(line: Line) -> int:
    return line[0].row if line else -1
