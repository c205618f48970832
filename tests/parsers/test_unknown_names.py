"""Columns whose names the form does not have: taken for those left over, and in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fixtures.cases.compose import tables
from fixtures.cases.layout import Box
from tests.parsers.test_orders_and_copies import CELLS, marked_cells, plain, read


def test_of_two_unknown_names_neither_is_the_one_left_over() -> None:
    first, (stub, people, names, *rows), third = tables()
    body = [[*row[:-1], Box(""), row[-1]] for row in rows]
    head = [stub, [people[0], replace(people[1], colspan=6), people[2]], [Box("企业"), *names[1:], Box("小计")]]
    assert read(first, [*head, *body], third).tables == plain().tables


@pytest.mark.parametrize(
    ("name", "marked"), [("本年修改件数", True), ("本年度废止件数", False), ("本年废止数量", False)]
)
def test_a_column_of_proactive_disclosure_with_an_unknown_name_is_in_doubt(name: str, marked: bool) -> None:
    (band, (stub, issued, _, in_force), *rows), *others = tables()
    report = read([band, [stub, issued, Box(name), in_force], *rows], *others)
    cells = {f"proactive_disclosure.{row}.repealed" for row in ("rules", "normative_documents")}
    assert report.tables == plain().tables
    assert marked_cells(report) == (cells if marked else set())


def test_figures_without_a_label_above_those_of_normative_documents_are_those_of_rules_and_in_doubt() -> None:
    (band, names, (_, *figures), *rows), *others = tables()
    report = read([band, names, [Box(""), *figures], *rows], *others)
    assert report.tables == plain().tables
    assert marked_cells(report) == {f"proactive_disclosure.rules.{key}" for key in ("issued", "repealed", "in_force")}


@pytest.mark.parametrize("place", [3, 8, 13])
def test_a_result_of_review_and_litigation_with_an_unknown_name_is_in_doubt_in_its_group(place: int) -> None:
    first, second, (groups, suits, names, figures) = tables()
    named = [replace(box, text="撤回") if at == place else box for at, box in enumerate((*suits[:5], *names))]
    report = read(first, second, [groups, [*named[:5], *suits[5:]], named[5:], figures])
    group = ("review", "suit_direct", "suit_after_review")[place // 5]
    assert report.tables == plain().tables
    assert marked_cells(report) == {f"review_and_litigation.{group}.pending"}


def test_an_unknown_result_above_a_row_for_each_group_is_in_doubt_in_all_three() -> None:
    first, second, (*_, names, figures) = tables()
    head = [Box("类别"), Box("撤回"), *(names[place] for place in (0, 1, 2, 4))]
    groups = {"review": "行政复议", "suit_direct": "未经复议直接起诉", "suit_after_review": "复议后起诉"}
    rows = [
        [Box(name), *(figures[start + place] for place in (3, 0, 1, 2, 4))]
        for name, start in zip(groups.values(), (0, 5, 10), strict=True)
    ]
    report = read(first, second, [head, *rows])
    assert report.tables == plain().tables
    assert marked_cells(report) == {f"review_and_litigation.{group}.pending" for group in groups}


@pytest.mark.parametrize("one_row", [True, False])
def test_a_kind_of_applicants_with_an_unknown_name_is_in_doubt(one_row: bool) -> None:
    first, (stub, people, names, *rows), third = tables()
    names = [*names[:2], Box("群众团体"), *names[3:]]
    columns = [replace(box, rowspan=1) for box in (people[0], *names, people[-1])]
    head = [[Box(stub[0].text, 3), *columns]] if one_row else [stub, people, names]
    report = read(first, [*head, *rows], third)
    assert report.tables == plain().tables
    assert marked_cells(report) == {
        cell for cell in CELLS if cell.startswith("requests.") and cell.endswith(".org_public_welfare")
    }


@pytest.mark.parametrize("unknown", [("同业公会", "院校"), ("同业公会", "院校", "群众团体", "律所")])
@pytest.mark.parametrize("one_row", [True, False])
def test_of_several_kinds_of_applicants_with_unknown_names_each_is_in_doubt(
    unknown: tuple[str, ...], *, one_row: bool
) -> None:
    first, (stub, people, names, *rows), third = tables()
    names = [*map(Box, unknown), *names[len(unknown) :]]
    columns = [replace(box, rowspan=1) for box in (people[0], *names, people[-1])]
    head = [[Box(stub[0].text, 3), *columns]] if one_row else [stub, people, names]
    report = read(first, [*head, *rows], third)
    keys = ("org_business", "org_research", "org_public_welfare", "org_legal_service")[: len(unknown)]
    assert report.tables == plain().tables
    assert marked_cells(report) == {cell for cell in CELLS if cell.startswith("requests.") and cell.endswith(keys)}


def test_known_names_beside_several_unknown_ones_stand_where_the_header_has_them() -> None:
    first, (stub, people, names, *rows), third = tables()
    order = (3, 0, 1, 4, 2)
    head = [Box(text) for text in (names[3].text, "同业公会", "院校", names[4].text, names[2].text)]
    body = [[*row[:-6], *(row[place - 6] for place in order), row[-1]] for row in rows]
    report = read(first, [stub, people, head, *body], third)
    assert report.tables == plain().tables
    assert {cell.rpartition(".")[2] for cell in marked_cells(report)} == {"org_business", "org_research"}


@pytest.mark.parametrize(("name", "marked"), [("较上年增减", True), ("数量", False)])
def test_an_unknown_name_is_that_of_the_total_where_the_sums_of_the_rows_bear_it_out(name: str, marked: bool) -> None:
    first, (stub, people, names, *rows), third = tables()
    body = [[*row[:-1], replace(row[-1], text="4")] for row in rows] if marked else rows
    report = read(first, [stub, [*people[:-1], Box(name, 1, 2)], names, *body], third)
    totals = {cell for cell in CELLS if cell.startswith("requests.") and cell.endswith(".total")}
    assert marked_cells(report) == (totals if marked else set())


@pytest.mark.parametrize("unknown", [("新发", "作废"), ("新发", "作废", "存量")])
def test_of_several_columns_of_proactive_disclosure_with_unknown_names_each_is_in_doubt(
    unknown: tuple[str, ...],
) -> None:
    (band, (stub, *columns), *rows), *others = tables()
    report = read([band, [stub, *map(Box, unknown), *columns[len(unknown) :]], *rows], *others)
    keys = ("issued", "repealed", "in_force")[: len(unknown)]
    assert report.tables == plain().tables
    assert marked_cells(report) == {
        f"proactive_disclosure.{row}.{key}" for row in ("rules", "normative_documents") for key in keys
    }


def test_two_results_with_unknown_names_are_in_doubt_and_the_known_ones_read_where_they_stand() -> None:
    first, second, (groups, suits, names, figures) = tables()
    order = (4, 0, 2, 1, 3)
    head = [
        replace(suits[place], text=text)
        for place, text in zip(order, ["总计", "撤回", "驳回", "结果纠正", "尚未审结"], strict=True)
    ]
    body = [*(figures[place] for place in order), *figures[5:]]
    report = read(first, second, [groups, [*head, *suits[5:]], names, body])
    assert report.tables == plain().tables
    assert marked_cells(report) == {f"review_and_litigation.review.{key}" for key in ("upheld", "other_result")}
