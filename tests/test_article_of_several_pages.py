"""An article that goes on over several addresses is read as one; a page that could not be had is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from fixtures.cases.registry import PAGES
from harvester.items import Page
from harvester.reader import read_report

WHOLE = (PAGES / "official_2021.html").read_text(encoding="utf-8")
URL = "http://www.qingxi.gov.cn/nb/t20240115_7.html"
CUTS = ("<p>三、收到和处理政府信息公开申请情况</p>", "<p>四、政府信息公开行政复议、行政诉讼情况</p>")


def pages() -> list[str]:
    """The report in three pages, each with the site's own top and bottom."""
    top, _, rest = WHOLE.partition('<div class="article">')
    article, _, bottom = rest.partition('</div>\n<div class="footer">')
    places = [0, *(article.index(cut) for cut in CUTS), len(article)]
    return [
        f'{top}<div class="article">{article[start:end]}</div><div class="footer">{bottom}'
        for start, end in pairwise(places)
    ]


@pytest.fixture
def first():
    one, *others = (Page(url=URL, body=text.encode(), content_type="text/html; charset=utf-8") for text in pages())
    return replace(one, parts=tuple(others))


def test_tables_and_prose_are_those_of_the_report_on_one_page(first):
    whole = read_report(Page(url=URL, body=WHOLE.encode()))
    report = read_report(first)

    assert report.tables == whole.tables
    assert report.sections == whole.sections
    assert (report.title, report.agency, report.year) == (whole.title, whole.agency, whole.year)
    assert report.findings == whole.findings


def test_the_first_page_alone_lacks_the_tables_of_the_others(first):
    assert not read_report(replace(first, parts=())).tables["requests"]


def test_a_page_that_could_not_be_had_is_a_finding(first):
    lost = Page(url=URL, body=b"", role="part")
    report = read_report(replace(first, parts=(first.parts[0], lost)))

    assert report.tables["requests"]
    assert "part_missing" in [finding.actual for finding in report.findings]
