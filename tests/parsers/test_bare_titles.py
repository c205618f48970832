"""Titles without the words of a report: the row of a list that led to it, or its heading."""

import pytest

from harvester.items import Document, Page, Text
from harvester.parsers.identity import identify


def read(anchor, heading, *lines):
    document = Document(blocks=tuple(map(Text, (heading, *lines))), title=heading)
    page = Page(url=None, body=b"", anchor_text=anchor, division_code="320681", publisher="启东市人民政府")
    identity = identify(document, page, {}, None)
    return identity.agency.name, identity.year


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("市教育局", ("启东市教育局", None)),
        ("教育局（2022年）", ("启东市教育局", 2022)),
        ("汇龙镇", ("启东市汇龙镇人民政府", None)),
        ("2022年度", ("启东市人民政府", 2022)),
        ("详细", ("启东市人民政府", None)),
        ("下载中心", ("启东市人民政府", None)),
    ],
)
def test_the_row_of_the_list_where_the_page_names_neither(anchor, expected):
    assert read(anchor, "政府信息公开工作年度报告") == expected


def test_the_heading_of_a_page_that_is_called_by_its_agency():
    assert read("详细", "市住房公积金中心") == ("启东市住房公积金中心", None)


def test_the_title_of_the_report_goes_before_the_row():
    assert read("市教育局", "首页", "启东市财政局2022年政府信息公开工作年度报告") == ("启东市财政局", 2022)


def test_a_title_that_names_another_thing_gives_no_year():
    assert read("政府网站工作年度报表（2023年度）", "政府信息公开年报") == ("启东市人民政府", None)
