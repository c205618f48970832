"""One row of a table as the readers take it: label cells, figure cells, and what the table tells of their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harvester.items import GridCell
from harvester.parsers.placing import Hint


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the cells of its label, and those of its figures behind. ``grid`` counts the tables of the page.

    ``flowing``: the border was lost. ``keeps_blanks``: other rows of that text have blanks between their figures.
    ``is_due``: the row names nothing of the form, and stands right under the heading of its table.
    """

    heads: tuple[GridCell, ...]
    values: tuple[GridCell, ...]
    grid: int = 0
    flowing: bool = False
    keeps_blanks: bool = False
    is_due: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.heads)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that the row says."""
        return tuple(cell.text for cell in (*self.heads, *self.values) if cell.text)

    @property
    def edge(self) -> int:
        """Where the row ends on the right, in columns of the grid."""
        return max((cell.column + cell.colspan for cell in (*self.heads, *self.values)), default=0)

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


def without_empty_columns(rows: Sequence[tuple[Row, int]]) -> list[Row]:
    """Rows with the number of columns that each should have, without the cells that are blank in all rows alike.

    Only where just as many are blank as are too many: then those, and no others, are the empty columns.
    """
    blank: dict[tuple[int, int, int], set[int]] = {}
    for row, width in rows:
        found = {index for index, cell in enumerate(row.values) if not cell.text}
        kind = (row.grid, len(row.values), width)
        blank[kind] = blank.get(kind, found) & found
    return [_without(row, blank[row.grid, len(row.values), width], width) for row, width in rows]


def _without(row: Row, blank: set[int], width: int) -> Row:
    if len(row.values) <= width or len(row.values) - len(blank) != width:
        return row
    return replace(row, values=tuple(cell for index, cell in enumerate(row.values) if index not in blank))
