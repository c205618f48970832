"""`harvester db …`: bring a database to this version, look for damage, copy it to another kind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harvester.options import AsJson, Database, group
from harvester.output import print_json, print_line

db_app = group("db", "数据库：upgrade, check and copy a harvest's database (SQLite or PostgreSQL).")

PROBLEMS_STATUS = 15
"""Exit status where a check found something."""


@db_app.command()
def upgrade(database: Database = None, as_json: AsJson = False) -> None:
    """升级：make the database's tables those of this version; every other command does so as well when it opens it.

    [dim]Example:[/]  harvester db upgrade --database postgresql://harvest@localhost/panel
    """
    from harvester.commands import database_url
    from harvester.store.migrate import version
    from harvester.store.session import open_store

    with open_store(database_url(database)) as store, store.engine.connect() as connection:
        name, at = store.name, version(connection)
    print_json({"database": name, "version": at}) if as_json else print_line(f"{name}: at version {at}")


@db_app.command()
def check(
    database: Database = None,
    archive: Annotated[
        Path | None, typer.Option("--archive", metavar="DIR", help="Also look whether the archive holds every page.")
    ] = None,
    every_byte: Annotated[
        bool, typer.Option("--bytes", help="Read every page of the archive and compare its checksum.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """检查：look for damage: the file, its tables, rows that contradict each other, pages that the archive lost.

    [dim]Example:[/]  harvester db check --archive data/archive --bytes
    """
    from harvester.archive.read import existing
    from harvester.commands import open_existing
    from harvester.console import progress_bar
    from harvester.errors import UsageError
    from harvester.store import health

    if every_byte and archive is None:
        raise UsageError("db check: --bytes reads the archive (give its folder: --archive data/archive)")
    with open_existing(database) as store:
        found = list(health.problems(store))
        if archive is not None:
            with progress_bar("核对归档 archive") as done:
                found += health.lost(store, existing(archive), every_byte=every_byte, done=done)
        name = store.name
    if as_json:
        print_json({"database": name, "problems": found})
    else:
        print_line("\n".join(found) if found else f"{name}: nothing wrong")
    raise typer.Exit(PROBLEMS_STATUS if found else 0)


@db_app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="SQLAlchemy URL or SQLite file that holds a harvest.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database; an SQLite file is made.")],
    as_json: AsJson = False,
) -> None:
    """复制：copy a whole harvest into another database, and read it back to be sure. The archive stays where it is.

    [dim]Example:[/]  harvester db copy data/harvester.sqlite postgresql://harvest@localhost/panel
    """
    from harvester.commands import database_url, open_existing
    from harvester.console import progress_bar
    from harvester.store import copying
    from harvester.store.session import open_store

    with open_existing(source) as old, open_store(database_url(target)) as new, progress_bar("复制 copy") as done:
        copied = copying.copy(old, new, done=done)
        names = {"from": old.name, "to": new.name}
    rows = {item.table: item.rows for item in copied}
    if as_json:
        print_json({**names, "rows": rows})
        return
    for table, number in rows.items():
        print_line(f"{table}: {number} rows")
    print_line(f"{names['to']}: {sum(rows.values())} rows copied and verified")
