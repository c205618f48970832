"""The document as a whole: its years, its editions, its date, and whether all of it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from harvester.checks.rules import load_rules
from harvester.editions.cells import TABLE_NAMES
from harvester.items import TABLES, Finding, Report
from harvester.parsers.script import narrow, simplify, squeeze

HEADINGS = {
    "overview": "一、总体情况",
    "proactive_disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "review_and_litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "problems_and_improvements": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
"""The six sections of the form, by the key of each."""

_TITLE_YEAR = re.compile(r"(20[0-3]\d)年")
_PERIOD = re.compile(r"统计期限\D{0,8}(20[0-3]\d)年1月1日起?[至到—–-]+(?:(20[0-3]\d)年)?12月31日")
_FIRST_YEAR_OF_THE_FORM = 2019
_DEADLINES = {"department": (1, 31), "government": (3, 31), "office": (3, 31)}
"""条例第四十九条; the report of a government's own office is given the later day."""


def check_document(report: Report, present_headings: frozenset[str]) -> Iterator[Finding]:
    yield from _title_year(report)
    yield from _deadline(report)
    yield from _editions(report)
    yield from _complete(report, present_headings)


def _title_year(report: Report) -> Iterator[Finding]:
    years = {int(year) for year in _TITLE_YEAR.findall(narrow(squeeze(report.title or "")))}
    period = _period(report)
    if len(years) == 1 and period and period not in years:
        yield load_rules()["year.title"].finding(expected=years.pop(), actual=period)


def _period(report: Report) -> int | None:
    """2020 from 统计期限为2020年1月1日起至12月31日; None where the period is not one whole year."""
    text = squeeze("".join(report.sections.get(name) or "" for name in ("preamble", "overview")))
    start = text.find("期限")
    found = _PERIOD.search(simplify(narrow(text[max(start - 2, 0) :]))) if start >= 0 else None
    if not found or (found[2] and found[2] != found[1]):
        return None
    return int(found[1])


def _deadline(report: Report) -> Iterator[Finding]:
    day = _DEADLINES.get(report.agency.scope) if report.agency else None
    if day is None or report.year is None or report.published_on is None:
        return
    deadline = date(report.year + 1, *day)
    if report.published_on > deadline:
        yield load_rules()["published.deadline"].finding(
            expected=deadline.isoformat(), actual=report.published_on.isoformat()
        )


def _editions(report: Report) -> Iterator[Finding]:
    if report.year is None or report.year < _FIRST_YEAR_OF_THE_FORM:
        return
    due = "2019" if report.year < 2021 else "2021"
    for table, edition in report.editions.items():
        if edition not in (None, due):
            yield load_rules()["edition.matches_year"].finding(
                expected=due, actual=edition, table=TABLE_NAMES[table][0], year=report.year
            )


def _complete(report: Report, present_headings: frozenset[str]) -> Iterator[Finding]:
    if report.year is not None and report.year < _FIRST_YEAR_OF_THE_FORM:
        return
    for key, heading in HEADINGS.items():
        missing = None
        if key not in present_headings:
            missing = f"“{heading}”部分"
        if key in TABLES and not report.tables.get(key):
            missing = f"“{heading}”的表格"
        if missing:
            yield load_rules()["document.complete"].finding(expected=key, missing=missing)
