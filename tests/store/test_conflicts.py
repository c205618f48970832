"""A figure that another address prints differently is never dropped without a word."""

from datetime import UTC, date, datetime

import pytest

from harvester.store.panel import refresh
from harvester.store.queries import iter_findings

ELSEWHERE = "http://www.example.gov.cn/other/2023.html"


@pytest.fixture
def found(store):
    """Rule, cell, and what is told of each finding between the sources."""

    def _found():
        refresh(store)
        with store.read() as session:
            between = [
                item for item in iter_findings(session) if item.rule in {"sources.agree", "attachment.matches_page"}
            ]
        return [(item.rule, item.cells[0], item.expected, item.actual) for item in between]

    return _found


def _with(tables, figure):
    filled = tables()
    filled["requests"]["granted"]["total"] = figure
    return filled


def test_two_columns_that_disagree(see, report, tables, found, rows):
    see(report())
    see(report(tables=_with(tables, 7), published_on=date(2024, 1, 1)), ELSEWHERE, b"2")
    assert found() == [("sources.agree", "requests.granted.total", 1, 7)]
    (finding,) = rows("SELECT message FROM panel_findings")
    assert finding["message"].endswith(f"：{ELSEWHERE}")


def test_columns_that_agree_are_none(see, report, found):
    see(report())
    see(report(), ELSEWHERE, b"2")
    assert found() == []


def test_a_page_corrected_in_place_is_none(see, report, tables, found):
    see(report())
    see(report(tables=_with(tables, 7)), body=b"2")
    assert found() == []


def test_an_address_that_still_shows_the_earlier_version_is_one(see, report, tables, found):
    see(report(published_on=None))
    later = datetime(2024, 3, 1, tzinfo=UTC)
    see(report(tables=_with(tables, 7), published_on=None), ELSEWHERE, b"2", fetched_at=later)
    assert found() == [("sources.agree", "requests.granted.total", 7, 1)]


def test_once_both_agree_it_is_gone(see, report, tables, found):
    see(report())
    see(report(tables=_with(tables, 7), published_on=date(2024, 1, 1)), ELSEWHERE, b"2")
    assert len(found()) == 1
    see(report(published_on=date(2024, 1, 1)), ELSEWHERE, b"3")
    assert found() == []
