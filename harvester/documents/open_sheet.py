"""ODS and flat ODS (OpenDocument spreadsheets of LibreOffice, WPS and reporting systems) to Document.

<table:table-row table:number-rows-repeated="2"><table:table-cell table:formula="of:=SUM([.D5:.I5])"
office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell><table:covered-table-cell/>

The stored results are read: LibreOffice, asked to convert a file that it did not write, calculates anew, and what a
formula refers to may be on the author's disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from lxml import etree

from harvester.documents.archive_limits import checked
from harvester.documents.errors import EncryptedError
from harvester.documents.formulas import Place, as_written, with_doubt
from harvester.documents.open_text import Styles, cell_text, day, shown_figure
from harvester.documents.sheet_rows import MAX_COLUMNS, MAX_ROWS, Sheet, blocks_of
from harvester.documents.sheet_years import of_latest_year
from harvester.items import Block, Document

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_UNSHOWN = ("collapse", "filter")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its stored value, the formula behind it, and what the program shows."""

    value: float | str
    text: str
    formula: str
    span: tuple[int, int]


def read_ods(body: bytes) -> Document:
    """The document of the visible sheets. Raises EncryptedError, TooLargeError, BadZipFile, XMLSyntaxError."""
    root = etree.fromstring(_content(body), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    styles = Styles(root)
    tables = [table for table in root.iterfind(f".//{_OFFICE}spreadsheet/{_TABLE}table") if _is_shown(table, styles)]
    blocks = of_latest_year([(table.get(f"{_TABLE}name", ""), blocks_of(_sheet(table, styles))) for table in tables])
    return Document(blocks=tuple(blocks), flags=tuple(_flags(tables, blocks)))


def _flags(tables: list[Any], blocks: list[Block]) -> Iterator[str]:
    if any(True for table in tables for _ in table.iter("{*}image")):
        yield "has_pictures" if blocks else "needs_ocr"
    if any(row >= MAX_ROWS and line.find(".//{*}p") is not None for table in tables for row, line in _rows(table)):
        yield "truncated"


def _content(body: bytes) -> bytes:
    if not body.startswith(b"PK"):
        return body
    with ZipFile(checked(body)) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise EncryptedError("the content of the file is encrypted")
        return archive.read("content.xml")


def _is_shown(table: Any, styles: Styles) -> bool:
    """False for a hidden sheet, and for the copy that a file keeps of one of another file."""
    is_copy = table.find(f"{_TABLE}table-source") is not None
    return not is_copy and table.get(f"{_TABLE}style-name") not in styles.hidden


def _sheet(table: Any, styles: Styles) -> Sheet:
    cells = dict(_cells(table, styles))
    spans = {place: cell.span for place, cell in cells.items() if cell.span != (1, 1)}
    hidden_rows = frozenset(row for row, line in _rows(table) if _is_unshown(line))
    hidden_columns = frozenset(place for place, column in _columns(table) if _is_unshown(column))
    return Sheet({place: _text(cell, cells) for place, cell in cells.items()}, spans, (hidden_rows, hidden_columns))


def _text(cell: _Cell, cells: dict[Place, _Cell]) -> str:
    """What the cell says; the formula where its result was never stored, or where it contradicts what is stored."""

    def stored(place: Place) -> float | str | None:
        return _stored(cells.get(place))

    if not cell.formula or (isinstance(cell.value, str) and cell.text):
        return cell.text
    if isinstance(cell.value, str):
        return with_doubt("", cell.formula, stored) if cell.value == "unknown" else ""
    return with_doubt(cell.text, cell.formula, stored, cell.value)


def _stored(cell: _Cell | None) -> float | str | None:
    if cell is None:
        return None
    return cell.formula or cell.text if isinstance(cell.value, str) else cell.value


def _cells(table: Any, styles: Styles) -> Iterator[tuple[Place, _Cell]]:
    for row, line in _rows(table):
        if row >= MAX_ROWS:
            return
        column = 0
        for node in line.iterchildren(*_CELLS):
            count = _number(node, "number-columns-repeated")
            cell = _cell(node, styles)
            if cell.text or cell.formula or cell.span != (1, 1):
                yield from (((row, place), cell) for place in range(column, min(column + count, MAX_COLUMNS)))
            column += count


def _cell(node: Any, styles: Styles) -> _Cell:
    kind, number = node.get(f"{_OFFICE}value-type"), node.get(f"{_OFFICE}value")
    text, formula = cell_text(node, styles), as_written(node.get(f"{_TABLE}formula") or "")
    span = (_number(node, "number-rows-spanned"), _number(node, "number-columns-spanned"))
    if kind in _NUMBERS and number and _NUMBER.fullmatch(number):
        return _Cell(float(number), shown_figure(float(number), text), formula, span)
    if kind == "boolean":
        text = str(node.get(f"{_OFFICE}boolean-value") == "true")
    if kind == "date":
        text = day(node.get(f"{_OFFICE}date-value") or "") or text
    return _Cell(kind or "unknown", text, formula, span)


def _rows(table: Any) -> Iterator[tuple[int, Any]]:
    """Each row with its place from 0, repeated ones again; rows beyond what is read once."""
    place = 0
    for line in table.iter(f"{_TABLE}table-row"):
        count = _number(line, "number-rows-repeated")
        yield from ((row, line) for row in range(place, min(place + count, max(place, MAX_ROWS) + 1)))
        place += count


def _columns(table: Any) -> Iterator[tuple[int, Any]]:
    place = 0
    for column in table.iter(f"{_TABLE}table-column"):
        count = _number(column, "number-columns-repeated")
        yield from ((number, column) for number in range(place, min(place + count, MAX_COLUMNS)))
        place += count


def _is_unshown(node: Any) -> bool:
    return node.get(f"{_TABLE}visibility") in _UNSHOWN


def _number(node: Any, name: str) -> int:
    text = node.get(f"{_TABLE}{name}", "")
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1
