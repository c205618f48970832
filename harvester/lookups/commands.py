"""`harvester lookups …`: each reads its options, calls one function and prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harvester.options import AsJson, Database, group

lookups_app = group("lookups", "更正：check the files of corrections, and show what they change.")

Folders = Annotated[
    list[Path] | None,
    typer.Argument(metavar="DIR", help="Folders beside the built-in one.  [dim]\\[env: HARVESTER_LOOKUPS][/]"),
]


@lookups_app.command()
def check(
    folders: Folders = None,
    database: Annotated[
        str | None, typer.Option("--database", metavar="URL", help="Also say how each entry stands in this database.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """检查：every file of corrections, one line for each mistake with file and line; exit status 4 where there is one.

    With --database also which corrections are applied there, and which match nothing any more.

    [dim]Example:[/]  harvester lookups check my-lookups --database data/harvester.sqlite
    """
    from harvester.lookups.printing import print_check

    raise typer.Exit(print_check(folders or [], database, as_json=as_json))


@lookups_app.command()
def diff(folders: Folders = None, database: Database = None, as_json: AsJson = False) -> None:
    """对比：what the corrections change in a database, before and after, by report.

    [dim]Example:[/]  harvester lookups diff my-lookups
    """
    from harvester.lookups.printing import print_diff

    print_diff(folders or [], database, as_json=as_json)
