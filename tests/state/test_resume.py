"""A crawl that is killed anywhere goes on where it was, and ends as if nothing had happened."""

import random
import time

import pytest
from tiny_portal import build, finish, register, rows, start

from harvester.archive.read import iter_captures
from harvester.demo.server import serve

COUNTERS = (
    "pages, reports, new_reports, changed_reports, unchanged_reports, duplicates, rejected, failed, findings,"
    " unparsed, missing, not_asked, columns, status"
)
QUERIES = (
    "SELECT url, sha256, role, column_url FROM captures ORDER BY url, sha256",
    "SELECT url, column_url, role, outcome, detail, declared, harvested, pages FROM outcomes ORDER BY 1, 2, 3",
    "SELECT url, answered_url, outcome, is_report, etag FROM addresses ORDER BY url",
    "SELECT a.key, r.year, r.url, r.title FROM reports r JOIN agencies a ON a.id = r.agency_id ORDER BY 1, 2",
    "SELECT url, column_url, anchor_text FROM report_sources ORDER BY 1, 2",
    "SELECT r.url, v.number, v.is_current, v.digest FROM revisions v JOIN reports r ON r.id = v.report_id ORDER BY 1",
    "SELECT * FROM progress",
    "SELECT * FROM locks",
    f"SELECT {COUNTERS} FROM runs",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with serve(build(tmp_path_factory.mktemp("site"), reports=16), port=0) as served:
        yield served


@pytest.fixture(scope="module")
def portals(site, tmp_path_factory):
    return register(tmp_path_factory.mktemp("portals"), site.url)


@pytest.fixture(scope="module")
def never_killed(portals, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    finish(start(folder, portals))
    return content(folder)


def content(folder):
    """Everything but row numbers, moments, and places in the archive."""
    return [rows(folder, query) for query in QUERIES]


def archived(folder):
    """The paths of all pages that lie whole in the archive, whether the database knows of them or not."""
    files = sorted(folder.glob("archive/*/*.warc.gz"))
    pages = [captured.page for path in files for captured in iter_captures(path)]
    return {url.partition("/zfxxgknb")[2] for page in pages for url in (page.url, page.asked_url) if url}


def kill_after(running, folder, more, pause):
    """SIGKILL once so many more items have been stored, a little later; False where the crawl was quicker."""
    before = noted(folder)
    while running.is_running:
        if noted(folder) >= before + more:
            time.sleep(pause)
            running.kill()
            return True
        time.sleep(0.002)
    return False


def noted(folder):
    if not (folder / "harvester.sqlite").is_file() or not rows(
        folder, "SELECT name FROM sqlite_master WHERE name = 'progress'"
    ):
        return 0
    return rows(folder, "SELECT count(*) AS n FROM progress WHERE outcome <> ''")[0]["n"]


def test_a_crawl_killed_at_ten_random_moments_ends_with_the_rows_of_one_never_killed(
    site, portals, never_killed, tmp_path
):
    moments, killed = random.Random(20), 0
    while killed < 10:
        had, seen = archived(tmp_path), len(site.asked)
        killed += kill_after(start(tmp_path, portals), tmp_path, moments.randint(0, 2), moments.uniform(0, 0.04))
        asked = {path.partition("/zfxxgknb")[2] for path in site.asked[seen:]}
        assert not asked & had, "fetched although it lay in the archive"
    had, seen = archived(tmp_path), len(site.asked)
    finish(start(tmp_path, portals))

    assert not {path.partition("/zfxxgknb")[2] for path in site.asked[seen:]} & had
    assert content(tmp_path) == never_killed
    assert rows(tmp_path, "SELECT interruptions FROM runs")[0]["interruptions"] > 0
