"""表二: stocks, items and the power to make rules."""

import pytest
from real_reports import real_report, with_cell

from harvester.checks import check
from harvester.checks.disclosure import lacks_rule_making
from harvester.items import Agency

TABLE = "proactive_disclosure"


def rules(report):
    return {f.rule for f in check(report)}


def test_more_issued_than_in_force_implies_a_negative_stock():
    report = with_cell(real_report("大同市政府办2022"), f"{TABLE}.normative_documents.issued", 48)
    found = [f for f in check(report) if f.rule == f"{TABLE}.stock"]
    assert found[0].cells[0] == f"{TABLE}.normative_documents.in_force"
    assert "本年制发48件、废止16件" in found[0].message
    assert f"{TABLE}.stock" not in rules(with_cell(report, f"{TABLE}.normative_documents.issued", 47))


@pytest.mark.parametrize(("cell", "figure"), [("rules.in_force", -1), ("administrative_licensing.decisions", -9)])
def test_a_number_of_documents_is_not_negative(cell, figure):
    report = with_cell(real_report("大同市政府办2022"), f"{TABLE}.{cell}", figure)
    assert [f.cells for f in check(report) if f.rule == f"{TABLE}.non_negative"] == [(f"{TABLE}.{cell}",)]


def test_a_change_may_be_negative():
    report = with_cell(real_report("启东市2020"), f"{TABLE}.administrative_licensing.items_change", -3)
    assert f"{TABLE}.non_negative" not in rules(report)


def test_a_blank_stock_implies_nothing():
    report = with_cell(real_report("大同市政府办2022"), f"{TABLE}.normative_documents.issued", 48)
    assert f"{TABLE}.stock" not in rules(with_cell(report, f"{TABLE}.normative_documents.in_force", None))


def test_the_total_disclosed_holds_what_is_new():
    report = real_report("启东市2020")
    assert f"{TABLE}.disclosed_total" not in rules(report)
    assert f"{TABLE}.disclosed_total" in rules(with_cell(report, f"{TABLE}.normative_documents.disclosed_total", 11))


def test_items_cannot_fall_below_nothing():
    report = with_cell(real_report("启东市2020"), f"{TABLE}.administrative_fees.items_change", -46)
    found = [f for f in check(report) if f.rule == f"{TABLE}.items"]
    assert [f.message for f in found] == ["表二“行政事业性收费”：上一年项目数量45，本年减少46，推算本年末项目数量为负"]


def test_decisions_of_zero_are_not_taken_for_items():
    assert f"{TABLE}.decisions_misread" not in rules(real_report("上海市府办2019"))


@pytest.mark.parametrize(
    ("scope", "code", "lacks"),
    [
        ("government", "310000", False),
        ("government", "320800", False),
        ("government", "441900", False),
        ("government", "320681", True),
        ("office", "211202", True),
        ("township", "330382125", True),
        ("township", None, True),
        ("government", "330382125", True),
        ("department", "310000", True),
        ("department", None, False),
        ("government", None, False),
        ("other", "211202", False),
    ],
)
def test_who_may_make_rules(scope, code, lacks):
    assert lacks_rule_making(Agency(name="某机关", as_written="某机关", division_code=code, scope=scope)) is lacks


def test_an_agency_that_is_not_known_is_not_judged():
    report = real_report("银州区政府办2020", agency=None)
    assert f"{TABLE}.rules_competence" not in rules(report)
