"""A report as the published JSON record, and back: the one encoder for command, store and exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from harvester.items import (
    SECTIONS,
    STATISTICS,
    TABLES,
    Agency,
    Attachment,
    CellNote,
    Correction,
    Finding,
    Number,
    Report,
)

_PLAIN = frozenset((str, int, bool, float, type(None)))


def to_record(report: Report) -> dict[str, Any]:
    """Plain JSON types; every key of the schema is present, decimals are JSON numbers."""
    record = {name: plain(getattr(report, name)) for name in _names(Report)}
    record["editions"] = {name: report.editions.get(name) for name in TABLES[:2]}
    record["sections"] = {name: report.sections.get(name) for name in SECTIONS}
    tables = (*TABLES, STATISTICS) if report.tables.get(STATISTICS) else TABLES
    record["tables"] = {name: plain(report.tables.get(name)) for name in tables}
    return record


def from_record(record: Mapping[str, Any]) -> Report:
    """The report that `to_record` printed; figures with a fraction come back as Decimal."""
    agency, published = record["agency"], record.get("published_on")
    return Report(
        **{
            **record,
            "agency": Agency(**agency) if agency else None,
            "published_on": date.fromisoformat(published) if published else None,
            "tables": {name: _figures(table) for name, table in record["tables"].items()},
            "cells": tuple(CellNote(**note) for note in record["cells"]),
            "findings": tuple(_finding(item) for item in record["findings"]),
            "corrections": corrections_of(record),
            "attachments": tuple(Attachment(**item) for item in record["attachments"]),
        }
    )


def corrections_of(record: Mapping[str, Any]) -> tuple[Correction, ...]:
    """What people corrected in a reading; a record of an earlier program says nothing of it."""
    return tuple(_correction(item) for item in record.get("corrections", ()))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; none of any other type."""
    return tuple(item.name for item in fields(kind)) if is_dataclass(kind) else ()


def plain(value: Any) -> Any:
    """Dataclasses, tuples, dates and decimals as plain JSON types."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return {key: item if type(item) in _PLAIN else plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    kind: Any = type(value)
    names = _names(kind)
    return {name: plain(getattr(value, name)) for name in names} if names else _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def number_from(value: Any) -> Any:
    """A figure as the reader made it: JSON's fractions are Decimal again."""
    return Decimal(str(value)) if isinstance(value, float) else value


def _figures(table: Mapping[str, Any] | None) -> dict[str, dict[str, Number | None]] | None:
    if table is None:
        return None
    return {row: {key: number_from(value) for key, value in columns.items()} for row, columns in table.items()}


def _finding(item: Mapping[str, Any]) -> Finding:
    return Finding(
        **{
            **item,
            "cells": tuple(item["cells"]),
            "expected": number_from(item.get("expected")),
            "actual": number_from(item.get("actual")),
        }
    )


def _correction(item: Mapping[str, Any]) -> Correction:
    return Correction(**{**item, "before": number_from(item["before"]), "after": number_from(item["after"])})
