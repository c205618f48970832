"""Tables that ask for their rows by parameters of their own."""

from __future__ import annotations

import pytest
from walking import COLUMN, HOME

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.shells import calls_of

TABLE = "$('#t').bootstrapTable({url: '/nb/rows', pageSize: 5%s})"
CHOSEN = ", queryParams: function (p) { return {cid: '9', %s}; }"


@pytest.mark.parametrize(
    ("made", "asked"),
    [
        ("layui.table.render({url: '/nb/rows', where: {cid: 9}, page: true, limit: 5})", "page=2&limit=5&cid=9"),
        (TABLE % "", "offset=5&limit=5"),
        ((TABLE % CHOSEN) % "begin: p.offset, n: p.limit", "cid=9&begin=5&n=5"),
        ((TABLE % CHOSEN) % "pageNum: (p.offset / p.limit) + 1", "cid=9&pageNum=2"),
        ("$('#t').DataTable({ajax: {url: '/nb/rows', data: {cid: 9}}})", "start=10&length=10&cid=9"),
        ("$('#t').jqGrid({url: '/nb/rows?cid=9', rowNum: 5})", "cid=9&page=2&rows=5"),
    ],
)
def test_a_table_asks_for_its_second_page(made, asked):
    call, *_ = calls_of(ListPage(COLUMN, f"<html><table id='t'></table><script>{made}</script></html>".encode()))

    assert call.step(2).url == f"{HOME}/nb/rows?{asked}"


def test_a_table_whose_options_stand_in_the_page_posts_them():
    options = "url: '/nb/rows', pagination: true, pageSize: 5"
    page = f'<html><table class="easyui-datagrid" data-options="{options}"></table></html>'
    call, *_ = calls_of(ListPage(COLUMN, page.encode()))

    assert (call.step(2).url, call.step(2).form) == (f"{HOME}/nb/rows", (("page", "2"), ("rows", "5")))
