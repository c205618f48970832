"""What the tables of an export are made of, and values as more than one format writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias, overload

from harvester.items import Number

Value: TypeAlias = str | Number | date | datetime | None
Column: TypeAlias = Sequence[Value]
Batch: TypeAlias = Sequence[Column]
"""Columns of equal length."""


@overload
def text_of(value: Number | str) -> str: ...
@overload
def text_of(value: Number | str | None) -> str | None: ...
def text_of(value: Number | str | None) -> str | None:
    """A figure as text: Decimal 1E+3 is 1000."""
    return f"{value:f}" if isinstance(value, Decimal) else None if value is None else str(value)


def moment(value: datetime | None) -> str | None:
    """``2024-02-01T08:30:00Z``."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def floats(column: Iterable[Any]) -> list[Any]:
    """Figures with a fraction as binary numbers, which hold 15 digits exactly."""
    return [float(value) if type(value) is Decimal else value for value in column]


def plain(kind: str, column: Iterable[Any]) -> Iterable[Any]:
    """A column of a format that knows numbers and texts only; ``kind`` is the field's type: number, date, datetime."""
    if kind == "number":
        return floats(column)
    if kind == "date":
        return [value and value.isoformat() for value in column]
    return [moment(value) for value in column] if kind == "datetime" else column
