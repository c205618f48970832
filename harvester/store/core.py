"""Statements that every page needs, built once: rows are inserted, put in the place of others, found by their key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Insert, Row, Select, Table, and_, bindparam, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from harvester.store.base import Base

_UPSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
AT_A_TIME = 1000
"""Rows of a query that are held in memory."""
_WAITING = "harvester_waiting"


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


def put_row(
    session: Session, kind: type[Base], key: tuple[str, ...], values: Mapping[str, Any], only: tuple[str, ...] = ()
) -> Any:
    """Inserts a row, or sets the columns of the one that has its unique ``key``: all of them, or ``only`` some.

    Returns the first column of its primary key.
    """
    statement = _upsert(session.get_bind().dialect.name, kind, key, only or tuple(values))
    return session.connection().execute(statement, values).scalar_one()


def put_later(session: Session, kind: type[Base], key: tuple[str, ...], values: Mapping[str, Any]) -> None:
    """The same for a row that nobody asks for before `write_waiting`."""
    later(session, _put(session.get_bind().dialect.name, kind, key, tuple(values)), values)


def put_news_later(
    session: Session, kind: type[Base], key: tuple[str, ...], values: Mapping[str, Any], told: tuple[str, ...]
) -> None:
    """The same, where one of the columns that are ``told`` is to be another; else the row stays as it is."""
    later(session, _news(session.get_bind().dialect.name, kind, key, tuple(values), told), values)


def add_if_new(session: Session, kind: type[Base], values: Mapping[str, Any]) -> bool:
    """Inserts a row unless its primary key is taken; True where it was not."""
    statement = _insert_new(session.get_bind().dialect.name, kind)
    return bool(session.connection().execute(statement, values).rowcount)


def add_new_later(session: Session, kind: type[Base], values: Mapping[str, Any]) -> None:
    """The same for a row that nobody asks for before `write_waiting`."""
    later(session, _insert_new(session.get_bind().dialect.name, kind), values)


def add_later(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows that nobody asks for before `write_waiting`."""
    later(session, _insert_into(table), *rows)


def later(session: Session, statement: Any, *rows: Mapping[str, Any]) -> None:
    """Executes a statement, which is the same object each time, for all its rows at one go, when the transaction
    ends or somebody asks for them.
    """  # noqa: D205  (one sentence)
    session.info.setdefault(_WAITING, {}).setdefault(statement, []).extend(rows)


def write_waiting(session: Session) -> None:
    """Executes what waits."""
    for statement, rows in session.info.pop(_WAITING, {}).items():
        session.connection().execute(statement, rows)


def find_row(session: Session, kind: type[Base], **key: Any) -> Row[Any] | None:
    """The row of a unique key, its columns by name."""
    return session.connection().execute(_select(kind, tuple(key)), key).first()


def first_row(session: Session, query: Select[Any], **values: Any) -> Row[Any] | None:
    """The first row of a statement with parameters; past the session, which looks at what it has in hand first."""
    return session.connection().execute(query, values).first()


def change_row(session: Session, kind: type[Base], row_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of the row with that id."""
    table = table_of(kind)
    session.connection().execute(update(table).where(table.c.id == row_id).values(**values))


def _insert(kind: type[Base]) -> Insert:
    return _insert_into(table_of(kind))


@cache
def _insert_into(table: Table) -> Insert:
    return insert(table)


@cache
def _insert_new(dialect: str, kind: type[Base]) -> Any:
    return _UPSERTS[dialect](table_of(kind)).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _put(dialect: str, kind: type[Base], key: tuple[str, ...], names: tuple[str, ...]) -> Any:
    statement = _UPSERTS[dialect](table_of(kind))
    changed = {name: statement.excluded[name] for name in names if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=changed)


@cache
def _upsert(dialect: str, kind: type[Base], key: tuple[str, ...], names: tuple[str, ...]) -> Any:
    return _put(dialect, kind, key, names).returning(*table_of(kind).primary_key)


@cache
def _news(dialect: str, kind: type[Base], key: tuple[str, ...], names: tuple[str, ...], told: tuple[str, ...]) -> Any:
    statement, table = _UPSERTS[dialect](table_of(kind)), table_of(kind)
    changed = {name: statement.excluded[name] for name in names if name not in key}
    is_news = or_(*(table.c[name].is_distinct_from(statement.excluded[name]) for name in told))
    return statement.on_conflict_do_update(index_elements=key, set_=changed, where=is_news)


@cache
def _select(kind: type[Base], names: tuple[str, ...]) -> Select[Any]:
    table = table_of(kind)
    return select(table).where(matches(table, names))


def matches(table: Table, names: tuple[str, ...]) -> ColumnElement[bool]:
    """Each of the columns equals the parameter of its name."""
    return and_(*(table.c[name] == bindparam(name) for name in names))
