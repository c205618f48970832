"""`harvester demo`: crawl the bundled portals with the real spider and pipelines, export, and show the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from harvester.console import console
from harvester.crawling import hush
from harvester.demo.bundled import bundled
from harvester.exports.release import Summary, export
from harvester.spiders.run import crawl
from harvester.store.queries import harvest, iter_findings
from harvester.store.rows import FindingRow, HarvestRow
from harvester.store.session import Store, open_store

_FAST = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "HARVESTER_ALLOW_PRIVATE": True,
    "LOG_LEVEL": "WARNING",
}
"""The bundled portals are this machine's own: nobody is to be spared."""
_A_REPORT = "fixtures/portals/jcms/www/art/2021/2/19/art_60101_3014.html"
_SIGNS = {"error": "[red]✗[/]", "warning": "[yellow]![/]", "info": "[dim]i[/]"}
_HEADINGS = ("机关\nagency", "年度\nyear", "新收\nreceived", "予以公开\ngranted", "不予公开\ndenied", "问题\nfindings")


def run_demo(data: Path) -> None:
    """Crawl into ``data`` (database, archive, dataset) and print what was harvested."""
    hush()
    screen = console()
    database = f"sqlite:///{data / 'harvester.sqlite'}"
    places = {"HARVESTER_DATABASE_URL": database, "HARVESTER_ARCHIVE": str(data / "archive")}
    with screen.status("采集内置的两个门户 crawling the two bundled portals …"), bundled() as portals:
        crawl(portal_ids=portals.portal_ids, portals_dir=portals.portals_dir, settings={**_FAST, **places})
    with open_store(database) as store:
        summary = export(store, data / "dataset")
        _show(screen, store, summary, data)


def _show(screen: Console, store: Store, summary: Summary, data: Path) -> None:
    with store.read() as session:
        screen.print(_harvest_table(harvest(session)))
        screen.print("\n[bold]核对发现 findings[/]")
        _print_findings(screen, list(iter_findings(session)))
    screen.print("\n[bold]文件 files[/]")
    for name, path in _places(summary, data):
        screen.print(f"  {name:<22}{path}", highlight=False, soft_wrap=True)
    screen.print("\n[bold]接下来可以试 try next[/]")
    for line in _next_steps(data):
        screen.print(f"  {line}", highlight=False, soft_wrap=True)


def _harvest_table(rows: Sequence[HarvestRow]) -> Table:
    table = Table(title="政府信息公开工作年度报告 annual reports harvested", title_justify="left")
    for index, heading in enumerate(_HEADINGS):
        table.add_column(heading, justify="right" if index else "left", no_wrap=not index)
    for row in rows:
        figures = (row.year, row.new_received, row.granted, row.denied, row.findings)
        table.add_row(row.agency or row.url, *("—" if value is None else str(value) for value in figures))
    return table


def _print_findings(screen: Console, found: Sequence[FindingRow]) -> None:
    heading = None
    for finding in found:
        if heading != (finding.agency, finding.year):
            heading = (finding.agency, finding.year)
            screen.print(f"  {finding.agency} {finding.year}", style="bold", highlight=False)
        screen.print(f"    {_SIGNS[finding.severity]} {finding.message}", highlight=False, soft_wrap=True)


def _places(summary: Summary, data: Path) -> list[tuple[str, Path]]:
    database, archive = ("database (SQLite)", data / "harvester.sqlite"), ("archive (WARC)", data / "archive")
    return [database, archive, *((path.name, path) for path in summary.files)]


def _next_steps(data: Path) -> tuple[str, ...]:
    command, database = ".venv/bin/harvester", data / "harvester.sqlite"
    return (
        f"{command} status --database {database}",
        f"{command} export --database {database} --to my-dataset",
        f"{command} parse {_A_REPORT} | python3 -m json.tool --no-ensure-ascii | less",
    )
