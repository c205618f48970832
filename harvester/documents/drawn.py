"""Tables drawn without <table>: a block for each row, and in it a block for each cell.

<div><div>规章</div><div>0</div>…</div> <div>…</div>                                   rows
<div class="thead"><div>…a row</div></div> <div class="tbody"><div>…</div></div>      rows in groups
<div><div>5</div><div>1</div>…</div>                                                 the fifteen figures of 表四 alone
"""

from __future__ import annotations

from typing import Any

from harvester.documents.grid import cell_text, is_crowded
from harvester.documents.shown import pictured
from harvester.editions.labels import is_exact, look_up
from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value

_ROWS = frozenset(("div", "ul", "ol", "dl", "li", "section"))
_CELLS = frozenset(("div", "li", "dt", "dd", "span", "p", "section"))
FEWEST_ROWS, _MOST_ROWS, _MOST_CELLS = 2, 80, 30
_LONGEST = 200
_MIN_LABELS = 3
_NAME_AND_FIGURE = 2
_LITIGATION = range(15, 18)
"""Cells of its one row: five results of each of the three procedures, and blank ones at either end."""


def drawn(node: Any) -> Grid | None:
    """The grid of a block whose children are rows of the form; None for any other block. Its spans are not known."""
    if node.tag not in _ROWS or not FEWEST_ROWS <= len(node) <= _MOST_ROWS:
        return None
    if len(node) in _LITIGATION and (alone := _figures_alone(node)):
        return alone
    if not _has_rows(node):
        return None
    if any(is_crowded(cell) for row in node for cell in row):
        return None  # blocks nested in one another would be read anew at each depth
    lines = [row for group in node for row in group] if _has_groups(node) else node
    rows = [[cell_text(cell) or _digits(cell) for cell in line] for line in lines]
    texts = [text for row in rows for text in row if text]
    if any(len(text) > _LONGEST for text in texts) or sum(bool(look_up(text)) for text in texts) < _MIN_LABELS:
        return None
    cells = (tuple(GridCell(text, place, column) for column, text in enumerate(row)) for place, row in enumerate(rows))
    return Grid(tuple(cells), flowing=True)


def _figures_alone(row: Any) -> Grid | None:
    """The one row of 表四 where the names above it are lost."""
    if not _is_row(row) or any(map(is_crowded, row)):
        return None
    texts = [cell_text(cell) or _digits(cell) for cell in row]
    if not any(texts) or not all(map(looks_like_value, filter(None, texts))):
        return None
    return Grid((tuple(GridCell(text, 0, column) for column, text in enumerate(texts)),), flowing=True)


def _has_groups(node: Any) -> bool:
    """True where what would be a cell holds several: a label and its figures, or labels alone."""
    is_nested = any(len(cell) > 1 and all(part.tag in _CELLS for part in cell) for row in node for cell in row)
    return is_nested and any(_is_line(cell) for row in node for cell in row)


def _is_line(cell: Any) -> bool:
    """True for ``规章 / 0 / 0 / 5``; a name and one figure are a cell of a card: ``自然人 / 3``."""
    texts = [text for part in cell if (text := cell_text(part))]
    labels = sum(map(is_exact, texts))
    return len(texts) > _NAME_AND_FIGURE and labels > 0 and labels + sum(map(looks_like_value, texts)) == len(texts)


def _digits(cell: Any) -> str:
    """What the pictures of a cell without text stand for."""
    return "".join(pictured(picture, cell) for picture in cell.iter("img"))


def _has_rows(node: Any) -> bool:
    """True where every child holds blocks alone, and one of them several."""
    return max(map(len, node)) > 1 and all(map(_is_row, node))


def _is_row(row: Any) -> bool:
    """True for a block of blocks, with no text beside them; an empty one is a row without cells."""
    return (
        row.tag in _ROWS
        and len(row) <= _MOST_CELLS
        and not (row.text or "").strip()
        and all(cell.tag in _CELLS and not (cell.tail or "").strip() for cell in row)
    )
