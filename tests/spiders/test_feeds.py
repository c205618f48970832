"""A column whose address is an RSS or Atom feed is a list of the feed's items."""

from __future__ import annotations

from datetime import date

import pytest
from walking import COLUMN, HOME, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.landing import is_report

RSS = """<?xml version="1.0" encoding="gb2312"?><!-- 年报 -->
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>政府信息公开年报</title><link>http://www.x.gov.cn/</link>{head}
<item><title><![CDATA[某局2024年政府信息公开工作年度报告]]></title><link>./202501/t20250120_1.html</link>
<description><![CDATA[<a href="/">一、总体情况</a> 二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、行政复议、行政诉讼情况]]></description>
<pubDate>Sun, 19 Jan 2025 18:00:00 GMT</pubDate></item>
<item><title>某局2023年政府信息公开工作年度报告</title><link>http://www.x.gov.cn/nb/202401/t20240122_2.html</link>
<pubDate>2024-01-22 09:30</pubDate></item>
<item><title>没有地址的一条</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>年报</title>{head}
<entry><title type="html">某局2024年&lt;b&gt;政府信息公开&lt;/b&gt;工作年度报告</title><link rel="self" href="/api/1"/>
<link rel="alternate" href="/nb/202501/t20250120_1.html"/><updated>2025-03-01T08:00:00Z</updated>
<published>2025-01-20T08:00:00+08:00</published></entry>
<entry><title>某局2023年政府信息公开工作年度报告</title><link href="/nb/202401/t20240122_2.html"/>
<updated>2024-01-22T08:00:00+08:00</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>年报</title></channel>{head}
<item><title>某局2024年政府信息公开工作年度报告</title><link>/nb/202501/t20250120_1.html</link><dc:date>2025-01-20</dc:date></item>
<item><title>某局2023年政府信息公开工作年度报告</title><link>/nb/202401/t20240122_2.html</link><dc:date>2024-01-22</dc:date></item>
</rdf:RDF>"""
DAYS = [(date(2025, 1, 20), "1.html"), (date(2024, 1, 22), "2.html")]


def read(text, encoding="utf-8"):
    column = ColumnWalk(COLUMN)
    return column, column.read(ListPage(COLUMN, text.encode(encoding), "text/xml"), Step(COLUMN), 1)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RSS, "gb18030"), (RSS, "utf-8"), (ATOM, "utf-8"), (RDF, "utf-8")],
    ids=lambda item: item[:5],
)
def test_the_items_of_a_feed_are_rows_with_title_address_and_day(text, encoding):
    column, reading = read(text.format(head=""), encoding)

    assert [(row.listed_on, row.url.rpartition("_")[2]) for row in reading.rows] == DAYS
    assert reading.rows[0].title == "某局2024年政府信息公开工作年度报告"
    assert (reading.steps, column.close()) == ((), ("ok", ""))


def test_a_column_without_a_list_may_name_the_feed_that_holds_it():
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="{}"></head><body></body></html>'
    own, site_wide = (ColumnWalk(COLUMN).read(ListPage(COLUMN, page.format(href).encode()), Step(COLUMN), 1)
                      for href in ("feed.xml", "/rss.xml"))  # fmt: skip

    assert ([step.url for step in own.steps], site_wide.steps) == ([f"{COLUMN}feed.xml"], ())


def test_a_feed_goes_on_where_it_links_to_its_next_page():
    head = '<atom:link rel="next" href="feed.xml?page=2"/>'
    more = RSS.format(head="").replace("t20250120_1", "t20230120_3").replace("t20240122_2", "t20220122_4")
    site = {f"{COLUMN}feed.xml": RSS.format(head=head), f"{COLUMN}feed.xml?page=2": more}
    column, rows, asked = walk(site, f"{COLUMN}feed.xml")

    assert (rows, asked) == ([1, 2, 3, 4], ["/nb/feed.xml", "/nb/feed.xml?page=2"])
    assert column.close() == ("ok", "")


def test_a_feed_that_quotes_a_report_is_no_report():
    assert not is_report(ListPage(COLUMN, RSS.format(head="").encode()))


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE html><html><body><feed></feed></body></html>',
        "<rss",
        "<datastore><recordset></recordset></datastore>",
    ],
)
def test_what_is_no_feed_stays_a_page(text):
    page = ListPage(HOME, text.encode())

    assert not (page.feed or {}).get("items")


def test_a_page_that_begins_with_many_comments_is_no_riddle():
    page = ListPage(HOME, ("<!-- 页头 --> " * 500 + "<html><body></body></html>").encode())

    assert page.feed is None
