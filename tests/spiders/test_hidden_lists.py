"""Lists that stand where a reader finds them and a program must look: script files, values of a script, other tabs."""

from __future__ import annotations

import json

import pytest
from walking import COLUMN, HOME, PADDING, listing, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.json_rows import json_rows
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

ROWS = [{"articleTitle": f"{n}局2023年政府信息公开年度报告", "articleUrl": f"/nb/v/{n}.html"} for n in (1, 2, 3)]
LINKS = "".join(f'<p><a href="{row["articleUrl"]}">{row["articleTitle"]}</a></p>' for row in ROWS)
NAMED = "[" + ",".join(f"{{t: '{row['articleTitle']}', u: '{row['articleUrl']}', d: a}}" for row in ROWS) + "]"
REPORT = "2023年政府信息公开工作年度报告"


def read(body, url=COLUMN):
    column = ColumnWalk(url)
    return column, column.read(ListPage(url, f"<html><body>{PADDING}{body}</body></html>".encode()), Step(url), 1)


@pytest.mark.parametrize(
    "script",
    [
        f"var rows = {json.dumps(ROWS, ensure_ascii=False)}; draw(rows);",
        f"window.__INITIAL_STATE__={json.dumps({'menu': [{'name': '首页', 'url': '/'}], 'list': ROWS})};",
        f"render({json.dumps({'data': ROWS})})",
        f"show({NAMED}, '2024-01-01')",
        "".join(f"row('{row['articleTitle']}', '{row['articleUrl']}', '2024');" for row in ROWS),
        "var s = '';"
        + "".join(f"s += \"<li><a href='{r['articleUrl']}'>{r['articleTitle']}</a></li>\";" for r in ROWS),
        f"$('#list').html('{LINKS}');",
        f"list.innerHTML = `{LINKS}`;",
        "".join(f"a[{n}] = ['{ROWS[n]['articleTitle']}','{ROWS[n]['articleUrl']}'];" for n in range(3)),
        "".join(f"a.push({json.dumps(row, ensure_ascii=False)});" for row in ROWS),
    ],
)
def test_a_list_that_is_a_value_of_the_page_s_script(script):
    _, reading = read(f"<ul id='list'></ul><script>var menu = [{{a: 1}}]; {script}</script>")

    assert [row.url for row in reading.rows] == [f"{HOME}/nb/v/{n}.html" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "held",
    [
        f"<script>var rows = JSON.parse({json.dumps(json.dumps(ROWS))});</script>",
        "<script>var rows = JSON.parse('{}')</script>".format(json.dumps({"list": ROWS}).replace("\\", "\\\\")),
        f"<nb-list :rows='{json.dumps(ROWS, ensure_ascii=False)}'></nb-list>",
        f"<div data-list='{json.dumps({'total': 3, 'rows': ROWS})}'></div>".replace('"', "&quot;"),
    ],
)
def test_a_list_that_is_a_string_of_the_page_s_script_or_an_attribute(held):
    _, reading = read(f"<ul id='list'></ul>{held}")

    assert [row.url for row in reading.rows] == [f"{HOME}/nb/v/{n}.html" for n in (1, 2, 3)]


def test_menus_in_a_script_are_no_list():
    menu = json.dumps([{"title": "政府信息公开指南", "url": "/zn/"}, {"title": "政府信息公开年报", "url": "/nb/"}])

    assert not read(f"<script>var menu = {menu};</script>")[1].rows


def test_a_script_file_may_hold_the_list_itself():
    column, opened = read("<ul id='l'></ul><script src='nb.js'></script>")
    code = f"var nb = {json.dumps(ROWS, ensure_ascii=False)};"
    reading = column.read(ListPage(f"{COLUMN}nb.js", code.encode(), "application/javascript"), opened.steps[0], 1)

    assert [row.url for row in reading.rows] == [f"{HOME}/nb/v/{n}.html" for n in (1, 2, 3)]


def test_the_interface_is_named_in_a_script_file_and_its_column_in_the_page():
    column, opened = read(
        "<script>var colId = 'c7';</script><script src='/js/jquery.js'></script><script src='/js/nb.js'>"
    )
    code = "/* $.get('/old.do') */ $.ajax({url: '/api/article/page', data: {colId: colId, current: n, size: 10}})"
    step = opened.steps[0]
    asked = column.read(ListPage(step.url, code.encode(), "application/javascript"), step, 1)

    assert [item.url for item in opened.steps] == [f"{HOME}/js/nb.js"]
    assert [item.url for item in asked.steps] == [f"{HOME}/api/article/page?colId=c7&current=1&size=10"]


def test_an_interface_whose_address_begins_in_another_script_file():
    files = "<script src='/js/conf.js'></script><script src='/js/nb.js'></script>"
    site = {
        COLUMN: f"<html>{PADDING}<div id='app'></div>{files}</html>",
        f"{HOME}/js/conf.js": 'window.conf = {base: "/api/v1"}',
        f"{HOME}/js/nb.js": 'axios.get(window.conf.base + "/list", {params: {page: p}})',
        f"{HOME}/api/v1/list?page=1": json.dumps([{"title": REPORT, "url": f"/nb/t2_{n}.html"} for n in (1, 2)]),
    }

    assert walk(site)[1] == [1, 2]


def test_a_frame_within_a_frame_holds_the_list():
    site = {
        COLUMN: f"<html>{PADDING}<iframe src='a/f.htm'></iframe></html>",
        f"{COLUMN}a/f.htm": "<html><base target='_parent'><frameset><frame src='b/list.htm'></frameset></html>",
        f"{COLUMN}a/b/list.htm": listing([1, 2], "<a href='list2.htm'>下一页</a>"),
        f"{COLUMN}a/b/list2.htm": listing([3]),
    }
    column, rows, _ = walk(site)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


def test_frames_without_end_are_left():
    site = {f"{COLUMN}f{n}": f"<html>{PADDING}<iframe src='f{n + 1}'></iframe></html>" for n in range(50)}

    assert len(walk(site, f"{COLUMN}f0")[2]) < 10


def test_a_few_rows_under_more_lead_to_the_whole_list():
    block = f"<h3>年报 <a href='./all/'>更多&gt;&gt;</a></h3><ul><li><a href='all/v/7.html'>某局{REPORT}</a></li></ul>"
    notices = "<h3>公告 <a href='/tz/'>更多</a></h3><ul><li><a href='/tz/1.html'>关于某事的公告</a></li></ul>"

    assert [row.url for row in read(block + notices)[0].children] == [f"{COLUMN}all/"]


@pytest.mark.parametrize("control", ["下一页", "2"])
def test_two_lists_on_one_page_are_turned_over_each_by_its_own_pager(control):
    def block(kind, numbers, following=""):
        rows = "".join(f"<li><a href='/v/t_{n}.html'>{n}局{REPORT}</a></li>" for n in numbers)
        return f"<div class='{kind}'><ul>{rows}</ul>{following and f'<a href={following}>{control}</a>'}</div>"

    own, agencies = block("bj", (1, 2), "bj_2.html"), block("bm", (3, 4), "bm_2.html")
    site = {COLUMN: f"<html>{PADDING}{own}{agencies}</html>"}
    site |= {f"{COLUMN}bj_2.html": f"<html>{PADDING}{block('bj', (5,))}</html>"}
    column, rows, _ = walk(site)

    assert (rows, [row.url for row in column.children]) == ([1, 2, 3, 4, 5], [f"{COLUMN}bm_2.html"])


def test_a_list_that_grows_under_load_more_counts_every_row_once():
    more = "<div class='load-more' data-href='/nb/?page={}'>加载更多</div>"
    site = {
        COLUMN: listing([1, 2], more.format(2) + "共4条"),
        f"{COLUMN}?page=2": listing([1, 2, 3, 4], more.format(3)),
    }
    column, rows, _ = walk(site)

    assert rows == [1, 2, 3, 4]
    assert (column.harvested, column.close()) == (4, ("ok", ""))


@pytest.mark.parametrize("counts", [{"total": 3}, {}])
@pytest.mark.parametrize("size", [2, 20])
def test_an_interface_that_counts_rows_is_asked_for_the_rows_behind_those_it_gave(counts, size):
    script = f'var start = 0; function more(){{ $.getJSON("/cms/list?start=" + start + "&limit={size}", show) }}'
    answers = {
        f"{HOME}/cms/list?start={skipped}&limit={size}": json.dumps(
            {
                **counts,
                "items": [{"title": f"{n}局2023年政府信息公开年报", "url": f"/a/t_{n}.html"} for n in numbers],
            }
        )
        for skipped, numbers in ((0, (1, 2)), (2, (3,)))
    }
    column, rows, _ = walk({COLUMN: f"<html>{PADDING}<ul id='l'></ul><script>{script}</script></html>", **answers})

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("async function go(n){ const r = await fetch(`/cms/info/${'7f3a'}?pageNum=${n}&pageSize=${size}`) }", None),
        (
            "function go(p){ fetch(`/cms/info/7f3a?pageNum=${(p-1)}&pageSize=2`) } go(1);",
            "/cms/info/7f3a?pageNum={zero}&pageSize=2",
        ),
        ('var n=1; function show(n){ $.getJSON("./data/list_"+n+".json", draw) } show(n);', "data/list_{}.json"),
        ("function show(k){ $.get('/nb/data/list_'+(k-1)+'.json', draw) } show(1);", "data/list_{zero}.json"),
    ],
)
def test_the_number_of_a_page_may_stand_in_a_template_literal_or_in_the_name_of_a_file(script, address):
    places = address or "/cms/info/7f3a?pageNum={}&pageSize=2"
    pages = [(1, 2), (3,)]
    answers = {
        f"{HOME if places[0] == '/' else COLUMN}{places.format(number, zero=number - 1)}".replace("nb//", "nb/"): (
            json.dumps(
                {"total": 3, "list": [{"name": f"{n}局2023年政府信息公开年报", "url": f"/a/t_{n}.html"} for n in rows]}
            )
        )
        for number, rows in enumerate(pages, 1)
    }
    shell = f"<html>{PADDING}<ul id='l'></ul><script>// `old`\nconst size = 2; {script}</script></html>"
    column, rows, asked = walk({COLUMN: shell, **answers})

    assert (rows, len(asked), column.close()) == ([1, 2, 3], 3, ("ok", ""))


def test_a_list_that_turns_out_to_count_from_0_is_read_from_its_page_0():
    """The script's ``first`` says nothing of where it begins; page 1 of the server is the second one."""
    rows = [(1, 2), (3, 4), (5,)]
    answers = {
        f"{HOME}/api/list?pageNum={number}": json.dumps(
            {"total": 5, "list": [{"name": f"{n}局2023年政府信息公开年报", "url": f"/a/t_{n}.html"} for n in found]}
        )
        for number, found in enumerate(rows)
    }
    shell = f"<html>{PADDING}<ul id='l'></ul><script>$.get('/api/list?pageNum=' + first, draw)</script></html>"
    column, found, _ = walk({COLUMN: shell, **answers})

    assert (sorted(found), column.close()) == ([1, 2, 3, 4, 5], ("ok", ""))


@pytest.mark.parametrize(
    "script",
    [
        'document.getElementById("fr").src = "./rows/list.html";',
        "$('#fr').attr('src', './rows/list.html'); var logo = new Image(); logo.src = '/i/logo.png';",
    ],
)
def test_a_frame_whose_address_a_script_sets_holds_the_list(script):
    site = {
        COLUMN: f"<html><body>{PADDING}<iframe id='fr'></iframe><script>{script}</script></body></html>",
        f"{COLUMN}rows/list.html": listing([1, 2]),
    }
    column, rows, asked = walk(site)

    assert (rows, asked, column.close()) == ([1, 2], ["/nb/", "/nb/rows/list.html"], ("ok", ""))


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("var p = {}; p.cid = '7'; p['pageNo'] = 1; $.post('/api/list.do', p, draw);", "form"),
        ("fetch('/api/list.do', {method: 'POST', body: JSON.stringify({cid: '7', pageNo: 1})})", "json"),
        ("fetch('/api/list.do', {method: 'POST', body: new URLSearchParams({cid: '7', pageNo: 1})})", "form"),
    ],
)
def test_what_a_script_posts_may_be_put_together_field_by_field_or_be_a_body(script, sent):
    step = read(f"<div id='app'></div><script>{script}</script>")[1].steps[0]
    asked = step.form if sent == "form" else tuple(json.loads(step.json).items())

    number = 1 if sent == "json" else "1"
    assert (step.url, asked) == (f"{HOME}/api/list.do", (("cid", "7"), ("pageNo", number)))


def test_fields_with_names_of_their_own_are_told_by_a_report_and_hold_for_every_row():
    answer = [
        {"topic": f"某局2023年{REPORT[5:]}", "p": "/nb/v/1.html"},
        {"topic": "公开工作会议", "p": "/nb/v/2.html"},
    ]

    assert [row.title for row in json_rows(answer, COLUMN).rows] == [item["topic"] for item in answer]


@pytest.mark.parametrize("total", [{"total": 0}, {"count": 2}, {"total": 1}, {"total": "3"}, {}])
def test_a_total_that_only_counts_the_answer_or_nothing_does_not_end_the_list(total):
    def answer(numbers):
        rows = [{"title": f"{n}局{REPORT}", "url": f"/a/t_{n}.html"} for n in numbers]
        return json.dumps(total | {"list": rows}, ensure_ascii=False)

    script = "var pageNo = 1; $.get('/api/list.do', {pageNo: pageNo, pageSize: 2}, draw)"
    address = f"{HOME}/api/list.do?pageNo={{}}&pageSize=2"
    site = {COLUMN: f"<html>{PADDING}<script>{script}</script></html>"}
    site |= {address.format(page): answer(rows) for page, rows in ((1, (1, 2)), (2, (3,)), (3, ()))}
    column, rows, _ = walk(site)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


LOAD = "$.getJSON('/api/nb?page=1', draw);"
MADE = "<a :href=\"'/nb/' + r.dir + '/' + r.id + '.html'\">{{r.bt}}</a>"


@pytest.mark.parametrize(
    "drawn",
    [
        f"<script>{LOAD} h += '<li><a href=\"/nb/' + r.dir + '/' + r.id + '.html\">' + r.bt + '</a>';</script>",
        f"<script>{LOAD} h += `<a href=\"/nb/${{r.dir}}/${{r['id']}}.html\">${{r.bt}}</a>`;</script>",
        f"<li v-for='r in rows'>{MADE}</li><script>{LOAD}</script>",
        "<script type='text/html'><a href='/nb/{{d.dir}}/{{= d.id }}.html'></a></script>" + f"<script>{LOAD}</script>",
        f"<script>{LOAD} window.open('/nb/' + row.dir + '/' + encodeURI(row.id) + '.html')</script>",
        f"<script>{LOAD} add('<a href=/nb/' + rows[i].dir + '/' + rows[i].id + '.html>')</script>",
    ],
    ids=["sum", "template_literal", "bound", "template", "opened", "indexed"],
)
def test_rows_without_an_address_get_the_one_that_the_page_s_script_makes_of_their_fields(drawn):
    answer = {
        "total": 2,
        "list": [{"id": 40 + n, "dir": "d1", "bt": f"某县{n}年政府信息公开年度报告"} for n in (2022, 2023)],
    }
    column, opened = read(f"<ul id='u'></ul>{drawn}")
    step = opened.steps[0]
    rows = column.read(ListPage(step.url, json.dumps(answer).encode(), "application/json"), step, 1).rows

    assert [row.url for row in rows] == [f"{HOME}/nb/d1/2062.html", f"{HOME}/nb/d1/2063.html"]
