"""Tables whose labels stand behind their figures: ``2 | 0 | 0 | 0 | 0 | 1 | 3 | （一）予以公开``."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TypeAlias

from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.row_cells import is_row
from harvester.parsers.turned import TurnedCell

Line: TypeAlias = tuple[GridCell, ...]

_FEWEST = 3
"""Rows with their label behind."""


def labels_first(grid: Grid) -> Grid:
    """The grid with its labels before their figures; one in which a row begins with its label stays as it is."""
    if grid.flowing or any(line and is_row(line[0].text) for line in grid.rows):
        return grid
    places = [place for line in grid.rows if (place := _label_behind(line))]
    if len(places) < _FEWEST:
        return grid
    edge = max(cell.column + cell.colspan for line in grid.rows for cell in line)
    return replace(grid, rows=tuple(_mirrored(line, max(places), edge) for line in grid.rows))


def _label_behind(line: Line) -> int:
    """The column of the row's label, with several figures before it and none behind; 0 for any other line.

    One number before a label may be that of the row.
    """
    figures = list(takewhile(lambda cell: looks_like_value(cell.text), line))
    labels = line[len(figures) :]
    is_behind = (
        len(figures) > 1
        and any(cell.text for cell in figures)
        and not any(looks_like_value(cell.text) for cell in labels)
    )
    return labels[0].column if is_behind and labels and is_row(labels[0].text) else 0


def _mirrored(line: Line, first: int, edge: int) -> Line:
    """The cells from the column ``first`` on before the others, the last of them, a group's, at the front."""
    cells = (_moved(cell, first, edge) for cell in line)
    return tuple(sorted(cells, key=lambda cell: cell.column))


def _moved(cell: GridCell, first: int, edge: int) -> TurnedCell:
    column = cell.column + edge - first if cell.column < first else edge - cell.column - cell.colspan
    return TurnedCell(cell.text, cell.row, column, cell.rowspan, cell.colspan, cell.is_header, source=cell)
