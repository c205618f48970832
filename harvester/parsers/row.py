"""One row of a table as the readers take it: label cells, figure cells, and what the table tells of their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from harvester.items import GridCell, Number
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.placed import Hint
from harvester.parsers.placing import Check
from harvester.parsers.trimming import without_remark

_FEWEST_NUMBERED = 5
"""Columns: 1 2 3 may be the figures of a row."""
Kind: TypeAlias = tuple[int, int, int]
"""Rows of one grid with as many cells that should have as many columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the cells of its label, and those of its figures behind. ``grid`` counts the tables of the page.

    ``flowing``: the border was lost. ``keeps_blanks``: other rows of that text have blanks between their figures.
    ``is_due``: the row names nothing of the form, and stands right under the heading of its table.
    ``unit``: that of money, where a line above the table states it.
    ``unsettled``: the table names a column that the form lacks, and which of the row's cells it has is not known.
    """

    heads: tuple[GridCell, ...]
    values: tuple[GridCell, ...]
    grid: int = 0
    flowing: bool = False
    keeps_blanks: bool = False
    is_due: bool = False
    unsettled: bool = False
    unit: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.heads)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that the row says."""
        return tuple(cell.text for cell in (*self.heads, *self.values) if cell.text)

    def without_note(self, width: int) -> Row:
        """The row without the number at the end of its label, where it has all its figures besides.

        ``规章1 | 2 | 1 | 12``; of ``规章1 | 2 | 1 | `` nobody knows whether 1 is a note or the blank surplus.
        """
        is_one_too_many = not self.flowing and bool(self.heads) and len(self.values) == width + 1
        if not is_one_too_many or self.heads[-1].column != self.values[0].column:
            return self
        return replace(self, values=self.values[1:]) if self.values[-1].text else replace(self, unsettled=True)

    @property
    def numbers_columns(self) -> bool:
        """True for a row that numbers its columns: ``甲 | 1 | 2 | 3 | 4 | 5 | 6 | 7``."""
        texts = [cell.text for cell in self.values if cell.text]
        return len(texts) >= _FEWEST_NUMBERED and texts == [str(number) for number in range(1, len(texts) + 1)]

    @property
    def edge(self) -> int:
        """Where the row ends on the right, in columns of the grid."""
        return max((cell.column + cell.colspan for cell in (*self.heads, *self.values)), default=0)

    def further_columns(self, is_known: Callable[[str], object]) -> frozenset[int]:
        """Where a row that names columns has names that the form does not know: 序号, 备注."""
        cells = [cell for cell in (*self.heads, *self.values) if cell.text]
        if not any(is_known(cell.text) for cell in cells) or any(looks_like_value(cell.text) for cell in cells):
            return frozenset()
        return frozenset(cell.column for cell in cells if not is_known(cell.text))

    def hint(self, header: Header | None = None) -> Hint:
        """How the row is to be placed below this header of its grid."""
        known = header if header and not self.flowing else Header()
        return Hint(known.columns, known.edge, known.others, self.flowing, self.keeps_blanks)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a table stand in the grid, in the form's order, and where its header ends."""

    columns: tuple[int, ...] = ()
    edge: int = 0
    others: frozenset[int] = frozenset()
    """Places of further columns that the header names: 备注."""

    def covers(self, row: Row) -> bool:
        """True where the row has a cell below each column, and ends where the header does."""
        return bool(self.columns) and self.edge == row.edge and {*self.columns} <= {cell.column for cell in row.values}


def without_empty_columns(
    rows: Sequence[tuple[Row, int]], check: Check | None = None, headers: Mapping[int, Header] = MappingProxyType({})
) -> list[Row]:
    """Rows with the number of columns that each should have, without the cells that are blank in all rows alike.

    Only where just as many are blank as are too many, and the sums of the rows do not speak against it: a column of
    the form may be blank throughout, and the one too many be another, as the sums below the header may show. A blank
    behind or before each figure may be the year's own, and the figures those of another: nobody knows which.
    """
    rows = [(_to(row, without_remark(row.values, width)), width) for row, width in rows]
    blank: dict[Kind, set[int]] = {}
    for row, width in rows:
        found = {index for index, cell in enumerate(row.values) if not cell.text}
        kind = (row.grid, len(row.values), width)
        blank[kind] = blank.get(kind, found) & found
    trimmed = [_without(row, blank[row.grid, len(row.values), width], width) for row, width in rows]
    wrong = Counter[Kind]()
    for (row, width), less in zip(rows, trimmed, strict=True):
        if check and less is not row:
            agrees = check([read_value(cell.text).value for cell in less.values])
            stands = check(_below(row, headers.get(row.grid))) is True
            wrong[row.grid, len(row.values), width] += {True: -1, None: 0, False: 1}[agrees] + stands
    return [
        row if wrong[row.grid, len(row.values), width] > 0 else less
        for (row, width), less in zip(rows, trimmed, strict=True)
    ]


def _below(row: Row, header: Header | None) -> list[Number | None]:
    """The figures right below the names of the columns, from left to right, of a header that names further ones."""
    texts = {cell.column: cell.text for cell in row.values}
    columns = sorted(header.columns) if header and header.others else []
    if len(set(columns)) < len(columns):
        return [None]
    return [read_value(texts.get(column, "")).value for column in columns] or [None]


def _to(row: Row, values: Sequence[GridCell]) -> Row:
    return row if len(values) == len(row.values) else replace(row, values=tuple(values))


def _without(row: Row, blank: set[int], width: int) -> Row:
    if len(row.values) <= width or len(row.values) - len(blank) != width:
        return row
    left = [index for index in range(len(row.values)) if index not in blank]
    is_one_of_two = len(blank) >= width > 1 and left[-1] - left[0] >= 2 * (width - 1)
    values = tuple(row.values[index] for index in left)
    return replace(row, values=values, unsettled=row.unsettled or is_one_of_two)
