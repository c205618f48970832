"""A crawl of the bundled portals gives exactly what is written beside each of them."""

from __future__ import annotations

import pytest
import yaml
from crawling import crawl

from harvester.demo.bundled import FIXTURES, bundled

SITES = ("trs", "jcms")


@pytest.fixture(scope="module")
def harvest(tmp_path_factory):
    with bundled(free_ports=True) as portals:
        crawled = crawl(
            tmp_path_factory.mktemp("crawl"), portal_ids=portals.portal_ids, portals_dir=portals.portals_dir
        )
        yield crawled, {name: site.url for name, site in portals.sites.items()}, portals.sites


@pytest.fixture
def expected():
    return {site: yaml.safe_load((FIXTURES / site / "expected.yaml").read_text(encoding="utf-8")) for site in SITES}


def on(site_url, urls):
    return [url.removeprefix(site_url) for url in urls if url.startswith(site_url)]


@pytest.mark.parametrize("site", SITES)
def test_every_list_page_is_walked_in_order(harvest, expected, site):
    crawled, homes, _ = harvest

    assert on(homes[site], crawled.urls("list")) == expected[site]["list_pages"]


@pytest.mark.parametrize("site", SITES)
def test_every_report_page_is_fetched_once(harvest, expected, site):
    crawled, homes, _ = harvest

    assert sorted(on(homes[site], crawled.urls("report"))) == sorted(expected[site]["report_pages"])


def test_every_other_address_has_its_outcome(harvest, expected):
    crawled, homes, _ = harvest
    wanted = {
        (name, url if url.startswith("http") else homes[site] + url)
        for site in SITES
        for name, urls in expected[site]["outcomes"].items()
        for url in urls
    }

    assert {(name, url) for name, urls in crawled.by_outcome().items() for url in urls} == wanted


@pytest.mark.parametrize("site", SITES)
def test_declared_and_harvested_totals_are_compared(harvest, expected, site):
    crawled, homes, _ = harvest
    columns = [
        {**column, "url": column["url"].removeprefix(homes[site])}
        for column in crawled.columns
        if column["url"].startswith(homes[site])
    ]

    assert columns == expected[site]["columns"]


def test_nothing_is_asked_for_twice_and_no_reject_is_fetched(harvest, expected):
    _, _, sites = harvest
    for site in SITES:
        asked = sites[site].asked
        wanted = expected[site]
        extra = wanted["outcomes"].get("gone", []) + wanted["outcomes"].get("redirected", [])
        assert sorted(asked) == sorted(["/robots.txt", *wanted["list_pages"], *wanted["report_pages"], *extra])


def test_a_page_knows_what_the_list_and_the_registry_said(harvest):
    crawled, homes, _ = harvest
    page = next(page for page in crawled.pages if page["url"].endswith("t20250120_10018.html"))

    assert page["portal"] == "000000_demo_trs"
    assert page["column_url"] == f"{homes['trs']}/zwgk/zfxxgk/zfxxgknb/"
    assert page["anchor_text"] == "2024年岭东区人民政府信息公开工作年度报告"
    assert page["listed_on"] == "2025-01-20"
    assert page["publisher"] == "示例门户（TRS 静态栏目）"
    assert page["content_type"] == "text/html; charset=gb2312"
    assert page["status"] == 200
    assert page["bytes"] == int(dict(page["headers"])["Content-Length"])
    assert dict(page["request_headers"])["User-Agent"].startswith("harvester/")
    assert page["fetched_at"].endswith("+00:00")


def test_an_article_in_two_columns_keeps_both_sources(harvest):
    crawled, homes, _ = harvest
    page = next(page for page in crawled.pages if page["url"].endswith("art_60101_3012.html"))
    source = next(item for item in crawled.outcomes if item["outcome"] == "duplicate")

    assert page["column_url"] == f"{homes['jcms']}/col/col60101/index.html"
    assert source["url"] == page["url"]
    assert source["column_url"] == f"{homes['jcms']}/col/col60102/index.html"
    assert source["listed_on"] == "2021-01-28"


def test_the_registry_is_not_needed_where_the_column_is_named(tmp_path, expected):
    with bundled(free_ports=True) as portals:
        home = portals.sites["trs"].url
        crawled = crawl(tmp_path, url=f"{home}/zwgk/zfxxgk/zfxxgknb/")

    assert on(home, crawled.urls("list")) == expected["trs"]["list_pages"]
    assert sorted(on(home, crawled.urls("report"))) == sorted(expected["trs"]["report_pages"])
    assert {page["portal"] for page in crawled.pages} == {home.removeprefix("http://")}
    assert {page["publisher"] for page in crawled.pages} == {None}
