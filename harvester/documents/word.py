"""DOCX to Document: paragraphs and tables of the body in order, merged cells by gridSpan and vMerge.

The body is walked as XML: the views that libraries give of paragraphs and cells leave out content controls, text
boxes and what tracked changes put in. Word 2003 wrote the same elements as one XML file, which many systems still do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from harvester.documents.grid import MAX_CELLS, MAX_SPAN, longest_text
from harvester.documents.html import read_html
from harvester.documents.mhtml import read_mhtml
from harvester.documents.ooxml import Package, parsed, w
from harvester.documents.plain_text import read_text
from harvester.documents.text import regroup
from harvester.documents.word_numbers import Numbers, read_numbers
from harvester.documents.word_styles import spell_out
from harvester.documents.word_text import (
    BOX,
    LEFT_OUT,
    PICTURES,
    left_out_of,
    shown,
    shown_in_cell,
    with_doubt,
    without_pictures,
)
from harvester.items import Block, Document, Grid, GridCell, Text
from harvester.parsers.script import fold

_P, _TBL, _TR, _TC, _CHUNK = (w(name) for name in ("p", "tbl", "tr", "tc", "altChunk"))
_STRUCK_OUT = (f"{w('trPr')}/{w('del')}", f"{w('tcPr')}/{w('cellDel')}")
"""Rows and cells that a tracked change takes away; their text may stand there unmarked."""
_FEW = 30
_CHUNKS = {"html": read_html, "htm": read_html, "xhtml": read_html, "mht": read_mhtml, "txt": read_text}
"""Readers of what a file takes in whole (``<w:altChunk r:id="x"/>``), as web editors write Word files."""
_INSIDE = "./"
"""Name of a document within a document: none of its parts begins like this."""
_MERGES = ("vMerge", "vmerge")
"""As it is written by Word, and by Word 2003."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_docx(body: bytes) -> Document:
    """The document of a DOCX file. Raises what `Package` raises for a broken one, ValueError for none."""
    package = Package(body)
    name = package.only("", "officeDocument") or "word/document.xml"
    root = package.root(name)
    if root is None:
        raise ValueError("no document in the file")
    lists, styles = (package.root(package.only(name, kind)) for kind in ("numbering", "styles"))
    spell_out(root, styles)
    return _read(_Walk(read_numbers(lists, styles), package, name), root)


def read_word_xml(body: bytes) -> Document:
    """The document of Word 2003 XML, or of a DOCX written as one XML file. Raises XMLSyntaxError, ValueError."""
    root = parsed(body)
    numbering, styles = (next(root.iter(w(name)), None) for name in ("numbering", "styles"))
    spell_out(root, styles)
    return _read(_Walk(read_numbers(numbering, styles)), root)


def _read(walk: _Walk, root: Any) -> Document:
    body = next(root.iter(w("body")), None)
    if body is None:
        raise ValueError("no body in the document")
    blocks = regroup(tuple(walk.blocks(body)))
    cells = sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
    has_pictures = next(body.iter(*PICTURES), None) is not None
    flags = ["truncated"] if cells >= MAX_CELLS else []
    if has_pictures:
        is_bare = sum(len(block.text) for block in blocks if isinstance(block, Text)) < _FEW and not cells
        flags.append("needs_ocr" if is_bare else "has_pictures")
    return Document(blocks=blocks, flags=tuple(flags))


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk over a document; ``package`` and ``name`` say where parts that it takes in are found."""

    numbers: Numbers
    package: Package | None = None
    name: str = ""

    def blocks(self, parent: Any) -> Iterator[Block]:
        for node in parent:
            if node.tag == _P:
                yield from (Text(line) for line in map(fold, self.paragraph(node).split("\n")) if line)
                for box in node.iter(BOX):
                    if not _is_fallback(box):
                        yield from self.blocks(box)
            elif node.tag == _TBL:
                yield from self._table(node)
            elif node.tag == _CHUNK:
                yield from self._chunk(node)
            elif node.tag not in LEFT_OUT:
                yield from self.blocks(node)

    def paragraph(self, node: Any, shown: Callable[[Any], str] = shown) -> str:
        """The text that a paragraph shows, with the label that its list puts before it."""
        label, text = self.numbers.label(node), shown(node)
        if not label or not text.strip():
            return text
        return f"{label} {text}" if text.lstrip()[:1].isdigit() else label + text

    def _chunk(self, node: Any) -> Iterator[Block]:
        """The blocks of a whole file that the document takes in; those of another DOCX without further ones."""
        chunks = self.package.related(self.name, "aFChunk") if self.package else {}
        name = chunks.get(node.get(_RELATION, ""), "")
        data = self.package.read(name) if self.package and name else None
        ending = name.rpartition(".")[2].lower()
        if data and ending in _CHUNKS:
            yield from _CHUNKS[ending](data, None).blocks
        elif data and ending == "docx" and not self.name.startswith(_INSIDE):
            package = Package(data)
            root = package.root(package.only("", "officeDocument"))
            if root is not None:
                yield from _Walk(Numbers(), package, _INSIDE).blocks(next(root.iter(w("body")), ()))

    def _table(self, node: Any) -> Iterator[Block]:
        """One grid; a table that holds another, or few cells of which one is long, only lays out the page."""
        cells = [cell for row in _children(node, _TR) for cell in _children(row, _TC)]
        if any(_has_table(cell) for cell in cells) or _is_layout(cells):
            for cell in cells:
                yield from self.blocks(cell)
        elif cells:
            yield self._grid(node)

    def _cell(self, cell: Any, is_alone: bool) -> str:
        shown = partial(shown_in_cell, left_out=left_out_of(cell))
        nodes = (node for node in cell.iter(_P) if not _is_fallback(node))
        lines = (fold(line) for node in nodes for line in self.paragraph(node, shown).split("\n"))
        return with_doubt(without_pictures("\n".join(line for line in lines if line), is_alone), cell)

    def _grid(self, node: Any) -> Grid:
        rows: list[list[GridCell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        """Column -> the row and position of the cell that a vertical merge goes on with."""
        count = 0
        for number, row in enumerate(_children(node, _TR)):
            rows.append([])
            column = _value(row, "trPr", "gridBefore")
            cells = list(_children(row, _TC))
            for cell in cells:
                width = max(_value(cell, "tcPr", "gridSpan"), 1)
                merge = _merge(cell)
                if merge == "continue" and column in open_cells:
                    above, place = open_cells[column]
                    rows[above][place] = _taller(rows[above][place], number)
                else:
                    open_cells.pop(column, None)
                    if merge == "restart":
                        open_cells[column] = (number, len(rows[number]))
                    rows[number].append(GridCell(self._cell(cell, len(cells) == 1), number, column, 1, width))
                column += width
                count += 1
            if count > MAX_CELLS:
                break
        return Grid(tuple(tuple(row) for row in rows))


def _is_fallback(node: Any) -> bool:
    return any(parent.tag in LEFT_OUT - {BOX} for parent in node.iterancestors())


def _children(node: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, those inside content controls included, those of inner tables and those struck out not."""
    for child in node:
        if child.tag == tag:
            if not any(child.find(path) is not None for path in _STRUCK_OUT):
                yield child
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT and child.tag not in (_TBL, _TR, _TC, _P):
            yield from _children(child, tag)


def _is_layout(cells: list[Any]) -> bool:
    longest = max((sum(len(text.text or "") for text in cell.iter(w("t"))) for cell in cells), default=0)
    return longest > longest_text(len(cells))


def _has_table(cell: Any) -> bool:
    """True for a cell that holds a table; one of a single cell is a frame around what stands in it."""
    return any(len(list(islice(table.iter(_TC), 2))) > 1 for table in cell.iter(_TBL))


def _taller(cell: GridCell, row: int) -> GridCell:
    return GridCell(cell.text, cell.row, cell.column, row - cell.row + 1, cell.colspan)


def _merge(cell: Any) -> str | None:
    """``restart``, ``continue`` or None."""
    found = next((item for name in _MERGES if (item := cell.find(f"{w('tcPr')}/{w(name)}")) is not None), None)
    return None if found is None else found.get(w("val")) or "continue"


def _value(node: Any, properties: str, name: str) -> int:
    found = node.find(f"{w(properties)}/{w(name)}")
    text = "" if found is None else found.get(w("val")) or ""
    return min(int(text), MAX_SPAN) if text.isdecimal() and len(text) < 9 else 0
