"""List pages whose scripts were made to harm, or cut off in their middle: the rows beside them are read."""

from __future__ import annotations

import pytest
from walking import COLUMN, PADDING

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

ROWS = "".join(
    f'<li><a href="/nb/{year}01/t{year}0130_{year}.html">某县人民政府{year}年政府信息公开工作年度报告</a></li>'
    for year in range(2019, 2024)
)
NEVER_CLOSED = ('{"a":', "a:[", "document.write(", r"\"", "<!-- ", '$.ajax({url:"', "{{  ", "a.b")


@pytest.mark.parametrize("begun", NEVER_CLOSED)
def test_what_is_begun_ten_thousand_times_and_never_closed(begun):
    script = f"var held = {begun * 10_000}"
    body = f"<html><body>{PADDING}<ul>{ROWS}</ul><script>{script}</script></body></html>"
    reading = ColumnWalk(COLUMN).read(ListPage(COLUMN, body.encode()), Step(COLUMN), 1)

    assert len(reading.rows) == 5
