"""DOCX to Document: paragraphs and tables of the body in order, merged cells by gridSpan and vMerge.

python-docx opens the package; its own views of paragraphs and cells leave out content controls, text boxes and
what tracked changes put in, so the body is walked as XML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from harvester.documents.archive_limits import checked
from harvester.documents.grid import MAX_CELLS
from harvester.documents.text import regroup
from harvester.items import Block, Document, Grid, GridCell, Text
from harvester.parsers.script import fold

_P, _TBL, _TR, _TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_BOX = qn("w:txbxContent")
_LEFT_OUT = frozenset(
    (*(qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")), qn("w:sectPr"), _BOX)
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What Word does not show, or holds a second time; text boxes are read after the paragraph they hang on."""
_PICTURES = (qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata")
_LONG_CELL, _PROSE_CELL = 200, 400
"""As in HTML: a table of few cells with one so long lays out prose."""
_FEW = 30
_MAX_SPAN = 100


def read_docx(body: bytes) -> Document:
    """The document of a DOCX file. Raises what python-docx raises for a broken one."""
    root = docx.Document(checked(body)).element.body
    blocks = regroup(tuple(_blocks(root)))
    cells = sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
    has_pictures = next(root.iter(*_PICTURES), None) is not None
    flags = ["truncated"] if cells >= MAX_CELLS else []
    if has_pictures:
        is_bare = sum(len(block.text) for block in blocks if isinstance(block, Text)) < _FEW and not cells
        flags.append("needs_ocr" if is_bare else "has_pictures")
    return Document(blocks=blocks, flags=tuple(flags))


def _blocks(parent: Any) -> Iterator[Block]:
    for node in parent:
        if node.tag == _P:
            yield from (Text(line) for line in map(fold, _paragraph(node).split("\n")) if line)
            for box in node.iter(_BOX):
                if not _is_fallback(box):
                    yield from _blocks(box)
        elif node.tag == _TBL:
            yield from _table(node)
        elif node.tag not in _LEFT_OUT:
            yield from _blocks(node)


def _is_fallback(node: Any) -> bool:
    return any(parent.tag in _LEFT_OUT - {_BOX} for parent in node.iterancestors())


def _paragraph(node: Any) -> str:
    """The text that a paragraph shows; a tab is a tab, a line break a new line."""
    parts: list[str] = []
    waiting = list(reversed(node))
    while waiting:
        item = waiting.pop()
        if not isinstance(item.tag, str) or item.tag in _LEFT_OUT:
            continue
        if item.tag == qn("w:t"):
            parts.append(item.text or "")
        elif item.tag == qn("w:tab"):
            parts.append("\t")
        elif item.tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif item.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        else:
            waiting += reversed(item)
    return "".join(parts)


def _table(node: Any) -> Iterator[Block]:
    """One grid; a table that holds another one, or few cells of which one is long, only lays out the page."""
    cells = [cell for row in _children(node, _TR) for cell in _children(row, _TC)]
    lengths = [len(_cell_text(cell)) for cell in cells]
    longest = max(lengths, default=0)
    if any(_has_table(cell) for cell in cells) or longest > (_LONG_CELL if len(cells) <= 8 else _PROSE_CELL):
        for cell in cells:
            yield from _blocks(cell)
    elif cells:
        yield _grid(node)


def _children(node: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, those inside content controls included, those of inner tables not."""
    for child in node:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and child.tag not in (_TBL, _TR, _TC, _P):
            yield from _children(child, tag)


def _has_table(cell: Any) -> bool:
    return next(cell.iter(_TBL), None) is not None


def _cell_text(cell: Any) -> str:
    lines = (fold(line) for node in cell.iter(_P) for line in _paragraph(node).split("\n"))
    return "\n".join(line for line in lines if line)


def _grid(node: Any) -> Grid:
    rows: list[list[GridCell]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    """Column -> the row and position of the cell that a vertical merge goes on with."""
    count = 0
    for number, row in enumerate(_children(node, _TR)):
        rows.append([])
        column = _value(row, "w:trPr", "w:gridBefore")
        for cell in _children(row, _TC):
            width = max(_value(cell, "w:tcPr", "w:gridSpan"), 1)
            merge = _merge(cell)
            if merge == "continue" and column in open_cells:
                above, place = open_cells[column]
                rows[above][place] = _taller(rows[above][place], number)
            else:
                open_cells.pop(column, None)
                if merge == "restart":
                    open_cells[column] = (number, len(rows[number]))
                rows[number].append(GridCell(_cell_text(cell), number, column, 1, width))
            column += width
            count += 1
        if count > MAX_CELLS:
            break
    return Grid(tuple(tuple(row) for row in rows))


def _taller(cell: GridCell, row: int) -> GridCell:
    return GridCell(cell.text, cell.row, cell.column, row - cell.row + 1, cell.colspan)


def _merge(cell: Any) -> str | None:
    """``restart``, ``continue`` or None."""
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return None if found is None else found.get(qn("w:val")) or "continue"


def _value(node: Any, properties: str, name: str) -> int:
    found = node.find(f"{qn(properties)}/{qn(name)}")
    text = "" if found is None else found.get(qn("w:val")) or ""
    return min(int(text), _MAX_SPAN) if text.isdecimal() and len(text) < 9 else 0
