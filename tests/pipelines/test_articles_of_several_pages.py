"""A crawl stores an article that goes on over several addresses as one report, and a re-parse leaves it so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fixtures.interfaces.verbatim import answer
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve
from tests.databases import sqlite_rows
from tests.forks import run

FAST = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "RETRY_TIMES=0")
CURRENT = "SELECT r.url, v.record FROM reports r JOIN revisions v ON v.report_id = r.id WHERE v.is_current"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """Where a crawl of the portal has put its database and archive, and what a second one asked for."""
    folder = tmp_path_factory.mktemp("articles")
    found = ["--database", str(folder / "harvester.sqlite"), "--archive", str(folder / "archive")]
    settings = [word for setting in FAST for word in ("-s", setting)]
    with serve(FIXTURES / "f14_articles", port=0, interface=answer) as site:
        command = [
            "harvester",
            "crawl",
            "--url",
            f"{site.url}/zwgk/nb/",
            "--allow-private",
            "--json",
            *found,
            *settings,
        ]
        done = run(*command)
        first = len(site.asked)
        run(*command)
    assert done.stdout, done.stderr
    return found, site.asked[first:]


@pytest.fixture
def places(crawled):
    return crawled[0]


def records(places):
    found = sqlite_rows(Path(places[1]), CURRENT)
    return {row["url"].rpartition("/")[2]: json.loads(row["record"]) for row in found}


def test_the_text_of_all_pages_is_the_reports(places):
    assert "第三页的文字。" in json.dumps(records(places)["t20240115_101.html"]["sections"], ensure_ascii=False)


def test_a_page_that_is_gone_is_a_finding(places):
    found = {name: [item["actual"] for item in record["findings"]] for name, record in records(places).items()}
    assert [name for name, flaws in found.items() if "part_missing" in flaws] == ["102.htm"]


def test_an_article_whose_further_page_is_gone_is_not_asked_for_in_every_crawl(crawled):
    assert crawled[1] == ["/robots.txt", "/zwgk/nb/"]


def test_a_re_parse_finds_all_pages_in_the_archive(places):
    before = records(places)
    done = run("harvester", "reparse", "--json", *places)
    assert (done.returncode, json.loads(done.stdout)["changes"]) == (0, {}), done.stderr
    assert records(places) == before
