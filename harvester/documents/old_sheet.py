"""XLS (Excel 97 to 2003, and .et of WPS) to Document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from typing import Any

import xlrd

from harvester.documents.errors import EncryptedError
from harvester.documents.number_formats import formatted
from harvester.documents.old_formulas import are_calculated
from harvester.documents.rich_text import Run, shown_runs
from harvester.documents.sheet_rows import MAX_COLUMNS, MAX_ROWS, Sheet, blocks_of
from harvester.documents.sheet_years import of_latest_year
from harvester.items import FAINT, Document
from harvester.parsers.numbers import looks_like_figure

_WHITE = (255, 255, 255)


def read_xls(body: bytes) -> Document:
    """The document of an XLS file. Raises EncryptedError, and what xlrd raises for a broken one."""
    try:
        book = xlrd.open_workbook(file_contents=body, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise EncryptedError from error
        raise
    sheets = [sheet for sheet in book.sheets() if sheet.visibility == 0]
    no_result = "" if are_calculated(body) else "="
    blocks = of_latest_year([(sheet.name, blocks_of(_sheet(book, sheet, no_result))) for sheet in sheets])
    is_cut = any(map(_goes_on, sheets))
    return Document(blocks=tuple(blocks), flags=("truncated",) if is_cut else ())


def _goes_on(sheet: Any) -> bool:
    """True where something stands below or beside what is read; a format alone may reach as far."""
    below = (sheet.row_values(row) for row in range(MAX_ROWS, sheet.nrows))
    beside = (sheet.row_values(row, MAX_COLUMNS) for row in range(min(MAX_ROWS, sheet.nrows)))
    return any(str(value).strip() for row in chain(below, beside) for value in row)


def _sheet(book: Any, sheet: Any, no_result: str) -> Sheet:
    """``no_result``: what a formula says whose result is an empty text."""
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    rows = frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden)
    columns = frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden)
    return Sheet(dict(_texts(book, sheet, no_result)), spans, (rows, columns))


def _texts(book: Any, sheet: Any, no_result: str) -> Iterator[tuple[tuple[int, int], str]]:
    for row in range(min(sheet.nrows, MAX_ROWS)):
        for column in range(min(sheet.row_len(row), MAX_COLUMNS)):
            runs = sheet.rich_text_runlist_map.get((row, column))
            cell = sheet.cell(row, column)
            text = shown_runs(list(_runs(book, cell, runs))) if runs else _text(book, cell)
            if looks_like_figure(text) and _is_faint(book, cell):
                text = FAINT + text
            if text or cell.ctype == xlrd.XL_CELL_TEXT:
                yield (row, column), text or no_result


def _is_faint(book: Any, cell: Any) -> bool:
    """True for white characters in a cell without a colour: so helper figures and zeros are hidden."""
    style = book.xf_list[cell.xf_index]
    white = book.colour_map.get(book.font_list[style.font_index].colour_index) == _WHITE
    return white and (
        not style.background.fill_pattern or book.colour_map.get(style.background.pattern_colour_index) == _WHITE
    )


def _runs(book: Any, cell: Any, changes: list[tuple[int, int]]) -> Iterator[Run]:
    """The text cut where the font changes; what stands before the first change is in the font of the cell."""
    starts = [(0, book.xf_list[cell.xf_index].font_index), *changes]
    ends = [*(start for start, _ in changes), len(cell.value)]
    for (start, number), end in zip(starts, ends, strict=True):
        font = book.font_list[number]
        yield Run(cell.value[start:end], bool(font.struck_out), font.escapement > 0)


def _text(book: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        style = book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
        return formatted(cell.value, style.format_str if style else None)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(cell.value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else ""


def _date(value: float, mode: int) -> str:
    """A day as it is shown; a count of a few dozens that has a date's format is a day of 1900."""
    try:
        day = xlrd.xldate.xldate_as_datetime(value, mode)
    except OverflowError:
        return str(value)
    return f"{day.year}年{day.month}月{day.day}日"
