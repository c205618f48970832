"""Statements that every page needs, built once: inserting a row, finding one by its key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Insert, Row, Select, Table, and_, bindparam, insert, select, update
from sqlalchemy.orm import Session

from harvester.store.models import Base


def table_of(kind: type[Base]) -> Table:
    """The table of a model."""
    table = kind.__table__
    assert isinstance(table, Table)
    return table


def add_row(session: Session, kind: type[Base], values: Mapping[str, Any]) -> Any:
    """Inserts one row, past the session's own bookkeeping; returns the first column of its primary key."""
    result = session.connection().execute(_insert(kind), values)
    key = result.inserted_primary_key
    return key[0] if key else None


def find_row(session: Session, kind: type[Base], **key: Any) -> Row[Any] | None:
    """The row of a unique key, its columns by name."""
    return session.connection().execute(_select(kind, tuple(key)), key).first()


def change_row(session: Session, kind: type[Base], row_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of the row with that id."""
    table = table_of(kind)
    session.connection().execute(update(table).where(table.c.id == row_id).values(**values))


@cache
def _insert(kind: type[Base]) -> Insert:
    return insert(table_of(kind))


@cache
def _select(kind: type[Base], names: tuple[str, ...]) -> Select[Any]:
    table = table_of(kind)
    return select(table).where(matches(table, names))


def matches(table: Table, names: tuple[str, ...]) -> ColumnElement[bool]:
    """Each of the columns equals the parameter of its name."""
    return and_(*(table.c[name] == bindparam(name) for name in names))
