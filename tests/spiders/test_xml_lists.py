"""Lists that an interface answers in XML of its own make, whatever its elements are called."""

from __future__ import annotations

import pytest
from served import closing_of, crawl_of
from walking import HOME

from harvester.demo.server import Answer
from harvester.spiders.families.page import ListPage

NUMBERS = (5, 4, 3, 2, 1)
PER_PAGE = 2
SHAPES = {
    "elements_in_cdata": (
        "<list><total>5</total>{rows}</list>",
        "<info><title><![CDATA[{title}]]></title><url><![CDATA[{url}]]></url><pubDate>2024-01-0{n}</pubDate></info>",
    ),
    "capitals_within_data": (
        "<ROOT><HEAD><RECORDCOUNT>5</RECORDCOUNT></HEAD><BODY>{rows}</BODY></ROOT>",
        "<ROW><DOCTITLE>{title}</DOCTITLE><DOCPUBURL>{url}</DOCPUBURL><DOCRELTIME>2024-01-0{n}</DOCRELTIME></ROW>",
    ),
    "attributes": (
        '<articles count="5">{rows}</articles>',
        '<article title="{title}" href="{url}" date="2024-01-0{n}"/>',
    ),
    "address_beside_the_text": ("<docs><total>5</total>{rows}</docs>", '<doc url="{url}">{title}</doc>'),
    "items_of_html": (
        "<data><total>5</total>{rows}</data>",
        '<item><![CDATA[<li><a href="{url}">{title}</a><span>2024-01-0{n}</span></li>]]></item>',
    ),
}


def xml(shape, numbers, encoding):
    outer, row = SHAPES[shape]
    rows = "".join(
        row.format(title=f"{n}局2023年政府信息公开年度报告", url=f"/nb/202401/t20240101_{n}.html", n=n)
        for n in numbers
    )
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{outer.format(rows=rows)}'.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_page_of_such_a_list_is_read(tmp_path, shape, encoding):
    shell = '<div id="l"></div><script>function g(p){$.ajax({url:"/data/list.do?cid=5&page="+p})} g(1)</script>'

    def answer(asked):
        if asked.path == "/nb/":
            return f"<html><body>{shell}</body></html>"
        page = int(asked.query.get("page", "1"))
        shown = NUMBERS[(page - 1) * PER_PAGE : page * PER_PAGE]
        return Answer(xml(shape, shown, encoding), "text/xml") if asked.path == "/data/list.do" else None

    crawled, site = crawl_of(tmp_path, answer, "/nb/")
    asked = [path for path in site.asked if "t2024" in path]

    assert (closing_of(crawled)["outcome"], closing_of(crawled)["harvested"]) == ("ok", 5)
    assert sorted(asked) == [f"/nb/202401/t20240101_{n}.html" for n in sorted(NUMBERS)]


def test_a_file_of_xml_beside_the_page_is_read_as_well(tmp_path):
    script = 'function load(u){var x=new XMLHttpRequest(); x.open("GET", u, false); x.send()} load("list.xml")'
    pages = {"/nb/": f"<html><body><div id='l'></div><script>{script}</script></body></html>"}
    pages["/nb/list.xml"] = Answer(xml("attributes", NUMBERS, "utf-8"), "application/xml")
    crawled, _ = crawl_of(tmp_path, lambda asked: pages.get(asked.path), "/nb/")

    assert (closing_of(crawled)["outcome"], closing_of(crawled)["harvested"]) == ("ok", 5)


def test_one_record_is_a_list_of_one():
    (row,) = ListPage(HOME, xml("elements_in_cdata", [1], "utf-8")).data["info"]

    assert row["url"] == "/nb/202401/t20240101_1.html"


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE html><html><body><a href="/nb/1.html">1</a></body></html>',
        "<?xml version='1.0'?><datastore><recordset><record><![CDATA[<li></li>]]></record></recordset></datastore>",
        "<ul><li><a href='/nb/1.html'>1</a></li></ul>",
        "<?xml version='1.0'?>",
        "<list>",
    ],
)
def test_pages_fragments_and_the_lists_of_jcms_are_not_read_so(text):
    assert not ListPage(HOME, text.encode()).data
