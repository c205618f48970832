"""Spreadsheets that Excel 2003 and many reporting systems write as one XML file, mostly named .xls, to Document.

<Row ss:Index="3"><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="Number">12</Data></Cell></Row>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from harvester.documents.number_formats import formatted
from harvester.documents.rich_text import Run, shown_runs
from harvester.documents.sheet_rows import MAX_COLUMNS, MAX_ROWS, Sheet, blocks_of
from harvester.documents.sheet_years import of_latest_year
from harvester.items import Document

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MAX_DIGITS = 15


def read_sheet_xml(body: bytes) -> Document:
    """The document of the visible sheets. Raises XMLSyntaxError."""
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    formats = dict(_formats(root))
    sheets = [sheet for sheet in root.iter(f"{_SS}Worksheet") if _is_visible(sheet)]
    blocks = of_latest_year([(sheet.get(f"{_SS}Name", ""), blocks_of(_sheet(sheet, formats))) for sheet in sheets])
    is_cut = sum(1 for _ in root.iter(f"{_SS}Row")) > MAX_ROWS
    return Document(blocks=tuple(blocks), flags=("truncated",) if is_cut else ())


def _is_visible(sheet: Any) -> bool:
    return not any("Hidden" in (node.text or "") for node in sheet.iter("{*}Visible"))


def _formats(root: Any) -> Iterator[tuple[str, str]]:
    """Number formats by the names of the styles: ``<Style ss:ID="s62"><NumberFormat ss:Format="0.00%"/></Style>``."""
    for style in root.iter(f"{_SS}Style"):
        number_format = style.find(f"{_SS}NumberFormat")
        if number_format is not None:
            yield style.get(f"{_SS}ID", ""), number_format.get(f"{_SS}Format", "")


def _sheet(sheet: Any, formats: Mapping[str, str]) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    columns = _hidden(sheet.iterfind(f"{_SS}Table/{_SS}Column"))
    rows = _hidden(sheet.iterfind(f"{_SS}Table/{_SS}Row"))
    for row, line in _counted(sheet.iterfind(f"{_SS}Table/{_SS}Row")):
        for column, cell in _counted(line.iterfind(f"{_SS}Cell")):
            if row >= MAX_ROWS or column >= MAX_COLUMNS:
                continue
            texts[row, column] = _text(cell, formats.get(cell.get(f"{_SS}StyleID", line.get(f"{_SS}StyleID", ""))))
            down, across = _number(cell, "MergeDown"), _number(cell, "MergeAcross")
            if down or across:
                spans[row, column] = (min(down, MAX_ROWS) + 1, min(across, MAX_COLUMNS) + 1)
    return Sheet(texts, spans, (rows, columns))


def _counted(nodes: Iterator[Any]) -> Iterator[tuple[int, Any]]:
    """Each row or cell with its place from 0; ``ss:Index`` leaves empty ones out, a cell that spans takes several."""
    place = 0
    for node in nodes:
        place = max(_number(node, "Index") - 1, place)
        yield place, node
        place += 1 + max(_number(node, "MergeAcross"), _number(node, "Span"))


def _hidden(nodes: Iterator[Any]) -> frozenset[int]:
    """Places of the hidden rows or columns; one entry may stand for several on end."""
    hidden = ((place, node) for place, node in _counted(nodes) if node.get(f"{_SS}Hidden") == "1")
    return frozenset(
        place + step for place, node in hidden for step in range(min(_number(node, "Span"), MAX_COLUMNS) + 1)
    )


def _number(node: Any, name: str) -> int:
    text = node.get(f"{_SS}{name}", "")
    return int(text) if text.isdecimal() and len(text) < _MAX_DIGITS else 0


def _text(cell: Any, number_format: str | None) -> str:
    data = cell.find(f"{_SS}Data")
    if data is None:
        return str(cell.get(f"{_SS}Formula", ""))  # whose result was never stored
    text = shown_runs(list(_runs(data))) if len(data) else data.text or ""
    if data.get(f"{_SS}Type") == "Boolean":
        return str(text.strip() == "1")
    if data.get(f"{_SS}Type") != "Number":
        return text
    try:
        return formatted(float(text), number_format)
    except ValueError:
        return text


def _runs(node: Any, is_struck: bool = False, is_raised: bool = False) -> Iterator[Run]:
    """``<Data>12<html:Sup>1</html:Sup></Data>``: marks as of a page, one within another."""
    yield Run(node.text or "", is_struck, is_raised)
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        yield from _runs(child, is_struck or name == "S", is_raised or name in ("Sup", "Sub"))
        yield Run(child.tail or "", is_struck, is_raised)
