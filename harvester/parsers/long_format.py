"""Tables with a line for each figure: ``自然人 | 一、本年新收政府信息公开申请数量 | 12``.

The name of a row or of a column may stand once before several figures, and share the cell of its figure
(``自然人：12``).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from harvester.editions.form import load_form
from harvester.editions.labels import is_numbered, look_up
from harvester.items import TABLES, Grid, GridCell
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.row_cells import label_and_number
from harvester.parsers.told import Told, lines_of
from harvester.parsers.turned import TurnedCell

_AXES = ("row", "column")
_COLONS = (":", "：")


class _NotLongError(Exception):
    """Raised where a figure has no name right before it, or a row and a column have two figures."""


def laid_out(grid: Grid) -> Grid:
    """The grid as the form has it, where it tells each figure of some rows by its row and its column."""
    if any(map(_has_figures_on_end, grid.rows)):
        return grid
    for table in TABLES:
        try:
            told = _told(grid, table)
        except _NotLongError:
            continue
        lines = list(lines_of(told, table)) if told else []
        if lines and sum(len(line) - 1 for line in lines[1::2]) == sum(map(len, told.values())):
            return Grid(tuple(_placed(line, row) for row, line in enumerate(lines)))
    return grid


def _has_figures_on_end(line: Sequence[GridCell]) -> bool:
    """A quick test that most tables of the form end at: a figure behind another has no name before it."""
    return any(one.text and other.text and _are_values(one, other) for one, other in pairwise(line[1:]))


def _are_values(*cells: GridCell) -> bool:
    return all(looks_like_value(cell.text) for cell in cells)


def _placed(line: Sequence[GridCell], row: int) -> tuple[GridCell, ...]:
    return tuple(TurnedCell(cell.text, row, column, source=cell) for column, cell in enumerate(line))


def _told(grid: Grid, table: str) -> Told:
    told: dict[str, dict[str, GridCell]] = {}
    names: dict[str, str] = {}
    for line in _lines(grid, table):
        for found, cell in _figures(line, table):
            names.update(found)
            if cell is None or (not cell.text and len(names) < len(_AXES)):
                continue
            row = told.setdefault(names.get("row", ""), {})
            if len(names) < len(_AXES) or row.setdefault(names["column"], cell) is not cell:
                raise _NotLongError
    return told


def _lines(grid: Grid, table: str) -> Iterator[Sequence[GridCell]]:
    """The lines of the grid; of a stream of cells, those that each figure ends."""
    texts = [cell.text for line in grid.rows for cell in line]
    both = {text: label_and_number(text) for text in texts}
    before = (text for text, after in pairwise(texts) if after and looks_like_value(after))
    axes = {name[0] for text in (*before, *(label for label, _ in both.values())) if (name := _name(text, table))}
    lines = (_parted(line, both, axes, table) for line in grid.rows)
    if not grid.flowing or any(len(line) > 1 for line in grid.rows):
        yield from lines
        return
    line: list[GridCell] = []
    for cell in chain.from_iterable(lines):
        line.append(cell)
        if looks_like_value(cell.text):
            yield line
            line = []
    yield line


def _parted(
    line: Sequence[GridCell], both: Mapping[str, tuple[str, str]], axes: Container[str], table: str
) -> list[GridCell]:
    """The cells, a name and its figure apart; ``商业企业：`` beside ``自然人：12`` has a blank one."""
    cells: list[GridCell] = []
    for cell in line:
        label, number = both[cell.text]
        name = _name(cell.text, table)
        if label:
            cells += [replace(cell, text=label), replace(cell, text=number)]
        elif name and name[0] in axes and cell.text.endswith(_COLONS):
            cells += [cell, replace(cell, text="")]
        else:
            cells.append(cell)
    return cells


def _figures(line: Sequence[GridCell], table: str) -> Iterator[tuple[Mapping[str, str], GridCell | None]]:
    """The names before each figure, and it; names alone at the end. A number before any name is the line's own."""
    found: dict[str, str] = {}
    before = "nothing" if len(line) > 1 else "figure"
    for cell in line:
        if name := _name(cell.text, table):
            found.update([name])
            before = "name"
        elif looks_like_value(cell.text):
            if cell.text and before in ("figure", "words"):
                raise _NotLongError
            if before == "name":
                yield found, cell
                found = {}
            before = "figure" if before != "nothing" else before
        elif cell.text not in load_form().statistic_units:
            before = "words"
    yield found, None


@lru_cache(maxsize=2048)
def _name(text: str, table: str) -> tuple[str, str] | None:
    """``("column", "natural_person")``; 总计 and 其他 are columns, （七）总计 and 3.其他 rows."""
    known = [one for one in look_up(text) if one.table == table] if text else []
    role = "group" if table == "review_and_litigation" else "row"
    keys = {"row": [one.key for one in known if one.role == role],
            "column": [one.key for one in known if one.role == "column"]}  # fmt: skip
    order = _AXES if is_numbered(text) else _AXES[::-1]
    return next(((axis, keys[axis][0]) for axis in order if keys[axis]), None)
