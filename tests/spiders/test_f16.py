"""Charsets that are not what they are said to be: lists and pages are read, bad copies are turned away."""

from __future__ import annotations

import pytest
from several import harvest, read

from fixtures.interfaces.answers import portal
from harvester.demo.server import Asked
from harvester.items import Page
from harvester.reader import read_report

EXPECTED = read("f16_charsets", "expected.yaml")
FACTS = read("f16_charsets")


@pytest.fixture(scope="module")
def harvested(tmp_path_factory):
    sites = {name: ("f16_charsets", {"list": look}) for name, look in FACTS["variants"].items()}
    return harvest(tmp_path_factory.mktemp("f16"), sites, portal)


@pytest.mark.parametrize("name", FACTS["variants"])
def test_the_list_is_read_whatever_its_charset(harvested, name):
    assert harvested[name].pages("list") == EXPECTED["list_pages"]
    assert harvested[name].columns == EXPECTED["columns"]


@pytest.mark.parametrize("name", FACTS["variants"])
def test_the_titles_of_the_rows_are_whole(harvested, name):
    titles = {item["anchor_text"] for item in harvested[name].records()}

    assert titles == {row["title"] for row in FACTS["rows"][3:]}


@pytest.mark.parametrize("name", FACTS["variants"])
def test_pages_are_taken_and_bad_copies_are_not(harvested, name):
    assert sorted(harvested[name].pages("report")) == sorted(EXPECTED["report_pages"])
    assert harvested[name].outcomes() == {key: sorted(urls) for key, urls in EXPECTED["outcomes"].items()}


@pytest.mark.parametrize(
    ("article", "evidence"),
    [("t20220119_4", "骞村害"), ("t20210119_5", "å¹´åº¦"), ("t20200119_6", "報(bào)")],
)
def test_a_bad_copy_shows_what_is_wrong_with_it(harvested, article, evidence):
    record = next(item for item in harvested["json_in_gbk"].records() if article in item["url"])

    assert record["detail"].startswith("characters decoded twice: ")
    assert evidence in record["detail"]


def test_the_reader_reads_the_page_that_the_crawl_took():
    for path, title in EXPECTED["titles"].items():
        answer = portal()(FACTS, Asked("GET", path, {}, {}))
        page = Page(url=f"http://www.example.gov.cn{path}", body=answer.body, content_type=answer.content_type)

        assert read_report(page).title == title
