"""Pagers met on portals that no family was written for, and what is said of a pager that leads nowhere."""

from __future__ import annotations

import re

import pytest
from walking import COLUMN, HOME, PADDING, listing, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import shows_more
from harvester.spiders.families.paging import Step

EPORTAL = f"{HOME}/eportal/ui?pageId=7"


@pytest.mark.parametrize(
    "script",
    [
        "var m_nRecordCount = 5; var m_nPageSize = 2; var m_nPageCount = 3;",
        "var maxPage = 3;",
        "var nTotalPage=3, recordTotal=5;",
        'var _PAGE_COUNT="3"; var _PAGE_INDEX="0";',
        "var m_nRecordCount = '5', m_nPageSize = '2'; PageContext.PageNav = new CTRSPageNav(3, '0', 'index', 'html');",
        "</script><ul class='pagination' data-page='1' data-pages='3'></ul><script>",
        "</script><el-pagination :total='5' :page-size='2'></el-pagination><script>",
        "</script><div class='pagination' data-record-count='5' data-page-size='2'></div><script>",
        "</script><div class='pagination' data-total='5' data-size='2' data-current='1'></div><script>",
        "pageTotal: '3'",
        "$('#p').pagination({items: 5, itemsOnPage: 2, hrefTextPrefix: 'index_', hrefTextSuffix: '.html'});",
    ],
)
def test_totals_are_read_whatever_the_script_calls_them(script):
    site = {
        COLUMN: listing([1, 2], f"<script>{script}</script>"),
        f"{COLUMN}index_1.html": listing([3, 4]),
        f"{COLUMN}index_2.html": listing([5]),
    }
    column, rows, _ = walk(site)

    assert rows == [1, 2, 3, 4, 5]
    assert column.close() == ("ok", "")


@pytest.mark.parametrize("label", ["»", ">>", "尾页", "最后一页"])
def test_buttons_turn_a_list_over_by_what_their_value_says(label):
    button = f"""<input type="button" value="{label}" onclick="location.href='{COLUMN}index_2.html'">"""
    column, rows, _ = walk({COLUMN: listing([1, 2], button), f"{COLUMN}index_2.html": listing([3])})

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


def test_the_sign_of_the_last_page_is_the_next_one_where_its_address_counts_one_on():
    """``>>`` alone; elsewhere it is the last page, and pages in between would be missed."""
    first, second = f"{HOME}/nb/list.jsp?cat=8", f"{HOME}/nb/list.jsp?cat=8&cur=2"
    one_on = '<a href="list.jsp?cat=8&cur=2">&gt;&gt;</a>'
    far_on = '<a href="list.jsp?cat=8&cur=4">&gt;&gt;</a>'

    assert walk({first: listing([1], one_on), second: listing([2])}, first)[1] == [1, 2]
    assert walk({first: listing([1], far_on), f"{first}&cur=4": listing([2])}, first)[1] == [1]


def test_a_control_may_keep_its_address_in_an_attribute_of_its_own():
    following = "/eportal/ui?pageId=7&currentPage=2&moduleId=ab"
    pager = f'<a href="javascript:void(0)" tagname="{following}" onclick="query(this)">下一页</a>'

    assert walk({EPORTAL: listing([1], pager), HOME + following: listing([2])}, EPORTAL)[1] == [1, 2]


def test_vsb_pages_that_show_only_the_number_behind_them_are_all_read():
    """``共5条`` and ``<a href="nb/2.htm">2</a>``: neither 下页 nor the number of pages."""
    first, mark = f"{HOME}/zw/nb.htm", "<!--Announced by Visual SiteBuilder 9--><script>_jsq_(1)</script>"
    site = {
        first: listing([1, 2], f"{mark}<a href='nb/3.htm'>2</a>"),
        f"{HOME}/zw/nb/3.htm": listing([3], f"{mark}<a href='2.htm'>3</a>"),
        f"{HOME}/zw/nb/2.htm": listing([4], f"{mark}<a href='1.htm'>4</a>"),
        f"{HOME}/zw/nb/1.htm": listing([5], mark),
    }

    assert walk(site, first)[1] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "control",
    [
        "<a href='javascript:turn(2)'>下一页</a>",
        "<a onclick='turn(0)'>下一页</a><a onclick='turn(6)'>尾页</a>",
        "<span onclick='turn(2)'>2</span>",
    ],
)
def test_a_pager_that_leads_on_where_nobody_can_follow_is_never_silent(control):
    column, rows, asked = walk({COLUMN: listing([1, 2], control)})

    assert (rows, asked) == ([1, 2], ["/nb/"])
    assert column.close() == ("incomplete", "1 list pages read, the next one not")


@pytest.mark.parametrize(("is_absent", "outcome"), [(True, "ok"), (False, "incomplete")])
def test_a_page_that_was_only_looked_for_is_missing_where_its_host_was_in_trouble(is_absent, outcome):
    column = ColumnWalk(COLUMN)
    column.read(ListPage(COLUMN, listing([1, 2]).encode()), Step(COLUMN), 1)
    column.fail(Step(f"{COLUMN}?page=2", probe=True), "timed out", is_absent=is_absent)

    assert column.close()[0] == outcome


@pytest.mark.parametrize("control", ["<a onclick='turn(1)'>下一页</a><a onclick='turn(1)'>尾页</a>", "下一页", ""])
def test_a_pager_that_stays_where_it_is_shows_nothing_more(control):
    column, _, _ = walk({COLUMN: listing([1, 2], control)})

    assert column.close() == ("ok", "")


def test_a_row_whose_handler_opens_it_may_hold_an_anchor_that_leads_nowhere():
    title, opens = "{n}局2023年政府信息公开年度报告", "window.open('./t943{n}.shtml')"
    row = f'<dd onclick="{opens}"><a href="javascript:void(0)">{title}</a></dd>'
    body = "".join(row.format(n=n) for n in range(100, 103))
    column = ColumnWalk(COLUMN)
    reading = column.read(
        ListPage(COLUMN, f"<html><body>{PADDING}<dl>{body}</dl></body></html>".encode()), Step(COLUMN), 1
    )

    assert [row.url for row in reading.rows] == [f"{COLUMN}t943{n}.shtml" for n in range(100, 103)]


@pytest.mark.parametrize(
    ("box", "address"),
    [
        ("<select onchange='location=this.value'>{}</select>", "<option value='/nb/pg{n}.jsp'>{n}/3</option>"),
        ("<select onchange=\"location.href='?yema='+this.value\">{}</select>", "<option value='{n}'>第{n}页</option>"),
    ],
)
def test_a_select_box_of_pages_is_followed(box, address):
    box = box.format("".join(address.format(n=n) for n in (1, 2, 3)))
    pages = [f"{COLUMN}pg{n}.jsp" if "pg" in address else f"{COLUMN}?yema={n}" for n in (2, 3)]
    site = {url: listing([n], box) for n, url in enumerate((COLUMN, *pages), start=1)}

    assert walk(site)[1] == [1, 2, 3]


@pytest.mark.parametrize("sets", ["this.form.page.value={};this.form.submit()", "$('#page').val({});$('#f').submit()"])
def test_a_button_that_sets_the_number_of_its_form_and_sends_it(sets):
    def shown(number):
        button = f'<button type="button" onclick="{sets.format(number + 1)}">下一页</button>' if number < 3 else ""
        return listing(
            [number], f'<form method="get"><input type="hidden" name="page" value="{number}">{button}</form>'
        )

    site = {COLUMN: shown(1)} | {f"{COLUMN}?page={n}": shown(n) for n in (2, 3)}

    assert walk(site)[1] == [1, 2, 3]


@pytest.mark.parametrize(
    "control",
    [
        "<div class='jz' onclick='m()'>加载更多</div>",
        "<a href='javascript:;'>点击加载更多…</a>",
        "<button data-api='/api/nb' data-page='2'>点击加载更多</button>",
        "<p><em>下拉加载更多</em></p>",
        "<script>$(window).scroll(function(){ if (isAtEnd()) { page++; loadMoreList(page); } })</script>",
    ],
)
def test_rows_behind_a_control_that_was_not_pressed_are_missed_aloud(control):
    name, detail = walk({COLUMN: listing([1, 2], control), f"{HOME}/api/nb": '{"list": []}'})[0].close()
    assert name == "incomplete"
    assert "加载更多" in detail


@pytest.mark.parametrize(
    "control",
    [
        "<div style='display: none' onclick='m()'>加载更多</div>",
        "<div class='disabled'>加载更多</div>",
        "<a href='/zwgk/'>查看更多</a>",
        "共2条<div onclick='m()'>加载更多</div>",
        "<script>$(window).scroll(function(){ $('#top').toggle($(this).scrollTop() > 100) })</script>",
    ],
)
def test_a_list_that_is_whole_waits_for_no_press(control):
    assert walk({COLUMN: listing([1, 2], control)})[0].close() == ("ok", "")


def test_no_page_is_asked_for_behind_the_last_one_that_is_linked():
    pager = "".join(f'<a href="?cid=9&page={n}">{n}</a>' for n in (1, 2, 3)) + '<a href="?cid=9&page=3">尾页</a>'
    first = f"{COLUMN}?cid=9&page=1"
    site = {first: listing([1], pager)} | {f"{COLUMN}?cid=9&page={n}": listing([n], pager) for n in (2, 3)}

    assert walk(site, first)[2] == ["/nb/?cid=9&page=1", "/nb/?cid=9&page=2", "/nb/?cid=9&page=3"]


def test_a_short_page_that_looks_like_the_first_one_is_no_stub():
    """A frame of two rows has 300 bytes."""
    first, second = (re.sub("<p>.*</p>", "", listing([n], '<a href="?p=2">下一页</a>')) for n in (1, 2))

    assert walk({COLUMN: first, f"{COLUMN}?p=2": second})[1] == [1, 2]


def test_the_page_among_all_pages_is_not_their_number():
    """``当前页/总页数：1/3``: the first number is this page's."""
    site = {
        COLUMN: listing([1], "<a href='index_2.html'>&gt;</a><span>当前页/总页数：1/2</span>"),
        f"{COLUMN}index_2.html": listing([2], "<span>当前页/总页数：2/2</span>"),
    }
    column, rows, _ = walk(site)

    assert (rows, column.totals.pages) == ([1, 2], 2)


@pytest.mark.parametrize(
    "pager",
    [
        '<div class="fy"><span>1/2</span><a href="index_2.html">2</a></div>',
        '<div class="page"><b>1</b>/<b>2</b>页<a href="index_2.html">2</a></div>',
    ],
)
def test_the_number_of_pages_ends_where_its_element_does(pager):
    column, rows, _ = walk({COLUMN: listing([1], pager), f"{COLUMN}index_2.html": listing([2], pager)})

    assert (rows, column.totals.pages, column.close()) == ([1, 2], 2, ("ok", ""))


@pytest.mark.parametrize(
    ("first", "second"), [("index1", "index2"), ("nb_00000001", "nb_00000002"), ("p0", "p1"), ("1", "2")]
)
def test_where_the_first_page_has_a_number_of_its_own_the_next_one_has_the_number_after_it(first, second):
    site = {f"{COLUMN}{first}.html": listing([1], "共2页"), f"{COLUMN}{second}.html": listing([2], "共2页")}
    _, rows, asked = walk(site, f"{COLUMN}{first}.html")

    assert rows == [1, 2]
    assert asked == [f"/nb/{first}.html", f"/nb/{second}.html"]


@pytest.mark.parametrize("sign", ["&gt;", "›", "→"])
def test_a_sign_alone_leads_to_the_next_page(sign):
    second = f"{COLUMN}p-2.html"
    column, rows, _ = walk({COLUMN: listing([1], f'<a href="p-2.html">{sign}</a>'), second: listing([2])})

    assert (rows, column.close()) == ([1, 2], ("ok", ""))


def test_a_sign_on_a_button_leads_to_the_next_page():
    control = "<input type='button' value='&gt;' onclick=\"location.href='p-2.html'\">"

    assert walk({COLUMN: listing([1], control), f"{COLUMN}p-2.html": listing([2])})[1] == [1, 2]


def test_the_sign_of_the_last_page_is_the_next_one_where_its_parameter_counts_on():
    column = f"{HOME}/list.jsp?urltype=tree&wbtreeid=9397"
    others = {number: f"{HOME}/list.jsp?a5t=3&a5p={number}&a5c=6&urltype=tree&wbtreeid=9397" for number in (2, 3)}
    site = {
        column: listing([1], f'<a href="{others[2]}">»</a>'),
        others[2]: listing([2], f'<a href="{others[3]}">»</a>'),
    }

    assert walk(site | {others[3]: listing([3])}, column)[1] == [1, 2, 3]


def test_the_last_page_of_a_pager_that_counts_rows_shows_nothing_more():
    page = """<form method="post"><input type="hidden" name="pager.offset" value="5"><a href="javascript:go(0)">首页
        </a><a href="javascript:go(5)">尾页</a></form><script>function go(n){ $("#pager.offset").val(n) }</script>"""

    assert not shows_more(ListPage(COLUMN, page.encode()), 2)


@pytest.mark.parametrize("third", [None, listing([1, 2]), "<html>"])
def test_pages_behind_a_broken_one_are_read_and_the_list_is_incomplete(third):
    pages = {number: listing([2 * number - 1, 2 * number]) for number in range(1, 6)} | {3: third}
    scripts = {number: f"<script>createPageHTML(5, {number - 1}, 'index', 'html')</script>" for number in pages}
    names = {number: f"{COLUMN}index_{number - 1}.html" if number > 1 else COLUMN for number in pages}
    site = {names[n]: (page or "").replace("</body>", f"{scripts[n]}</body>") for n, page in pages.items() if page}
    column, rows, _ = walk(site)

    assert (rows, column.close()[0]) == ([1, 2, 3, 4, 7, 8, 9, 10], "incomplete")


@pytest.mark.parametrize(
    "address", ["/nb/{}.htm", "/nb/list.do?id=7&page={}&size=2", "/nb/nb_{:08d}.html", "/nb/?start={}0"]
)
def test_the_address_behind_a_broken_page_is_counted_on_where_the_pager_only_leads_to_the_next_one(address):
    names = {n: HOME + address.format(n) for n in range(2, 7)} | {1: COLUMN}
    pagers = {n: f'<div><a href="{names.get(n + 1, "javascript:")}">下一页</a></div>' for n in names}
    site = {names[n]: listing([2 * n - 1, 2 * n], pagers[n]) for n in names if n not in {3, 4}}
    column, rows, asked = walk(site)

    assert (rows, column.close()[0]) == ([1, 2, 3, 4, 9, 10, 11, 12], "incomplete")
    assert asked == [names[n].removeprefix(HOME) for n in sorted(names)]


@pytest.mark.parametrize("first", [1, 2])
def test_pages_that_only_the_address_of_the_last_one_tells_are_read(first):
    names = {n: f"{HOME}/s/809/a90-{n - 2 + first}.html" for n in range(2, 5)} | {1: COLUMN}
    pager = f"<div><a onclick=\"turn('{names[4]}')\"><i></i></a><a onclick=\"turn('{names[4]}')\">尾 页</a></div>"
    site = {names[n]: listing([2 * n - 1, 2 * n], pager) for n in names}
    column, rows, _ = walk(site)

    assert (rows, column.close()) == ([*range(1, 9)], ("ok", ""))


def test_the_number_of_pages_may_be_held_in_a_hidden_field():
    """The widget calls the pages its total, as if they were articles."""
    pager = """<input type="hidden" id="totalPage" value="2"><script>
        $("#p").pagination({total: 2, callback: function(n){
        location.href = n == 1 ? "index.html" : "index" + "_" + (n-1) + ".html"; }});</script>"""
    column, rows, _ = walk({COLUMN: listing([1, 2, 3], pager), f"{COLUMN}index_1.html": listing([4], pager)})

    assert (rows, column.close()) == ([1, 2, 3, 4], ("ok", ""))


def test_a_next_page_by_row_number_is_no_article_for_the_id_of_its_column():
    first, second = f"{HOME}/nb/columns?categoryId=33", f"{HOME}/nb/columns?categoryId=33&start=1"
    pager = f"<a href='{second}'><img src='n.gif' alt='下一页'></a>"
    column, rows, _ = walk({first: listing([1], pager), second: listing([2])}, first)

    assert (rows, column.close()) == ([1, 2], ("ok", ""))
