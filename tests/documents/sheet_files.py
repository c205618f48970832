"""Workbooks as files, and the rows of what was read of them."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import xlwt

from harvester.items import Document


def rows_of(document: Document) -> list[list[str]]:
    return [[cell.text for cell in line] for line in document.grids[0].rows]


def saved(book: openpyxl.Workbook | xlwt.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
