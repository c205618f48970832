"""Pagers that promise pages which the server does not have: the column is short, and says so."""

from __future__ import annotations

import pytest
from served import closing_of, crawl_of
from walking import HOME, listing, walk

from harvester.demo.server import Answer

COLUMN = "/nb/list.jsp?id=7"
NUMBERS = "".join(f'<a href="list.jsp?id=7&page={n}">{n}</a>' for n in (1, 2, 3))
BACK = '<a href="list.jsp?id=7&page=1">首页</a>'
CHOICE = (
    "<select onchange=\"location.href='list.jsp?id=7&page='+this.value\">"
    '<option value="1">1</option><option value="2">2</option></select>'
)
HANDLER = (
    '<a href="javascript:toPage(2)">下一页</a><a href="javascript:toPage(5)">尾页</a>'
    '<script>function toPage(n){location.href="list.jsp?id=7&page="+n}</script>'
)
SHORT = "1 list pages read, the pager shows more"


@pytest.mark.parametrize(
    "pager",
    [
        NUMBERS,
        f'{BACK}<a href="list.jsp?id=7&page=2">下一页</a><a href="list.jsp?id=7&page=6">尾页</a>',
        '<a href="list.jsp?id=7&page=2">下一页</a>',
        CHOICE,
        HANDLER,
    ],
    ids=["numbers", "last", "next", "choice", "handler"],
)
def test_a_server_that_shows_page_1_whatever_page_is_asked_for_makes_the_column_incomplete(tmp_path, pager):
    crawled, _ = crawl_of(tmp_path, lambda asked: asked.path == "/nb/list.jsp" and listing([1, 2], pager), COLUMN)
    closing = closing_of(crawled)

    assert (closing["outcome"], closing["harvested"], closing["pages"]) == ("incomplete", 2, 1)
    assert closing["detail"].startswith(SHORT)
    assert "page=2 (nothing new)" in closing["detail"]


@pytest.mark.parametrize(
    "pager",
    [
        f'{BACK}<a href="list.jsp?id=7&page=1">下一页</a><a href="list.jsp?id=7&page=1">尾页</a>',
        "<a>1</a><a class='disabled'>下一页</a>",
        f"共2条{NUMBERS}",
        f"第1页 共1页{NUMBERS}",
    ],
    ids=["controls_that_lead_back", "controls_that_lead_nowhere", "every_article_is_there", "one_page_declared"],
)
def test_a_pager_that_promises_nothing_more_leaves_the_column_whole(tmp_path, pager):
    crawled, _ = crawl_of(tmp_path, lambda asked: asked.path == "/nb/list.jsp" and listing([1, 2], pager), COLUMN)

    assert [column["outcome"] for column in crawled.columns] == ["ok"]


def test_numbers_that_only_a_script_knows_promise_pages_and_those_of_slides_do_not():
    numbers = "<b>1</b><a href='javascript:void(0)'>2</a><a href='javascript:void(0)'>3</a>"
    column, _, _ = walk({f"{HOME}/nb/": listing([1, 2], f"<div class='fy'>{numbers}</div>")})
    places = "<b>1</b><a href='#p2'>2</a><a href='#p3'>3</a>"
    slides, _, _ = walk({f"{HOME}/nb/": listing([1, 2], f"<div class='banner'>{numbers}</div>")})

    whole, _, _ = walk({f"{HOME}/nb/": listing([1, 2], f"<div class='fy'>{places}</div>")})

    assert (column.close(), slides.close(), whole.close()) == (("incomplete", SHORT), ("ok", ""), ("ok", ""))


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("$('li').hide().slice(2 * n - 2, 2 * n).show();", "ok"),
        ("for (var i in rows) { rows[i].style.display = i < n ? '' : 'none'; }", "ok"),
        ("$('#wait').show(); $.get('/nb/rows.do', {ye: n}, draw);", "incomplete"),
    ],
)
def test_a_pager_that_only_shows_and_hides_the_rows_of_its_page_promises_none(body, outcome):
    numbers = "<a href='javascript:turn(1)'>1</a><a href='javascript:turn(2)'>2</a>"
    script = f"<script>function turn(n) {{ {body} }}</script>"

    assert walk({f"{HOME}/nb/": listing([1, 2], f"{numbers}{script}")})[0].close()[0] == outcome


def test_a_next_page_that_leads_to_the_front_page_is_missing(tmp_path):
    def answer(asked):
        if asked.path == "/nb/index_1.html":
            return Answer(b"", "text/html", 302, headers={"Location": "/"})
        return (
            listing([1, 2], '<a href="index_1.html">下一页</a>')
            if asked.path == "/nb/"
            else listing([8, 9], folder="xw")
        )

    crawled, _ = crawl_of(tmp_path, answer, "/nb/")

    assert closing_of(crawled)["outcome"] == "incomplete"
    assert [url[-16:] for url in crawled.by_outcome(role="list")["soft_404"]] == ["/nb/index_1.html"]


def test_a_last_page_whose_next_one_is_itself_ends_the_list():
    home = "http://www.x.gov.cn"
    pages = {f"{home}/nb/list.jsp?id=7{f'&page={n}' * (n > 1)}": min(n, 2) for n in (1, 2, 3)}
    site = {url: listing([n], f'<a href="list.jsp?id=7&page={n + 1}">下一页</a>') for url, n in pages.items()}
    column, rows, _ = walk(site, f"{home}{COLUMN}")

    assert rows == [1, 2]
    assert column.close() == ("ok", "")


@pytest.mark.parametrize(
    ("second", "closing"),
    [
        ("<html><h1>服务异常</h1></html>", ("incomplete", "1 list pages read, the next one not")),
        ("<html><body><a href='/nb/'>首页</a><p>暂无信息</p></body></html>", ("ok", "")),
        ("<ul></ul>", ("ok", "")),
    ],
)
def test_a_page_without_rows_ends_the_list_unless_it_knows_nothing_of_it(second, closing):
    first = listing([1, 2], '<a href="/nb/2.html">下一页</a>')
    outcome, detail = walk({f"{HOME}/nb/": first, f"{HOME}/nb/2.html": second})[0].close()

    assert (outcome, detail.partition(";")[0]) == closing


def test_serial_numbers_that_lead_to_the_articles_promise_no_page():
    link = '<td><a href="/nb/a_{n}.html">'
    cells = f"{link}{{n}}</a></td>{link}{{n}}局2023年政府信息公开年度报告</a></td>"
    rows = "".join(f"<tr>{cells.format(n=n)}</tr>" for n in (1, 2, 3))
    column, _, _ = walk({"http://www.x.gov.cn/nb/": f"<html><body><table>{rows}</table></body></html>"})

    assert column.close() == ("ok", "")


def test_a_total_that_leaves_out_a_row_hides_no_page_that_the_pager_has_a_number_for():
    first = listing([1, 2, 3], '共3条 <a href="list_2.html">2</a>')
    column, rows, _ = walk({f"{HOME}/nb/": first, f"{HOME}/nb/list_2.html": listing([4], "共3条")})

    assert (rows, column.close()) == ([1, 2, 3, 4], ("ok", ""))


TABS = "<ul><li class='on' data-id='11'>县政府</li><li data-id='{}'>县直部门</li>{}</ul>"


@pytest.mark.parametrize(
    ("tabs", "closing"),
    [
        (TABS.format(12, ""), ("incomplete", "only a form or a script of the page shows 县直部门")),
        (TABS.format(12, "<li data-id='0'>全部</li>"), ("ok", "")),
        (TABS.replace("11", "1").format(2, ""), ("ok", "")),
    ],
)
def test_groups_that_a_tab_holds_for_a_script_make_a_list_incomplete(tabs, closing):
    column, _, _ = walk({f"{HOME}/nb/": listing([1, 2], tabs)})

    assert column.close() == closing
