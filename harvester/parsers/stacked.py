"""Rows that share their cells, a line for each: ``规章<br>行政规范性文件 | 0<br>2 | 0<br>1 | 5<br>8``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from harvester.editions.labels import look_up
from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.turned import TurnedCell

Line: TypeAlias = tuple[GridCell, ...]


def unstacked(grid: Grid) -> Grid:
    """The grid with a row for each line of such cells; one whose lines are not as many as its labels stays."""
    if not any(_height(line) for line in grid.rows):
        return grid
    return replace(grid, rows=tuple(row for line in grid.rows for row in _rows(line)))


def _height(line: Line) -> int:
    """The rows that the cells of a line hold, each with its label; 0 for a row of the form as it is."""
    stacked = [place for place, cell in enumerate(line) if "\n" in cell.text]
    if len(stacked) < 2 or not all(map(look_up, _parts(line[stacked[0]]))):
        return 0
    figures = [_parts(cell) for cell in line[stacked[0] + 1 :] if cell.text]
    count = len(_parts(line[stacked[0]]))
    return count if all(len(own) == count and all(map(looks_like_value, own)) for own in figures) else 0


def _parts(cell: GridCell) -> Sequence[str]:
    return cell.text.split("\n")


def _rows(line: Line) -> Iterator[Line]:
    height = _height(line)
    for number in range(height):
        yield tuple(_part(cell, number, height) for cell in line)
    if not height:
        yield line


def _part(cell: GridCell, number: int, height: int) -> GridCell:
    """The cell's text on that line; of a cell before the labels, a group's, the whole at the first."""
    parts = _parts(cell)
    text = parts[number] if len(parts) == height else ("" if number else cell.text)
    return TurnedCell(text, cell.row, cell.column, 1, cell.colspan, cell.is_header, source=cell)
