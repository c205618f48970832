"""The overview against the tables: numbers told in words, 无 where there are some, fees, another year's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.checks.statements import Statement, clauses, load_statements, paragraphs
from harvester.editions.cells import all_cells
from harvester.editions.form import load_form
from harvester.items import Finding, Number, Report

_FEE = re.compile(
    r"信息处理费(?:用|共|共计|合计|总计|总额|金额|为|收入|人民币|[:,])*(?P<fee>\d+(?:\.\d+)?)(?P<wan>万?)元(?!/)"
)
_STALE = re.compile(
    r"(?:^|[。;])(?P<told>(?P<year>20[0-3]\d)年度?,?[^\d。;,]{0,24}"
    r"(?:收到|受理|主动公开|公开发布|发布)[^\d。;,]{0,24}\d+(?:件|份|条|篇))"
)
_COMPARED = re.compile(r"同比|比20|较|增长|下降|相比|以来|至今|累计")


def check_narrative(report: Report, figures: Figures) -> Iterator[Finding]:
    overview = paragraphs(report.sections.get("overview") or "")
    if figures.are_stated:
        told = tuple(clauses(overview, report.year))
        for statement in load_statements():
            yield from _compared(statement, tuple(statement.told(told)), figures)
    yield from _fee(report.sections.get("other_matters") or "")
    yield from _stale(overview, report.year)


def _compared(statement: Statement, told: tuple[tuple[int, str], ...], figures: Figures) -> Iterator[Finding]:
    """At most one finding a statement: where one of several tellings agrees, the others have another scope.

    None where the row itself is blank: 新收 — and 结转 1 do not say that one was received.
    """
    if not told:
        return
    meant = [(cells, total) for cells, total in _meanings(statement, figures) if total is not None]
    totals = [total for _, total in meant]
    is_stated = next((total is not None for _, total in _meanings(statement, figures)), False)
    if not is_stated or any(number in totals for number, _ in told):
        return
    number, clause = told[0]
    rule = "narrative.matches_table" if number else "narrative.nil"
    yield load_rules()[rule].finding(meant[0][0], expected=totals[0], actual=number, quote=clause, figure=statement.zh)


def _meanings(statement: Statement, figures: Figures) -> Iterator[tuple[tuple[str, ...], Number | None]]:
    for patterns in statement.means:
        cells = tuple(cell for pattern in patterns for cell in _expand(pattern, figures))
        parts = [part for cell in cells for part in _stated(cell, figures)]
        yield cells, figures.total(parts)


@cache
def _matching(pattern: str) -> tuple[str, ...]:
    """``requests.denied_*.total`` is the total of each of the eight rows under （三）不予公开."""
    return tuple(cell for cell in all_cells() if fnmatchcase(cell, pattern))


def _expand(pattern: str, figures: Figures) -> Iterator[str]:
    for cell in _matching(pattern):
        table, row, _ = cell.split(".")
        if row in figures.rows(table):
            yield cell


def _stated(cell: str, figures: Figures) -> tuple[str, ...]:
    """The cell itself, or the applicants of its row where 总计 was left blank."""
    table, row, column = cell.split(".")
    if table != "requests" or column != "total" or figures.value(cell) is not None:
        return (cell,)
    return tuple(f"{table}.{row}.{item.key}" for item in load_form().request_columns if item.key != "total")


def _fee(matters: str) -> Iterator[Finding]:
    for line in paragraphs(matters) if "费" in matters or "費" in matters else ():
        for found in _FEE.finditer(line):
            fee = Decimal(found["fee"]) * (10_000 if found["wan"] else 1)
            if fee % 10:
                yield load_rules()["narrative.fee"].finding(actual=fee)


def _stale(overview: tuple[str, ...], year: int | None) -> Iterator[Finding]:
    """西柳镇 2023: the overview still tells what was received in 2022; or the period is still last year's."""
    for paragraph in overview if year else ():
        for found in _STALE.finditer(paragraph):
            sentence = paragraph[found.start("told") :].split("。")[0]
            if int(found["year"]) != year and not _COMPARED.search(sentence) and f"{year}年" not in sentence:
                yield load_rules()["year.stale"].finding(expected=year, actual=int(found["year"]), quote=found["told"])
