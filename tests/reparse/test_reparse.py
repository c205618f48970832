"""Archived pages read again: what is changed, what is kept, what waits for a person."""

import pytest
from two_portals import EACH, PORTALS

from harvester.exports.release import export
from harvester.reader import PARSER_VERSION

ALL = EACH * len(PORTALS)
TABLES = ("cells.csv", "findings.csv", "reports.csv")
YEARS = "SELECT a.name, r.year FROM reports r JOIN agencies a ON a.id = r.agency_id ORDER BY 1, 2"


@pytest.fixture
def exported(store, fresh, tmp_path):
    """What a database that only today's parser has filled exports, and what the other one does."""

    def _export(found, folder):
        export(found, folder)
        return {name: (folder / name).read_bytes() for name in TABLES}

    return lambda: _export(fresh, tmp_path / "fresh"), lambda: _export(store, tmp_path / "harvest")


def test_a_database_is_made_anew_from_the_files_of_the_archive(read, files, rows):
    assert read(files=files).done == {"new": ALL}
    assert len(rows(YEARS)) == ALL
    assert rows("SELECT DISTINCT portal FROM captures ORDER BY 1") == [{"portal": name} for name in PORTALS]
    assert rows("SELECT anchor_text FROM report_sources ORDER BY id LIMIT 1")[0]["anchor_text"].startswith("青溪县")


def test_read_twice_no_row_changes(read, files, data):
    read(files=files)
    before = data()
    assert read().done == {"unchanged": ALL}
    assert read(files=files).done == {"unchanged": ALL}
    assert data() == before


def test_a_parser_that_reads_the_same_is_noted(read, files, rows, data):
    read(files=files)
    assert read("same").done == {"confirmed": ALL}
    assert rows("SELECT DISTINCT parser_version FROM revisions") == [{"parser_version": "9.0.0"}]
    assert rows("SELECT * FROM earlier_readings") == []
    before = data()
    assert read("same").done == {"unchanged": ALL}
    assert data() == before


def test_what_an_older_parser_read_wrong_is_put_right_and_kept(read, files, rows):
    read("wrong_figure", files=files)
    found = read()
    assert found.done == {"changed": ALL}
    assert found.kinds == {"figure_changed": ALL, "finding_new": ALL}
    assert found.rules == {"requests.row_total": {"finding_new": ALL}}
    assert rows("SELECT DISTINCT parser_version FROM earlier_readings") == [{"parser_version": "0.9.0"}]
    assert {row["total"] for row in rows("SELECT total FROM requests WHERE row = 'granted'")} == {2, 3, 4, 5}


@pytest.mark.parametrize("how", ["wrong_year", "wrong_figure"])
def test_the_dataset_is_as_if_today_s_parser_had_been_there_from_the_start(how, read, files, exported):
    fresh, harvest = exported
    read(how, files=files)
    read()
    assert harvest() == fresh()


def test_reports_move_to_the_years_that_are_read_now(read, files, rows):
    read("wrong_year", files=files)
    found = read()
    assert found.kinds["year"] == ALL
    assert [row["year"] for row in rows(YEARS)] == [2021, 2022, 2023, 2024] * 2
    for table in ("reports", "revisions", "report_sources", "proactive_disclosure"):
        assert len(rows(f"SELECT * FROM {table}")) == ALL, table


def test_a_page_that_is_no_report_any_more_leaves_none(read, files, rows):
    read(files=files)
    found = read("strict")
    assert found.done == {"withdrawn": 2, "confirmed": ALL - 2}
    assert len(rows("SELECT * FROM reports")) == ALL - 2
    assert read().done["new"] == 2


def test_a_trial_says_what_would_change_and_writes_nothing(read, files, data, rows):
    read("wrong_figure", files=files)
    before, runs = data(), rows("SELECT * FROM runs")
    found = read(trial=True)
    assert found.done == {"changed": ALL}
    assert found.kinds == {"figure_changed": ALL, "finding_new": ALL}
    (url, change), *_ = found.examples["figure_changed"]
    assert (url, change.where, change.before) == ("http://first.gov.cn/0.html", "requests.granted.total", "777")
    assert (data(), rows("SELECT * FROM runs")) == (before, runs)


def test_a_portal_whose_reports_would_lose_figures_waits_for_a_person(read, files, data, rows):
    read(files=files)
    before = data()
    found = read("blind")
    (loss,) = found.held
    assert (loss.portal, loss.reports, loss.losing) == ("000000_second", EACH, EACH)
    assert "requests." in loss.example
    after = data()
    assert after["requests"] == before["requests"]
    second = "SELECT DISTINCT v.parser_version FROM revisions v JOIN captures c ON c.id = v.capture_id WHERE portal = "
    assert rows(f"{second}'000000_second'") == [{"parser_version": PARSER_VERSION}]
    assert rows(f"{second}'000000_first'") == [{"parser_version": "9.0.0"}]


def test_a_person_may_be_sure(read, files, rows):
    read(files=files)
    found = read("blind", sure=True)
    assert not found.held
    assert found.done == {"changed": EACH, "confirmed": EACH}
    assert rows("SELECT count(total) AS n FROM requests WHERE row = 'granted'") == [{"n": EACH}]


def test_a_single_loss_needs_nobody(read, files):
    read(files=files)
    assert not read("strict").held


@pytest.mark.parametrize(
    ("how", "seconds", "told"),
    [("dying", 30, "reading it ended the process: exit status -9"), ("hanging", 5, "not read within 5 s")],
)
def test_a_page_that_ends_its_reader_costs_only_itself(how, seconds, told, read, files, rows):
    read(files=files)
    found = read(how, seconds=seconds)
    assert found.done == {"unreadable": 2, "confirmed": ALL - 2}
    assert all(told in problem for problem in found.problems)
    assert len(rows("SELECT * FROM reports")) == ALL


def test_pages_are_chosen_by_portal_year_and_version(read, files):
    read(files=files)
    assert read(portals=("000000_second",)).pages == EACH
    assert read(years=frozenset({2021, 2022})).pages == 4
    assert read(since_version=PARSER_VERSION).pages == 0
    assert read("same", since_version="9.0.0", years=frozenset({2021})).pages == 2
    assert read(since_version="9.0.0").pages == ALL - 2
