"""What each kind of database needs so that a read is one consistent state and a write waits for its turn."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from sqlalchemy import Connection, Engine, event

WRITES = "harvester_writes"
"""Execution option of the engine whose transactions take the write lock at once."""
PLAIN = "harvester_plain"
"""Execution option of a connection without a transaction of its own."""
_LOCK = int.from_bytes(b"harvest")
"""Key of PostgreSQL's advisory lock: one writer a database, as on SQLite."""


def set_up(engine: Engine, busy_seconds: float) -> Engine:
    """The engine for reading, with the listeners of its dialect."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_up_sqlite, busy_seconds=busy_seconds))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _set_up_postgresql)
        event.listen(engine, "begin", partial(_begin_postgresql, busy_seconds=busy_seconds))
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def writing(engine: Engine) -> Engine:
    """The same database; its transactions hold the write lock from their beginning.

    On PostgreSQL they see what others committed while they waited, hence READ COMMITTED.
    """
    options: dict[str, Any] = {WRITES: True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"
    return engine.execution_options(**options)


def _set_up_sqlite(connection: Any, _record: Any, *, busy_seconds: float) -> None:
    connection.isolation_level = None  # transactions begin where we say, DDL included
    connection.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")  # with WAL a power cut may undo the last commits, never corrupt


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(PLAIN):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    connection.adapters.register_dumper(str, _text_dumper())


@cache
def _text_dumper() -> type[Any]:
    from psycopg.types.string import StrDumper  # noqa: PLC0415  (an extra; only where it is used)

    class TextDumper(StrDumper):
        """PostgreSQL's text cannot hold NUL characters, which a server may send in a header or an address."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\x00", ""))

    return TextDumper


def _begin_postgresql(connection: Connection, *, busy_seconds: float) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy_seconds * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
