"""`harvester reparse`: reads its options, calls one function and prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harvester.options import Archive, AsJson, Database, Lookups, Processes


def reparse(
    portals: Annotated[
        list[str] | None, typer.Option("--portal", metavar="ID", help="Pages of this portal; may be repeated.")
    ] = None,
    years: Annotated[str | None, typer.Option("--year", metavar="YEARS", help="Reports on 2023 or 2019-2023.")] = None,
    since_version: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="What this parser, or a later one, has not read yet: 1.1.0."),
    ] = None,
    captures: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Pages of this WARC file of the archive, known or not; may be repeated."),
    ] = None,
    corrected: Annotated[
        bool, typer.Option("--corrected", help="Only pages that a correction of --lookups waits for.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what would change; write nothing.")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Every difference, as CSV.")] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also write where half of a portal's reports would lose figures.")
    ] = False,
    processes: Processes = None,
    database: Database = None,
    archive: Archive = None,
    lookups: Lookups = None,
    as_json: AsJson = False,
) -> None:
    """重新解析：read archived pages again with today's parser and corrections; nobody is asked.

    Earlier readings are kept. Interrupted, it goes on where it stopped when it is started again.

    [dim]Example:[/]  harvester reparse --diff --to changes.csv
    [dim]Example:[/]  harvester reparse --portal 330110_yuhang --year 2019-2023
    [dim]Example:[/]  harvester reparse --corrected --lookups my-lookups
    """
    from harvester.reparse.wish import Wish, run

    wish = Wish(
        portals=tuple(portals or ()),
        years=years,
        since_version=since_version,
        captures=tuple(captures or ()),
        is_corrected=corrected,
        is_trial=diff,
        to=to,
        is_sure=yes,
        processes=processes,
        database=database,
        archive=archive,
        lookups=lookups,
        as_json=as_json,
    )
    raise typer.Exit(run(wish))
