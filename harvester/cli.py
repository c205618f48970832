"""The `harvester` command: each sub-command reads its options, calls one function and prints."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from harvester.agencies.commands import agencies_app
from harvester.errors import HarvesterError
from harvester.exports.commands import diff, export
from harvester.fulltext.command import search
from harvester.imports.command import import_files
from harvester.lookups.commands import lookups_app
from harvester.options import (
    AllowPrivate,
    Archive,
    AsJson,
    Database,
    Lookups,
    Portals,
    Province,
    Settings,
    Verbose,
    group,
)
from harvester.output import say
from harvester.portals.commands import discover, portals_app
from harvester.reparse.command import reparse
from harvester.store.commands import db_app

app = group(
    "harvester",
    "Harvest China's annual reports on open government information (政府信息公开年报) into a checked dataset.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from harvester import __version__
        from harvester.reader import PARSER_VERSION

        typer.echo(f"harvester {__version__}, parser {PARSER_VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show versions.")
    ] = False,
) -> None:
    """Options of all commands."""


@app.command()
def demo(
    data: Annotated[Path, typer.Option(metavar="DIR", help="Where the demo's data goes.")] = Path("data/demo"),
) -> None:
    """演示：crawl the bundled portals on this machine and show the data.

    [dim]Example:[/]  harvester demo
    """
    from harvester.demo.run import run_demo

    run_demo(data)


@app.command()
def crawl(
    portals: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Portals of the registry.")] = None,
    province: Annotated[str | None, typer.Option(metavar="NAME", help="Every portal of 浙江, 浙江省 or 33.")] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="A 年报 column of no known portal, or a portal's home page.")
    ] = None,
    due: Annotated[
        bool, typer.Option("--due", help="Every portal whose time has come: for cron and systemd.")
    ] = False,
    all_portals: Annotated[bool, typer.Option("--all", help="Every portal of the registry.")] = False,
    years: Annotated[
        str | None, typer.Option(metavar="YEARS", help="Reports on these years: 2023, 2021-2024.")
    ] = None,
    refetch: Annotated[
        bool, typer.Option("--refetch", help="Fetch every page again, whatever is known of it.")
    ] = False,
    allow_private: AllowPrivate = False,
    database: Database = None,
    archive: Archive = None,
    portals_dir: Portals = None,
    lookups: Lookups = None,
    settings: Settings = None,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """采集：crawl 年报 columns, archive every page, read the reports, store them.

    [dim]Example:[/]  harvester crawl 330110_yuhang
    [dim]Example:[/]  harvester crawl --url http://www.example.gov.cn/zwgk/zfxxgknb/
    [dim]Example:[/]  harvester crawl --due
    """
    from harvester.commands import scrapy_settings
    from harvester.crawling import Wish, run_crawl

    given = scrapy_settings(
        settings or (), database=database, archive=archive, lookups=lookups, refetch=refetch, years=years
    )
    wish = Wish(
        ids=portals or (),
        province=province,
        url=url,
        is_due=due,
        is_all=all_portals,
        folder=portals_dir,
        allow_private=allow_private,
        verbose=verbose,
        as_json=as_json,
        settings=given,
    )
    raise typer.Exit(run_crawl(wish))


@app.command()
def replay(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="WARC files of earlier crawls.")],
    database: Annotated[
        str, typer.Option(metavar="URL", help="Where the results go: SQLAlchemy URL or SQLite file.")
    ] = "data/replay/harvester.sqlite",
    archive: Annotated[Path, typer.Option(metavar="DIR", help="Where the pages are archived again.")] = Path(
        "data/replay/archive"
    ),
    portals_dir: Portals = None,
    lookups: Lookups = None,
    settings: Settings = None,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """重放：crawl what the archive holds, with nobody asked, to try a change on what was fetched before.

    [dim]Example:[/]  harvester replay data/archive/202611/*.warc.gz
    """
    from harvester.commands import scrapy_settings
    from harvester.crawling import OFFLINE, Wish, run_replay

    asked = [str(path) for path in files]
    given = scrapy_settings(settings or (), database=database, archive=archive, lookups=lookups, replay=asked)
    wish = Wish(folder=portals_dir, verbose=verbose, as_json=as_json, settings={**OFFLINE, **given})
    raise typer.Exit(run_replay(wish, files))


@app.command()
def parse(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Pages, PDF, Word, Excel, OFD; - reads stdin.")],
    url: Annotated[str | None, typer.Option(help="Where the page came from; links are resolved against it.")] = None,
    lookups: Lookups = None,
) -> None:
    """读取：read saved report pages and print one JSON object a line, one line a report. Needs no database.

    [dim]Example:[/]  harvester parse report.html | python -m json.tool --no-ensure-ascii
    """
    from harvester.commands import print_records

    raise typer.Exit(print_records(files, url=url, lookups=lookups))


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A saved report; - reads stdin.")],
    cell: Annotated[
        str | None, typer.Argument(metavar="CELL", help="table.row.column, or table.row: requests.granted.total")
    ] = None,
    lookups: Lookups = None,
    as_json: AsJson = False,
) -> None:
    """说明：show what was read of a report, from where in it, and why; of all figures those that are not plain.

    [dim]Example:[/]  harvester explain report.html requests.granted.total
    """
    from harvester.commands import print_explanation

    print_explanation(file, cell, lookups=lookups, as_json=as_json)


app.command()(export)
app.command()(diff)


@app.command()
def check(
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """核对：compare every agency's reports across the years, and governments with those below them.

    [dim]Example:[/]  harvester check
    [dim]Example:[/]  harvester check --json > between.jsonl
    """
    from harvester.commands import open_existing
    from harvester.panel import check_panel

    with open_existing(database) as store:
        check_panel(store, as_json=as_json)


@app.command()
def coverage(
    province: Province = None,
    year: Annotated[str | None, typer.Option(metavar="YEARS", help="2023 or 2019-2024; else all since 2008.")] = None,
    level: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LEVEL", help="province, prefecture, county (the usual three), town, department, or all."
        ),
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="A file that ends in .csv or .html.")] = None,
    database: Database = None,
    portals_dir: Portals = None,
    as_json: AsJson = False,
) -> None:
    """覆盖：what is known of every agency and year: published, dead, a scan, blocked, not found, not yet due.

    [dim]Example:[/]  harvester coverage --province 浙江 --year 2019-2024
    [dim]Example:[/]  harvester coverage --to coverage.html
    """
    from datetime import date

    from harvester.commands import open_existing
    from harvester.coverage.command import read_wish, show_coverage

    wish = read_wish(province, year, level or (), date.today())  # noqa: DTZ011  (deadlines are of the user's calendar)
    with open_existing(database) as store:
        show_coverage(store, wish, to=to, portals=portals_dir, as_json=as_json)


@app.command()
def status(
    portal: Annotated[str | None, typer.Argument(metavar="ID", help="One portal.")] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """状态：show the last run of each portal against the one before; of one portal also columns and outcomes.

    [dim]Example:[/]  harvester status
    [dim]Example:[/]  harvester status 330110_yuhang --json
    """
    from harvester.commands import print_status

    print_status(portal, database=database, as_json=as_json)


app.add_typer(portals_app)
app.add_typer(agencies_app)
app.add_typer(lookups_app)
app.command()(discover)
app.add_typer(db_app)
app.command()(search)
app.command()(reparse)
app.command("import")(import_files)


def main() -> None:
    """Run the command; an error of ours is one line and its own exit status, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    try:
        _run()
    except HarvesterError as error:
        say(str(error))
        sys.exit(error.exit_status)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left of the output goes nowhere
        say(f"{error.filename or 'output'}: {error.strerror} (check disk and permissions)")
        sys.exit(1)


def _run() -> None:
    try:
        app()
    finally:
        sys.stdout.flush()
