"""The document as a whole: years, editions, date, completeness."""

from dataclasses import replace
from datetime import date

import pytest
from real_reports import real_report

from harvester.checks import check
from harvester.checks.deadlines import deadline
from harvester.checks.document import HEADINGS
from harvester.items import CellNote
from harvester.parsers.headings import KEYS


def found(rule, report, **options):
    return [f for f in check(report, **options) if f.rule == rule]


@pytest.mark.parametrize(
    ("preamble", "actual"),
    [
        ("本报告中所列数据的统计期限为2020年1月1日起至12月31日。", None),
        ("統計期限自2020年1月1日起至2020年12月31日止。", None),
        ("所列数据统计期限自 2019 年1月1日至2019年12月31日。", 2019),
        ("数据统计期限从２０２１年1月1日到12月31日止。", 2021),
        ("所列数据统计期限为201911日至20191231日。", 2019),
        ("所列数据统计期限自2019年1月1日至2020年12月31日。", None),
        ("", None),
    ],
)
def test_the_year_of_the_title_is_the_year_of_the_period(preamble, actual):
    findings = found("year.title", real_report("启东市2020", sections={"preamble": preamble}))
    assert [f.actual for f in findings] == ([actual] if actual else [])
    assert {f.severity for f in findings} <= {"error"}


@pytest.mark.parametrize("title", ["政府信息公开工作年度报告", "2019年至2020年政府信息公开工作年度报告", None])
def test_a_title_without_one_year_is_not_compared(title):
    sections = {"preamble": "所列数据统计期限自2019年1月1日至12月31日。"}
    assert found("year.title", real_report("启东市2020", title=title, sections=sections)) == []


@pytest.mark.parametrize(
    ("name", "day", "late"),
    [
        ("启东市2020", date(2021, 3, 31), False),
        ("启东市2020", date(2021, 4, 1), True),
        ("大同市政府办2022", date(2023, 2, 15), False),
        ("磐石镇2020", date(2021, 12, 1), False),
        ("启东市2020", None, False),
    ],
)
def test_the_deadline_of_the_regulation_binds_governments_and_departments(name, day, late):
    assert bool(found("published.deadline", real_report(name, published_on=day))) is late


def test_before_the_regulation_was_revised_every_agency_had_until_the_end_of_march():
    assert deadline("department", 2018) == deadline("township", 2018) == date(2019, 3, 31)
    assert deadline("department", 2019) == date(2020, 1, 31)
    assert deadline("township", 2019) is None


def test_the_deadline_and_the_date_are_told():
    [finding] = found("published.deadline", real_report("启东市2020", published_on=date(2021, 4, 1)))
    assert (finding.severity, finding.expected, finding.actual) == ("info", "2021-03-31", "2021-04-01")


@pytest.mark.parametrize(("year", "tables"), [(2020, 0), (2021, 2), (2018, 0), (None, 0)])
def test_the_edition_fits_the_year(year, tables):
    assert len(found("edition.matches_year", real_report("启东市2020", year=year))) == tables


def test_a_report_with_all_its_sections_and_tables_is_complete():
    assert found("document.complete", real_report("启东市2020")) == []


def test_each_missing_section_is_named_once():
    report = real_report("岭东区2024")
    present = frozenset(HEADINGS) - {"proactive_disclosure", "other_matters"}
    missing = found("document.complete", report, present_headings=present)
    assert [f.expected for f in missing] == ["proactive_disclosure", "other_matters"]
    assert "六、其他需要报告的事项" in missing[1].message


def test_a_table_of_which_only_the_header_is_there_is_missing():
    report = real_report("启东市2020")
    cells = [f"requests.{row}.{name}" for row, names in report.tables["requests"].items() for name in names]
    absent = tuple(CellNote(cell=cell, raw="", state="absent") for cell in cells)
    missing = found("document.complete", replace(report, cells=absent))
    assert [f.expected for f in missing] == ["requests"]
    rest = found("document.complete", replace(report, cells=absent[1:]))
    assert "requests" not in [f.expected for f in rest]


def test_a_report_from_before_the_form_is_not_asked_for_its_tables():
    assert found("document.complete", real_report("启东市2020", year=2015, tables={})) == []


def test_the_sections_are_those_that_the_reader_finds():
    assert tuple(HEADINGS) == KEYS


@pytest.mark.parametrize(
    "preamble",
    [
        "统计期限为2019年1月1日起，至2019年12月31日止。",
        "数据统计时间：2019年1月1日至当年12月31日。",
        "统计时段2019.1.1-2019.12.31。",
        "统计周期自2019年1月1日～12月31日。",
    ],
)
def test_the_period_is_known_in_other_wordings(preamble):
    assert [f.actual for f in found("year.title", real_report("启东市2020", sections={"preamble": preamble}))] == [
        2019
    ]


def test_a_title_in_chinese_digits_has_the_year_that_was_read_from_it():
    given = {"title": "启东市二〇二〇年度政府信息公开报告", "evidence": {"year": "text"}}
    sections = {"preamble": "统计期限自2019年1月1日至12月31日。"}
    assert found("year.title", real_report("启东市2020", sections=sections, **given))
    assert not found("year.title", real_report("启东市2020", sections=sections, title="年报", evidence={}))


def test_an_introduction_that_claims_another_year_or_author_is_a_warning():
    report = real_report("启东市2020", evidence={"introduction_year": "2019", "introduction_agency": "如皋市人民政府"})
    (year,), (agency,) = found("year.title", report), found("agency.title", report)
    assert (year.severity, year.actual, year.message) == (
        "warning",
        2019,
        "标题为2020年度，而正文开头自称2019年度的报告",
    )
    assert (agency.severity, agency.actual) == ("warning", "如皋市人民政府")
    assert agency.message == "标题的机关是启东市人民政府，而正文称由如皋市人民政府编制"


def test_an_agency_that_only_the_site_names_and_a_year_that_only_the_prose_names_are_told():
    report = real_report("启东市2020", evidence={"agency": "metadata site_name", "year": "overview"})
    (agency,), (year,) = found("agency.stated", report), found("year.stated", report)
    assert agency.message == "页面没有写明报告机关，启东市人民政府取自网站名称，请核对"
    assert year.message == "标题和统计期限没有写明年度，2020取自总体情况的开头，请核对"
    assert not found("agency.stated", real_report("启东市2020", evidence={"agency": "signature", "year": "period"}))


def test_the_rows_that_a_table_lacks_are_named():
    lost = ("requests.granted.natural_person", "requests.granted.total", "requests.unprocessed_repeat.total")
    notes = tuple(CellNote(cell=cell, raw="", state="absent") for cell in lost)
    [missing] = found("document.complete", real_report("启东市2020", cells=notes))
    assert (missing.cells, missing.expected) == (lost, 2)
    assert "（一）予以公开；（五）不予处理 2.重复申请" in missing.message
