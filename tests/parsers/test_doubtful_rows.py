"""Rows of which neither a label nor a sum tells the place: named or placed with a mark, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, html_table, markdown_lines
from fixtures.cases.report_page import html_page, text_page
from harvester.editions.cells import edition_cells
from harvester.items import Report

_FIGURES = 7
_EMPTY = {name: "" for name in edition_cells("2021") if name.startswith("requests.")}


def _read(requests: Rows, *, as_text: bool = False) -> Report:
    first, _, third = tables()
    parts = [first, requests, third]
    if as_text:
        return harvester.parse(text_page([markdown_lines(rows) for rows in parts]).encode(), filename="report.txt")
    return harvester.parse(html_page([html_table(rows) for rows in parts]).encode(), filename="report.html")


def _marked(report: Report) -> set[str]:
    return {note.cell for note in report.cells if note.state in ("uncertain", "garbled")}


def test_a_blank_label_in_a_table_without_header_is_that_of_the_first_row() -> None:
    _, rows, _ = tables()
    (label, *figures), *others = rows[3:]
    report = _read([[replace(label, text=""), *figures], *others])
    assert report.tables["requests"]["new_received"]["total"] == int(figures[-1].text)
    assert "requests.new_received.total" in _marked(report)
    assert report.findings == ()


def test_zeros_of_a_row_with_a_cell_too_many_beside_a_subtotal_are_marked() -> None:
    _, (stub, people, names, *rows), _ = tables(figures=_EMPTY)
    head = [[stub[0], Box("申请人情况", 8)], [people[0], Box("法人或其他组织", 6), people[-1]], [*names, Box("小计")]]
    shown = [*rows[2][:-_FIGURES], *map(Box, ("", "", "", "0", "", "", "", "0", "0"))]
    body = [[*row[:-1], Box(""), row[-1]] for row in rows]
    report = _read([*head, *body[:2], shown, *body[3:]])
    granted = report.tables["requests"]["granted"]
    assert {f"requests.granted.{column}" for column, value in granted.items() if value is not None} <= _marked(report)


def test_a_figure_of_a_row_with_a_cell_too_many_beside_a_subtotal_is_marked_where_it_adds_up_by_chance() -> None:
    """``2`` is of 法律服务机构; its 小计 is 0, which is wrong, and the row one cell further on would hold too."""
    _, (stub, people, names, *rows), _ = tables(figures=_EMPTY)
    head = [[stub[0], Box("申请人情况", 8)], [people[0], Box("法人或其他组织", 6), people[-1]], [*names, Box("小计")]]
    shown = [*rows[2][:-_FIGURES], *map(Box, ("", "", "", "", "2", "", "0", "2", ""))]
    body = [[*row[:-1], Box(""), row[-1]] for row in rows]
    report = _read([*head, *body[:2], shown, *body[3:]])
    granted = report.tables["requests"]["granted"]
    assert {f"requests.granted.{column}" for column, value in granted.items() if value is not None} <= _marked(report)


@pytest.mark.parametrize("as_text", [True, False])
def test_the_order_of_names_in_a_header_without_spans_is_not_believed_where_every_figure_is_zero(
    as_text: bool,
) -> None:
    figures = _EMPTY | {"requests.granted.org_business": "0"}
    _, (stub, people, names, *rows), _ = tables(figures=figures)
    spread = [[Box(stub[0].text), *people], [Box(stub[0].text), people[0], people[-1], *names], *rows]
    granted = _read(spread, as_text=as_text).tables["requests"]["granted"]
    assert granted["org_business"] == 0
    assert granted["total"] is None


def test_a_header_of_one_row_is_believed_in_its_order() -> None:
    _, (stub, people, names, *rows), _ = tables(figures=_EMPTY | {"requests.granted.org_business": "0"})
    header = [Box(stub[0].text, 3), replace(people[-1], rowspan=1), replace(people[0], rowspan=1), *names]
    report = _read([header, *([*row[:-_FIGURES], row[-1], *row[-_FIGURES:-1]] for row in rows)])
    assert report.tables["requests"]["granted"]["org_business"] == 0


def test_where_total_stands_first_a_table_that_adds_up_nowhere_is_read_in_the_order_of_its_header() -> None:
    figures = _EMPTY | {"requests.granted.org_business": "1", "requests.granted.total": "0"}
    _, (stub, people, names, *rows), _ = tables(figures=figures)
    person, organisations, total = people
    head = [stub, [total, person, organisations], names]
    report = _read([*head, *([*row[:-_FIGURES], row[-1], *row[-_FIGURES:-1]] for row in rows)])
    granted = report.tables["requests"]["granted"]
    assert (granted["org_business"], granted["total"], granted["org_research"]) == (1, 0, None)


def test_a_negative_count_is_marked() -> None:
    first, second, third = tables(("2019", "2021"), {"proactive_disclosure.administrative_fees.items_last_year": "-3"})
    body = html_page([html_table(rows) for rows in (first, second, third)])
    report = harvester.parse(body.encode(), filename="report.html")
    assert {note.cell for note in report.cells if note.reason == "negative"} == {
        "proactive_disclosure.administrative_fees.items_last_year"
    }
