"""Whole crawls of the bundled portals by the command line of Scrapy, again and after a kill."""

import signal
import time

import pytest

from harvester.archive.read import iter_captures
from harvester.demo.bundled import bundled
from tests.databases import DATA_TABLES, sqlite_rows
from tests.forks import Running

FAST = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",
    "HARVESTER_ALLOW_PRIVATE": "True",
    "LOG_LEVEL": "WARNING",
}


@pytest.fixture(scope="module")
def portals():
    with bundled(free_ports=True) as served:
        yield served


@pytest.fixture
def start(portals):
    def _start(folder):
        places = {
            "HARVESTER_DATABASE_URL": f"sqlite:///{folder}/harvester.sqlite",
            "HARVESTER_ARCHIVE": f"{folder}/archive",
            "HARVESTER_PORTALS": str(portals.portals_dir),
        }
        options = [word for name, value in (FAST | places).items() for word in ("-s", f"{name}={value}")]
        names = f"portal={','.join(portals.portal_ids)}"
        return Running("scrapy", "crawl", "annual_reports", "-a", names, *options)

    return _start


def finish(process):
    done = process.finish()
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def content(folder):
    """What a crawl must leave, whatever way it went there: no row numbers, no moments."""
    database = folder / "harvester.sqlite"
    figures = sqlite_rows(
        database,
        "SELECT a.key, r.year, r.url, q.row, q.total FROM reports r JOIN agencies a ON a.id = r.agency_id"
        " LEFT JOIN requests q ON q.report_id = r.id ORDER BY a.key, r.year, q.position",
    )
    sources = sqlite_rows(database, "SELECT url, column_url FROM report_sources ORDER BY url, column_url")
    outcomes = sqlite_rows(
        database, "SELECT url, column_url, role, outcome FROM outcomes ORDER BY url, column_url, role"
    )
    return figures, sources, outcomes


def test_a_second_crawl_changes_no_row(start, tmp_path):
    finish(start(tmp_path))
    before = {name: sqlite_rows(tmp_path / "harvester.sqlite", f"SELECT * FROM {name}") for name in DATA_TABLES}
    files = sorted(tmp_path.glob("archive/*/*"))
    assert before["reports"]
    finish(start(tmp_path))
    assert {
        name: sqlite_rows(tmp_path / "harvester.sqlite", f"SELECT * FROM {name}") for name in DATA_TABLES
    } == before
    assert sorted(tmp_path.glob("archive/*/*")) == files


def test_a_killed_crawl_that_is_started_again_ends_as_if_it_had_never_been_killed(start, tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    finish(start(whole))
    process = start(killed)
    wait_for_rows(killed / "harvester.sqlite", 3)
    process.send_signal(signal.SIGKILL)
    process.finish()
    for row in sqlite_rows(killed / "harvester.sqlite", "SELECT file, offset FROM captures"):
        assert next(iter_captures(killed / "archive" / row["file"], row["offset"])).offset == row["offset"]
    finish(start(killed))
    assert content(killed) == content(whole)
    runs = sqlite_rows(killed / "harvester.sqlite", "SELECT status, interruptions FROM runs")
    assert runs == [{"status": "finished", "interruptions": 1}] * 2


def test_an_archive_that_cannot_be_written_ends_the_crawl_with_one_line(start, tmp_path):
    tmp_path.joinpath("archive").write_text("", encoding="utf-8")
    (said,) = errors_of(start(tmp_path))
    assert "crawl stopped error=archive" in said
    assert sqlite_rows(tmp_path / "harvester.sqlite", "SELECT * FROM captures") == []
    runs = sqlite_rows(tmp_path / "harvester.sqlite", "SELECT status FROM runs")
    assert [run["status"] for run in runs] == ["harvester_error", "harvester_error"]


def test_a_database_that_cannot_be_opened_ends_the_crawl_with_one_line(start, portals, tmp_path):
    tmp_path.joinpath("harvester.sqlite").mkdir()
    asked = [len(site.asked) for site in portals.sites.values()]
    (said,) = errors_of(start(tmp_path))
    assert "crawl stopped error=database" in said
    assert "cannot be opened" in said
    assert [len(site.asked) for site in portals.sites.values()] == asked


def errors_of(process):
    lines = process.finish().stderr.splitlines()
    assert not any("Traceback" in line for line in lines), lines
    return [line for line in lines if "ERROR" in line or "CRITICAL" in line]


def wait_for_rows(database, number):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if database.is_file() and database.stat().st_size > 0:
            tables = sqlite_rows(database, "SELECT name FROM sqlite_master WHERE name = 'captures'")
            if tables and len(sqlite_rows(database, "SELECT id FROM captures")) >= number:
                return
        time.sleep(0.005)
    raise AssertionError("the crawl did not begin")
