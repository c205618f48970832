"""Seven published reports: every slip they hold is found, and nothing else is called an error."""

import pytest
from real_reports import DATA, real_report

from harvester.checks import check


def errors(report):
    return {(finding.rule, finding.cells[0]) for finding in check(report) if finding.severity == "error"}


def messages(report):
    return [finding.message for finding in check(report)]


@pytest.mark.parametrize("name", DATA)
def test_the_errors_of_a_report_are_the_slips_it_holds(name):
    assert errors(real_report(name)) == {tuple(item) for item in DATA[name]["errors"]}


def test_an_applicant_column_of_zeros_under_two_requests_breaks_the_sum_and_the_balance():
    found = {
        finding.rule: finding for finding in check(real_report("银州区政府办2020")) if finding.severity == "error"
    }
    assert (found["requests.outcome_total"].expected, found["requests.outcome_total"].actual) == (2, 0)
    assert found["requests.balance"].cells == (
        "requests.outcome_total.natural_person",
        "requests.new_received.natural_person",
        "requests.carried_over.natural_person",
        "requests.carried_forward.natural_person",
    )


def test_a_message_is_a_sentence_with_the_forms_own_words_and_the_numbers():
    assert (
        "表三“一、本年新收政府信息公开申请数量”：各类申请人之和为310，与总计309不符（各数均照原文读出，应是原表自身不一致）"
        in messages(real_report("启东市2020"))
    )
    assert (
        "表三“商业企业”列：本年新收5加上年结转0为5，办理总计4加结转下年度0为4，两者不等（各数均照原文读出，应是原表自身不一致）"
        in messages(real_report("启东市2020"))
    )
    slip = "表四“复议后起诉”：各项结果之和为5，与总计0不符（各数均照原文读出，应是原表自身不一致）"
    assert slip in messages(real_report("洪泽区2023"))


def test_rules_made_by_a_district_office_are_doubted():
    found = [f for f in check(real_report("银州区政府办2020")) if f.rule == "proactive_disclosure.rules_competence"]
    assert [f.severity for f in found] == ["warning"]
    assert found[0].cells[0] == "proactive_disclosure.rules.made_this_year"


def test_rules_made_by_a_municipality_are_not_doubted():
    assert "proactive_disclosure.rules_competence" not in {f.rule for f in check(real_report("上海市府办2019"))}


def test_decisions_that_equal_the_items_at_year_end_are_worth_knowing():
    found = [f for f in check(real_report("磐石镇2020")) if f.rule == "proactive_disclosure.decisions_misread"]
    assert [f.cells[0] for f in found] == [
        "proactive_disclosure.administrative_licensing.decisions",
        "proactive_disclosure.administrative_penalty.decisions",
    ]
    assert {f.severity for f in found} == {"info"}


def test_a_table_of_the_older_edition_in_a_later_year_is_a_warning():
    found = [f for f in check(real_report("洪泽区2023")) if f.rule == "edition.matches_year"]
    assert [(f.expected, f.actual) for f in found] == [("2021", "2019")]


def test_a_missing_table_is_one_warning_and_no_error():
    found = [f for f in check(real_report("岭东区2024")) if f.rule == "document.complete"]
    assert [f.expected for f in found] == ["proactive_disclosure"]
    assert "二、主动公开政府信息情况" in found[0].message
