"""`harvester import`: reads its options, calls one function and prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harvester.options import Archive, AsJson, Database, Lookups, Portals, Processes


def import_files(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE|DIR", help="WARC files, folders of them, or a folder of saved pages.")
    ],
    urls: Annotated[
        Path | None, typer.Option("--urls", metavar="FILE.csv", help="Where saved pages came from: file,url[,title].")
    ] = None,
    portal: Annotated[
        str | None, typer.Option(metavar="ID", help="The registry's portal that all pages are from.")
    ] = None,
    any_host: Annotated[
        bool, typer.Option("--any-host", help="Also take pages of hosts outside .gov.cn, where copies abound.")
    ] = False,
    processes: Processes = None,
    database: Database = None,
    archive: Archive = None,
    portals_dir: Portals = None,
    lookups: Lookups = None,
    as_json: AsJson = False,
) -> None:
    """导入：take the reports out of WARC files of any crawler, or out of a folder of saved pages.

    Their bytes are copied into the archive; what is no report is counted and left out.

    [dim]Example:[/]  harvester import crawl-2024/*.warc.gz
    [dim]Example:[/]  harvester import saved-pages --urls saved-pages/urls.csv
    """
    from harvester.imports.wish import Wish, run

    wish = Wish(
        sources=tuple(sources),
        urls=urls,
        portal=portal,
        any_host=any_host,
        processes=processes,
        database=database,
        archive=archive,
        portals_dir=portals_dir,
        lookups=lookups,
        as_json=as_json,
    )
    raise typer.Exit(run(wish))
