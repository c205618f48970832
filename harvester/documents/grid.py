"""A <table> element to a Grid: cells in source order, each with its place once the spans are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from harvester.items import Grid, GridCell
from harvester.parsers.script import fold

MAX_CELLS = 20_000
"""A page of more cells is cut off; the form has about 300."""
MAX_SPAN = 100
"""No cell of the form spans more; a larger rowspan or colspan (9999) is a slip of the editor."""
LONG_CELL = 200
"""Characters: no label of the form is longer."""
_PROSE_CELL = 400
FEW_CELLS = 8
_MOST_INSIDE = 100
"""Elements in a cell that holds a label or a figure."""
_MAX_TAKEN = 200_000
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BREAK = "\x1e"
_BREAKS = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"))


def resolve(table: Any) -> Grid:
    """Rows of source cells. The text of a cell keeps a newline where the source has a paragraph or <br>."""
    return laid_out(table.iterdescendants("tr"))


def laid_out(lines: Iterable[Any]) -> Grid:
    """The grid that these <tr> make."""
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[GridCell, ...]] = []
    count = 0
    for row, line in enumerate(_shown(list(lines))):
        nodes = [node for node in _shown(list(line)) if node.tag in ("td", "th")]
        rows.append(tuple(_place(row, nodes[: MAX_CELLS - count], taken)))
        count += len(nodes)
        if count >= MAX_CELLS:
            break
    return Grid(tuple(rows))


def _shown(nodes: list[Any]) -> list[Any]:
    """The rows or cells that a browser shows; all of them where the style hides all."""
    return [node for node in nodes if not is_unshown(node)] or nodes


def is_unshown(node: Any) -> bool:
    """True for an element that its own attributes hide."""
    return node.get("hidden") is not None or ((style := node.get("style")) is not None and _is_hidden(style))


@lru_cache(maxsize=1024)
def _is_hidden(style: str) -> bool:
    return _HIDDEN.search(style) is not None


def _place(row: int, nodes: list[Any], taken: set[tuple[int, int]]) -> list[GridCell]:
    placed, column = [], 0
    for node in nodes:
        while (row, column) in taken:
            column += 1
        rowspan, colspan = _span(node, "rowspan"), _span(node, "colspan")
        placed.append(GridCell(cell_text(node), row, column, rowspan, colspan, node.tag == "th"))
        if rowspan > 1 and len(taken) < _MAX_TAKEN:
            taken.update((r, c) for r in range(row + 1, row + rowspan) for c in range(column, column + colspan))
        column += colspan
    return placed


def _span(node: Any, name: str) -> int:
    value = node.get(name)
    if not value:
        return 1
    value = value.strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() and len(value) < 9 else 1


def longest_text(cells: int) -> int:
    """Characters of a cell beyond which a table of so many cells lays out prose: in few of them a remark is rare."""
    return LONG_CELL if cells <= FEW_CELLS else _PROSE_CELL


def is_crowded(cell: Any) -> bool:
    """True for a cell that holds more than a label or a figure; told without looking through all of it."""
    return next(islice(cell.iter(), _MOST_INSIDE, None), None) is not None


def bare_text(node: Any) -> str:
    """All that stands in an element, without any white space: ``<td> 1 <b>2</b></td>`` is 12."""
    return "".join(node.text_content().split())


def cell_text(node: Any) -> str:
    """Text of a cell, one line a paragraph; inline tags (<span>2</span><span>3</span>) join without a gap."""
    while (inside := len(node)) == 1 and not ((text := node.text) and not text.isspace()):
        child = node[0]
        if (tail := child.tail) and not tail.isspace():
            break
        node = child
    if inside == 0:
        return fold(node.text or "")
    if next(node.iterdescendants(*_BREAKS), None) is None:
        return fold(node.text_content())
    parts: list[str] = []
    for event, item in etree.iterwalk(node, events=("start", "end")):
        if item.tag in _BREAKS:
            parts.append(_BREAK)
        if event == "start":
            parts.append(item.text or "")
        elif item is not node:
            parts.append(item.tail or "")
    lines = (fold(line) for line in "".join(parts).split(_BREAK))
    return "\n".join(line for line in lines if line)
