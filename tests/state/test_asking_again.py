"""Which articles a later crawl asks for: none within their age, by validator after it, all with --refetch."""

import json

import pytest
from tiny_portal import LIST, Again, build, finish, register, rows, start, write_lists, write_report

from harvester.demo.server import serve

LISTS = [LIST, f"{LIST}index_1.html"]
TABLES = (
    "captures",
    "outcomes",
    "addresses",
    "reports",
    "revisions",
    "report_sources",
    "requests",
    "progress",
    "locks",
)


@pytest.fixture
def site(tmp_path):
    with serve(build(tmp_path / "site"), port=0) as served:
        yield served


@pytest.fixture
def crawled(site, tmp_path):
    return Again(site, tmp_path)


def run(crawled):
    return rows(crawled.data, "SELECT * FROM runs ORDER BY id DESC")[0]


def test_a_second_crawl_fetches_list_pages_and_nothing_else_and_changes_no_row(crawled):
    before = {table: rows(crawled.data, f"SELECT * FROM {table}") for table in TABLES}

    assert crawled() == LISTS
    assert {table: rows(crawled.data, f"SELECT * FROM {table}") for table in TABLES} == before
    counts = run(crawled)
    assert (counts["pages"], counts["reports"], counts["unchanged_reports"], counts["not_asked"]) == (2, 8, 8, 9)
    assert (counts["new_reports"], counts["failed"], counts["rejected"], counts["missing"]) == (0, 1, 1, 0)


def test_a_page_of_characters_decoded_twice_is_not_fetched_again_by_every_crawl(crawled):
    text = write_report(crawled.site, 9).read_text(encoding="utf-8")
    write_report(crawled.site, 9, text.encode().decode("latin-1"))
    write_lists(crawled.site, [*range(1, 10), 90])

    assert [path for path in crawled() if path not in LISTS] == [f"{LIST}202401/t20240101_9.html"]
    assert rows(crawled.data, "SELECT url FROM outcomes WHERE outcome = 'unreadable'")
    assert crawled() == LISTS


def test_after_its_age_a_page_is_asked_for_by_its_validator(crawled):
    asked = crawled(HARVESTER_REVALIDATE_DAYS=0)

    assert len([path for path in asked if path not in LISTS]) == 9  # eight articles, one of them over a redirect
    answers = rows(crawled.data, "SELECT outcome, detail FROM outcomes WHERE status = 304")
    assert answers == [{"outcome": "not_modified", "detail": "before: ok"}] * 8
    assert run(crawled)["unchanged_reports"] == 8
    assert run(crawled)["pages"] == 2


def test_a_page_that_changed_is_a_revision(crawled):
    text = write_report(crawled.site, 5).read_text(encoding="utf-8")
    write_report(crawled.site, 5, text.replace("共公开信息5条", "共公开信息55条"))
    crawled(HARVESTER_REVALIDATE_DAYS=0)

    assert run(crawled)["changed_reports"] == 1
    assert len(rows(crawled.data, "SELECT * FROM revisions")) == 9


def test_refetch_asks_for_everything_without_conditions(crawled):
    crawled(HARVESTER_REFETCH=True)

    assert rows(crawled.data, "SELECT * FROM outcomes WHERE outcome = 'not_modified'") == []
    assert run(crawled)["pages"] == 10
    assert run(crawled)["unchanged_pages"] == 10


def test_a_dead_link_is_tried_again_after_days_of_its_own(crawled):
    dead = f"{LIST}202401/t20240101_90.html"
    assert dead not in crawled()
    assert dead in crawled(HARVESTER_RETRY_GONE_DAYS=0)


def test_a_page_whose_archive_was_lost_is_fetched_again(crawled):
    for path in crawled.data.glob("archive/*/*"):
        path.unlink()
    assert len([path for path in crawled() if path not in LISTS]) == 9


def test_a_new_row_is_fetched_wherever_in_the_list_it_stands(crawled):
    write_report(crawled.site, 12)
    write_lists(crawled.site, [*range(1, 9), 90, 12])
    assert [path for path in crawled() if path not in LISTS] == [f"{LIST}202401/t20240101_12.html"]
    assert run(crawled)["new_reports"] == 1


def test_a_report_that_is_no_longer_listed_is_missing_and_comes_back(crawled):
    write_lists(crawled.site, [1, 2, 3, 4, 5, 6, 7])
    crawled()
    assert run(crawled)["missing"] == 1
    missing = rows(crawled.data, "SELECT url FROM addresses WHERE missing_since IS NOT NULL")
    assert [row["url"].rpartition("_")[2] for row in missing] == ["8.html"]

    write_lists(crawled.site, [1, 2, 3, 4, 5, 6, 7, 8])
    crawled()
    assert run(crawled)["missing"] == 0


def test_a_new_years_column_without_a_report_yet_does_not_hide_what_is_missing(crawled):
    crawled.add_column("/nb2026/", "<html><body><h1>2026年年报</h1><p>暂无内容</p></body></html>")
    write_lists(crawled.site, [1, 2, 3, 4, 5, 6, 7])
    crawled()
    assert [column["outcome"] for column in json.loads(run(crawled)["columns"])] == ["ok", "empty_shell"]
    assert run(crawled)["missing"] == 1

    (crawled.site / "www" / LIST.strip("/") / "index.html").write_text("<p>系统升级</p>", encoding="utf-8")
    crawled()
    assert run(crawled)["missing"] == 1, "a column that had reports and has no row says nothing of them"


def test_only_the_wanted_years_are_asked_for(site, tmp_path):
    portals = register(tmp_path / "portals", site.url)
    finish(start(tmp_path, portals, HARVESTER_YEARS="2005-2006"))

    assert [row["year"] for row in rows(tmp_path, "SELECT year FROM reports ORDER BY year")] == [2005, 2006]
    assert run_of(tmp_path)["not_asked"] == 7


def run_of(data):
    return rows(data, "SELECT * FROM runs ORDER BY id DESC")[0]


def test_an_article_that_leads_to_another_site_is_tried_again_after_days_of_its_own(crawled):
    away = f"{LIST}202401/t20240101_13.html"
    write_report(crawled.site, 13, '<meta http-equiv="refresh" content="0; url=http://other.example.org/13.html">')
    write_lists(crawled.site, [1, 2, 13])

    assert away in crawled()
    assert away not in crawled()
    assert away in crawled(HARVESTER_RETRY_GONE_DAYS=0)
