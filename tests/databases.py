"""The databases of the tests, and a look into them: SQLite always, PostgreSQL where a server is named.

HARVESTER_TEST_POSTGRES is the URL of a server on which databases may be made and dropped
(postgresql://harvester@127.0.0.1:5433/postgres); `.ci/run` starts one.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from harvester.store.session import Store, open_store

SERVER = os.environ.get("HARVESTER_TEST_POSTGRES", "")
KINDS = ("sqlite", "postgresql") if SERVER else ("sqlite",)
"""Without a server one test says that it is left out, not sixty."""
DATA_TABLES = (
    "captures",
    "outcomes",
    "addresses",
    "progress",
    "locks",
    "agencies",
    "reports",
    "report_sources",
    "revisions",
    "sections",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "cells",
    "findings",
    "panel_findings",
)
"""What a second crawl of an unchanged portal leaves as it was; only `runs` grows."""


def new_sqlite(path: Path | str) -> Store:
    """An open store without rows in this new file: a copy of one, as to migrate each takes longer than many a test."""
    shutil.copy(_newest(), path)
    return open_store(f"sqlite:///{path}")


@cache
def _newest() -> Path:
    """The file that is copied; it goes when the tests end."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    open_store(f"sqlite:///{folder}/newest.sqlite").close()
    return folder / "newest.sqlite"


def sqlite_rows(path: Path | str, query: str) -> list[dict]:
    """What an SQLite file answers, past the store."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


@contextmanager
def new_postgresql(*, is_empty: bool = False) -> Iterator[str]:
    """URL of a database without rows, or without tables; dropped at the end. Without a server the test is skipped."""
    if not SERVER:
        pytest.skip("HARVESTER_TEST_POSTGRES names no PostgreSQL server")
    name = f"harvester_{uuid4().hex}"
    _on_server(f'CREATE DATABASE "{name}"' + ("" if is_empty else f' TEMPLATE "{_template()}"'))
    yield _address(name)
    _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def _template() -> str:
    """The database that is copied; it goes when the tests end."""
    name = f"harvester_{uuid4().hex}"
    _on_server(f'CREATE DATABASE "{name}"')
    atexit.register(_on_server, f'DROP DATABASE "{name}" WITH (FORCE)')
    open_store(_address(name)).close()
    return name


def _address(name: str) -> str:
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def _on_server(statement: str) -> None:
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
