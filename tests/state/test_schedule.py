"""When a portal is due: every other day while reports are published, once a month after."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from test_alarm_rules import RUN, column

from harvester.portals.portal import Portal
from harvester.schedule import load_schedule

PORTAL = Portal(id=RUN.portal, name="乐清市人民政府", url="http://www.x.gov.cn/")
FEBRUARY, JULY = datetime(2026, 2, 10, 3, tzinfo=UTC), datetime(2026, 7, 10, 3, tzinfo=UTC)


def is_due(now, days_ago, before=None, **run):
    last = {RUN.portal: (replace(RUN, started_at=now - timedelta(days=days_ago), **run), before)}
    return load_schedule().due([PORTAL], last, now) == (PORTAL,)


@pytest.mark.parametrize(
    ("now", "days_ago", "expected"),
    [(FEBRUARY, 1, False), (FEBRUARY, 2, True), (JULY, 2, False), (JULY, 29, False), (JULY, 30, True)],
)
def test_dense_while_reports_are_published_and_sparse_after(now, days_ago, expected):
    assert is_due(now, days_ago) is expected


def test_what_was_never_crawled_is_due():
    assert load_schedule().due([PORTAL], {}, JULY) == (PORTAL,)


def test_a_nightly_cron_that_starts_a_minute_earlier_is_not_a_day_late():
    assert is_due(FEBRUARY, 2 - 1 / 1440)


@pytest.mark.parametrize("trouble", [{"status": "interrupted"}, {"columns": [column(outcome="incomplete")]}])
def test_trouble_is_tried_again_the_next_day(trouble):
    assert is_due(JULY, 1, **trouble)
    assert not is_due(JULY, 0.5, **trouble)


def test_the_same_trouble_once_more_waits_for_its_season():
    short = {"columns": [column(outcome="incomplete")]}
    assert not is_due(JULY, 1, before=replace(RUN, **short), **short)
    assert is_due(JULY, 1, before=replace(RUN, columns=[column(outcome="empty_shell")]), **short)
    assert is_due(JULY, 1, before=replace(RUN, **short), status="interrupted", **short)


@pytest.mark.parametrize("year", [2026, 2028])
def test_every_day_of_the_year_has_its_season(year):
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(366)]
    assert {load_schedule().season(day).name for day in days} == {"publication", "rest"}


def test_the_day_is_the_one_in_beijing():
    assert load_schedule().season(datetime(2026, 12, 31, 17, tzinfo=UTC)).name == "publication"
