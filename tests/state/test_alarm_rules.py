"""What is an alarm and what is not: rules.yaml over made-up runs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harvester.alarms.judge import Case, judge, rules
from harvester.portals.portal import Expectation
from harvester.store.rows import RunRow

NB, OLD = "http://www.x.gov.cn/nb/", "http://www.x.gov.cn/old/"


def column(url=NB, harvested=20, pages=2, outcome="ok"):
    return {"url": url, "outcome": outcome, "detail": "", "declared": None, "harvested": harvested, "pages": pages}


RUN = RunRow(
    id=2,
    portal="330382_yueqing",
    started_at=datetime(2026, 2, 1, tzinfo=UTC),
    finished_at=datetime(2026, 2, 1, tzinfo=UTC),
    status="finished",
    pages=22,
    unchanged_pages=0,
    reports=16,
    new_reports=0,
    changed_reports=0,
    unchanged_reports=16,
    duplicates=0,
    rejected=4,
    failed=1,
    findings=0,
    columns=[column()],
)


def raised(expect=None, years=(), before=RUN, **now):
    alarms = judge(Case(replace(RUN, **now), before, expect, years))
    return {alarm.rule: alarm.message for alarm in alarms}


def test_a_run_like_the_one_before_raises_nothing():
    assert raised() == {}
    assert raised(before=None) == {}
    assert raised(reports=17, failed=0, unparsed=2) == {}


def test_fewer_reports_than_last_time():
    assert raised(reports=15) == {"fewer_reports": "15 reports, 16 in the run before"}


@pytest.mark.parametrize(
    ("expect", "before", "number"),
    [(Expectation(reports=3), None, 3), (Expectation(years=(2020, 2024)), None, 5), (None, RUN, 16)],
)
def test_none_where_some_are_expected(expect, before, number):
    assert raised(expect, before=before, reports=0) == {"none_found": f"no report, where {number} are expected"}


def test_none_where_none_is_expected_is_no_alarm():
    assert raised(before=None, reports=0) == {}


def test_a_first_visit_that_reads_no_list_at_all():
    lost = {**column(harvested=0, pages=0, outcome="incomplete"), "detail": "HTTP 404"}
    nothing = {"reports": 0, "columns": [lost]}

    assert raised(before=None, **nothing) == {"no_list": f"no list could be read: {NB}: incomplete: HTTP 404"}
    assert "no_list" not in raised(before=RUN, **nothing)
    still = replace(RUN, columns=[lost], reports=0)
    assert "no_list" in raised(before=still, **nothing), "said again as long as nothing else says it"
    assert "no_list" in raised(before=replace(RUN, columns=[column(OLD)], reports=0), **nothing)
    assert "no_list" not in raised(before=None, **(nothing | {"columns": [lost, column(OLD)]}))


@pytest.mark.parametrize("before", [None, RUN, replace(RUN, columns=[column(outcome="incomplete")])])
def test_a_column_that_was_not_read_whole_is_said_as_long_as_it_is_so(before):
    short = {**column(outcome="incomplete"), "detail": "3 list pages declared, 2 read"}
    told = raised(before=before, columns=[column(OLD), short])

    assert told == {"incomplete": f"{NB}: 3 list pages declared, 2 read"}
    assert raised(before=before, columns=[short, short | {"url": OLD}])["incomplete"].endswith("(and 1 more columns)")


def test_fewer_than_the_registry_expects():
    assert raised(Expectation(reports=17)) == {"below_expectation": "16 reports, at least 17 are expected"}


def test_a_year_without_a_report():
    expect = Expectation(years=(2021, 2024))
    assert raised(expect, {2021, 2023}) == {"years_missing": "no report for 2022, 2024"}
    assert raised(expect, {2021, 2022, 2023, 2024, 2008}) == {}


@pytest.mark.parametrize(
    ("failed", "before", "is_alarm"), [(5, 1, True), (4, 0, False), (40, 30, False), (9, 4, True)]
)
def test_a_jump_in_failures(failed, before, is_alarm):
    assert ("failures" in raised(failed=failed, before=replace(RUN, failed=before))) is is_alarm


@pytest.mark.parametrize("outcome", ["empty_shell", "ok"])
def test_a_column_that_held_rows_and_holds_none(outcome):
    before = replace(RUN, columns=[column(), column(OLD, 7)])
    now = [column(), column(OLD, 0, 1, outcome)]
    assert raised(before=before, columns=now) == {"template": f"no rows in {OLD}, 7 in the run before"}


def test_a_column_that_did_not_answer_is_a_failure_and_no_change_of_its_template():
    assert list(raised(columns=[column(harvested=0, pages=0, outcome="incomplete")])) == ["incomplete"]


def test_too_many_reports_without_a_table():
    assert raised(unparsed=4) == {"unparsed": "4 of 16 report pages gave no table"}
    assert raised(unparsed=3) == {}


def test_every_rule_says_something_in_both_languages_and_what_to_do():
    assert all(rule["zh"] and rule["message"] and rule["action"] for rule in rules().values())
