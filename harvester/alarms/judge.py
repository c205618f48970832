"""Compares a run with the one before and with what the registry expects: pure functions over rules.yaml."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from harvester.portals.portal import Expectation
from harvester.store.rows import RunRow

Figures: TypeAlias = Mapping[str, object]

_LONGEST_DETAIL = 200
"""Characters; the rest is in `harvester status`."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One rule that was broken by one run."""

    portal: str
    rule: str
    message: str

    def __str__(self) -> str:
        way_out = rules()[self.rule]["action"].format(portal=self.portal)
        return f"alarm {self.rule}: portal {self.portal!r}: {self.message} ({way_out})"


@dataclass(frozen=True, slots=True)
class Case:
    """What an alarm is judged by. ``years`` are those on which the portal's reports are in the store."""

    now: RunRow
    before: RunRow | None = None
    expect: Expectation | None = None
    years: Collection[int] = ()


def judge(case: Case) -> tuple[Alarm, ...]:
    """Every alarm of one run, in the order of the rules."""
    return tuple(
        Alarm(case.now.portal, name, rule["message"].format(**figures))
        for name, rule in rules().items()
        for figures in _JUDGES[name](case, rule)
    )


@cache
def rules() -> dict[str, dict[str, Any]]:
    """The rules by their ids."""
    data: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text("utf-8"))
    return data


def _none_found(case: Case, _: Figures) -> Iterator[Figures]:
    expected = _expected(case)
    if case.now.reports == 0 and expected:
        yield {"expected": expected}


def _no_list(case: Case, _: Figures) -> Iterator[Figures]:
    """A visit that read nothing at all, and of which ``none_found`` says nothing: the address is wrong or refused."""
    columns = case.now.columns or ()
    before = {column["url"] for column in (case.before.columns if case.before else ()) or ()}
    is_read = case.now.reports or any(column["outcome"] == "ok" or column["pages"] for column in columns)
    if columns and not is_read and (columns[0]["url"] not in before or not _expected(case)):
        yield {name: columns[0][name] for name in ("url", "outcome", "detail")}


def _incomplete(case: Case, rule: Figures) -> Iterator[Figures]:
    """Columns of which less was read than there is, unless ``no_list`` says why; again as long as it is so."""
    short = [column for column in case.now.columns or () if column["outcome"] == "incomplete"]
    if short and not any(_no_list(case, rule)):
        more = f" (and {len(short) - 1} more columns)" if len(short) > 1 else ""
        yield {"url": short[0]["url"], "detail": short[0]["detail"][:_LONGEST_DETAIL], "more": more}


def _fewer_reports(case: Case, rule: Mapping[str, Any]) -> Iterator[Figures]:
    if case.before and 0 < case.now.reports <= case.before.reports - rule["at_least"]:
        yield {"now": case.now.reports, "before": case.before.reports}


def _below_expectation(case: Case, _: Figures) -> Iterator[Figures]:
    expected = (case.expect.reports if case.expect else None) or 0
    if 0 < case.now.reports < expected:
        yield {"now": case.now.reports, "expected": expected}


def _years_missing(case: Case, _: Figures) -> Iterator[Figures]:
    years = case.expect.years if case.expect else None
    missing = sorted(set(range(years[0], years[1] + 1)) - set(case.years)) if years else []
    if missing and case.now.reports:
        yield {"years": ", ".join(map(str, missing))}


def _failures(case: Case, rule: Mapping[str, Any]) -> Iterator[Figures]:
    before = case.before.failed if case.before else 0
    if case.now.failed >= rule["at_least"] and case.now.failed > before * rule["factor"]:
        yield {"now": case.now.failed, "before": before}


def _template(case: Case, _: Figures) -> Iterator[Figures]:
    """A column that answered and holds no rows any more; one that did not answer is a failure."""
    before = {column["url"]: column["harvested"] or 0 for column in (case.before.columns if case.before else ()) or ()}
    for column in case.now.columns or ():
        is_read = column["outcome"] != "incomplete" or column["pages"]
        if is_read and not column["harvested"] and before.get(column["url"]):
            yield {"url": column["url"], "before": before[column["url"]]}


def _unparsed(case: Case, rule: Mapping[str, Any]) -> Iterator[Figures]:
    now, pages = case.now.unparsed, max(case.now.reports, case.now.unparsed)
    if now >= rule["at_least"] and now > rule["share"] * pages:
        yield {"now": now, "pages": pages}


def _expected(case: Case) -> int:
    wanted = case.expect.reports if case.expect else None
    years = case.expect.years if case.expect else None
    return wanted or (years[1] - years[0] + 1 if years else 0) or (case.before.reports if case.before else 0)


_JUDGES: dict[str, Callable[[Case, Mapping[str, Any]], Iterator[Figures]]] = {
    "none_found": _none_found,
    "no_list": _no_list,
    "incomplete": _incomplete,
    "fewer_reports": _fewer_reports,
    "below_expectation": _below_expectation,
    "years_missing": _years_missing,
    "failures": _failures,
    "template": _template,
    "unparsed": _unparsed,
}
