"""A whole harvest from one database into another: streamed, in one transaction, and read back to be sure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from harvester.errors import StoreError
from harvester.store.core import AT_A_TIME
from harvester.store.facts import FACTS
from harvester.store.models import Lock
from harvester.store.session import Store

"""Rows that are read and written at once."""

assert all(table.metadata is Lock.metadata for table in FACTS)  # importing them makes them known


@dataclass(frozen=True, slots=True)
class Copied:
    """One table, and how many rows of it were copied and found again."""

    table: str
    rows: int


def tables() -> tuple[Table, ...]:
    """Every table in an order in which its references are there before it; who crawls now stays behind."""
    return tuple(table for table in Lock.metadata.sorted_tables if table.name != Lock.__tablename__)


def copy(
    source: Store, target: Store, done: Callable[[int, int], None] = lambda _number, _total: None
) -> list[Copied]:
    """Copies every row into an empty database, or nothing; ``done`` is told of each chunk, of how many rows in all.

    Raises StoreError where the target holds a harvest, or reads back otherwise than it was written.
    """
    with source.read() as reading, target.write() as writing:
        old, new = reading.connection(), writing.connection()
        _refuse_filled(new, target.name)
        total, copied = sum(_count(old, table) for table in tables()), list[Copied]()
        for table in tables():
            before = sum(item.rows for item in copied)
            copied.append(_copy_table(old, new, table, partial(_add_up, done, before, total)))
        _go_on_counting(new)
        return copied


def _add_up(done: Callable[[int, int], None], before: int, total: int, rows: int) -> None:
    done(before + rows, total)


def _copy_table(source: Connection, target: Connection, table: Table, done: Callable[[int], None]) -> Copied:
    written = Extent()
    for chunk in _chunks(source, table):
        target.execute(insert(table), [row._asdict() for row in chunk])
        written.add(chunk)
        done(written.rows)
    found = Extent()
    for chunk in _chunks(target, table):
        found.add(chunk)
    if found != written:
        raise StoreError(f"copy: table {table.name!r}: does not read back as it was written (nothing was copied)")
    return Copied(table.name, written.rows)


@dataclass(slots=True)
class Extent:
    """How many rows, and one number for what they say, in whatever order they come."""

    rows: int = 0
    digest: int = 0

    def add(self, chunk: Sequence[Any]) -> None:
        self.rows += len(chunk)
        for row in chunk:
            said = json.dumps(tuple(row), sort_keys=True, default=_plain).replace("\\u0000", "")
            self.digest += int.from_bytes(hashlib.sha256(said.encode()).digest())


def _chunks(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    yield from connection.execute(select(table), execution_options={"yield_per": AT_A_TIME}).partitions()


def _plain(value: Any) -> str:
    """2.50 and 2.5 are one figure."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _refuse_filled(connection: Connection, name: str) -> None:
    filled = [table.name for table in tables() if _count(connection, table)]
    if filled:
        raise StoreError(f"database {name!r}: holds a harvest already: {filled[0]!r} (give an empty database)")


def _go_on_counting(connection: Connection) -> None:
    """PostgreSQL numbers new rows behind those that were copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables():
        column = table.autoincrement_column
        if column is not None:
            last = connection.scalar(select(func.max(column)))
            place = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(place, last or 1, last is not None)))
