"""A crawl of the archive: the same rows, and nobody is asked."""

import json
from types import SimpleNamespace

import pytest
from tiny_portal import PORTAL, build, finish, register, rows, start

from harvester.archive.shelf import open_shelf
from harvester.demo.bundled import bundled
from harvester.demo.server import serve
from tests.forks import run

IN_PROCESS = ("-s", "HARVESTER_PARSE_PROCESSES=0")
SAME = (
    "SELECT a.key, r.year, r.url, r.title FROM reports r JOIN agencies a ON a.id = r.agency_id ORDER BY 1, 2",
    "SELECT url, column_url FROM report_sources ORDER BY 1, 2",
    "SELECT url, sha256, fetched_at FROM captures ORDER BY 1, 2",
    "SELECT url, outcome, declared, harvested, pages FROM outcomes WHERE role = 'column' ORDER BY 1",
)


def harvester(*args):
    done = run("harvester", *args)
    assert "Traceback" not in done.stderr
    return done


def replay(data, portals, files):
    places = ("--database", data / "harvester.sqlite", "--archive", data / "archive")
    return harvester("replay", *files, "--portals", portals, *places, *IN_PROCESS, "--json")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A crawl of a portal that is gone since, and a replay of it."""
    folder = tmp_path_factory.mktemp("crawled")
    with serve(build(folder / "site"), port=0) as site:
        portals = register(folder / "portals", site.url)
        finish(start(folder, portals))
    done = replay(folder / "again", portals, sorted(folder.glob("archive/*/*")))
    return SimpleNamespace(folder=folder, again=folder / "again", url=site.url, runs=json.loads(done.stdout))


def test_the_archive_gives_the_same_rows_with_nobody_asked(crawled):
    (run,) = crawled.runs
    assert (run["portal"], run["reports"], run["new_reports"]) == (PORTAL, 8, 8)
    for query in SAME:
        assert rows(crawled.again, query) == rows(crawled.folder, query)


def test_what_is_not_in_the_archive_is_named(crawled):
    (gone,) = rows(crawled.again, "SELECT url, outcome, detail FROM outcomes WHERE outcome = 'unreachable'")
    assert gone["url"].endswith("t20240101_90.html")
    assert gone["detail"] == f"GET {gone['url']}: not in the archive"


def test_a_page_is_found_under_the_address_that_was_redirected(crawled):
    shelf = open_shelf(sorted(crawled.folder.glob("archive/*/*")))
    assert list(shelf.columns) == [PORTAL]
    moved = shelf.find("GET", f"{crawled.url}/zfxxgknb/202401/t20240101_3.html")
    assert moved.url == f"{crawled.url}/zfxxgknb/202402/t20240201_3.html"
    assert shelf.find("POST", f"{crawled.url}/zfxxgknb/") is None


def test_posted_list_pages_are_told_apart_by_what_was_posted(tmp_path):
    with bundled(free_ports=True) as portals:
        places = ("--database", tmp_path / "harvester.sqlite", "--archive", tmp_path / "archive", "--allow-private")
        fast = (
            "-s",
            "DOWNLOAD_DELAY=0",
            "-s",
            "AUTOTHROTTLE_ENABLED=0",
            *IN_PROCESS,
            "--portals",
            portals.portals_dir,
        )
        assert harvester("crawl", *portals.portal_ids, *places, *fast).returncode == 0
        again = replay(tmp_path / "again", portals.portals_dir, sorted(tmp_path.glob("archive/*/*")))
    assert [run["status"] for run in json.loads(again.stdout)] == ["finished", "finished"]
    for query in SAME:
        assert rows(tmp_path / "again", query) == rows(tmp_path, query)


def test_files_that_are_missing_or_empty_are_one_line(tmp_path):
    done = harvester("replay", tmp_path / "none.warc.gz", "--json")
    assert done.returncode == 6
    assert len(done.stderr.splitlines()) == 1
