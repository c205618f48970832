"""Migrations, run by the program itself: a database is brought to this version whenever it is opened."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from harvester.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

SEARCH = "search_sections"
"""The full-text index: a table on SQLite, an index on PostgreSQL."""
SCRIPTS = Path(__file__).with_name("migrations")
_VERSIONS = "alembic_version"
"""Where Alembic keeps the version of a database: one table, one row. Alembic itself, which takes as long to import as
all else that a command on a database needs, comes only where something is to be migrated."""


def config(connection: Connection) -> Config:
    """Alembic's configuration, without a file of its own."""
    from alembic.config import Config  # noqa: PLC0415  (see _VERSIONS)

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return settings


@cache
def versions() -> tuple[str, ...]:
    """All that this program knows, oldest first: ``("0001", "0002", …)``, as the scripts' files begin."""
    return tuple(sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py")))


def version(connection: Connection) -> str | None:
    """The migration that the database is at: ``0005``; None where it holds no harvest."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    found: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSIONS}").scalar()  # noqa: S608
    return found


def is_current(connection: Connection, name: str) -> bool:
    """True where the database is at the newest version.

    Raises StoreError where it is of a version that this program does not know, or holds other tables.
    """
    current = version(connection)
    if current is None:
        _refuse_foreign(connection, name)
    elif current not in versions():
        raise StoreError(
            f"database {name!r}: of a newer version: {current!r} (upgrade harvester, or give another database)"
        )
    return current == versions()[-1]


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """False for the index of the narrative and the tables it is made of, which the models do not know."""
    return not (kind in {"table", "index"} and (name or "").startswith(SEARCH))


def upgrade(connection: Connection) -> None:
    """Brings the database to the newest version, in the transaction of ``connection``."""
    from alembic import command  # noqa: PLC0415  (see _VERSIONS)

    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)  # three lines at every opening else
    command.upgrade(config(connection), "head")


def _refuse_foreign(connection: Connection, name: str) -> None:
    """A SQLite file with tables is somebody else's; on a server only our own names would clash."""
    tables = set(inspect(connection).get_table_names()) - {_VERSIONS}
    if connection.dialect.name != "sqlite":
        tables &= {"reports", "captures", "runs"}
    if tables:
        raise StoreError(
            f"database {name!r}: holds tables of another program: {min(tables)!r} (give another database)"
        )
