"""What the reader of one table hands on, and the merging of rows that a page holds twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import NamedTuple, TypeAlias

from harvester.items import Edition, GridCell
from harvester.parsers.numbers import Reading
from harvester.parsers.placed import ABSENT, Placed, doubted
from harvester.parsers.row import Row
from harvester.parsers.script import canonical
from harvester.parsers.turned import on_page

MIN_ROWS = 3
"""Known rows that make a table without a header one of the form's: 其他 and 总计 stand in many a table."""
_FEWEST_TWICE = 2
"""Rows that the page has twice where it has the table twice; one alone is a row written twice."""

Key: TypeAlias = tuple[str, str]


class Origin(NamedTuple):
    """Where a figure was read: ``table`` counts the page's tables from 0; ``label`` is the row's, as written."""

    table: int
    cell: GridCell | None
    label: str


@dataclass(slots=True)
class TableReading:
    """Cells by (row, column) in the order of the form; empty where the page lacks the table."""

    cells: dict[Key, Reading] = field(default_factory=dict)
    origins: dict[Key, Origin] = field(default_factory=dict)
    edition: Edition | None = None
    unknown: list[str] = field(default_factory=list)
    one_sided: set[Key] = field(default_factory=set)
    """Cells that the page has twice, blank in one place only."""
    times: Counter[str] = field(default_factory=Counter)
    """How often the page has each row."""
    grids: dict[int, set[str]] = field(default_factory=dict)
    """The rows of each of the page's tables."""

    def add(self, row: str, columns: Sequence[str], placed: Placed, source: Row, label: str = "") -> None:
        """Take a row's cells; where the page has the row twice, the first stands and a difference is marked.

        What the first lacks is filled from the second, in doubt where one cannot be read or they differ elsewhere.
        """
        self.times[row] += 1
        self.grids.setdefault(source.grid, set()).add(row)
        placed = placed.doubted_in(_over_further_rows(placed, source), "over_rows")
        known = [self.cells.get((row, column)) for column in columns]
        differs = any(one and _differ(one, other) for one, other in zip(known, placed.readings, strict=True))
        differs = differs or _both_have_figures(known, placed.readings)
        is_other = self._has_other_label(row, columns, source, label)
        for column, one, reading, cell in zip(columns, known, placed.readings, placed.cells, strict=True):
            key = (row, column)
            if one is not None and (one.value is None) != (reading.value is None):
                self.one_sided.add(key)
            if one is None or (one.value is None and reading.value is not None):
                self.cells[key] = doubted(reading, "copies_differ") if differs else reading
                self.origins[key] = Origin(source.grid, on_page(cell), label)
            elif _differ(one, reading) or (differs and key in self.one_sided) or (is_other and one.value):
                self.cells[key] = replace(one, state="uncertain", reason="copies_differ")

    def _has_other_label(self, row: str, columns: Sequence[str], source: Row, label: str) -> bool:
        """True for a row that its table has twice under different labels: 规范性文件（政府）, 规范性文件（政府办）."""
        first = self.origins.get((row, columns[0]))
        return first is not None and first.table == source.grid and canonical(first.label) != canonical(label)

    def doubt_all(self) -> None:
        """Mark every figure where the page has the table in both editions: which is the report's is unknown."""
        self._doubt(self.cells)

    def _doubt(self, keys: Iterable[Key], reason: str = "copies_differ") -> None:
        for key in keys:
            self.cells[key] = doubted(self.cells[key], reason)

    def _further_rows(self) -> Iterator[set[str]]:
        """Rows that only one of two tables has which have others in common, where each has some of its own."""
        for first, second in combinations(self.grids.values(), 2):
            if len(first & second) >= _FEWEST_TWICE and first - second and second - first:
                yield first ^ second

    def complete(self, keys: Iterable[Key]) -> None:
        """Put the cells in the form's order; those of rows that the page lacks are absent.

        Zeros that the page has once, and blanks in their places a second time, are in doubt: one may be a template.
        So is a row that the page has once, where it has others twice and different, or two tables each have further
        ones besides: it may be of last year's table.
        Where rows of the page could not be named, the missing rows may be among them: then they are garbled.
        """
        differs = any(cell.reason == "copies_differ" for cell in self.cells.values())
        if differs or not any(self.cells[key].value for key in self.one_sided):
            is_second = differs and sum(times > 1 for times in self.times.values()) >= _FEWEST_TWICE
            alone = {key for key in self.cells if is_second and self.times[key[0]] == 1}
            self._doubt(self.one_sided | alone)
        further = {row for rows in self._further_rows() for row in rows}
        self._doubt([key for key in self.cells if key[0] in further], "of_two_tables")
        lost = " / ".join(self.unknown)
        missing = Reading(None, lost, "garbled", reason="row_not_named") if self.unknown else ABSENT
        self.cells = {key: self.cells.get(key, missing) for key in keys}


def _over_further_rows(placed: Placed, source: Row) -> list[int]:
    """Where figures but 0 stand whose cells go on beside the labels of further rows: they may be the sum of these."""
    tall = [place for place, cell in enumerate(placed.cells) if cell is not None and cell.rowspan > 1]
    if not tall or not source.heads or source.flowing:
        return []
    end = source.heads[-1].row + source.heads[-1].rowspan
    cells, values = placed.cells, placed.values
    return [at for at in tall if values[at] and (cell := cells[at]) and cell.row + cell.rowspan > end]


def _both_have_figures(first: Sequence[Reading | None], second: Sequence[Reading]) -> bool:
    """True for two rows with figures, each blank where the other has one: one of them is not this report's."""
    values = [[reading.value if reading else None for reading in row] for row in (first, second)]
    has_both = all(any(value is not None for value in row) for row in values)
    return has_both and any((one is None) != (other is None) for one, other in zip(*values, strict=True))


def _differ(one: Reading, other: Reading) -> bool:
    """True for two figures that are not the same, and where only one could be read."""
    is_lost = "garbled" in (one.state, other.state)
    return one.raw != other.raw if is_lost else None not in (one.value, other.value) and one.value != other.value
