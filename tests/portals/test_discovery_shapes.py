"""Home pages of many shapes: the column is found wherever the menu stands, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from small_site import OTHERS, document, reports, rows
from test_discovery_walk import walked

COLUMN = "/a/b1/"
LINK = f'<a href="{COLUMN}">政府信息公开年报</a>'
ESCAPED = LINK.replace('"', '\\"')
TAGS = '<meta name="ColumnName" content="公开工作"><meta name="ColumnType" content="政府信息公开年报">'
LIST = document(reports(2022, 2023), title="公开工作")
MENUS = {
    "written_by_a_script_of_the_page": {"/": f"<script>document.write('<ul><li>{LINK}</li></ul>');</script>"},
    "written_with_escaped_quotes": {"/": f'<script>var m = "<p>{ESCAPED}</p>"; show(m);</script>'},
    "written_by_a_file": {
        "/": '<script src="/js/topmenu.js"></script>',
        "/js/topmenu.js": f"document.write('{LINK}')",
    },
    "below_the_page_of_the_government": {
        "/": '<a href="/xxgk/">政府信息公开</a>',
        "/xxgk/": '<a href="/xxgk/zf/">县政府</a><a href="/xxgk/bm/">县政府部门</a>',
        "/xxgk/zf/": LINK,
    },
}


@pytest.mark.parametrize("shape", MENUS)
def test_the_menu_may_stand_anywhere(tmp_path, shape):
    pages = {path: document(body + OTHERS) if path.endswith("/") else body for path, body in MENUS[shape].items()}
    columns, _ = walked(tmp_path, pages | {COLUMN: LIST})

    assert list(columns) == [COLUMN]


def test_the_only_link_of_a_front_page_leads_into_the_site(tmp_path):
    columns, _ = walked(tmp_path, {"/": "<a href='/in/'><img src='/bg.jpg'></a>", "/in/": LINK, COLUMN: LIST})

    assert list(columns) == [COLUMN]


@pytest.mark.parametrize(
    "column", [document(rows("2022年度", "2023年度"), head=TAGS), LIST], ids=["by_its_tags", "by_its_reports"]
)
def test_a_link_with_the_short_name_alone_is_looked_at_and_its_page_tells(tmp_path, column):
    home = document(f'<a href="{COLUMN}">年度报告</a><a href="/dt/">工作动态</a>{OTHERS}')
    columns, _ = walked(tmp_path, {"/": home, COLUMN: column})

    assert list(columns) == [COLUMN]


@pytest.mark.parametrize(
    "titles",
    [
        ("某县住房公积金2022年年度报告", "某县住房公积金2023年年度报告"),
        ("某县2022年政府网站工作年度报表", "某县2023年政府网站工作年度报表"),
        ("某县2022年法治政府建设年度报告", "某县2023年法治政府建设年度报告"),
        ("2022年年度报告", "2023年年度报告"),
    ],
)
def test_yearly_reports_of_something_else_behind_such_a_link_are_not_taken(tmp_path, titles):
    home = document(f'<a href="{COLUMN}">年度报告</a>{OTHERS}')
    columns, _ = walked(tmp_path, {"/": home, COLUMN: document(rows(*titles), title="年度报告")})

    assert columns == {}
