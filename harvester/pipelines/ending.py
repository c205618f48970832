"""The end of the runs: what is missing now, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from harvester.alarms import Alarm, judge
from harvester.alarms.judge import Case
from harvester.portals.portal import Expectation, Portal
from harvester.store.addresses import missing_count, note_missing
from harvester.store.history import find_run, report_years, run_before
from harvester.store.rows import RunRow
from harvester.store.runs import finish_run
from harvester.store.sources import led_to_reports


@dataclass(frozen=True, slots=True)
class Ended:
    """The runs of a crawl as they ended, and their alarms."""

    runs: list[RunRow] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)


def end_runs(session: Session, runs: Mapping[str, int], status: str, portals: Iterable[Portal]) -> Ended:
    """Ends every run; those that came to their end are compared with the run before."""
    ended, expected = Ended(), {portal.id: portal.expect for portal in portals}
    for portal, run_id in runs.items():
        is_whole = status == "finished" and _is_whole(session, run_id)
        missing = note_missing(session, portal, run_id) if is_whole else missing_count(session, portal)
        finish_run(session, run_id, status, missing=missing)
        alarms = _alarms(session, run_id, expected.get(portal)) if status == "finished" else ()
        if alarms:
            finish_run(session, run_id, status, alarms=[{"rule": one.rule, "message": one.message} for one in alarms])
        ended.alarms.extend(alarms)
        ended.runs.append(find_run(session, run_id))
    return ended


def short_columns(runs: Iterable[RunRow], alarms: Iterable[Alarm]) -> Iterator[str]:
    """One line for each portal with columns without a row, which is no alarm: next year's may wait for its first."""
    said = {alarm.portal for alarm in alarms if alarm.rule in {"no_list", "template"}}
    for run in runs:
        short = [column for column in run.columns or () if column["outcome"] == "empty_shell"]
        if short and run.status == "finished" and run.portal not in said:
            first, more = short[0], f" and {len(short) - 1} more columns" if len(short) > 1 else ""
            why = f"empty_shell: {first['detail']}{more}"
            yield f"portal {run.portal!r}: column {first['url']}: {why} (harvester status {run.portal})"


def _alarms(session: Session, run_id: int, expect: Expectation | None) -> tuple[Alarm, ...]:
    now = find_run(session, run_id)
    return judge(Case(now, run_before(session, now), expect, report_years(session, now.portal)))


def _is_whole(session: Session, run_id: int) -> bool:
    """True where every column was walked to its end: only then is what no list names missing.

    A column without rows that never led to a report, as that of a year which has just begun, says nothing of others.
    """
    run = find_run(session, run_id)
    ends = {column["url"]: column["outcome"] for column in run.columns or ()}
    others = [url for url, outcome in ends.items() if outcome != "ok"]
    return len(others) < len(ends) and all(
        ends[url] == "empty_shell" and not led_to_reports(session, run.portal, url) for url in others
    )
