"""`harvester export` and `harvester diff`: what is asked for, what was written, what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harvester.options import AsJson, Database


def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder of the dataset.")],
    formats: Annotated[
        str, typer.Option("--format", metavar="NAMES", help="Of csv,jsonl,parquet,xlsx,dta,sqlite, parted by commas.")
    ] = "csv",
    tables: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Only these tables: reports,cells,findings,agencies …")
    ] = None,
    province: Annotated[str | None, typer.Option(metavar="NAME", help="浙江, 浙江省, 33; 部委: ministries.")] = None,
    level: Annotated[
        str | None, typer.Option(metavar="NAMES", help="national,province,prefecture,county,town.")
    ] = None,
    years: Annotated[str | None, typer.Option(metavar="YEARS", help="2023, 2021-2024 or 2019,2023.")] = None,
    edition: Annotated[str | None, typer.Option(metavar="NAMES", help="Of the form: 2014,2019,2021.")] = None,
    portal: Annotated[str | None, typer.Option(metavar="IDS", help="Found on these portals.")] = None,
    only: Annotated[
        str, typer.Option(metavar="WHICH", help="clean: no error, warning or doubtful cell; flagged: the others; all.")
    ] = "all",
    flags: Annotated[
        bool, typer.Option("--flags", help="Beside every figure a column that says what is to be known of it.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a release even where it has much that this one lacks.")
    ] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """导出：write the dataset as CSV, JSON Lines, Parquet, Excel, Stata or SQLite, with its dictionary and a manifest.

    [dim]Example:[/]  harvester export --to dataset
    [dim]Example:[/]  harvester export --to zhejiang --format xlsx,dta --province 浙江 --years 2021-2024 --flags
    """
    from harvester.commands import open_existing
    from harvester.exports.printing import run_export
    from harvester.exports.wish import read_wish

    what = {"format": formats, "tables": tables, "only": only}
    which = {"province": province, "level": level, "years": years, "edition": edition, "portal": portal}
    wish = read_wish(what | which, flags=flags, force=force)
    with open_existing(database) as store:
        run_export(store, to, wish, as_json=as_json)


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder of the earlier release.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Folder of the later one.")],
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write every difference as CSV.")] = None,
    as_json: AsJson = False,
) -> None:
    """比较：say what was added, changed and removed between two releases. Exit status 13 where they differ.

    [dim]Example:[/]  harvester diff dataset-2026-06 dataset-2026-12 --to changes.csv
    """
    from harvester.exports.printing import run_diff

    raise typer.Exit(run_diff(old, new, to=to, as_json=as_json))
