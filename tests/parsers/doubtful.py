"""A report whose 表三 a test has changed, and which of its cells are in doubt."""

from __future__ import annotations

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Rows, html_table, markdown_lines
from fixtures.cases.report_page import html_page, text_page
from harvester.editions.cells import edition_cells
from harvester.items import Report

FIGURES = 7
EMPTY = {name: "" for name in edition_cells("2021") if name.startswith("requests.")}


def read(requests: Rows, *, as_text: bool = False) -> Report:
    first, _, third = tables()
    parts = [first, requests, third]
    if as_text:
        return harvester.parse(text_page([markdown_lines(rows) for rows in parts]).encode(), filename="report.txt")
    return harvester.parse(html_page([html_table(rows) for rows in parts]).encode(), filename="report.html")


def marked(report: Report) -> set[str]:
    return {note.cell for note in report.cells if note.state in ("uncertain", "garbled")}


def values(report: Report) -> dict[str, object]:
    rows = report.tables.get("requests") or {}
    return {f"requests.{row}.{column}": value for row, cells in rows.items() for column, value in cells.items()}
