"""Migrations, run by the program itself: a database is brought to this version whenever it is opened."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from harvester.errors import StoreError

SEARCH = "search_sections"
"""The full-text index: a table on SQLite, an index on PostgreSQL."""
SCRIPTS = Path(__file__).with_name("migrations")

logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)  # three lines at every opening else


def config(connection: Connection) -> Config:
    """Alembic's configuration, without a file of its own."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return settings


def version(connection: Connection) -> str | None:
    """The migration that the database is at: ``0005``; None where it holds no harvest."""
    return MigrationContext.configure(connection).get_current_revision()


def is_current(connection: Connection, name: str) -> bool:
    """True where the database is at the newest version.

    Raises StoreError where it is of a version that this program does not know, or holds other tables.
    """
    scripts = ScriptDirectory.from_config(config(connection))
    current = version(connection)
    if current is None:
        _refuse_foreign(connection, name)
    elif current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"database {name!r}: of a newer version: {current!r} (upgrade harvester, or give another database)"
        )
    return current == scripts.get_current_head()


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """False for the index of the narrative and the tables it is made of, which the models do not know."""
    return not (kind in {"table", "index"} and (name or "").startswith(SEARCH))


def upgrade(connection: Connection) -> None:
    """Brings the database to the newest version, in the transaction of ``connection``."""
    command.upgrade(config(connection), "head")


def _refuse_foreign(connection: Connection, name: str) -> None:
    """A SQLite file with tables is somebody else's; on a server only our own names would clash."""
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    if connection.dialect.name != "sqlite":
        tables &= {"reports", "captures", "runs"}
    if tables:
        raise StoreError(
            f"database {name!r}: holds tables of another program: {min(tables)!r} (give another database)"
        )
