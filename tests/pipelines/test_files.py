"""Whole crawls of a portal whose reports have files: fetched, named, tied, and not fetched again."""

import sqlite3
from contextlib import closing

import pytest
import yaml

from fixtures.interfaces.files import answer
from harvester.archive.read import read_capture
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve
from tests.databases import sqlite_rows
from tests.forks import run

FOLDER = FIXTURES / "f18_files"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
FAST = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False", "RETRY_TIMES": "0", "LOG_LEVEL": "WARNING"}


def crawl(folder, site, **settings):
    site.asked.clear()
    portal = {"id": "430725_taoyuan", "name": "桃源县人民政府", "division_code": "430725", "url": f"{site.url}/"}
    registry = folder / "registry"
    registry.mkdir(exist_ok=True)
    (registry / "portals.yaml").write_text(
        yaml.safe_dump({"portals": [{**portal, "columns": [f"{site.url}/zfxxgk/nb/"]}]}, allow_unicode=True),
        encoding="utf-8",
    )
    chosen = FAST | {
        "HARVESTER_DATABASE_URL": f"sqlite:///{folder}/harvester.sqlite",
        "HARVESTER_ARCHIVE": f"{folder}/archive",
        "HARVESTER_PORTALS": str(registry),
        "HARVESTER_ALLOW_PRIVATE": "True",
        **settings,
    }
    options = [word for name, value in chosen.items() for word in ("-s", f"{name}={value}")]
    done = run("scrapy", "crawl", "annual_reports", "-a", f"portal={portal['id']}", *options)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return [path for path in site.asked if path != "/robots.txt"]


@pytest.fixture(scope="module")
def site():
    with serve(FOLDER, port=0, interface=answer) as served:
        yield served


@pytest.fixture(scope="module")
def folder(tmp_path_factory, site):
    place = tmp_path_factory.mktemp("files")
    crawl(place, site)
    return place


@pytest.fixture
def database(folder):
    return folder / "harvester.sqlite"


def test_every_file_is_tied_to_its_report_under_its_own_name(database, site):
    found = sqlite_rows(database, "SELECT page_url, url, name, is_report, outcome FROM attachments")
    shown = [[str(value).removeprefix(site.url) for value in row.values()] for row in found]

    assert sorted(shown) == sorted([str(value) for value in file] for file in EXPECTED["files"])


def test_a_file_lies_in_the_archive_with_the_page_that_it_hangs_on(database, folder, site):
    query = "SELECT c.file, c.offset FROM attachments a JOIN captures c ON c.id = a.capture_id"
    (place,) = sqlite_rows(database, f"{query} WHERE a.name = '办件说明.doc'")
    page = read_capture(folder / "archive" / place["file"], place["offset"])

    assert (page.role, page.filename, page.parent_url) == (
        "attachment",
        "办件说明.doc",
        f"{site.url}/info/1021/101.htm",
    )
    assert page.body.startswith(b"\xd0\xcf\x11\xe0")


def test_a_file_that_is_the_report_is_read_under_the_title_of_its_page_or_its_own(database, site):
    found = sqlite_rows(database, "SELECT url, anchor_text FROM captures WHERE role = 'report'")

    assert {row["url"].removeprefix(site.url): row["anchor_text"] for row in found} == EXPECTED["read_as_reports"]


def test_files_of_what_is_no_report_and_those_in_an_intranet_are_not_asked_for(database):
    asked = {row["url"] for row in sqlite_rows(database, "SELECT url FROM outcomes WHERE role = 'attachment'")}

    assert not any("notice.pdf" in url or "10.1.2.3" in url for url in asked)


def test_the_run_counts_files_apart_from_reports(database):
    (run,) = sqlite_rows(database, "SELECT pages, attachments, reports FROM runs WHERE id = 1")

    assert (run["pages"], run["attachments"], run["reports"]) == (15, 9, 4)


def test_a_second_crawl_asks_for_the_list_and_for_files_that_a_kill_left_out(folder, database, site):
    before = sqlite_rows(database, "SELECT report_id, url, name, outcome FROM attachments")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE attachments SET outcome = NULL, capture_id = NULL WHERE url LIKE '%edu.pdf'")
        connection.execute("DELETE FROM addresses WHERE url LIKE '%edu.pdf'")

    assert crawl(folder, site) == ["/zfxxgk/nb/", "/files/edu.pdf"]
    assert sqlite_rows(database, "SELECT report_id, url, name, outcome FROM attachments") == before


def test_files_that_did_not_change_are_answered_by_their_validators(folder, database, site):
    captures = sqlite_rows(database, "SELECT count(*) AS number FROM captures")

    asked = crawl(folder, site, HARVESTER_REVALIDATE_DAYS="0")

    assert any("wbfileid=56" in path for path in asked)
    assert sqlite_rows(database, "SELECT count(*) AS number FROM captures") == captures
    (outcome,) = sqlite_rows(database, "SELECT outcome FROM outcomes WHERE url LIKE '%wbfileid=56'")
    assert outcome["outcome"] == "not_modified"
    (kept,) = sqlite_rows(database, "SELECT outcome, capture_id FROM attachments WHERE url LIKE '%wbfileid=56'")
    assert kept["outcome"] == "ok"
    assert kept["capture_id"]
