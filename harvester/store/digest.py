"""What makes two readings the same report: identity, figures and prose, however they were written."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from harvester.items import SECTIONS, STATISTICS, TABLES, Number, Report
from harvester.parsers.script import narrow, simplify, squeeze


def content_digest(report: Report) -> str:
    """SHA-256 of agency, year, tables and sections; script, width and white space do not count."""
    content: dict[str, Any] = {
        "kind": report.kind,
        "agency": [report.agency.division_code, report.agency.name] if report.agency else None,
        "year": report.year,
        "tables": [_figures(report, name) for name in TABLES],
        "sections": [_prose(report.sections.get(name)) for name in SECTIONS],
    }
    if report.tables.get(STATISTICS):
        content["statistics"] = _figures(report, STATISTICS)
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _figures(report: Report, name: str) -> dict[str, str] | None:
    table = report.tables.get(name)
    if table is None:
        return None
    return {
        f"{row}.{column}": _digits(value)
        for row, columns in table.items()
        for column, value in columns.items()
        if value is not None
    }


def _digits(value: Number) -> str:
    """115800, 115800.0 and 1.158E5 are one figure."""
    return str(value) if type(value) is int else format(Decimal(value).normalize(), "f")


def _prose(text: Any) -> str | None:
    return squeeze(simplify(narrow(text))) if text else None
