"""Columns in another order than the form's, one of whose names has a slip: the unknown name is the one left over."""

from __future__ import annotations

from dataclasses import replace

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, html_table
from fixtures.cases.report_page import html_page
from harvester.editions.cells import edition_cells
from harvester.items import Report

_RESULTS = 5


def _blank(table: str) -> dict[str, str]:
    return {name: "" for name in edition_cells("2021") if name.startswith(f"{table}.")}


def _read(*parts: Rows) -> Report:
    return harvester.parse(html_page([html_table(rows) for rows in parts]).encode(), filename="report.html")


def _renamed(rows: Rows, name: str, slip: str) -> Rows:
    return [[replace(box, text=slip) if box.text == name else box for box in row] for row in rows]


def test_total_before_the_applicants_of_whom_one_is_misspelt() -> None:
    first, (stub, people, names, *rows), third = tables(
        figures=_blank("requests") | {f"requests.granted.{column}": "1" for column in ("org_business", "total")}
    )
    header = [Box(stub[0].text, 3), replace(people[-1], rowspan=1), replace(people[0], rowspan=1), *names]
    body = [[*row[:-7], row[-1], *row[-7:-1]] for row in rows]
    report = _read(first, _renamed([header, *body], "科研机构", "科研单位类"), third)
    granted = report.tables["requests"]["granted"]
    assert {column: value for column, value in granted.items() if value is not None} == {"org_business": 1, "total": 1}


def test_organisations_in_another_order_of_which_one_is_misspelt() -> None:
    first, (stub, people, names, *rows), third = tables(
        figures=_blank("requests") | {"requests.granted.org_business": "7"}
    )
    head = [stub, people, [names[1], names[0], *names[2:]]]
    body = [[*row[:-6], row[-5], row[-6], *row[-4:]] for row in rows]
    report = _read(first, _renamed([*head, *body], "商业企业", "商业性单位"), third)
    assert report.tables["requests"]["granted"]["org_business"] == 7


def test_documents_in_force_before_those_issued_with_a_misspelt_name() -> None:
    first, second, third = tables(figures={"proactive_disclosure.normative_documents.in_force": "50"})
    turned = [[row[0], row[3], *row[1:3]] if len(row) == len(first[1]) else row for row in first]
    report = _read(_renamed(turned, "现行有效件数", "有效存量件"), second, third)
    assert report.tables["proactive_disclosure"]["normative_documents"]["in_force"] == 50


def test_total_of_the_reviews_before_their_results_of_which_one_is_misspelt() -> None:
    first, second, rows = tables(figures=_blank("review_and_litigation") | {"review_and_litigation.review.total": "0"})
    report = _read(first, second, _renamed([_last_first(row) for row in rows], "其他结果", "其它处理"))
    review = report.tables["review_and_litigation"]["review"]
    assert {column: value for column, value in review.items() if value is not None} == {"total": 0}


def test_the_name_before_the_figures_of_the_reviews_is_none_of_a_column() -> None:
    first, second, rows = tables(figures=_blank("review_and_litigation") | {"review_and_litigation.review.total": "0"})
    top, results, suits, figures = map(_last_first, rows)
    report = _read(first, second, [[Box("", 1, 3), *top], results, suits, [Box("合计"), *figures]])
    review = report.tables["review_and_litigation"]["review"]
    assert {column: value for column, value in review.items() if value is not None} == {"total": 0}


def _last_first(row: list[Box]) -> list[Box]:
    """Groups of five with their 总计 in front; the names of the groups stay."""
    single = [box for box in row if box.colspan == 1]
    moved = [
        box
        for at in range(0, len(single), _RESULTS)
        for box in (single[at : at + _RESULTS][-1], *single[at : at + _RESULTS][:-1])
    ]
    return [*moved, *(box for box in row if box.colspan > 1)]
