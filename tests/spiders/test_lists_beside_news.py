"""Lists beside news, side bars and menus: which of them a column has, and which is none."""

from __future__ import annotations

import json

import pytest
from walking import COLUMN, PADDING, listing, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.hubs import agency_columns
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

REPORT = "2023年政府信息公开工作年度报告"


def read(body, url=COLUMN):
    column = ColumnWalk(url)
    return column, column.read(ListPage(url, f"<html><body>{PADDING}{body}</body></html>".encode()), Step(url), 1)


def test_news_beside_a_list_that_a_script_builds_are_not_the_list():
    news = "".join(f"<li><a href='/xw/202403/t2024031{n}_{n}.html'>植树活动{n}</a>2024-03-1{n}</li>" for n in range(3))
    column, reading = read(f"<div id='app'></div><ul>{news}</ul><script>new Vue({{el: '#app'}})</script>")

    assert (reading.rows, column.settle(), column.close()[0]) == ((), None, "needs_browser")


def test_news_beside_the_years_of_a_hub_are_no_rows_of_it():
    news = "".join(f"<li><a href='/xw/202403/t2024031{n}_{n}.html'>植树活动{n}</a>2024-03-1{n}</li>" for n in range(3))
    column, reading = read(f"<a href='./2023/'>2023年</a><a href='./2022/'>2022年</a><ul>{news}</ul>")

    assert (reading.rows, column.harvested, len(column.children)) == ((), 0, 2)


NEWS = "".join(f"<li><a href='/xw/202403/t2024031{n}_{n}.html'>植树活动{n}</a>2024-03-1{n}</li>" for n in range(3))
NOTICE = "<p><a href='/doc/202401/t20240115_1.html'>关于编制年度报告的通知</a></p>"


def below(body):
    """A column that a hub led to, whose own page has a menu and a side bar of news as well."""
    hub = f"<html><body>{PADDING}<a href='./2023/'>2023年</a><a href='./2022/'>2022年</a><ul>{NEWS}</ul></body></html>"
    above = ColumnWalk(COLUMN)
    above.read(ListPage(COLUMN, hub.encode()), Step(COLUMN), 1)
    url = f"{COLUMN}2022/"
    column = ColumnWalk(url, hub_links=above.links)
    page = ListPage(url, f"<html><body>{PADDING}<ul>{NEWS}</ul>{body}</body></html>".encode())
    return column, column.read(page, Step(url), 1)


def test_a_year_without_a_report_is_no_shell_where_its_page_has_rows_of_its_own():
    column, reading = below(NOTICE)

    assert ([row.title for row in reading.rows], column.close()) == (["关于编制年度报告的通知"], ("ok", ""))


@pytest.mark.parametrize(
    "body",
    [
        "<p>暂无数据</p>",
        "<a href='../2023/'>2023年</a><a href='./'>2022年</a>",
        f"{NOTICE}<div id='app'></div><script>fetch(where)</script>",
    ],
)
def test_a_year_that_has_none_or_whose_list_a_script_builds_is_not_read_from_its_side_bar(body):
    column, reading = below(body)

    assert (reading.rows, column.close()[0] != "ok") == ((), True)


def test_a_list_in_the_script_is_read_beside_a_side_bar_and_no_row_of_it_is_taken_for_an_interface():
    rows = [{"title": f"{n}局2023年政府信息公开年报", "url": f"/show.jsp?newsid={n}"} for n in range(12)]
    script = f"var page = {{'rows': {json.dumps(rows)}}}; document.getElementById('l').innerHTML = draw(page.rows);"
    site = {COLUMN: f"<html><body>{PADDING}<ul>{NEWS}</ul><ul id='l'></ul><script>{script}</script></body></html>"}
    column = ColumnWalk(COLUMN)
    reading = column.read(ListPage(COLUMN, site[COLUMN].encode()), Step(COLUMN), 1)

    assert len(reading.rows) == 12
    assert not [step for step in reading.steps if "newsid" in step.url]


AGENCIES = [(n, f"某市{name}局", f"/bm{n}/") for n, name in enumerate(("水务", "教育", "民政"), 1)]
NODES = [{"id": n, "name": name, "url": url} for n, name, url in AGENCIES]
ADDED = "".join(f"d.add({n},0,'{name}','{url}');" for n, name, url in AGENCIES)


@pytest.mark.parametrize(
    "script",
    [f"var zNodes = {json.dumps(NODES, ensure_ascii=False)};", f"d = new dTree('d'); d.add(0,-1,'单位'); {ADDED}"],
)
def test_agencies_of_a_menu_that_a_script_draws_are_columns(script):
    page = f"<ul id='tree'></ul><script>{script}</script>"

    assert len(agency_columns(ListPage(COLUMN, page.encode()), COLUMN)) == 3


def test_a_title_that_is_cut_is_no_column_below():
    rows = "".join(f"<li><a href='./{n}.html' title='{n}局{REPORT}'>{n}局2023年…</a>2024-01-0{n}</li>" for n in (1, 2))

    assert read(f"<ul>{rows}</ul>")[0].children == ()


def test_dated_rows_in_folders_of_their_own_are_articles_and_no_columns_below():
    rows = "".join(
        f"<li><a href='./583951{n}/index.html'>{title}</a><span>2024-01-0{n}</span></li>"
        for n, title in enumerate(
            [f"某县{REPORT}", "某县政务公开工作业务培训会召开", "2024年政府网站工作年度报表"], start=1
        )
    )
    column, reading = read(f"<p><a href='./2023/'>2023年</a></p><ul>{rows}</ul>")

    assert len(reading.rows) == 3
    assert [row.title for row in column.children] == ["2023年"]


def test_the_frame_of_an_index_may_be_the_list_of_the_same_folder():
    index, framed = f"{COLUMN}index.shtml", f"{COLUMN}list.shtml"
    shell = f"<html>{PADDING}<iframe name='DataList' src='list.shtml'></iframe></html>"
    column, rows, _ = walk({index: shell, framed: listing([1, 2])}, index)

    assert (rows, column.close()) == ([1, 2], ("ok", ""))
