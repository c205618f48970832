"""Tables that stand on their side: the rows of the form beside each other, its columns below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import TypeAlias

from harvester.editions.labels import is_numbered, look_up
from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value

Line: TypeAlias = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class TurnedCell(GridCell):
    """A cell in its place in the upright table, and the one of the page."""

    source: GridCell | None = None


_FEWEST = {"requests": 5, "proactive_disclosure": 1}
"""Columns of the form, below each other, that make a table turned: 其他 and 总计 may begin rows of any table."""
_MOST_NAMES = 3
_RARE = 8
"""Cells behind the name of a column of which one at most is neither figure nor blank: 约三, 12 13."""
_FEWEST_BLANKS = 20
"""Blank cells behind the name of a column: 表三 on its side has as many as it has rows."""


def upright(grid: Grid) -> Grid:
    """The grid with the parts of it that are turned set upright; most have none, and stay as they are."""
    if not any(_column_of(line) for line in grid.rows):
        return grid
    rows = tuple(row for part, table in _parts(grid) for row in (_turned(part) if table else part))
    return grid if rows == grid.rows else replace(grid, rows=rows)


def on_page(cell: GridCell | None) -> GridCell | None:
    """The cell as the page has it."""
    return cell.source if isinstance(cell, TurnedCell) else cell


def _parts(grid: Grid) -> Iterator[tuple[Sequence[Line], str | None]]:
    """The lines cut into parts, each with the table of the form that it is a turned piece of."""
    lines = grid.rows
    start = done = 0
    while start < len(lines):
        table = _column_of(lines[start])
        end = start + 1
        while table and end < len(lines) and (_column_of(lines[end]) == table or _is_between(lines, end, table)):
            end += 1
        above = _header(lines, done, start, table, flowing=grid.flowing) if table else start
        is_even = grid.flowing or len({_edge(line) for line in lines[start:end]}) == 1
        if table and is_even and above < start and end - start >= _FEWEST[table]:
            yield lines[done:above], None
            yield lines[above:end], table
            done = end
        start = end
    yield lines[done:], None


def _is_between(lines: Sequence[Line], place: int, table: str) -> bool:
    """True for a line of another name with figures or blanks between columns of the table: 小计 before 总计."""
    line = lines[place]
    is_line = len(line) > 1 and line[0].text and all(looks_like_value(cell.text) for cell in line[1:])
    return bool(is_line) and place + 1 < len(lines) and _column_of(lines[place + 1]) == table


def _column_of(line: Line) -> str | None:
    """The table whose column a line of figures begins with: ``科研机构 | 0 | 3``.

    Before the column may stand a number of the line, and names over several: ``申请人情况 | 自然人 | 58``.
    """
    names = list(takewhile(lambda cell: cell.text and not looks_like_value(cell.text), _without_number(line)))
    figures = line[line.index(names[-1]) + 1 :] if names else ()
    strange = [cell for cell in figures if not looks_like_value(cell.text)]
    if len(strange) * _RARE >= len(figures) or any(look_up(cell.text) for cell in strange):
        return None
    is_led = len(names) <= _MOST_NAMES and all(look_up(cell.text) for cell in names)
    table = _role(names[-1].text, "column") if is_led else None
    is_blank = not any(cell.text for cell in figures)
    return None if is_blank and (table != "requests" or len(figures) < _FEWEST_BLANKS) else table


def _without_number(line: Line) -> Line:
    """The line without the number before its name."""
    return line[1:] if len(line) > 1 and line[0].text.isdecimal() and not looks_like_value(line[1].text) else line


def _header(lines: Sequence[Line], first: int, end: int, table: str, *, flowing: bool) -> int:
    """Where the lines begin that name rows of the table, right above its figures; ``end`` where none does.

    Of text whose spans were lost each line must reach as far: one that does not has its names above other figures.
    """
    start = end
    while start > first and any(_role(cell.text, "row") == table for cell in lines[start - 1][1:]):
        start -= 1
    edges = [_edge(line) for line in lines[start : end + 1]]
    is_beside = max(edges[:-1], default=0) == edges[-1] and (not flowing or min(edges) == edges[-1])
    return start if is_beside else end


def _edge(line: Line) -> int:
    return max((cell.column + cell.colspan for cell in line), default=0)


@lru_cache(maxsize=1024)
def _role(text: str, role: str) -> str | None:
    """The table that has a row or a column of this wording; （七）总计 with its number is a row alone."""
    if not text or (role == "column" and is_numbered(text)):
        return None
    return next((known.table for known in look_up(text) if known.role == role and known.table in _FEWEST), None)


def _turned(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with rows and columns exchanged, below the place where they stood."""
    top = min(cell.row for line in lines for cell in line)
    cells = [_exchanged(cell, top) for line in lines for cell in line]
    for row in sorted({cell.row for cell in cells}):
        yield tuple(sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column))


def _exchanged(cell: GridCell, top: int) -> TurnedCell:
    row, column = top + cell.column, cell.row - top
    return TurnedCell(cell.text, row, column, cell.colspan, cell.rowspan, cell.is_header, source=cell)
