"""Tables that run on over a page break: one grid again, and a row that the break cut in two one row again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from harvester.editions.labels import look_up, look_up_cut
from harvester.items import Block, Grid, GridCell, Text
from harvester.parsers.numbers import looks_like_value

_NEAR = 6.0
"""Points by which the upright lines of the two parts may be off."""
_MANY = 8
"""Upright lines: as many do not agree by chance."""

Cells: TypeAlias = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class RunOn:
    """A grid, and the places of its upright lines, by which its next part is known."""

    grid: Grid
    edges: tuple[float, ...]


def run_on(parts: Iterable[RunOn | Text]) -> Iterator[Block]:
    """The blocks, with tables on end that have the same columns made one."""
    last: RunOn | None = None
    for part in parts:
        if isinstance(part, Text):
            if last is not None:
                yield last.grid
            last = None
            yield part
        elif last is not None and _fits(last, part):
            last = RunOn(_joined(last.grid, part.grid), _wider(last.edges, part.edges))
        else:
            if last is not None:
                yield last.grid
            last = part
    if last is not None:
        yield last.grid


def _wider(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    return first if len(first) >= len(second) else second


def _fits(first: RunOn, second: RunOn) -> bool:
    """True where the outer lines agree and those of the narrower part are among those of the other.

    Of two parts with many columns the left line may be missing in one: a group's cell goes on there without it.
    """
    more, fewer = sorted((first.edges, second.edges), key=len, reverse=True)
    if not fewer or abs(more[-1] - fewer[-1]) > _NEAR:
        return False
    if abs(more[0] - fewer[0]) > _NEAR and len(fewer) < _MANY:
        return False
    return all(min(abs(place - other) for other in more) <= _NEAR for place in fewer)


def _joined(first: Grid, second: Grid) -> Grid:
    headers = _printed_again(first.rows, second.rows)
    rows, more = list(first.rows), list(second.rows[headers:])
    below = len(rows) - headers
    if rows and more and (whole := _mended(rows[-1], more[0])):
        rows[-1] = whole
        more = more[1:]
    return Grid((*rows, *(tuple(_below(cell, below) for cell in row) for row in more)))


def _printed_again(first: Sequence[Cells], second: Sequence[Cells]) -> int:
    """How many rows of headers at the top of the first part stand at the top of the second one too."""
    count = 0
    for row, other in zip(first, second, strict=False):
        texts = [cell.text for cell in row]
        if not any(texts) or texts != [cell.text for cell in other] or any(map(_is_figure, row)):
            break
        count += 1
    return count


def _below(cell: GridCell, rows: int) -> GridCell:
    return replace(cell, row=cell.row + rows)


def _mended(upper: Cells, lower: Cells) -> Cells | None:
    """One row of two halves; None where both are rows in their own right."""
    if len(lower) > len(upper):
        if any(cell.text and cell.rowspan == 1 for cell in lower[: len(lower) - len(upper)]):
            return None
        lower = lower[len(lower) - len(upper) :]
    shift = len(upper) - len(lower)
    if shift and any(cell.colspan > upper[shift + index].colspan for index, cell in enumerate(lower)):
        return None  # 行政诉讼 over all columns, the first row of the next table
    pairs = [(cell, lower[index - shift] if index >= shift else None) for index, cell in enumerate(upper)]
    whole = tuple(replace(cell, text=_text(cell, other)) for cell, other in pairs)
    if any(_is_figure(cell) and other is not None and _is_figure(other) for cell, other in pairs):
        return whole if _cuts_figures(upper, lower) else None
    return whole if _is_one_row(upper, lower, whole) else None


def _text(cell: GridCell, other: GridCell | None) -> str:
    return "\n".join(part for part in (cell.text, other.text if other else "") if part)


def _is_figure(cell: GridCell) -> bool:
    return bool(cell.text) and looks_like_value(cell.text)


def _cuts_figures(upper: Cells, lower: Cells) -> bool:
    """True where the break cuts figures that are wrapped in their cells: 101 above, 5 below, and their label too."""
    above, below = _label(upper), _label(tuple(cell for cell in lower if cell.rowspan == 1))
    if below:
        return not look_up(below) and bool(look_up(above + below))
    return bool(above) or sum(map(_is_figure, lower)) < sum(map(_is_figure, upper))


def _cuts_label(above: str, below: str) -> bool:
    return not look_up(above) and bool(look_up(above + below))


def _is_one_row(upper: Cells, lower: Cells, whole: Cells) -> bool:
    """The halves are one row where their label is known only as a whole, or one has the label, one the figures."""
    above, below = _label(upper), _label(lower)
    has_figures = (any(map(_is_figure, upper)), any(map(_is_figure, lower)))
    if not below:
        return (has_figures == (False, True) and bool(above)) or not any(cell.text for cell in lower)
    if _cuts_label(above, below):
        return True
    return not look_up(below) and bool(look_up(_label(whole)) or look_up_cut(_label(whole)))


def _label(row: Cells) -> str:
    """The last label of a row, its lines put together."""
    labels = [cell.text for cell in row if not all(map(looks_like_value, cell.text.split("\n")))]
    return labels[-1].replace("\n", "") if labels else ""
