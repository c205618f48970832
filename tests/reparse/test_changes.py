"""What two readings tell differently, by kind."""

import copy

import pytest

from harvester.reparse.changes import LOSSES, differences
from harvester.reparse.summary import WORDS

NAME = "requests.granted.total"


@pytest.fixture
def record(fresh):
    from sqlalchemy import select

    from harvester.store.models import Revision

    with fresh.read() as session:
        return session.scalars(select(Revision.record).limit(1)).one()


def changed(record, change):
    other = copy.deepcopy(record)
    change(other)
    return other


def kinds(before, after, *, whole=True):
    return [(item.kind, item.where) for item in differences(before, after, whole=whole)]


CASES = {
    "figure_changed": lambda r: r["tables"]["requests"]["granted"].update(total=9),
    "figure_lost": lambda r: r["tables"]["requests"]["granted"].update(total=None),
    "year": lambda r: r.update(year=1999),
    "agency": lambda r: r["agency"].update(name="某局"),
    "edition": lambda r: r["editions"].update(requests="2019"),
    "note": lambda r: r["cells"].append(
        {"cell": NAME, "raw": "1O", "state": "uncertain", "unit": None, "reason": None}
    ),
    "finding_gone": lambda r: r["findings"].pop(),
    "finding_new": lambda r: r["findings"].append({**r["findings"][0], "message": "另一句"}),
    "date": lambda r: r.update(published_on="2001-01-01"),
    "title": lambda r: r.update(title="年报"),
    "prose": lambda r: r["sections"].update(overview="另一段"),
    "files": lambda r: r["attachments"].append({"url": "http://a", "name": "a", "media_type": None}),
    "other": lambda r: r["metadata"].update(a="b"),
    "report_lost": lambda r: r.update(kind="not_a_report"),
}


@pytest.mark.parametrize("kind", CASES)
def test_every_difference_has_its_kind(record, kind):
    found = kinds(record, changed(record, CASES[kind]))
    assert [name for name, _ in found] == [kind]
    assert kind in WORDS["changes"]


def test_a_figure_where_was_none(record):
    assert kinds(changed(record, CASES["figure_lost"]), record) == [("figure_found", NAME)]


def test_another_version_of_the_parser_is_no_difference(record):
    assert kinds(record, {**record, "parser_version": "2.0.0"}) == []


def test_between_two_addresses_of_one_report_only_its_content_counts(record):
    other = {**record, "url": "http://b", "title": "年报", "published_on": None, "findings": []}
    assert kinds(record, other, whole=False) == []
    assert kinds(record, changed(record, CASES["figure_changed"]), whole=False) == [("figure_changed", NAME)]


def test_losses_are_kinds():
    assert set(WORDS["changes"]) >= LOSSES


def test_agencies_of_one_name_are_told_apart_by_their_ids(record):
    other = changed(record, lambda r: r["agency"].update(id="320681-某局"))
    (found,) = differences(record, other, whole=True)
    name, agency_id = record["agency"]["name"], record["agency"]["id"]
    assert (found.before, found.after) == (f"{name} ({agency_id})", f"{name} (320681-某局)")
