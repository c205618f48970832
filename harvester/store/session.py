"""Opening the store: any SQLAlchemy URL, SQLite by default, always at the newest migration."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from harvester.errors import StoreError
from harvester.store.core import write_waiting
from harvester.store.dialects import PLAIN, set_up, writing
from harvester.store.encoding import to_json
from harvester.store.errors import explain
from harvester.store.migrate import is_current, upgrade, version

DEFAULT_URL = "sqlite:///data/harvester.sqlite"
_SECRET = re.compile(r"//[^@/]*@")
"""User and password of an address that cannot be parsed, and is shown as it is otherwise."""
BUSY_SECONDS = 30.0
"""How long a write waits for another process that is writing."""


def default_url() -> str:
    """The database of HARVESTER_DATABASE_URL, else data/harvester.sqlite."""
    return os.environ.get("HARVESTER_DATABASE_URL") or DEFAULT_URL


def open_store(url: str | None = None, *, must_exist: bool = False, busy_seconds: float = BUSY_SECONDS) -> Store:
    """The store at ``url``, or in the SQLite file of that name, migrated to this version; its folder is made.

    Raises StoreError: not a URL, no driver, cannot be opened or written, not a database, of a newer version,
    or with ``must_exist`` no file there.
    """
    address = _parse(url or default_url())
    _prepare_file(address, must_exist=must_exist)
    engine = _engine(address, busy_seconds)
    store = Store(engine, address, writing(engine))
    try:
        _bring_up_to_date(store, must_exist=must_exist)
    except BaseException:
        store.close()
        raise
    return store


@dataclass(frozen=True, slots=True)
class Store:
    """An open database: `read()` and `write()` give sessions, each one transaction."""

    engine: Engine
    url: URL
    writer: Engine
    """The same database; its transactions take the write lock at once."""

    @property
    def name(self) -> str:
        """The database as a message names it, without a password."""
        return self.url.database or str(self.url) if _is_sqlite(self.url) else self.url.render_as_string()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent state; nothing is written."""
        with self.translated(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that holds the write lock; committed at the end, rolled back on any error."""
        with self.translated(), Session(self.writer, expire_on_commit=False) as session, session.begin():
            session.connection()  # begins at once, not with the first statement
            yield session
            write_waiting(session)

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turns what the database refuses into a StoreError of one line."""
        try:
            yield
        except SQLAlchemyError as error:
            reason = explain(error)
            if reason is None:
                raise
            raise StoreError(f"database {self.name!r}: {reason}") from error

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _bring_up_to_date(store: Store, *, must_exist: bool) -> None:
    """Writes only where something is to be done, so that a database may also be read without the right to write."""
    with store.translated():
        with store.engine.connect() as connection:
            if is_current(connection, store.name):
                return
            if must_exist and version(connection) is None:
                raise StoreError(f"database {store.name!r}: holds no harvest (harvest first: harvester crawl PORTAL)")
        with store.writer.begin() as connection:
            if not is_current(connection, store.name):
                upgrade(connection)
        if _is_sqlite(store.url):
            with store.engine.execution_options(**{PLAIN: True}).connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")  # readers go on while a crawl writes


def _parse(url: str) -> URL:
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number
        shown = _SECRET.sub("//***@", url)
        raise StoreError(
            f"database: not a database URL: {shown!r} (write sqlite:///data/a.sqlite or postgresql://user@host/panel)"
        ) from None


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _prepare_file(url: URL, *, must_exist: bool) -> None:
    if not _is_sqlite(url) or not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if must_exist and not path.exists():
        raise StoreError(f"database {url.database!r}: no such file (harvest something first: harvester crawl PORTAL)")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"database {url.database!r}: folder cannot be made: {error.strerror}") from None


def _way_to(driver: str | None) -> str:
    return "pip install 'harvester[postgres]'" if driver == "psycopg" else f"pip install {driver}"


def _unknown(url: URL) -> str:
    return f"database: unknown kind: {url.drivername!r} (known: sqlite, postgresql)"


def _engine(url: URL, busy_seconds: float) -> Engine:
    try:
        engine = create_engine(url, json_serializer=to_json)
    except NoSuchModuleError:
        raise StoreError(_unknown(url)) from None
    except ModuleNotFoundError as error:
        if url.get_backend_name() not in {"sqlite", "postgresql"}:
            raise StoreError(_unknown(url)) from None
        raise StoreError(f"database: driver is not installed: {error.name!r} ({_way_to(error.name)})") from None
    return set_up(engine, busy_seconds)
