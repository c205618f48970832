"""Report pages of VSB and gkmlpt give the same record as the plain page of the same report."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from fixtures.builder.site import report
from harvester.items import Page
from harvester.reader import read_report

TITLE = "乐清市磐石镇2020年度政府信息公开工作年度报告"
ATTACHMENTS = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid="


def plain():
    """The page of the bundled portal, in three parts: what stands before the body, the body, and what follows."""
    page = report("trs_report.html", "panshi", {"name": "政府信息公开年报"}).decode()
    before, mark, rest = page.partition('<div class="TRS_Editor">')
    body, end, after = rest.partition("</div></div>")
    return before + mark, body, end + after


def read(text, url):
    page = Page(url=url, body=text.encode(), content_type="text/html; charset=utf-8", fetched_at=datetime.now(UTC))
    return read_report(page)


@pytest.fixture(scope="module")
def wanted():
    return read("".join(plain()), "http://www.x.gov.cn/nb/202101/t20210127_1.html")


def test_a_body_inside_a_form_with_attachments_on_one_path(wanted):
    before, body, after = plain()
    links = "".join(f'<p>附件【<a href="{ATTACHMENTS}{n}">附表{n}.xlsx</a>】已下载次</p>' for n in (55, 56))
    form = f'<form name="_newscontent_fromname"><div id="vsb_content_2"><div class="v_news_content">{body}</div></div>'
    found = read(f"{before}</div>{form}{links}</form>{after}", "http://www.x.gov.cn/info/1021/7.htm")

    assert (found.kind, found.year, found.agency) == (wanted.kind, wanted.year, wanted.agency)
    assert found.tables == wanted.tables
    assert [(item.name, item.url[-2:]) for item in found.attachments] == [("附表55.xlsx", "55"), ("附表56.xlsx", "56")]


def test_a_body_that_stands_in_the_script_only(wanted):
    detail = {"title": TITLE, "publisher": "磐石镇", "create_time": "2021-01-27 15:11", "content": plain()[1]}
    config = json.dumps({"SID": "175", "DETAIL": detail}).replace("<", "\\u003C")
    shell = f'<html><head></head><body><div id="app"></div><script>window._CONFIG={config};</script></body></html>'
    found = read(shell, "http://www.x.gov.cn/gkmlpt/content/8/8766/post_8766914.html")

    assert (found.kind, found.year, found.agency) == (wanted.kind, wanted.year, wanted.agency)
    assert found.tables == wanted.tables
    assert found.sections.keys() == wanted.sections.keys()
