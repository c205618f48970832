"""Seven published reports as `Report`s, from real_figures.yaml beside this module."""

from dataclasses import replace
from pathlib import Path

import yaml

from harvester.editions.form import load_form
from harvester.items import Agency, Report

FORM = load_form()
COLUMNS = {
    "requests": [column.key for column in FORM.request_columns],
    "review_and_litigation": [column.key for column in FORM.litigation_columns],
}
DATA = yaml.safe_load(Path(__file__).with_name("real_figures.yaml").read_text(encoding="utf-8"))


def real_report(name, **changes):
    item = DATA[name]
    agency = Agency(
        name=item["agency"], as_written=item["agency"], division_code=item["division_code"], scope=item["scope"]
    )
    report = Report(
        source=name,
        url=None,
        sha256="0" * 64,
        kind="report",
        parser_version="1",
        title=f"{item['agency']}{item['year']}年政府信息公开工作年度报告",
        agency=agency,
        year=item["year"],
        editions=item["editions"],
        tables={table: _rows(table, rows) for table, rows in item["tables"].items()},
    )
    return replace(report, **changes)


def _rows(table, rows):
    if table == "proactive_disclosure":
        return rows
    zeros = rows.get("zero", [])
    return {row: dict.fromkeys(COLUMNS[table], 0) for row in zeros} | {
        row: dict(zip(COLUMNS[table], figures, strict=True)) for row, figures in rows.items() if row != "zero"
    }


def with_cell(report, cell, value):
    """The report with one figure altered."""
    table, row, column = cell.split(".")
    rows = report.tables[table]
    return replace(report, tables={**report.tables, table: {**rows, row: {**rows[row], column: value}}})
