"""Lists of years that a program must look for: tabs, forms, values of a script, the menu of one year's column."""

from __future__ import annotations

import json

import pytest
from walking import COLUMN, HOME, PADDING

from harvester.spiders.entry import EntryWalk
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.json_rows import json_rows
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from tests.spiders.test_hidden_lists import REPORT, ROWS, read


@pytest.mark.parametrize(
    "grouped",
    [
        {"data": [{"year": 2023, "items": ROWS[:2]}, {"year": 2022, "items": ROWS[2:]}]},
        {"2023": ROWS[:2], "2022": ROWS[2:], "menu": [{"title": "首页", "url": "/"}]},
        [{"name": "2023年", "children": ROWS[:2]}, {"name": "2022年", "children": ROWS[2:]}],
    ],
)
def test_lists_of_several_years_in_one_answer_or_one_script(grouped):
    held = f"<div id='l'></div><script>var nb = {json.dumps(grouped, ensure_ascii=False)};</script>"
    found = [json_rows(grouped, COLUMN), Generic(COLUMN).rows(ListPage(COLUMN, held.encode()))]

    for rows in found:
        assert {row.url for row in (*rows.rows, *rows.others)} == {f"{HOME}/nb/v/{n}.html" for n in (1, 2, 3)}


def test_values_of_a_script_that_hold_a_year_each():
    held = "".join(f"var y{n} = {json.dumps([row], ensure_ascii=False)};" for n, row in enumerate(ROWS))

    assert len(read(f"<ul id='list'></ul><script>{held}</script>")[1].rows) == 3


@pytest.mark.parametrize(
    ("column_url", "tabs", "children"),
    [
        (f"{HOME}/gk/nb/", ("/gk/nb/", "/gk/nb23/", "/gk/nb22/"), ["/gk/nb23/", "/gk/nb22/"]),
        (f"{HOME}/gk/2024n/", ("/gk/2024n/", "/gk/2023n/", "/gk/2022n/"), []),
        (f"{HOME}/gk/nb.aspx?cid=5", tuple(f"nb.aspx?cid=5&year={y}" for y in (2024, 2023, 2022)), None),
    ],
    ids=["the_newest_year_by_default", "one_year_was_asked_for", "years_by_parameter"],
)
def test_tabs_of_years_are_followed_unless_the_column_is_that_of_one_year(column_url, tabs, children):
    menu = "".join(f'<a href="{tab}">{year}年</a>' for tab, year in zip(tabs, (2024, 2023, 2022), strict=True))
    rows = "".join(f"<li><a href='/a/{n}.html'>某局{REPORT}</a></li>" for n in range(4))
    column, reading = read(f"<div class='tabs'>{menu}</div><ul>{rows}</ul>", column_url)
    found = [row.url.removeprefix(HOME) for row in column.children]

    assert len(reading.rows) == 4
    assert found == ([f"/gk/{tab}" for tab in tabs] if children is None else children)


def test_who_gives_the_address_of_one_year_s_column_gets_those_of_the_other_years():
    years = "".join(f'<a href="/gk/{year}n/">{year}年</a>' for year in (2024, 2023, 2022))
    column = EntryWalk(f"{HOME}/gk/2023n/")
    page = f"<html>{PADDING}<div>{years}</div><ul><li><a href='/a/1.html'>某局{REPORT}</a></li></ul></html>"
    reading = column.read(ListPage(column.column_url, page.encode()), Step(column.column_url), 1)

    assert [row.url for row in reading.rows] == [f"{HOME}/a/1.html"]
    assert [row.url for row in column.children] == [f"{HOME}/gk/2024n/", f"{HOME}/gk/2022n/"]


@pytest.mark.parametrize(
    ("control", "address"),
    [
        (
            "<form action='/nb.do'><input type='hidden' name='chl' value='5'><select name='nd'>{}</select></form>",
            "nb.do?chl=5&nd=",
        ),
        ("<form><select name='nd' onchange='this.form.submit()'>{}</select></form>", "nb/?nd="),
    ],
)
def test_years_of_a_form_are_columns(control, address):
    options = "".join(f"<option value='{year}'>{year}年</option>" for year in (2022, 2023))
    column, _ = read(control.format(options))

    assert [row.url for row in column.children] == [f"{HOME}/{address}{year}" for year in (2022, 2023)]


def test_a_form_in_which_something_is_typed_is_a_search():
    years = "<option value='2022'>2022</option><option value='2023'>2023</option>"
    box = f"<form action='/search.do'><input name='word'><select name='nd'>{years}</select></form>"

    assert read(box)[0].children == ()


@pytest.mark.parametrize(
    "tab",
    [
        "<a href='javascript:show({0})'>{0}年</a>",
        "<li onclick='show({0})'>{0}年</li>",
        "<span onclick='show({0})'>{0}</span>",
    ],
)
def test_years_whose_function_asks_an_interface_are_columns(tab):
    tabs = "".join(tab.format(year) for year in (2022, 2023))
    script = 'function show(y){ $.getJSON("/api/nb.json?year=" + y, fill) }'
    column, _ = read(f"{tabs}<script>{script}</script>")

    assert [row.url for row in column.children] == [f"{HOME}/api/nb.json?year={year}" for year in (2022, 2023)]
