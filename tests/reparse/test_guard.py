"""Readings go through portal by portal, once it is clear that no whole portal loses its figures."""

from __future__ import annotations

import pytest

from harvester.items import Page
from harvester.reparse.changes import Change
from harvester.reparse.guard import Guard
from harvester.reparse.reading import Before, Job, Reading

REPORTS = 10
SAME, GAIN, LOSS = (), (Change("figure_found", "a", None, "1"),), (Change("figure_lost", "a", "1", None),)


def item(number, changes, portal="one", problem=None):
    before = Before(record="{}", digest="", is_whole=True, parser_version="1.0.0")
    job = Job(capture_id=number, portal=portal, file="a", offset=0, before=before)
    return job, Reading(page=Page(url=f"http://a/{number}", body=b""), changes=changes, problem=problem)


def passed(items, kept=0, **given):
    """The numbers of the pages in the order in which they went through, and what was held."""
    with Guard(lambda _: (REPORTS, kept), **given) as guard:
        through = [job.capture_id for each in items for job, _ in guard.take(*each)]
        through += [job.capture_id for job, _ in guard.end()]
        return through, [(loss.portal, loss.losing) for loss in guard.held]


def test_what_changes_nothing_goes_through_at_once():
    with Guard(lambda _: (REPORTS, 0)) as guard:
        assert [job.capture_id for job, _ in guard.take(*item(1, SAME))] == [1]


def test_changes_wait_until_half_of_the_portal_keeps_its_figures():
    with Guard(lambda _: (REPORTS, 0)) as guard:
        seen = [len(list(guard.take(*item(number, GAIN)))) for number in range(REPORTS)]
    assert seen == [0, 0, 0, 0, 0, 6, 1, 1, 1, 1]


def test_half_of_the_reports_is_a_whole_portal():
    items = [item(number, LOSS if number % 2 else SAME) for number in range(REPORTS)]
    assert passed(items) == ([0], [("one", 5)])


def test_less_than_half_is_none_and_keeps_its_order():
    items = [item(number, LOSS if number in {1, 4, 5, 8} else SAME) for number in range(REPORTS)]
    assert passed(items) == (list(range(REPORTS)), [])


def test_a_portal_of_which_few_pages_could_be_read_is_judged_by_those():
    broken = [item(number, SAME, problem="damaged") for number in range(8)]
    assert passed([*broken, item(8, LOSS), item(9, LOSS)])[1] == [("one", 2)]


def test_one_portal_s_verdict_is_not_another_s():
    items = [item(number, LOSS) for number in range(REPORTS)] + [item(number, GAIN, "two") for number in range(20, 30)]
    assert passed(items) == (list(range(20, 30)), [("one", 10)])


def test_what_was_done_before_a_cut_counts():
    assert passed([item(number, LOSS) for number in range(7, 10)], kept=7) == ([7, 8, 9], [])


@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_person_who_is_sure_waits_for_nothing(number):
    items = [item(place, LOSS) for place in range(number)]
    assert passed(items, is_sure=True) == (list(range(number)), [])
