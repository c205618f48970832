"""A stored report as rows of the export's tables, in the order of the dictionary's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from harvester.editions.cells import all_cells
from harvester.exports.dictionary import figure_fields
from harvester.items import Number
from harvester.store.queries import report_cells, report_findings
from harvester.store.rows import ReportRow

Value: TypeAlias = str | Number | date | None
Row: TypeAlias = tuple[Value, ...]


def wide_rows(report: ReportRow) -> Iterator[Row]:
    """The one row of reports.csv."""
    identity = (report.agency, report.division_code, report.scope, report.year, report.title)
    yield (
        *identity,
        report.published_on,
        report.url,
        len(report.findings) + len(report.panel_findings),
        *_figures(report),
    )


def cell_rows(report: ReportRow) -> Iterator[Row]:
    """The rows of cells.csv; a plain number's ``raw`` is the number."""
    for cell in report_cells(report):
        identity = (cell.agency, cell.division_code, cell.year, cell.table, cell.row, cell.column)
        raw = str(cell.value) if cell.raw is None and cell.value is not None else cell.raw
        form = all_cells().get(f"{cell.table}.{cell.row}.{cell.column}")
        unit = cell.unit or (form.column.unit if form else None)
        yield (*identity, cell.value, raw, cell.state, unit, cell.reason)


def finding_rows(report: ReportRow) -> Iterator[Row]:
    """The rows of findings.csv."""
    for found in report_findings(report):
        identity = (found.agency, found.division_code, found.year, found.url)
        yield (
            *identity,
            found.rule,
            found.severity,
            " ".join(found.cells),
            found.expected,
            found.actual,
            found.message,
            found.other_year,
            found.other_url,
            " ".join(found.other_cells) or None,
        )


ROWS: Mapping[str, Callable[[ReportRow], Iterator[Row]]] = {
    "reports": wide_rows,
    "cells": cell_rows,
    "findings": finding_rows,
}
"""How a report fills each table, by the table's name."""


def _figures(report: ReportRow) -> Iterator[Number | None]:
    for field in figure_fields():
        if field.cell:
            rows = report.tables.get(field.cell.table) or {}
            yield rows.get(field.cell.row.key, {}).get(field.cell.column.key)
