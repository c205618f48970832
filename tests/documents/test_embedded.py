r"""Articles that a page carries in its script only: gkmlpt's ``window._CONFIG={"DETAIL":{"content":"\u003Cp>…"}}``."""

from __future__ import annotations

import json
from dataclasses import astuple
from html import escape

import pytest

from harvester.documents.html import read_html
from harvester.items import Grid, Text

CONTENT = "<p>一、总体情况</p><table><tr><td>本年新收</td><td>12</td></tr></table>"


def page(content, visible="", **fields):
    detail = {"title": "海丰县2024年政府信息公开工作年度报告", "publisher": "海丰县", "content": content, **fields}
    config = json.dumps({"SID": "175", "DETAIL": detail}, ensure_ascii=False).replace("<", "\\u003C")
    return f"<html><body>{visible}<script>window._CONFIG = {config};</script></body></html>"


def read(text):
    return read_html(text.encode(), "text/html; charset=utf-8")


def test_the_article_of_the_script_is_in_the_document():
    document = read(page(CONTENT, create_time="2025-01-20 09:00:00"))

    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["本年新收", "12"]]
    assert Text("一、总体情况") in document.blocks
    assert document.meta["articletitle"] == "海丰县2024年政府信息公开工作年度报告"
    assert document.meta["contentsource"] == "海丰县"
    assert document.meta["pubdate"] == "2025-01-20 09:00:00"


def test_an_article_that_the_page_shows_as_well_is_read_once():
    document = read(page(CONTENT, visible=f'<div class="article-content">{CONTENT}</div>'))

    assert sum(isinstance(block, Grid) for block in document.blocks) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\x3Cp\x3E甲\x3C/p\x3E", "甲"),
        (r"<p>it\'s<\/p>", "it's"),
        (r"<p>\u4e59<\/p>", "乙"),
        (r"<p>D:\\nb\\工作<\/p>", r"D:\nb\工作"),
    ],
)
def test_escapes_of_scripts_are_read_like_those_of_json(written, meant):
    document = read(f'<body><script>_CONFIG={{DETAIL:{{"content":"{written}"}}}}</script></body>')

    assert Text(meant) in document.blocks


@pytest.mark.parametrize(
    "script", ['_CONFIG={"DETAIL":{"content":"<p>\\u00"}}', "_CONFIG={DETAIL:{content:", "DETAIL _CONFIG"]
)
def test_a_broken_script_leaves_the_page_as_it_is(script):
    assert read(f"<body><p>甲</p><script>{script}</script></body>").blocks == (Text("甲"),)


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ('<iframe width="100%" src="./P020240115.pdf#toolbar=0"></iframe>', "./P020240115.pdf"),
        ('<embed type="application/pdf" src="/files/1.PDF">', "/files/1.PDF"),
        ("<object data='../1.ofd' type='application/ofd'></object>", "../1.ofd"),
        ('<iframe src="/pdfjs/web/viewer.html?file=/nb/1.pdf"></iframe>', "/nb/1.pdf"),
        ("<div id='v'></div><script>PDFObject.embed('/nb/1.pdf', '#v')</script>", "/nb/1.pdf"),
        (r'<div id="v"></div><script>var pdfUrl = "\/nb\/1.pdf"; show(pdfUrl)</script>', "/nb/1.pdf"),
        ('<iframe src="/pdfjs/web/viewer.html?file=%2Fnb%2F1.pdf&amp;page=1"></iframe>', "/nb/1.pdf"),
    ],
)
def test_a_file_that_a_page_shows_inside_is_one_of_its_links(shown, address):
    document = read(f"<html><body><h1>年报</h1>{shown}</body></html>")

    assert [link.url for link in document.links] == [address]


def test_a_frame_that_shows_a_page_is_no_file():
    assert read('<html><body><iframe src="/count/pdf/"></iframe><p>文</p></body></html>').links == ()


@pytest.mark.parametrize(
    "anchor",
    [
        """<a href="javascript:window.open('/dl/attach.jsp?f=1')">2023年年报.docx</a>""",
        """<a href="javascript:void(0)" onclick="downFile('/dl/attach.jsp?f=1')">2023年年报.docx</a>""",
        """<a onclick='save("/dl/attach.jsp?f=1", "1")'>2023年年报.docx</a>""",
    ],
)
def test_a_file_that_a_handler_opens_is_one_of_the_links(anchor):
    links = read(f"<html><body>{anchor}</body></html>").links

    assert [(link.url, link.text) for link in links] == [("/dl/attach.jsp?f=1", "2023年年报.docx")]


@pytest.mark.parametrize(
    "anchor", ["<a href='javascript:history.back()'>返回</a>", """<a onclick="size('14px')">小</a>"""]
)
def test_a_handler_that_opens_nothing_is_no_link(anchor):
    assert read(f"<html><body>{anchor}</body></html>").links == ()


def test_a_file_without_an_address_has_what_hands_it_out_in_its_place():
    post = (
        '<form action="/d.do" method="post"><input type="hidden" name="id" value="7"><button>名单.xls</button></form>'
    )
    get = '<form action="/d.do"><input type="hidden" name="id" value="8"><input type="submit" value="附件.doc"></form>'
    called = (
        """<script>function get(id) { window.open("/f/" + id + ".doc"); }</script><a onclick="get(9)">表.doc</a>"""
    )
    page = read(
        f"""<html><body>{post}{get}{called}<span onclick="save('3','表格.doc')">表格.doc</span></body></html>"""
    )

    assert [tuple(link) for link in map(astuple, page.handed_out)] == [
        ("form:POST /d.do?id=7", "名单.xls"),
        ("/d.do?id=8", "附件.doc"),
        ("javascript:save('3','表格.doc')", "表格.doc"),
    ]
    assert [link.url for link in page.links] == ["/f/9.doc"]


def test_an_article_pasted_as_escaped_text_without_any_table() -> None:
    lines = (
        "一、总体情况",
        "2023年，青石县主动公开信息1208条。",
        "五、存在的主要问题及改进情况",
        "一是更新慢。",
        "六、其他",
        "无",
    )
    pasted = "".join(f"&lt;p style=&quot;x&quot;&gt;{line}&lt;/p&gt;" for line in lines)
    assert read_html(f"<div>{pasted}</div>".encode()).texts == lines


@pytest.mark.parametrize(("tag", "inner"), [("dl", "dd"), ("ul", "li")])
def test_a_list_pasted_as_escaped_text_is_read_as_a_list(tag: str, inner: str) -> None:
    items = "".join(f"<{inner}>{text}</{inner}>" for text in ("规章", "2", "1", "12", "行政许可", "7"))
    pasted = f"<{tag}>{items}</{tag}>"
    assert (
        read_html(f"<div>{escape(pasted)}</div>".encode()).blocks == read_html(f"<div>{pasted}</div>".encode()).blocks
    )


def test_headings_of_an_escaped_article_are_headings() -> None:
    heading = "&lt;h3&gt;二、主动公开政府信息情况&lt;/h3&gt;"
    pasted = f"{heading}&lt;table&gt;&lt;tr&gt;&lt;td&gt;规章&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"
    assert read_html(f"<div>{pasted}</div>".encode()).texts[0] == "二、主动公开政府信息情况"
