"""大汉 (JCMS, 信息公开, jpaas) and 开普 UCAP: a crawl gives exactly what is written beside each portal."""

from __future__ import annotations

import pytest
from vendors import expected, harvest

PORTALS = ("f06_jcms", "f07_xxgk", "f08_jpaas", "f09_ucap", "f10_ucap_json")
ELSEWHERE = "http://www.example.gov.cn/"


@pytest.fixture(scope="module")
def harvested(tmp_path_factory):
    return harvest(tmp_path_factory.mktemp("hanweb"), {name: (name, {}) for name in PORTALS})


@pytest.mark.parametrize("name", PORTALS)
def test_every_list_page_is_walked_in_order(harvested, name):
    assert harvested.pages(name, "list") == expected(name)["list_pages"]


@pytest.mark.parametrize("name", PORTALS)
def test_every_report_is_fetched_once(harvested, name):
    assert sorted(harvested.pages(name, "report")) == sorted(expected(name)["report_pages"])


@pytest.mark.parametrize("name", PORTALS)
def test_every_other_address_has_its_outcome(harvested, name):
    wanted = {
        outcome: own
        for outcome, urls in expected(name)["outcomes"].items()
        if (own := sorted(url for url in urls if not url.startswith(ELSEWHERE)))
    }

    assert {outcome: sorted(urls) for outcome, urls in harvested.outcomes(name).items()} == wanted


def test_a_row_that_leads_to_another_site_is_named(harvested):
    assert harvested.crawled.by_outcome()["off_host"] == expected("f10_ucap_json")["outcomes"]["off_host"]


@pytest.mark.parametrize("name", PORTALS)
def test_declared_and_harvested_totals_are_compared(harvested, name):
    assert harvested.columns(name) == expected(name)["columns"]
