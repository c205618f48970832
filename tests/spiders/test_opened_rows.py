"""Rows whose address a handler, a function or a script of the page makes."""

from __future__ import annotations

import html
import time

import pytest
from rows_read import COLUMN, MENU, NAME, SIDE, WANTED, rows

from harvester.spiders.families.hubs import child_columns
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import read_rows


@pytest.mark.parametrize(
    ("handler", "function"),
    [
        ("onclick=\"showInfo('4012')\"", 'function showInfo(id){ window.open("/info/detail.html?id=" + id); }'),
        ('onclick="return view(4012)"', "function view(n) {\n  location.href = './detail.html?id='+n+'&t=1';\n}"),
        ("href=\"javascript:go('4012')\"", 'function go(x){ var w = window.open("detail.html?id="+x, "_blank"); }'),
        ('id="4012" onclick="go(this.id)"', 'function go(x){ window.open("detail.html?id="+x); }'),
        ('data-id="4012"', '$("a").click(function(){ location.href = "detail.html?id=" + $(this).data("id"); })'),
        ('infoid="4012"', '$("a").click(function(){ location = "detail.html?id=" + $(this).attr("infoid"); })'),
        ('data-info-id="4012"', 'a.onclick = e => { let n = e.dataset.infoId; open("detail.html?id=" + n) }'),
        ('data-no="4012" onclick="go(this)"', "function go(o){ open('detail.html?id=' + o.getAttribute('data-no')) }"),
    ],
)
def test_a_function_of_the_page_puts_the_address_together(handler, function):
    href = "" if handler.startswith("href") else 'href="javascript:void(0)"'
    found = rows(f"<ul><li><a {href} {handler}>{NAME}</a><span>2024-01-15</span></li></ul><script>{function}</script>")
    assert [row.title for row in found] == [NAME]
    assert "detail.html?id=4012" in found[0].url


@pytest.mark.parametrize(
    "body",
    [
        'var u = "/info/" + type + "/" + id + ".html"; window.open(u);',
        "window.open(ctx + '/info/' + type + '/' + id + '.html?t=' + new Date())",
    ],
)
def test_a_function_may_take_more_than_one_argument(body):
    (row,) = rows(
        f"""<ul><li><a href="javascript:;" onclick="view('4012', 'nb')">{NAME}</a><span>2024-01-15</span></li></ul>
        <script>function view(id, type){{ {body} }}</script>"""
    )

    assert row.url.startswith("http://www.x.gov.cn/info/nb/4012.html")


def test_years_whose_function_loads_a_page_of_their_name():
    years = "".join(f"<span onclick='show({year})'>{year}年</span>" for year in (2023, 2022))
    script = """<script>function show(y){ $("#list").load("list_" + y + ".html"); }</script>"""
    page = ListPage(COLUMN, f"<html><body><div>{years}</div>{script}</body></html>".encode())

    assert [row.url for row in child_columns(page, COLUMN)] == [f"{COLUMN}list_2023.html", f"{COLUMN}list_2022.html"]


def test_a_handler_whose_function_the_page_does_not_hold_leads_nowhere():
    assert rows(f"<ul><li><a href='javascript:;' onclick=\"showInfo('4012')\">{NAME}</a>2024-01-15</li></ul>") == ()


BOXES = {
    "addresses": ("", ["/nb/2023/report.html", "/nb/2022/report.html"]),
    "a handler that puts them together": ("location.href='/nb/'+this.value+'/report.html'", ["2023", "2022"]),
    "a handler that looks the option up": (
        "window.open('/nb/' + this.options[this.selectedIndex].value + '/report.html')",
        ["2023", "2022"],
    ),
    "a function of the page": ("go(this.value)", ["2023", "2022"]),
}


@pytest.mark.parametrize(("handler", "values"), BOXES.values(), ids=BOXES)
def test_the_options_of_a_select_box_are_rows_where_they_are_reports(handler, values):
    options = "".join(
        f'<option value="{value}">某局{year}年政府信息公开工作年度报告</option>'
        for value, year in zip(values, (2023, 2022), strict=True)
    )
    script = "<script>function go(v){ window.location = '/nb/' + v + '/report.html'; }</script>"
    box = f'{script}<select onchange="{handler}"><option value="">请选择</option>{options}</select>'
    links = (
        '<select><option value="http://www.mof.gov.cn/">财政部</option><option value="/jyj/">教育局</option></select>'
    )
    found = read_rows(ListPage(COLUMN, f"<html><body>{box}{links}</body></html>".encode()), COLUMN)

    assert [row.url.removeprefix("http://www.x.gov.cn") for row in found.rows] == [
        "/nb/2023/report.html",
        "/nb/2022/report.html",
    ]


def test_a_box_of_thousands_with_an_endless_handler_is_read_in_its_time():
    options = "".join(f'<option value="{number}">{NAME}</option>' for number in range(2000))
    handler = "go(" + "this.value+" * 20_000
    page = ListPage(COLUMN, f'<html><body><select onchange="{handler}">{options}</select></body></html>'.encode())
    began = time.process_time()
    read_rows(page, COLUMN)

    assert time.process_time() - began < 10


ROW = '<li><a href="./202401/t20240115_1.html">{}</a><span>2024-01-15</span></li>'
WRITES = "document.write('<li><a href=\"./202401/t20240115_1.html\">'); document.write('{}</a>2024-01-15</li>');"
WROTE = """<script>document.write('<li><a href="./202401/t20240115_1.html">' + cut("{}", 30) +
'</a>' + day('2024-01-15'));
document.write("<a href='" + other + "'>{}</a>");</script>"""


@pytest.mark.parametrize(
    "held",
    [
        f"<script>{WRITES.format(NAME)}</script>",
        WROTE.format(NAME, NAME),
        f'<textarea id="data" style="display:none">{html.escape(ROW.format(NAME))}</textarea>',
        f'<script type="text/template">{ROW.format(NAME)}</script>',
        f'<iframe srcdoc="{html.escape(ROW.format(NAME))}"></iframe>',
        f'<script type="text/template">共 1 条 <!-- 列表 -->{ROW.format(NAME)}</script>',
    ],
)
def test_rows_that_a_page_holds_as_markup_for_its_script(held):
    template = '<script type="text/html"><li><a href="{{url}}">{{title}}</a></li></script>'

    assert rows(f"{MENU}<ul>{template}{held}</ul>{SIDE}") == (WANTED,)


def test_a_handler_that_opens_an_address_without_an_ending_leads_there():
    found = rows(f"<table><tr onclick=\"location='content/d22'\"><td>{NAME}</td><td>2024-01-15</td></tr></table>")

    assert [row.url for row in found] == [f"{COLUMN}content/d22"]


@pytest.mark.parametrize(
    ("href", "script", "url"),
    [
        ("#/detail?id=7", '$.get("/api/list?page=" + id); $.get("/api/article?id=" + id, show)', "/api/article?id=7"),
        ("#!/nb/42", "fetch('/api/content/' + id + '.json')", "/api/content/42.json"),
    ],
)
def test_a_row_that_opens_within_the_page_leads_to_what_its_script_asks_for(href, script, url):
    found = rows(f"<ul><li><a href='{href}'>{NAME}</a><i>2024-01-15</i></li></ul><script>{script}</script>")

    assert [row.url.endswith(f".gov.cn{url}") for row in found] == [True]


@pytest.mark.parametrize("script", ['location.hash = "#/detail?id=" + id', '$.get("/api/list?page=" + id)', ""])
def test_without_such_a_script_it_leads_nowhere(script):
    assert rows(f"<ul><li><a href='#/detail?id=7'>{NAME}</a></li></ul><script>{script}</script>") == ()
