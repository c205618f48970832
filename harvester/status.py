"""`harvester status`: the last run of each portal against the one before, as tables or as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from rich.table import Table
from sqlalchemy.orm import Session

from harvester.console import console, fitting, plain_table
from harvester.errors import HarvesterError
from harvester.output import print_json
from harvester.store.between import count_between
from harvester.store.history import missing_reports, outcome_counts, run_before
from harvester.store.queries import last_runs
from harvester.store.rows import RunRow

_RUNS = {
    "portal": "网站\nportal",
    "finished_at": "完成 (UTC)\nfinished",
    "status": "状态\nstatus",
    "columns": "栏目\ncolumns",
    "pages": "页面\npages",
    "reports": "年报\nreports",
    "new_reports": "新增\nnew",
    "changed_reports": "有改动\nchanged",
    "unchanged_reports": "未变\nunchanged",
    "missing": "不再列出\nmissing",
    "failed": "失败\nfailed",
    "findings": "问题\nfindings",
}
_SHORTEST_URL = 24
"""Characters of an address to a line, where the window is narrow."""
_TEXTS = frozenset({"portal", "finished_at", "status", "columns"})
"""The columns that are words, before those that are numbers."""
_SPARE_OF_RUNS = ("pages", "findings", "columns", "finished_at", "unchanged_reports", "missing")
_SPARE_OF_COLUMNS = ("before", "declared_pages", "pages")
"""Left out of a window that has no room for them, the first one first; the JSON has them all."""
_SELDOM = frozenset({"changed_reports", "unchanged_reports", "missing"})
"""Columns that are left out where they hold nothing: twelve do not fit on most screens."""
_COLUMNS = {
    "url": "栏目\ncolumn",
    "outcome": "结果\noutcome",
    "declared": "声明篇数\ndeclared",
    "harvested": "列出\nlisted",
    "declared_pages": "声明页数\npages declared",
    "pages": "读取页数\npages read",
    "before": "上次列出\nlisted before",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A portal's last run, the one before that came to its end, and how its addresses stand."""

    run: RunRow
    before: RunRow | None
    outcomes: dict[str, int]
    missing: list[str]
    panel: dict[str, dict[str, int]]
    """Findings between the portal's reports and others, by rule and severity."""

    def to_dict(self) -> dict[str, Any]:
        before = asdict(self.before) if self.before else None
        found = {"outcomes": self.outcomes, "missing_reports": self.missing, "panel_findings": self.panel}
        return {**asdict(self.run), "before": before, **found}


def print_status(session: Session, portal: str | None, *, as_json: bool) -> None:
    """Every portal in a line, or one with its columns, outcomes, missing reports and alarms."""
    standings = [_standing(session, run) for run in last_runs(session, portal)]
    if portal and not standings:
        raise HarvesterError(f"status: no run of portal {portal!r} (harvester status shows those there are)")
    _print(standings, as_json=as_json, is_detailed=portal is not None)


def print_runs(session: Session, portals: Collection[str], *, as_json: bool) -> None:
    """The runs that have just ended."""
    standings = [_standing(session, run) for run in last_runs(session) if run.portal in portals]
    _print(standings, as_json=as_json, is_detailed=False)


def _standing(session: Session, run: RunRow) -> Standing:
    counts, missing = outcome_counts(session, run.portal), missing_reports(session, run.portal)
    return Standing(run, run_before(session, run), counts, missing, count_between(session, run.portal))


def _print(standings: Sequence[Standing], *, as_json: bool, is_detailed: bool) -> None:
    if as_json:
        print_json([standing.to_dict() for standing in standings])
        return
    screen = console()
    screen.print(fitting(screen, partial(_runs_table, standings), _SPARE_OF_RUNS))
    for standing in standings:
        for line in _alarm_lines(standing):
            screen.print(line, highlight=False, soft_wrap=True)
        if is_detailed:
            screen.print(fitting(screen, partial(_columns_table, standing), _SPARE_OF_COLUMNS))
            for line in _detail_lines(standing):
                screen.print(line, highlight=False, soft_wrap=True)


def _runs_table(standings: Sequence[Standing], left_out: Collection[str]) -> Table:
    title = "最近一次采集（括号内为与上次之差） last runs (difference to the run before)"
    named = [name for name in _RUNS if name not in left_out]
    shown = [name for name in named if name not in _SELDOM or any(getattr(one.run, name) for one in standings)]
    table = plain_table(title, [_RUNS[name] for name in shown], texts=sum(name in _TEXTS for name in shown))
    for standing in standings:
        table.add_row(*(_run_cell(standing, name) for name in shown))
    return table


def _run_cell(standing: Standing, name: str) -> str:
    value = getattr(standing.run, name)
    if name == "columns":
        return f"{sum(column['outcome'] == 'ok' for column in value or ())}/{len(value or ())}"
    if name == "status" and standing.run.interruptions:
        return f"{value} +{standing.run.interruptions}"
    if name in {"reports", "failed"} and standing.before and value != getattr(standing.before, name):
        return f"{value} ({value - getattr(standing.before, name):+})"
    return _cell(value)


def _columns_table(standing: Standing, left_out: Collection[str]) -> Table:
    shown = [name for name in _COLUMNS if name not in left_out]
    table = plain_table("栏目 columns", [_COLUMNS[name] for name in shown], texts=2)
    table.columns[0].min_width = _SHORTEST_URL
    before = {
        column["url"]: column["harvested"] for column in (standing.before.columns if standing.before else ()) or ()
    }
    for column in standing.run.columns or ():
        cells = column | {"before": before.get(column["url"])}
        table.add_row(*(_cell(cells[name]) for name in shown))
    return table


def _detail_lines(standing: Standing) -> Iterator[str]:
    for column in standing.run.columns or ():
        if column["detail"]:
            yield f"{column['url']}: {column['detail']}"
    yield f"结果 outcomes: {', '.join(f'{name} {number}' for name, number in standing.outcomes.items())}"
    yield f"未再请求 not asked again: {standing.run.not_asked}"
    yield f"附件 files: {standing.run.attachments}；浏览器 built by a browser: {standing.run.rendered}"
    for rule, counts in standing.panel.items():
        yield f"跨年核对 between reports: {rule}: {', '.join(f'{name} {number}' for name, number in counts.items())}"
    for url in standing.missing:
        yield f"不再列出 missing: {url}"


def _alarm_lines(standing: Standing) -> Iterator[str]:
    for alarm in standing.run.alarms or ():
        yield f"[red]![/] {standing.run.portal}: {alarm['rule']}: {alarm['message']}"


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%m-%d %H:%M")
    return "" if value is None else str(value)
