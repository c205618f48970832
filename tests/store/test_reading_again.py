"""The same bytes by another parser: what is shown, what is kept, and where the report goes."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from harvester.items import Correction, Page
from harvester.store.models import Capture, EarlierReading
from harvester.store.rereading import read_again
from harvester.store.runs import start_run
from harvester.store.sighting import Sighting

PAGE = "http://www.example.gov.cn/2023.html"
ELSEWHERE = "http://www.example.gov.cn/other/2023.html"
LATER = "1.1.0"
NOT_A_REPORT = {"kind": "not_a_report", "agency": None, "year": None, "tables": {}, "cells": (), "findings": ()}


@pytest.fixture
def earlier(store):
    """The readings that another parser made before."""

    def _earlier():
        with store.read() as session:
            return session.scalars(select(EarlierReading)).all()

    return _earlier


@pytest.fixture
def again(store, report):
    """Takes a reading of archived bytes as a re-parse does and says what became of it."""

    def _again(url=PAGE, sha256=None, **changes):
        with store.write() as session:
            captures = select(Capture).where(Capture.url == url).order_by(Capture.id.desc())
            capture = session.scalars(captures.where(Capture.sha256 == sha256) if sha256 else captures).first()
            page = Page(url=url, body=b"", fetched_at=capture.fetched_at, column_url=capture.column_url)
            read = report(parser_version=LATER, **changes)
            run_id = start_run(session, "reparse")
            return read_again(session, Sighting(page=page, capture_id=capture.id, run_id=run_id, report=read))

    return _again


@pytest.fixture
def data(rows):
    """Every row that a re-parse may change."""
    names = ("agencies", "agency_names", "reports", "report_sources", "revisions", "earlier_readings", "attachments")
    facts = ("sections", "proactive_disclosure", "requests", "review_and_litigation", "cells", "findings")
    return lambda: {name: rows(f"SELECT * FROM {name}") for name in (*names, *facts)}


def shown(rows):
    return rows(
        "SELECT a.name, r.year, r.url FROM reports r LEFT JOIN agencies a ON a.id = r.agency_id ORDER BY r.year, r.url"
    )


def test_a_parser_that_reads_the_same_is_noted_once(see, again, report, rows, data):
    see(report())
    assert again() == "confirmed"
    assert rows("SELECT parser_version FROM revisions") == rows("SELECT parser_version FROM reports")
    assert rows("SELECT * FROM earlier_readings") == []
    before = data()
    assert again() == "unchanged"
    assert data() == before


@pytest.mark.parametrize(
    "changes",
    [{"findings": ()}, {"cells": ()}, {"published_on": date(2024, 1, 21)}, {"title": "2023年年报"}],
    ids=["findings", "notes", "date", "title"],
)
def test_a_reading_that_tells_anything_else_is_shown_and_the_earlier_one_kept(
    see, again, report, rows, changes, earlier
):
    see(report())
    assert again(**changes) == "changed"
    (kept,) = earlier()
    assert (kept.parser_version, kept.record["title"]) == ("1.0.0", report().title)
    assert rows("SELECT parser_version, number, is_current FROM revisions") == [
        {"parser_version": LATER, "number": 1, "is_current": 1}
    ]


def test_a_changed_reading_read_once_more_changes_no_row(see, again, report, tables, data):
    see(report())
    assert again(findings=(), tables=tables(figure=2)) == "changed"
    before = data()
    assert again(findings=(), tables=tables(figure=2)) == "unchanged"
    assert data() == before


def test_other_figures_from_the_same_bytes_are_shown(see, again, report, tables, rows, earlier):
    see(report())
    assert again(tables=tables(figure=3)) == "changed"
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 3}]
    (kept,) = earlier()
    assert kept.record["tables"]["requests"]["granted"]["total"] == 1


def test_a_crawl_keeps_the_earlier_reading_as_well(see, report, tables, rows):
    see(report())
    assert see(report(parser_version=LATER, tables=tables(figure=3))) == "reread"
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 3}]
    assert rows("SELECT parser_version FROM earlier_readings") == [{"parser_version": "1.0.0"}]


def test_a_crawl_never_takes_a_poorer_reading_of_the_same_bytes(see, report, rows, data):
    see(report())
    before = data()
    assert see(report(parser_version=LATER, **NOT_A_REPORT)) == "unchanged"
    assert data() == before


def test_a_person_who_says_that_a_page_is_no_report_is_heard_by_a_crawl(see, report, rows):
    said = Correction(
        entry="guide", field="kind", before="report", after="not_a_report", who="x", when="2026", why="y", source="z"
    )
    see(report())
    assert see(report(parser_version=LATER, **NOT_A_REPORT, corrections=(said,))) == "reread"
    assert rows("SELECT * FROM reports") == []


def test_a_report_read_as_of_another_year_moves_there_and_leaves_nothing(see, again, report, rows):
    see(report())
    assert again(year=2022) == "changed"
    assert shown(rows) == [{"name": "乐清市人民政府", "year": 2022, "url": PAGE}]
    assert len(rows("SELECT * FROM revisions")) == len(rows("SELECT * FROM report_sources")) == 1


def test_a_report_read_as_of_another_agency_leaves_no_agency_without_reports(see, again, report, rows):
    see(report())
    office = replace(report().agency, name="乐清市人民政府办公室", scope="office")
    assert again(agency=office) == "changed"
    assert rows("SELECT name FROM agencies") == [{"name": "乐清市人民政府办公室"}]


def test_a_report_that_belongs_to_a_year_already_there_becomes_a_version_of_it(see, again, report, tables, rows):
    see(report())
    see(report(year=2022, tables=tables(figure=2)), ELSEWHERE, b"2")
    assert again(ELSEWHERE, tables=tables(figure=2)) == "moved"
    assert [row["year"] for row in shown(rows)] == [2023]
    assert len(rows("SELECT * FROM revisions")) == len(rows("SELECT * FROM report_sources")) == 2
    assert len(rows("SELECT * FROM requests")) == 25


def test_the_same_report_at_a_second_address_becomes_a_second_source(see, again, report, rows):
    see(report())
    see(report(year=2022), ELSEWHERE, b"2")
    assert again(ELSEWHERE) == "moved"
    assert len(rows("SELECT * FROM revisions")) == 1
    assert [row["url"] for row in rows("SELECT url FROM report_sources ORDER BY id")] == [PAGE, ELSEWHERE]


def test_two_addresses_of_one_report_that_both_read_otherwise_stay_one_report(see, again, report, tables, rows):
    see(report())
    see(report(), ELSEWHERE, b"2")
    assert again(PAGE, tables=tables(figure=3)) == "changed"
    assert len(rows("SELECT * FROM revisions")) == 2
    assert again(ELSEWHERE, tables=tables(figure=3)) == "changed"
    assert len(rows("SELECT * FROM revisions")) == len(rows("SELECT * FROM reports")) == 1
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 3}]


def test_one_of_two_addresses_may_turn_out_to_be_of_another_year(see, again, report, rows):
    see(report())
    see(report(), ELSEWHERE, b"2")
    assert again(PAGE, year=2022) == "moved"
    assert [(row["year"], row["url"]) for row in shown(rows)] == [(2022, PAGE), (2023, ELSEWHERE)]
    assert rows("SELECT url FROM report_sources ORDER BY report_id") == [{"url": ELSEWHERE}, {"url": PAGE}]


def test_a_page_that_is_no_report_any_more_leaves_none_and_its_reading_is_kept(see, again, report, rows, earlier):
    see(report())
    assert again(**NOT_A_REPORT) == "withdrawn"
    for table in ("reports", "revisions", "report_sources", "agencies", "requests", "findings"):
        assert rows(f"SELECT * FROM {table}") == [], table
    (kept,) = earlier()
    assert (kept.report_id, kept.record["year"]) == (None, 2023)


def test_the_version_before_is_shown_when_the_current_one_is_no_report_any_more(see, again, report, tables, rows):
    see(report())
    see(report(tables=tables(figure=2)), body=b"2")
    assert again(**NOT_A_REPORT) == "withdrawn"
    assert rows("SELECT number FROM revisions WHERE is_current") == [{"number": 1}]
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 1}]


def test_an_earlier_state_of_a_page_read_again_does_not_become_the_current_one(see, again, report, tables, rows):
    see(report(), body=b"1")
    see(report(tables=tables(figure=2)), body=b"2")
    first = rows("SELECT sha256 FROM captures ORDER BY id")[0]["sha256"]
    assert again(sha256=first, tables=tables(figure=5)) == "changed"
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 2}]


def test_a_fuller_reading_of_a_version_that_was_held_back_makes_it_current(see, again, report, tables, rows):
    see(report(), body=b"1")
    assert see(report(tables={**tables(figure=2), "requests": None}), body=b"2") == "kept"
    assert again(tables=tables(figure=2)) == "changed"
    assert rows("SELECT number, reason FROM revisions WHERE is_current") == [
        {"number": 2, "reason": "changed at its address"}
    ]
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 2}]


def test_a_report_whose_agency_is_not_told_any_more_is_kept_under_its_address(see, again, report, rows):
    see(report())
    assert again(agency=None) == "changed"
    assert shown(rows) == [{"name": None, "year": 2023, "url": PAGE}]
