"""The options that many sub-commands share, in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Database = Annotated[
    str | None,
    typer.Option(
        "--database", metavar="URL", help="SQLAlchemy URL or SQLite file.  [dim]\\[env: HARVESTER_DATABASE_URL][/]"
    ),
]
Archive = Annotated[
    Path | None,
    typer.Option("--archive", metavar="DIR", help="Folder of WARC files.  [dim]\\[env: HARVESTER_ARCHIVE][/]"),
]
Portals = Annotated[
    Path | None, typer.Option("--portals", metavar="DIR", help="A folder of portal files beside the built-in ones.")
]
Lookups = Annotated[
    Path | None,
    typer.Option(
        "--lookups",
        metavar="DIR",
        help="A folder of corrections beside the built-in ones.  [dim]\\[env: HARVESTER_LOOKUPS][/]",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Settings = Annotated[list[str] | None, typer.Option("--set", "-s", metavar="NAME=VALUE", help="A Scrapy setting.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Log what is going on, not only what needs a person.")]
