"""`harvester check`: the years of every agency against one another, and what does not hold between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice

from rich.table import Table

from harvester.checks.rules import load_rules
from harvester.console import console, plain_table, progress_bar
from harvester.output import print_json
from harvester.record import plain
from harvester.store.between import count_between, iter_findings_between
from harvester.store.panel import refresh
from harvester.store.rows import FindingRow
from harvester.store.session import Store

SHOWN = 20
"""Errors that are told in full; --json and findings.csv have all."""
_SEVERITIES = ("error", "warning", "info")
_HEADINGS = ("规则 rule", "应当 what has to hold", "错误\nerror", "警告\nwarning", "提示\ninfo")


def check_panel(store: Store, *, as_json: bool) -> None:
    """Compares all years anew; prints each finding as a line of JSON, or their counts and the first errors."""
    with progress_bar("跨年核对 checking") as done:
        changed = refresh(store, done=done)
    with store.read() as session:
        found = iter_findings_between(session)
        if as_json:
            for row in found:
                print_json(plain(asdict(row)))
            return
        screen = console()
        counts = count_between(session)
        screen.print(_table(counts) if counts else "各年度年报之间没有不一致之处 no rule between reports is broken")
        for row in islice((row for row in found if row.severity == "error"), SHOWN):
            for line in _lines(row):
                screen.print(line, highlight=False, soft_wrap=True)
        screen.print(f"本次有变化的年报 reports whose findings changed: {changed}", highlight=False)


def _table(counts: Mapping[str, Mapping[str, int]]) -> Table:
    table = plain_table("跨年核对 findings between reports", _HEADINGS, texts=2)
    for rule in load_rules().values():
        if rule.id in counts:
            numbers = (counts[rule.id].get(severity, 0) for severity in _SEVERITIES)
            table.add_row(rule.id, rule.zh, *(str(number or "") for number in numbers))
    return table


def _lines(row: FindingRow) -> Iterator[str]:
    yield f"[red]✗[/] {row.agency} {row.year}: {row.message}"
    yield f"    {row.year} {row.url}"
    if row.other_url:
        yield f"    {row.other_year} {row.other_url}"
