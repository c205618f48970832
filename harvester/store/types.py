"""Column types that mean the same on every database: figures that stay exact, times in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import REAL, BigInteger, DateTime, Dialect, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

from harvester.items import Number

_LARGEST = 2**63 - 1  # what an INTEGER of SQLite holds


class Count(TypeDecorator[Number]):
    """A count of the form: NUMERIC, on SQLite INTEGER, which also keeps a stray fraction as it was printed."""

    impl = Numeric
    cache_ok = True
    sqlite_type: type[TypeEngine[Any]] = BigInteger

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(self.sqlite_type() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Number | None, dialect: Dialect) -> int | float | Decimal | None:
        if value is None or dialect.name != "sqlite":
            return value
        is_whole = value == int(value)
        return int(value) if is_whole and -_LARGEST <= value <= _LARGEST else float(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Number | None:  # noqa: ARG002  (TypeDecorator's signature)
        return None if value is None else _number(value)


class Money(Count):
    """An amount of money: NUMERIC, on SQLite REAL, whose 15 digits hold every amount of the form exactly."""

    cache_ok = True
    sqlite_type = REAL


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, stored in UTC (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (TypeDecorator's signature)
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def exact(values: Iterable[Any]) -> list[Number | None]:
    """Figures as the driver has them as the reader made them."""
    return [value if value is None or type(value) is int else _number(value) for value in values]


def _number(value: float | Decimal) -> Number:
    """The figure as the reader made it: int where it is whole, else a Decimal of the printed digits."""
    if isinstance(value, int):
        return value
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return int(exact) if exact == exact.to_integral_value() else exact
