"""The document as a whole: its years, its editions, its date, and whether all of it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from harvester.checks.deadlines import deadline
from harvester.checks.rules import load_rules
from harvester.editions.cells import TABLE_NAMES, all_cells
from harvester.items import TABLES, Finding, Report
from harvester.parsers.period import whole_year
from harvester.parsers.script import narrow, squeeze

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
_FIRST_YEAR_OF_THE_FORM = 2019
_SITE = {
    "site title": "网页标题",
    "contact": "联系方式",
    "metadata source": "信息来源",
    "metadata site_name": "网站名称",
    "registry": "门户登记",
    "prose": "正文叙述",
}
"""Where an agency is found that is named around the report only."""


def check_document(report: Report, present_headings: frozenset[str]) -> Iterator[Finding]:
    yield from _title_year(report)
    yield from _author(report)
    yield from _inferred(report)
    yield from _deadline(report)
    yield from _editions(report)
    yield from _complete(report, present_headings)
    yield from _rows(report)


def _title_year(report: Report) -> Iterator[Finding]:
    year, period = _year_of_title(report), _period(report)
    rule = load_rules()["year.title"]
    if year and period and period != year:
        yield rule.finding(expected=year, actual=period)
        return
    stated = report.evidence.get("introduction_year")
    if year and stated:
        message = f"标题为{year}年度，而正文开头自称{stated}年度的报告"
        yield replace(rule.finding(expected=year, actual=int(stated)), severity="warning", message=message)


def _year_of_title(report: Report) -> int | None:
    """The title's one year; of a title that writes it otherwise (二〇二〇年度), the year that was read from it."""
    years = {int(year) for year in _TITLE_YEAR.findall(narrow(squeeze(report.title or "")))}
    if years:
        return years.pop() if len(years) == 1 else None
    return None if report.evidence.get("year") in (None, "period", "introduction", "overview") else report.year


def _period(report: Report) -> int | None:
    text = "".join(report.sections.get(name) or "" for name in ("preamble", "overview"))
    return whole_year(text, labelled=True)


def _author(report: Report) -> Iterator[Finding]:
    """The title and the introduction name two agencies that are not parts of one another."""
    author = report.evidence.get("introduction_agency")
    if author and report.agency:
        yield load_rules()["agency.title"].finding(expected=report.agency.name, actual=author)


def _inferred(report: Report) -> Iterator[Finding]:
    """The agency is told by nothing but the site around the report, the year by nothing but its first sentence."""
    source = _SITE.get(report.evidence.get("agency", ""))
    if source and report.agency:
        yield load_rules()["agency.stated"].finding(actual=report.agency.name, source=source)
    if report.evidence.get("year") == "overview":
        yield load_rules()["year.stated"].finding(actual=report.year)


def _deadline(report: Report) -> Iterator[Finding]:
    if report.agency is None or report.year is None or report.published_on is None:
        return
    last_day = deadline(report.agency.scope, report.year)
    if last_day and report.published_on > last_day:
        yield load_rules()["published.deadline"].finding(
            expected=last_day.isoformat(), actual=report.published_on.isoformat()
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
        if key in TABLES and not _has_cells(report, key):
            missing = f"“{heading}”的表格"
        if missing:
            yield load_rules()["document.complete"].finding(expected=key, missing=missing)


def _has_cells(report: Report, table: str) -> bool:
    """True where a cell of the table was found, be it blank or unreadable; its header alone is none."""
    ids = {
        f"{table}.{row}.{column}" for row, columns in (report.tables.get(table) or {}).items() for column in columns
    }
    absent = {note.cell for note in report.cells if note.state == "absent"}
    return not ids <= absent


def _rows(report: Report) -> Iterator[Finding]:
    """The rows that a table of the page lacks, or that were not read."""
    absent = [note.cell for note in report.cells if note.state == "absent"]
    for table in (name for name in TABLES if _has_cells(report, name)):
        cells = tuple(cell for cell in absent if cell.startswith(f"{table}."))
        rows = dict.fromkeys(all_cells()[cell].row_zh for cell in cells if cell in all_cells())
        if rows:
            message = f"{TABLE_NAMES[table][0]}中没有读到{len(rows)}行（页面没有，或未能认出）：{'；'.join(rows)}"
            finding = load_rules()["document.complete"].finding(cells, expected=len(rows), missing="")
            yield replace(finding, message=message)
