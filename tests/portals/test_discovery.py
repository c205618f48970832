"""From a home page to the 年报 columns: menus are followed, other yearly reports are not taken for them."""

from __future__ import annotations

import pytest
from small_site import document, menu, reports, rows, small_site

from harvester.demo.server import Answer
from harvester.portals.discovery import discover, find_columns, is_column, leads
from harvester.portals.fetch import Fetcher, Manners
from harvester.spiders.families.page import ListPage

FETCH = Fetcher(Manners(user_agent="test", allow_private=True, delay=0, timeout=5))
HOME = "http://www.example.gov.cn/"
OTHERS = """<div class="links"><a href="/wznb/">政府网站工作年度报表</a><a href="/gjj/ndbg/">公积金年报</a>
<a href="/fzzf/">法治政府建设年度报告</a><a href="/czyjs/">2024年度部门决算</a><a href="/zfgzbg/">政府工作报告</a>
<a href="/tjj/nianbao/">统计年报</a><a href="/yjcg/ndbg.htm">科研年度报告</a></div>"""


def page(body, url=HOME, **facts):
    return ListPage(url, document(body, **facts).encode(), "text/html; charset=utf-8")


def found(body, url=HOME, **facts):
    return [item.url.removeprefix("http://www.example.gov.cn") for item in find_columns(page(body, url, **facts))]


# One page


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


# Several pages


def walked(tmp_path, pages, start="/"):
    with small_site(tmp_path, pages) as site:
        result = discover(site.url + start, FETCH)
        asked = [path for path in site.asked if path != "/robots.txt"]
    columns = {item.url.removeprefix(site.url): item for item in result.columns}
    return columns, asked


def test_from_the_home_page_over_the_menu_to_the_column(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(f'<a href="/zwgk/">政务公开</a><a href="/xw/">新闻</a>{OTHERS}'),
            "/zwgk/": document('<a href="/zfxxgk/">政府信息公开</a>'),
            "/zfxxgk/": document(menu("/a7/b1/", "年报")),
            "/a7/b1/": document(reports(2020, 2021, 2022), title="年报_某县人民政府"),
        },
    )

    assert list(columns) == ["/a7/b1/"]
    assert (columns["/a7/b1/"].name, columns["/a7/b1/"].kind, columns["/a7/b1/"].reports) == ("年报", "list", 3)


def test_a_sibling_leads_to_the_column(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document('<a href="/zfxxgk/sq/">依申请公开</a>'),
            "/zfxxgk/sq/": document(menu("/zfxxgk/nb/")),
            "/zfxxgk/nb/": document(f"{menu('/zfxxgk/nb/')}{reports(2022)}"),
        },
    )

    assert list(columns) == ["/zfxxgk/nb/"]


def test_a_hub_leads_to_its_years_and_the_walk_ends_there(tmp_path):
    columns, asked = walked(
        tmp_path,
        {
            "/": document(f'<a href="/nb/">政府信息公开年报</a><a href="/zfxxgk/">政府信息公开</a>{OTHERS}'),
            "/nb/": document(
                '<a href="/nb/2023/">2023年</a><a href="/nb/2020_504392/">2022年</a>', title="政府信息公开年报"
            ),
            "/nb/2023/": document(reports(2023), title="2023年"),
            "/nb/2020_504392/": document(reports(2022), title="2022年"),
        },
    )

    assert {path: (item.kind, item.year) for path, item in columns.items()} == {
        "/nb/": ("hub", None),
        "/nb/2023/": ("list", 2023),
        "/nb/2020_504392/": ("list", 2022),
    }
    assert asked == ["/", "/nb/", "/nb/2023/", "/nb/2020_504392/"]


def test_a_column_that_holds_something_else_is_refused(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(menu("/x/ndbg/", "年度报告")),
            "/x/ndbg/": document(rows("某县住房公积金2023年年度报告", "某县住房公积金2022年年度报告")),
        },
    )

    assert columns == {}


def test_a_page_that_calls_itself_website_report_is_refused(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(menu("/x/ndbg/", "年度报告")),
            "/x/ndbg/": document(rows("某县2023年度报告", "某县2022年度报告"), title="政府网站工作年度报表_某县"),
        },
    )

    assert columns == {}


@pytest.mark.parametrize(
    "way",
    [
        '<script>location.href="/col/col2/index.html"</script>',
        '<html><head><meta http-equiv="refresh" content="0;url=/col/col2/index.html"></head></html>',
    ],
)
def test_a_page_that_sends_the_browser_on_is_followed(tmp_path, way):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(menu("/col/col1/index.html")),
            "/col/col1/index.html": way,
            "/col/col2/index.html": document(reports(2022, 2023)),
        },
    )

    assert list(columns) == ["/col/col2/index.html"]


def test_a_missing_page_and_the_home_page_in_its_place_are_no_columns(tmp_path):
    home = document(f'{menu("/gone/")}<a href="/soft/">政府信息公开年报</a><a href="/nb/">信息公开年报</a>')
    columns, _ = walked(tmp_path, {"/": home, "/soft/": home, "/nb/": document(reports(2022, 2023))})

    assert list(columns) == ["/nb/"]


def test_the_column_itself_may_be_given(tmp_path):
    columns, asked = walked(tmp_path, {"/nb/": document(reports(2022, 2023), title="政府信息公开年报")}, start="/nb/")

    assert list(columns) == ["/nb/"]
    assert asked == ["/nb/"]


def test_a_column_whose_list_a_script_builds_is_found_by_its_link(tmp_path):
    columns, _ = walked(
        tmp_path, {"/": document(menu("/nb/")), "/nb/": document('<div id="app"></div>', title="某县人民政府")}
    )

    assert (columns["/nb/"].reports, columns["/nb/"].kind) == (0, "list")


def test_a_list_in_a_frame_is_found(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document('<iframe src="/left.html"></iframe>'),
            "/left.html": document(menu("/nb/")),
            "/nb/": document('<iframe name="DataList" src="/list/nb.html"></iframe>'),
            "/list/nb.html": document(reports(2022, 2023)),
        },
    )

    assert columns["/list/nb.html"].reports == 2


def test_a_challenge_is_recorded_and_left_alone(tmp_path):
    blocked = Answer(b"<html><script>$_ts={}</script></html>", "text/html", 412)
    with small_site(tmp_path, {"/": document(menu("/nb/")), "/nb/": blocked}) as site:
        result = discover(f"{site.url}/", FETCH)

    assert result.columns == ()
    assert result.visited[1][1].startswith("blocked_js")


def test_a_portal_of_endless_menus_is_given_up(tmp_path):
    pages = {f"/m{number}/": document(f'<a href="/m{number + 1}/">信息公开</a>{number}') for number in range(60)}
    with small_site(tmp_path, {**pages, "/": document('<a href="/m0/">信息公开</a>')}) as site:
        result = discover(f"{site.url}/", FETCH)

    assert result.columns == ()
    assert len(result.visited) <= 5
