"""A government's figures against those of the governments below it."""

import pytest
from real_reports import real_report, with_cell

from harvester.checks.rollup import adds_up, check_rollup

WHOLE_CITY = {"overview": "2022年，全市各级行政机关共收到政府信息公开申请100件。"}


def of(number, year=2022, **changes):
    """A report with so many new requests, all of them handled."""
    report = real_report("大同市政府办2022", year=year, **changes)
    for cell in ("requests.new_received.total", "requests.outcome_total.total"):
        report = with_cell(report, cell, number)
    return report


def parts(*numbers):
    return [of(number) for number in numbers]


def test_parts_that_add_up_are_known_to_be_complete():
    assert adds_up(of(100), parts(60, 30, 10))
    assert not adds_up(of(100), parts(60, 30))
    assert not adds_up(of(100), parts(60, 30, 10, None))


def test_a_few_requests_may_add_up_by_accident():
    assert not adds_up(of(2), parts(1, 1, 0))


def test_the_handled_requests_have_to_add_up_as_well():
    assert not adds_up(with_cell(of(100), "requests.outcome_total.total", 99), parts(60, 40))


def test_complete_parts_have_to_add_up_in_the_other_years():
    found = check_rollup(of(100), parts(60, 30, 11), is_complete=True)
    assert (found.finding.rule, found.finding.severity) == ("panel.rollup", "info")
    assert (found.finding.expected, found.finding.actual) == (101, 100)
    assert "所见下级政府3份年报之和为101，而本级所报为100" in found.finding.message
    assert check_rollup(of(100), parts(60, 30, 10), is_complete=True) is None


def test_a_blank_part_settles_nothing():
    assert check_rollup(of(100), parts(60, 30, None), is_complete=True) is None


def test_the_parts_of_a_whole_cannot_be_more_than_it():
    whole = of(100, sections=WHOLE_CITY)
    assert check_rollup(whole, parts(60, 41), is_complete=False).finding.expected == 101
    assert check_rollup(whole, parts(60, 30), is_complete=False) is None, "departments are counted beside them"


@pytest.mark.parametrize(
    "overview",
    [
        None,
        "2022年，市政府办公室共收到政府信息公开申请100件。",
        "2022年，全市共收到政府信息公开申请350件，市政府办公室收到100件。",
        "全市公开信息20000条。共收到申请100件。",
    ],
)
def test_a_figure_of_the_office_alone_is_not_compared(overview):
    assert check_rollup(of(100, sections={"overview": overview}), parts(60, 60), is_complete=False) is None


def test_without_parts_or_without_a_total_nothing_is_said():
    assert check_rollup(of(100, sections=WHOLE_CITY), [], is_complete=True) is None
    assert check_rollup(of(None, sections=WHOLE_CITY), parts(60), is_complete=True) is None
