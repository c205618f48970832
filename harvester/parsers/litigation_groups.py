"""表四 as a row or a column for each of its three groups, in place of one row of fifteen figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from harvester.editions.form import load_form
from harvester.editions.labels import meaning
from harvester.items import GridCell
from harvester.parsers.litigation_order import keys, results
from harvester.parsers.litigation_rows import TABLE, filled, has_figures
from harvester.parsers.row import Row

Group: TypeAlias = tuple[str, Row, tuple[GridCell, ...], Sequence[str]]
"""The key of a group, the row of its figures, these as the page has them, and the names above them."""

_MOST_OF_A_GROUP = 8
"""Cells: a row of more is not the row of one group with blanks around it."""
_PAIR = 2
"""Groups of a table that has the lawsuits alone."""


def beside(rows: Sequence[Row]) -> list[Group]:
    """The groups beside each other, a row for each result; empty for any other layout."""
    groups = [group.key for group in load_form().litigation_groups]
    named = next((found for row in rows if set(found := _named_groups(row)) == set(groups)), [])
    lines = {key: row for row in rows if row.values and (key := _result(row)) and len(row.values) == len(groups)}
    if not named or set(lines) != set(keys()):
        return []
    first = lines[keys()[0]]
    columns = [tuple(lines[key].values[place] for key in keys()) for place in range(len(named))]
    return [(group, first, column, keys()) for group, column in zip(named, columns, strict=True)]


def _named_groups(row: Row) -> list[str]:
    return [key for text in row.texts if (key := meaning(text, TABLE, "group"))]


def _result(row: Row) -> str | None:
    return next((key for label in reversed(row.labels) if (key := meaning(label, TABLE, "column"))), None)


class Groups:
    """The groups below each other: a row of figures, or a row for each result, under or beside a group's name."""

    def __init__(self) -> None:
        self.named: list[str] = []
        """The groups that the last row with names of groups has."""
        self.group: str | None = None
        """The one whose figures are due."""
        self.results: list[str] = []
        self.columns: Sequence[int] = ()
        self.upright: dict[str, GridCell] = {}

    def read(self, rows: Sequence[Row]) -> Iterator[Group]:
        """Each group with its row and its figures; before it may come rows that are empty."""
        for wide in rows:
            row = self._taken_note_of(wide)
            if self._is_pair(row):
                yield from self._pair(row)
                self.group = None
            elif self.group is not None and has_figures(row) and len(row.values) <= _MOST_OF_A_GROUP:
                yield from self._figures(self.group, row)

    def _taken_note_of(self, wide: Row) -> Row:
        """The row without cells around its group, once its names of groups, results and columns are noted."""
        self.columns = _columns_of_results(wide) or self.columns
        row = _narrowed(wide, self.columns)
        self.results = named if len(named := results(row)) >= len(keys()) else self.results
        groups = _named_groups(row)
        if groups:
            self.named, self.group, self.upright = groups, groups[0], {}
        return row

    def _is_pair(self, row: Row) -> bool:
        return len(self.named) == _PAIR and len(row.values) == _PAIR * len(keys()) and has_figures(row)

    def _pair(self, row: Row) -> Iterator[Group]:
        """The lawsuits of both kinds in one row of ten figures."""
        for start, key in zip(range(0, len(row.values), len(keys())), self.named, strict=True):
            names = self.results[start % len(self.results or self.named) :][: len(keys())]
            yield key, row, row.values[start:][: len(keys())], names

    def _figures(self, group: str, row: Row) -> Iterator[Group]:
        result = _result(row)
        if result and filled(row) <= 1:
            self.upright[result] = next((cell for cell in row.values if cell.text), row.values[0])
            if set(self.upright) == set(keys()):
                yield group, row, tuple(self.upright[key] for key in keys()), keys()
                self.group = None
        elif not result and len(row.values) >= len(keys()):
            yield group, row, row.values, self.results
            self.group = None if filled(row) else group


def _columns_of_results(row: Row) -> Sequence[int]:
    """Where the five names of one group's results stand in the grid."""
    places = [cell.column for cell in (*row.heads, *row.values) if meaning(cell.text, TABLE, "column")]
    return places if not row.flowing and len(places) == len(set(places)) == len(keys()) else ()


def _narrowed(row: Row, columns: Sequence[int]) -> Row:
    """The figures of one group, without the blank cells that it has around them.

    A text has those of the groups beside it, a sheet those of a wider table above or below.
    """
    if row.flowing and len(row.values) > _MOST_OF_A_GROUP:
        places = [index for index, cell in enumerate(row.values) if cell.text]
        is_group = places and places[-1] - places[0] + 1 == len(keys())
        return replace(row, values=row.values[places[0] : places[-1] + 1]) if is_group else row
    below = tuple(cell for cell in row.values if cell.column in columns)
    is_group = len(below) == len(keys()) and not any(cell.text for cell in row.values if cell not in below)
    return replace(row, values=below) if is_group else row
