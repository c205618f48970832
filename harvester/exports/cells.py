"""The figures of a chunk of reports, as a list of cells each and as one row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import Any, TypeAlias

from harvester.editions.cells import FormCell, all_cells
from harvester.items import STATISTICS, TABLES, Number
from harvester.store.chunks import Chunk
from harvester.store.types import exact

_DISCLOSURE, _REQUESTS, _LITIGATION = TABLES
RowKey: TypeAlias = tuple[str, str]
"""Table and row: requests, granted."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Which cells a report has, in the order of the form; most reports share one of a few."""

    cells: tuple[FormCell, ...]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each cell stands, by its id."""
        return {cell.id: place for place, cell in enumerate(self.cells)}

    @cached_property
    def columns(self) -> tuple[tuple[str | None, ...], ...]:
        """Table, row, column and the form's own unit of each cell."""
        parts = ((cell.table, cell.row.key, cell.column.key, cell.column.unit) for cell in self.cells)
        return tuple(zip(*parts, strict=True)) if self.cells else ((),) * 4


Figures: TypeAlias = tuple[Layout, list[Number | None]]
"""The cells of a report and the figure in each."""


def figures_of(chunk: Chunk) -> list[Figures]:
    """For each report of the chunk."""
    return [_figures(chunk, head.id, head.proactive_disclosure_edition) for head in chunk.heads]


def _figures(chunk: Chunk, report_id: int, edition: str | None) -> Figures:
    printed: tuple[int, ...] = ()
    rows: list[RowKey] = []
    figures: list[Sequence[Any]] = []
    for row in chunk.disclosure.get(report_id, ()):
        printed, found = _disclosed(tuple(row)[1:], edition)
        figures.append(found)
    for table, known in ((_REQUESTS, chunk.requests), (_LITIGATION, chunk.litigation), (STATISTICS, chunk.statistics)):
        for _, row, *own in known.get(report_id, ()):
            rows.append((table, row))
            figures.append(own)
    return _layout(printed, tuple(rows)), exact(chain.from_iterable(figures))


def _disclosed(row: Sequence[Any], edition: str | None) -> tuple[tuple[int, ...], list[Any]]:
    """The cells of the edition, and any other that has a figure."""
    own = _places_of(edition)
    places = tuple(place for place, value in enumerate(row) if value is not None or place in own)
    return places, [row[place] for place in places]


@cache
def _places_of(edition: str | None) -> frozenset[int]:
    return frozenset(place for place, cell in enumerate(_cells_of(_DISCLOSURE)) if edition in cell.editions)


@cache
def _cells_of(table: str) -> tuple[FormCell, ...]:
    return tuple(cell for cell in all_cells().values() if cell.table == table)


@cache
def _rows_of_form() -> Mapping[RowKey, tuple[FormCell, ...]]:
    rows: dict[RowKey, tuple[FormCell, ...]] = {}
    for cell in all_cells().values():
        key = (cell.table, cell.row.key)
        rows[key] = (*rows.get(key, ()), cell)
    return rows


@lru_cache(maxsize=1000)
def _layout(disclosed: tuple[int, ...], rows: tuple[RowKey, ...]) -> Layout:
    """A few dozen kinds in practice: an edition each for 表二 and 表三, with tables that are lacking."""
    disclosure = (_cells_of(_DISCLOSURE)[place] for place in disclosed)
    return Layout((*disclosure, *chain.from_iterable(_rows_of_form()[key] for key in rows)))


def wide(figures: Figures, columns: tuple[str, ...]) -> list[Number | None]:
    """The figures of the cells that ``columns`` names by id, None where the report has none."""
    layout, values = figures
    row: list[Number | None] = [None] * (len(columns) + 1)
    for place, value in zip(_targets(layout, columns), values, strict=True):
        row[place] = value
    row.pop()
    return row


@lru_cache(maxsize=2000)
def _targets(layout: Layout, columns: tuple[str, ...]) -> tuple[int, ...]:
    """Where each cell of the layout goes; one place too far where it has no column."""
    places = {name: place for place, name in enumerate(columns)}
    return tuple(places.get(cell.id, len(columns)) for cell in layout.cells)
