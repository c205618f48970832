"""Merged cells taken apart, their text in every column: ``本年处理决定数量`` three times, ``84`` below each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from harvester.items import GridCell
from harvester.parsers.row import Row


def written_once(rows: Sequence[Row], is_column: Callable[[str], object]) -> Iterator[Row]:
    """Rows without the copies of a figure below the copies of the name of its column."""
    copies: frozenset[tuple[int, int]] = frozenset()
    grid = 0
    for row in rows:
        cells = (*row.heads, *row.values)
        if row.grid != grid or any(cell.text and is_column(cell.text) for cell in cells):
            copies, grid = _copies(cells, is_column), row.grid
        yield replace(row, values=tuple(_kept(row.values, copies))) if copies else row


def _copies(cells: Sequence[GridCell], is_column: Callable[[str], object]) -> frozenset[tuple[int, int]]:
    """Pairs of neighbouring places that bear the same name."""
    return frozenset(
        (first.column, second.column)
        for first, second in pairwise(cells)
        if first.text == second.text and is_column(first.text)
    )


def _kept(values: Sequence[GridCell], copies: frozenset[tuple[int, int]]) -> Iterator[GridCell]:
    yield from values[:1]
    for first, second in pairwise(values):
        if (first.column, second.column) not in copies or first.text != second.text:
            yield second
