"""Articles that came as JSON give the record of the page that shows them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from fixtures.builder.site import report
from harvester.documents.media import sniff
from harvester.documents.read import read_document
from harvester.items import Page
from harvester.reader import read_report

TITLE = "乐清市磐石镇2020年度政府信息公开工作年度报告"
URL = "http://www.x.gov.cn/interface-cms/proxy/api?apiUrl=manuscript%2FgetManuscriptById&manuscriptId=0a1b"


def body():
    page = report("jcms_report.html", "panshi", {"name": "政府信息公开年报", "number": "601"}).decode()
    return page.partition('<div id="zoom" class="main-txt">')[2].partition('<div class="share">')[0]


def article(**changes):
    """As `interface-cms` answers: slashes of end tags escaped, the time with seconds."""
    fields = {
        "manuscriptId": "0a1b",
        "title": TITLE,
        "subTitle": "",
        "url": "202101/0a1b.shtml",
        "publishedTime": "2021-01-27 15:11:32",
        "modifiedTime": "2023-04-01 08:00:00",
        "redirectUrl": "",
        "content": body(),
    }
    text = json.dumps({"status": True, "msg": "接口访问成功!", "data": fields | changes}, ensure_ascii=False)
    return text.replace("</", "<\\/")


def read(text, content_type="application/json;charset=UTF-8"):
    return read_report(Page(url=URL, body=text.encode(), content_type=content_type))


@pytest.fixture(scope="module")
def wanted():
    page = report("jcms_report.html", "panshi", {"name": "政府信息公开年报", "number": "601"})
    return read_report(Page(url="http://www.x.gov.cn/art/2021/1/27/art_601_1.html", body=page))


def test_the_record_is_that_of_the_page(wanted):
    found = read(article())

    assert (found.kind, found.title, found.year, found.agency) == ("report", TITLE, 2020, wanted.agency)
    assert found.tables == wanted.tables
    assert found.sections == wanted.sections
    assert found.published_on == date(2021, 1, 27)


def test_whatever_the_fields_are_called(wanted):
    data = {"result": {"list": [{"docTitle": f"<b>{TITLE}</b>", "pubDate": "2021-01-27", "infoContent": body()}]}}
    found = read(json.dumps(data))

    assert (found.title, found.published_on) == (TITLE, date(2021, 1, 27))
    assert found.tables == wanted.tables


def test_jsonp_and_escaped_markup(wanted):
    escaped = body().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert read(f"callback({article(content=escaped)});", "text/javascript").tables == wanted.tables


def test_metadata_and_files_beside_the_text():
    meta = [{"resultList": [{"key": "syh", "value": "005452065/2021-00001"}, {"key": "status", "value": "1"}]}]
    files = [{"fileName": "附表.xlsx", "filePath": "files/1a.xlsx"}]
    found = read(article(domainMetaList=meta, resList=files))

    assert found.metadata["index_number"] == "005452065/2021-00001"
    assert [attachment.name for attachment in found.attachments] == ["附表.xlsx"]


def test_an_answer_without_an_article_is_no_report():
    assert read('{"status": false, "msg": "没有权限", "data": null}').kind == "not_a_report"

    cut_off = read('{"data": {"title": "2024年政府信息公开工作年度报告"')
    assert (cut_off.kind, [finding.message for finding in cut_off.findings]) == (
        "not_a_report",
        ["接口返回的数据里没有正文，未能读取"],
    )


def test_json_is_told_by_its_bytes():
    assert sniff(article().encode(), None, "text/html") == "json"
    assert sniff(b'\xef\xbb\xbf [ {"title": "1"}]') == "json"
    assert sniff("{机关名称}2024年报告".encode()) == "text"
    assert sniff(b'<html>{"a": 1}</html>') == "html"


def test_bytes_are_decoded_as_those_of_a_page():
    document = read_document(Page(url=URL, body=article().encode("gb18030"), content_type="application/json"))

    assert (document.title, document.encoding) == (TITLE, "gb18030")
