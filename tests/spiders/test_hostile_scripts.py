"""List pages whose scripts were made to harm, or cut off in their middle: the rows beside them are read."""

from __future__ import annotations

import pytest
from walking import COLUMN, HOME, PADDING

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.rows import read_rows

ROWS = "".join(
    f'<li><a href="/nb/{year}01/t{year}0130_{year}.html">某县人民政府{year}年政府信息公开工作年度报告</a></li>'
    for year in range(2019, 2024)
)
NEVER_CLOSED = (
    '{"a":',
    "a:[",
    "document.write(",
    r"\"",
    "<!-- ",
    '$.ajax({url:"',
    "{{  ",
    "a.b",
    "/* ",
    "page",
    "pageCount:x,",
)


@pytest.mark.parametrize("begun", NEVER_CLOSED)
def test_what_is_begun_ten_thousand_times_and_never_closed(begun):
    script = f"var held = {begun * 10_000}"
    body = f"<html><body>{PADDING}<ul>{ROWS}</ul><script>{script}</script></body></html>"
    reading = ColumnWalk(COLUMN).read(ListPage(COLUMN, body.encode()), Step(COLUMN), 1)

    assert len(reading.rows) == 5


@pytest.mark.parametrize(
    "begun", ['<li><a href="/nb/{}.html">某县{}局', "<ul><li><a href='/nb/t1.html'>", "<p><a href='/x/'>"]
)
def test_links_that_are_never_closed_end_where_the_next_begins(begun):
    rows = "".join(begun.format(n, n) for n in range(400))
    page = ListPage(COLUMN, f"<html><body>{PADDING}<ul>{ROWS}</ul><div>{rows}</div></body></html>".encode())

    assert max(len(link.xpath("ancestor::a")) for link in page.tree.iter("a")) == 0
    assert {row.url for row in read_rows(page, COLUMN).rows} >= {f"{HOME}/nb/202301/t20230130_2023.html"}
