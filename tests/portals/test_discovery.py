"""One page: the links of it that lead to the 年报 columns; other yearly reports are not taken for them."""

from __future__ import annotations

import pytest
from small_site import OTHERS, document, menu, reports

from harvester.portals.discovery import find_columns, is_column, leads
from harvester.spiders.families.page import ListPage

HOME = "http://www.example.gov.cn/"


def page(body, url=HOME, **facts):
    return ListPage(url, document(body, **facts).encode(), "text/html; charset=utf-8")


def found(body, url=HOME, **facts):
    return [item.url.removeprefix("http://www.example.gov.cn") for item in find_columns(page(body, url, **facts))]


def test_a_link_that_names_the_column_is_enough():
    assert found(f'<a href="/x/y/">政府信息公开年报</a>{OTHERS}') == ["/x/y/"]


@pytest.mark.parametrize(
    "name",
    [
        "政府信息公开年度报告",
        "信息公开工作年度报告",
        "政 府 信 息 公 开 年 报",
        "政府資訊公開年報".replace("資訊", "信息"),
        "某县住房公积金管理中心政府信息公开年报",
        "某县生态环境局政府信息公开年报",
        "政府信息公开年报（历年）",
        "政府信息公开年报 (12)",
    ],
)
def test_the_column_is_named_in_many_ways(name):
    assert found(f'<a href="/x/y/">{name}</a>') == ["/x/y/"]


def test_a_short_name_counts_beside_its_siblings():
    assert found(menu("/x/y/", "年报")) == ["/x/y/"]
    assert found('<a href="/x/y/">年报</a>') == []


def test_a_short_name_counts_with_an_address_that_says_so():
    assert found('<a href="/zwgk/xxgknb/">年度报告</a>') == ["/zwgk/xxgknb/"]
    assert found('<a href="/zwgk/ndbg_old/">年报</a>') == ["/zwgk/ndbg_old/"]


def test_other_yearly_reports_are_not_taken_for_the_column():
    assert found(OTHERS) == []
    assert found(f"{menu('/x/y/')}{OTHERS}") == ["/x/y/"]
    assert found('<a href="/zfxxgknb/wznb/">政府网站年报</a><a href="/xxgknb/tj/">政府信息公开年报图解</a>') == []


def test_the_title_of_one_report_is_no_column():
    assert found('<a href="/xxgk/202501/t20250120_1.html">某县2024年政府信息公开工作年度报告</a>') == []


@pytest.mark.parametrize(
    "way",
    [
        '<li data-url="/x/y/">政府信息公开年报</li>',
        "<span onclick=\"location.href='/x/y/'\">政府信息公开年报</span>",
        '<a href="javascript:;" onclick=\'window.open("/x/y/")\'>政府信息公开年报</a>',
        '<a href="/x/y/" title="政府信息公开年报"><img src="nb.png"></a>',
        '<a href="/x/y/"><img src="nb.png" alt="政府信息公开年报"></a>',
    ],
)
def test_a_column_may_be_behind_a_button_or_a_picture(way):
    assert found(way) == ["/x/y/"]


def test_a_menu_may_be_written_by_a_script():
    script = """<script>var menu=[{name:"政府信息公开指南",url:"/zn/"},{"name":"政府信息公开年报","url":"/x/y/"},
    {name:"政府网站工作年度报表",url:"/wz/"}];</script>"""

    assert found(script) == ["/x/y/"]


def test_tabs_and_fragments_that_name_a_column_are_kept():
    tabs = '<a href="/gkml/?gk=4">政府信息公开年报</a><a href="/gkmlpt/annualreport#2629">信息公开年报</a>'

    assert found(tabs) == ["/gkml/?gk=4", "/gkmlpt/annualreport#2629"]


def test_links_to_other_sites_and_files_are_left_alone():
    away = '<a href="http://www.other.gov.cn/nb/">政府信息公开年报</a><a href="/a/nb.pdf">政府信息公开年报</a>'

    assert found(away) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"title": "政府信息公开年报_某县人民政府"}, True),
        ({"title": "年报", "head": '<meta name="ColumnType" content="政府信息公开年报">'}, True),
        ({"title": "x", "head": '<META NAME="columntype" CONTENT="信息公开年报,其他">'}, True),
        ({"title": "某县人民政府"}, False),
        ({"title": "政府网站工作年度报表_某县人民政府"}, False),
        ({"title": "政府信息公开年报", "head": '<meta name="ColumnName" content="政府网站工作年度报表">'}, False),
        ({"title": "某县2024年政府信息公开工作年度报告_某县人民政府"}, False),
        (
            {
                "title": "x",
                "head": '<meta name="ColumnName" content="政府信息公开年报"><meta name="ArticleTitle" content="某">',
            },
            False,
        ),
    ],
)
def test_a_page_says_itself_whether_it_is_the_column(facts, expected):
    assert is_column(page("", **facts)) is expected


def test_bread_crumbs_name_the_column():
    crumbs = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/zfxxgk/">政府信息公开</a> &gt; 政府信息公开年报</div>'

    assert is_column(page(crumbs)) is True


def test_the_years_of_a_hub_are_its_columns_wherever_they_stand():
    years = "".join(f'<a href="{path}">{text}</a>' for path, text in [
        ("/col/col93261/index.html", "2025年度"), ("/col/col91833/index.html", "2024年"), ("/nb2023/", "2023"),
        ("./2022n/", "2022年政府信息公开年报"),
    ])  # fmt: skip
    hub = page(f"{years}{reports(2024)}", f"{HOME}zfxxgknb/", title="政府信息公开年报")

    assert [(item.year, item.kind) for item in find_columns(hub)] == [
        (year, "year") for year in (2025, 2024, 2023, 2022)
    ]


def test_years_may_be_choices_of_a_list():
    options = '<option value="./2024/">2024年</option><option value="./2023/">2023年</option>'
    choice = f"<select><option>请选择</option>{options}</select>"

    assert found(choice, f"{HOME}zfxxgknb/", title="政府信息公开年报") == ["/zfxxgknb/2024/", "/zfxxgknb/2023/"]


def test_folders_below_a_column_are_parts_of_it_and_its_pages_are_not():
    below = '<a href="./bm/">政府部门</a><a href="./qx/index.html">各区县</a><a href="index_1.html">下一页</a>'

    assert found(below, f"{HOME}zfxxgknb/", title="政府信息公开年报") == ["/zfxxgknb/bm/", "/zfxxgknb/qx/index.html"]


def test_years_on_a_page_of_something_else_are_nothing():
    assert found('<a href="/tj/2024/">2024年</a><a href="/tj/2023/">2023年</a>') == []


def test_a_crawl_that_was_given_a_home_page_is_led_on():
    def led(body, **facts):
        return [item.url.removeprefix("http://www.example.gov.cn") for item in leads(page(body, **facts))]

    assert led(menu("/nb/")) == ["/nb/"]
    assert led('<a href="/zwgk/">政务公开</a><a href="/zfxxgk/">政府信息公开</a>') == ["/zfxxgk/", "/zwgk/"]
    assert led(f"{menu('/nb/')}{reports(2022, 2023)}") == []
    assert led(menu("/nb/"), title="政府信息公开年报") == []
    assert led(OTHERS) == []
