"""What stands beside a list and is not of it, and lists whose pages or rows say little of themselves."""

from __future__ import annotations

import pytest
from walking import COLUMN, HOME, PADDING, listing, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.hubs import agency_columns
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

REPORT = "局2023年政府信息公开工作年度报告"


def read(body, url):
    column = ColumnWalk(url)
    return column, column.read(ListPage(url, f"<html><body>{PADDING}{body}</body></html>".encode()), Step(url), 1)


def links(**names):
    return "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in names.items())


MENU = {
    "/zwgk/fdzdgk/": "法定主动公开内容",
    "/zwgk/ysqgk/": "依申请公开",
    "/zwgk/zcwj/": "政策文件",
    "/zwgk/tjxx/": "统计信息",
    "/zwgk/yjgl/": "应急管理",
}


def test_the_menu_of_the_section_in_whose_folder_the_column_stands_is_not_followed():
    column, _ = read(f"<ul>{links(**MENU)}</ul>", f"{HOME}/zwgk/nb.html")

    assert column.children == ()


def test_the_siblings_of_the_column_are_not_followed_wherever_they_stand():
    names = {"./ysq/": "依申请公开", "./zdgk/": "法定主动公开内容", "./szbm/": "市直部门"}
    column, _ = read(f"<ul>{links(**names)}</ul>", COLUMN)

    assert [row.url for row in column.children] == [f"{COLUMN}szbm/"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/zwgk/bmnb/", "部门年报"),
        ("/zwgk/xz/", "各乡镇"),
        ("/zwgk/nb/2023/", "2023年"),
        ("/zwgk/nb/zsdw/", "直属事业"),
        ("/zwgk/jyj/", "清河县教育局"),
    ],
)
def test_what_says_that_it_is_of_the_column_is_followed_from_a_page_in_the_section_s_folder(path, name):
    column, _ = read(f"<ul>{links(**MENU, **{path: name})}</ul>", f"{HOME}/zwgk/nb.html")

    assert [row.url for row in column.children] == [HOME + path]


@pytest.mark.parametrize("address", ["/zwgk/jg/{}/", "/zwgk/nb/bm{}.html", "/zwgk/nb.jsp?dept={}"])
def test_a_page_of_nothing_but_agencies_leads_to_the_column_of_each(address):
    names = {address.format(n): name for n, name in enumerate(("市教育局", "市财政局", "市水利局"), 1)}
    page = ListPage(COLUMN, f"<html><body>{PADDING}<ul>{links(**names)}</ul></body></html>".encode())

    assert [row.url for row in agency_columns(page, COLUMN)] == [HOME + path for path in names]


def news(numbers, pager=""):
    rows = "".join(
        f'<li><a href="/zwgk/tzgg/202401/t20240101_{n}.html">关于举办第{n}届展会的公告</a><b>2024-01-01</b></li>'
        for n in numbers
    )
    return f'<html><body>{PADDING}<ul class="list">{rows}</ul>{pager}</body></html>'


def test_a_list_that_falls_through_into_another_column_of_the_same_folder_ends_there():
    start = f"{HOME}/zwgk/nb_list.shtml"
    site = {
        start: listing([1, 2], '<a href="nb_list_2.shtml">下一页</a>', folder="zwgk/nb"),
        f"{HOME}/zwgk/nb_list_2.shtml": listing([3], '<a href="nb_list_3.shtml">下一页</a>', folder="zwgk/nb"),
        f"{HOME}/zwgk/nb_list_3.shtml": news([4, 5], '<a href="nb_list_4.shtml">下一页</a>'),
    }
    column, rows, asked = walk(site, start)

    assert rows == [1, 2, 3]
    assert asked[-1] == "/zwgk/nb_list_3.shtml"
    assert column.close() == ("ok", "")


def test_numbers_of_eight_digits_are_counted_on_from_the_last_page():
    """Page 2 links to no page 3, but to the last one."""
    last = '<a href="nb_00000003.shtml">尾页</a>'
    site = {
        f"{HOME}/gk/nb.shtml": listing([1, 2], f'<a href="nb_00000002.shtml">2</a>{last}'),
        f"{HOME}/gk/nb_00000002.shtml": listing([3, 4], last),
        f"{HOME}/gk/nb_00000003.shtml": listing([5]),
    }

    assert walk(site, f"{HOME}/gk/nb.shtml")[1] == [1, 2, 3, 4, 5]


def test_a_fraction_in_the_pager_is_the_number_of_pages():
    column, rows, _ = walk({COLUMN: listing([1, 2], '<div id="page">1/3</div>')})

    assert (rows, column.totals.pages, column.close()[0]) == ([1, 2], 3, "incomplete")


@pytest.mark.parametrize("text", ['<div class="swiper-pagination">1/5</div>', '<div class="page">1/12/2024</div>'])
def test_a_slide_show_and_a_date_are_no_number_of_pages(text):
    assert walk({COLUMN: listing([1, 2], text)})[0].close() == ("ok", "")


@pytest.mark.parametrize("ending", ["shtml", "html"])
def test_pages_end_like_the_links_of_a_folder_do_or_as_most_pages(ending):
    pager = '<div id="page">1/2</div>'
    site = {
        COLUMN: listing([1, 2], pager).replace(".html", ".shtml"),
        f"{COLUMN}index_2.{ending}": listing([3], pager.replace("1/", "2/")).replace(".html", ".shtml"),
    }

    assert walk(site)[1] == [1, 2, 3]


ROWS = [(f"{name}{REPORT}", f"/nb/v/{number}.html") for number, name in enumerate(("教育", "财政", "水务"))]


@pytest.mark.parametrize(
    "row",
    [
        '{{"t": "{0}", "u": "{1}"}}',
        "{{bt:'{0}', dz:'{1}', rq:'2024-01-02'}}",
        "['{1}', '{0}', '2024-01-02']",
        '["{0}", "{1}"]',
    ],
)
def test_rows_that_a_script_holds_are_known_by_their_values(row):
    value = ",".join(row.format(title, url) for title, url in ROWS)
    _, reading = read(f"<ul id='u'></ul><script>var o = [{{a: 1}}]; var d=[\n{value}\n];draw(d)</script>", COLUMN)

    assert [(item.title, item.url) for item in reading.rows] == [(title, HOME + url) for title, url in ROWS]


def test_a_script_that_calculates_its_rows_holds_none():
    _, reading = read(f"<script>var d = [f('{ROWS[0][0]}'), {{t: g('/nb/v/1.html'), u: 2}}];</script>", COLUMN)

    assert reading.rows == ()


MORE = """<div id="more" onclick="loadMore()">加载更多</div><script>var n = 1; function loadMore() {
    n++; $.get("/nb/more.jsp", {cid: 5, page: n}, function (rows) { $("#list").append(rows); }); }</script>"""


def fragment(numbers):
    text = listing(numbers)
    return text[text.index("<li>") : text.index("</ul>")]


def test_what_the_script_behind_load_more_asks_for_is_asked_for():
    site = {
        COLUMN: listing([1, 2], MORE),
        f"{HOME}/nb/more.jsp?cid=5&page=2": fragment([3, 4]),
        f"{HOME}/nb/more.jsp?cid=5&page=3": fragment([5]),
        f"{HOME}/nb/more.jsp?cid=5&page=4": "",
    }
    column, rows, _ = walk(site)

    assert rows == [1, 2, 3, 4, 5]
    assert column.close() == ("ok", "")


def test_a_script_that_asks_for_something_is_left_alone_where_the_list_has_no_control_for_more():
    script = MORE.partition("</div>")[2]

    assert walk({COLUMN: listing([1, 2], script)})[2] == ["/nb/"]


@pytest.mark.parametrize(
    "held",
    [
        "<iframe src='xz.html'></iframe>",
        "<object data='xz.html' type='text/html'></object>",
        "<div id='x'></div><script>$('#x').load('xz.html')</script>",
    ],
)
@pytest.mark.parametrize(
    ("pager", "closing"),
    [("", "ok"), ("<a href='xz_1.html'>下一页</a>", "incomplete")],
)
def test_a_frame_beside_the_list_may_hold_more_of_it(held, pager, closing):
    """Its own pager is not followed."""
    column, rows, _ = walk({COLUMN: listing([1, 2], held)})
    step = column.settle().steps[0]
    more = column.read(ListPage(step.url, listing([2, 3], pager).encode()), step, 2)

    assert (rows, step.url, len(more.rows)) == ([1, 2], f"{COLUMN}xz.html", 1)
    assert (more.steps, column.settle(), column.close()[0]) == ((), None, closing)


def test_frames_of_another_folder_are_left_alone():
    assert walk({COLUMN: listing([1, 2], "<iframe src='/weather/'></iframe>")})[0].settle() is None


@pytest.mark.parametrize(("name", "found"), [("历年年报", 1), ("往年政府信息公开年度报告", 1), ("历年预决算", 0)])
def test_reports_that_the_column_has_no_longer_are_columns(name, found):
    column, _, _ = walk({COLUMN: listing([1, 2], f"<a href='/lsnb/'>{name}</a>")})

    assert [row.url for row in column.children] == [f"{HOME}/lsnb/"] * found


def test_more_above_a_few_rows_leads_to_the_column_whose_number_they_bear():
    rows = "".join(f'<li><a href="/art/2024/1/3/art_1501_{n}.html">{n}{REPORT}</a></li>' for n in (1, 2, 3))
    more = '<a href="/col/col1501/index.html">更多</a><a href="/col/col1777/index.html">更多</a>'
    column, _ = read(f"<h3>部门</h3>{more}<ul>{rows}</ul>", f"{HOME}/col/col1500/index.html")

    assert [row.url for row in column.children] == [f"{HOME}/col/col1501/index.html"]
