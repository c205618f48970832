"""An article that goes on over several addresses is read as one; a page that could not be had is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from fixtures.cases.registry import PAGES
from harvester.archive.read import iter_captures, read_capture
from harvester.archive.write import ArchiveWriter
from harvester.items import Page
from harvester.reader import read_report, read_reports

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


def test_a_crawl_and_a_re_parse_read_all_of_it(first, tmp_path):
    """Whoever reads the first page out of the archive has the others; what could not be had stays known."""
    lost = Page(url=f"{URL}?page=4", body=b"", role="part")
    named = tuple(replace(part, url=f"{URL}?page={n}", role="part") for n, part in enumerate(first.parts, 2))
    page = replace(first, parts=(*named, lost))
    writer = ArchiveWriter(tmp_path, run=1)
    place = writer.write(page)
    writer.close()
    (held,) = (captured.page for captured in iter_captures(tmp_path / place.file))

    assert held == read_capture(tmp_path / place.file, place.offset)
    assert [(part.url, part.body, part.role) for part in held.parts] == [(p.url, p.body, p.role) for p in page.parts]
    assert (held.sha256, held.is_whole) == (page.sha256, False)
    assert read_reports(held)[0].tables == read_reports(page)[0].tables
    assert read_reports(held)[0].tables["review_and_litigation"]


def test_a_change_on_a_later_page_is_a_change_of_the_page(first):
    changed = replace(first, parts=(first.parts[0], replace(first.parts[1], body=b"<p>-</p>")))
    assert changed.sha256 != first.sha256
