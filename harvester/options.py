"""What many sub-commands share, in the same words: their options, and how groups of them are shown."""

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
    Path | None,
    typer.Option(
        "--portals",
        envvar="HARVESTER_PORTALS",
        show_envvar=False,
        metavar="DIR",
        help="A folder of portal files beside the built-in ones.  [dim]\\[env: HARVESTER_PORTALS][/]",
    ),
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
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        envvar="HARVESTER_ALLOW_PRIVATE",
        show_envvar=False,
        help="Also ask hosts of your own network and this machine.  [dim]\\[env: HARVESTER_ALLOW_PRIVATE][/]",
    ),
]
Province = Annotated[str | None, typer.Option(metavar="NAME", help="浙江, 浙江省 or 33.")]
Processes = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes that read.  [dim]\\[default: one a core][/]")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Log what is going on, not only what needs a person.")]


def group(name: str, text: str) -> typer.Typer:
    """Commands under one name, ``harvester db …``; without a further word its help is shown."""
    return typer.Typer(
        name=name,
        help=text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
