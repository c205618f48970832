"""`harvester search`: words in the narrative of reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from harvester.options import AsJson, Database
from harvester.output import print_json

if TYPE_CHECKING:
    from rich.text import Text

    from harvester.fulltext.hits import Hit

LIMIT = 20


def search(
    words: Annotated[list[str], typer.Argument(metavar="词语…", help="All of them have to stand in one section.")],
    year: Annotated[str | None, typer.Option(metavar="YEARS", help="2023, or 2020-2024.")] = None,
    agency: Annotated[
        str | None, typer.Option(metavar="NAME", help="Part of its name, or how its division code begins: 乐清, 33.")
    ] = None,
    section: Annotated[
        str | None, typer.Option(metavar="SECTION", help="overview, problems_and_improvements, … or 总体情况, ….")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Sections to show; 0 for all.")] = LIMIT,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """检索：find words in the narrative of the reports, the latest first; 简体 finds 繁體 and the other way round.

    [dim]Example:[/]  harvester search 行政复议 纠正 --year 2020-2024 --agency 浙江
    [dim]Example:[/]  harvester search 数据开放 --section 总体情况 --limit 0 --json
    """
    from harvester.commands import open_existing
    from harvester.fulltext.hits import hit_of, query_of
    from harvester.store.search import count, find
    from harvester.years import wanted_years

    query = query_of(" ".join(words), years=wanted_years(year or ""), agency=agency, section=section)
    with open_existing(database) as store, store.read() as session:
        hits = (hit_of(found, query) for found in find(session, query, limit or None))
        if as_json:
            for hit in hits:
                print_json(asdict(hit))
            return
        shown = _print_hits(hits)
        number = count(session, query) if shown == limit else shown
    typer.echo(f"{shown} of {number} sections" + (" (--limit 0 shows all)" if shown < number else ""), err=True)


def _print_hits(found: Iterable[Hit]) -> int:
    """Prints the hits, two lines each and the address; how many they were."""
    from harvester.console import console

    screen, shown = console(), 0
    for hit in found:
        screen.print(*_lines(hit), sep="\n", end="\n\n", soft_wrap=True)
        shown += 1
    return shown


def _lines(hit: Hit) -> tuple[Text, ...]:
    from rich.text import Text

    from harvester.fulltext.hits import section_names

    head = Text(
        f"{hit.agency or '（机关不明）'} {hit.year or '（年度不明）'}  {section_names()[hit.section]}", style="bold"
    )
    snippet = Text(f"  {hit.snippet}")
    for start, end in hit.marks:
        snippet.stylize("black on yellow", start + 2, end + 2)
    return head, snippet, Text(f"  {hit.url}", style="dim")
