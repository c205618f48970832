"""XLSX to Document: every visible sheet in order, figures as numbers, formulas by their stored results."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock

from harvester.documents.formulas import Place, with_doubt
from harvester.documents.number_formats import formatted
from harvester.documents.ooxml import transitional
from harvester.documents.rich_text import SET_APART, Run, shown_runs
from harvester.documents.sheet_rows import MAX_COLUMNS, MAX_ROWS, Sheet, blocks_of
from harvester.documents.sheet_years import of_latest_year
from harvester.items import FAINT, Block, Document
from harvester.parsers.numbers import looks_like_figure

_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")
"""How a sheet writes what XML has no place for: ``规章_x000D_`` ends in a carriage return."""

_WHITES = {"rgb": ("FFFFFF",), "theme": ("0",), "indexed": ("1", "9")}
"""White, as a colour of its own, of the workbook's theme, or of Excel's palette."""


def read_xlsx(body: bytes) -> Document:
    """The document of an XLSX file. Raises what openpyxl raises for a broken one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions of Excel that openpyxl does not keep are none of a report
        results = openpyxl.load_workbook(transitional(body), data_only=True, rich_text=True)
        formulas = openpyxl.load_workbook(transitional(body), data_only=False)
    sheets: list[tuple[str, tuple[Block, ...]]] = []
    is_cut = False
    for sheet, source in zip(results.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state == "visible":
            sheets.append((sheet.title, blocks_of(_sheet(sheet, source))))
            is_cut = is_cut or any(not _is_near(cell) and _says(cell) for cell in _cells(sheet))
    blocks = of_latest_year(sheets)
    pictures = any(getattr(sheet, "_images", ()) for sheet in results.worksheets)
    flags = [flag for flag, holds in (("truncated", is_cut), ("has_pictures", pictures)) if holds]
    if pictures and not blocks:
        flags = ["needs_ocr"]
    return Document(blocks=tuple(blocks), flags=tuple(flags))


def _sheet(sheet: Any, source: Any) -> Sheet:
    texts = dict(_texts(sheet, source))
    spans = {
        (area.min_row - 1, area.min_col - 1): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
        if area.max_row <= MAX_ROWS and area.max_col <= MAX_COLUMNS
    }
    return Sheet(texts, spans, (_hidden_rows(sheet), _hidden_columns(sheet)))


def _hidden_rows(sheet: Any) -> frozenset[int]:
    return frozenset(number - 1 for number, row in sheet.row_dimensions.items() if row.hidden)


def _hidden_columns(sheet: Any) -> frozenset[int]:
    """One entry may stand for several columns on end."""
    spans = ((item.min or 1, item.max or 0) for item in sheet.column_dimensions.values() if item.hidden)
    return frozenset(place - 1 for start, end in spans for place in range(start, min(end, MAX_COLUMNS) + 1))


def _cells(sheet: Any) -> list[Any]:
    """The cells that the file has; a format alone may reach down to the last row there can be."""
    return list(getattr(sheet, "_cells", {}).values())


def _is_near(cell: Any) -> bool:
    return bool(cell.row <= MAX_ROWS and cell.column <= MAX_COLUMNS)


def _says(cell: Any) -> bool:
    return bool(str(cell.value or "").strip())


def _texts(sheet: Any, source: Any) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in filter(_is_near, _cells(sheet)):
        text = _shown(cell, source.cell(cell.row, cell.column), (sheet, source))
        if text and looks_like_figure(text) and _is_faint(cell):
            text = FAINT + text
        if text is not None:
            yield (cell.row - 1, cell.column - 1), text


def _is_faint(cell: Any) -> bool:
    """True for white characters in a cell without a colour: so helper figures and zeros are hidden."""
    return _is_white(cell.font.color) and (not cell.fill.patternType or _is_white(cell.fill.fgColor))


def _is_white(colour: Any) -> bool:
    if colour is None or colour.type not in _WHITES:
        return False
    return str(colour.value)[-6:].upper() in _WHITES[colour.type] and not colour.tint


def _shown(cell: Any, source: Any, sheets: tuple[Any, Any]) -> str | None:
    """The stored result; with the formula where none was stored, which an empty text is, or the sum is another."""
    formula = _formula(source)

    def stored(place: Place) -> object:
        return _stored(place, *sheets)

    if cell.value is None and cell.data_type == "str":
        return None
    if cell.value is None:
        return with_doubt("", formula, stored) if formula else None
    text = _text(cell.value, cell.number_format)
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return with_doubt(text, formula, stored, cell.value) if formula and is_number else text


def _formula(source: Any) -> str:
    """``=SUM(D5:I5)``, also of a formula that fills a range at once; empty for any other cell."""
    return str(getattr(source.value, "text", None) or source.value) if source.data_type == "f" else ""


def _stored(place: Place, results: Any, formulas: Any) -> object:
    row, column = place[0] + 1, place[1] + 1
    value = results.cell(row, column).value
    if value is None:
        return _formula(formulas.cell(row, column)) or None
    return str(value) if isinstance(value, CellRichText) else value


def _text(value: Any, number_format: str) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int | float):
        return formatted(value, number_format)
    text = shown_runs([_run(part) for part in value]) if isinstance(value, CellRichText) else str(value)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def _run(part: str | TextBlock) -> Run:
    if isinstance(part, str):
        return Run(part)
    return Run(part.text, bool(part.font.strike), part.font.vertAlign in SET_APART)
