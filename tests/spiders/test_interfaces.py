"""Lists behind an interface, page by page: what is asked for, what is refused, and how the column ends."""

from __future__ import annotations

import json
from urllib.parse import unquote, urlencode

import pytest
from walking import HOME, PADDING, walk

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.shells import calls_of

COLUMN = f"{HOME}/col/col601/index.html"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = "{'parseType':'bulidstatic','webId':'7','pageType':'column','tagId':'%s','pageId':'p'}"


def unit_page(*tags, extra=""):
    units = "".join(
        f'<script parsetype="bulidstatic" url="{UNIT}" querydata="{QUERY % tag}"></script>' for tag in tags
    )
    return f"<html><body>{PADDING}{units}{extra}</body></html>"


def unit_url(tag, number=None):
    query = {"parseType": "bulidstatic", "webId": "7", "pageType": "column", "tagId": tag, "pageId": "p"}
    paged = {"paramJson": f'{{"pageNo":{number},"pageSize":2}}'} if number else {}
    return f"{HOME}{UNIT}?{urlencode(query | paged)}"


def unit_rows(numbers, *, count=None, size=2):
    rows = "".join(
        f'<li><a href="/art/2024/1/1/art_601_{n}.html">{n}局2023年政府信息公开年度报告</a><b>2024-01-01</b></li>'
        for n in numbers
    )
    pager = f'<div class="pg" rows="{size}" count="{count}"></div>' if count else ""
    return json.dumps({"success": True, "data": {"html": f"<ul>{rows}</ul>{pager}"}})


def test_numbers_of_a_script_are_numbers_in_what_it_posts():
    script = """<script>var size = 5, page = 1; $.ajax({type: "POST", url: "/api/list.do",
    contentType: "application/json",
    data: JSON.stringify({pageNo: page, size: size, node: "77", name: "a" + size})})</script>"""
    page = ListPage(COLUMN, f"<html>{script}</html>".encode())

    assert [call.step(2).json for call in calls_of(page)] == ['{"pageNo": 2, "size": 5, "node": "77", "name": "a5"}']


def test_what_jquery_posts_as_json_stands_in_objects_within_objects_as_well():
    script = """<script>$.ajax({type: "POST", url: "/gk/api/queryPage", contentType: "application/json",
    data: JSON.stringify({pageNum: p, pageSize: 8, queryDto: {columnId: "c5"}}), success: draw})</script>"""
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert json.loads(call.step(2).json) == {"pageNum": 2, "pageSize": 8, "queryDto": {"columnId": "c5"}}


@pytest.mark.parametrize(
    ("held", "channel"),
    [
        ('<input type="hidden" id="cid" value="n7">', '$("#cid").val()'),
        ('<input type="hidden" id="cid" value="n7">', "document.getElementById('cid').value"),
        ('<span id="cid">n7</span>', '$("#cid").text()'),
        ("<p></p>", 'getQueryString("code")'),
        ('<button data-kind="n7">加载更多</button>', '$(this).data("kind")'),
    ],
)
def test_what_a_script_looks_up_in_its_page_or_in_the_address_of_it(held, channel):
    script = f"<script>var c = {channel}; $.getJSON('/api/list.json', {{channel: c, page: 1}}, draw)</script>"
    (call,) = calls_of(ListPage(f"{COLUMN}?code=n7", f"<html>{held}{script}</html>".encode()))

    assert call.step(2).url == f"{HOME}/api/list.json?channel=n7&page=2"


def test_a_form_that_a_script_posts_with_the_page_s_number_behind_it():
    form = '<form id="f"><input type="hidden" name="_csrf" value="T1"><input name="columnId" value="C3"></form>'
    script = '<script>$.post("/nb/page.do", $("#f").serialize() + "&pageNo=" + p + "&pageSize=6", draw)</script>'
    (call,) = calls_of(ListPage(COLUMN, f"<html>{form}{script}</html>".encode()))

    assert call.step(2).form == (("_csrf", "T1"), ("columnId", "C3"), ("pageNo", "2"), ("pageSize", "6"))


def test_jquery_says_that_a_script_asks_and_fetch_does_not():
    script = "<script>$.get('/nb/list', {pageNo: 1}, draw); fetch('/nb/other/list?page=1')</script>"
    jquery, fetched = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert (dict(jquery.step(1).headers), fetched.step(1).headers) == ({"X-Requested-With": "XMLHttpRequest"}, ())


@pytest.mark.parametrize(
    ("made", "address"),
    [
        ("new URLSearchParams({colId: 'A7', current: cur, size: 5})", "`/api/articles?${params}`"),
        ("new URLSearchParams({colId: 'A7', current: cur, size: 5})", "'/api/articles?' + params.toString()"),
        ("{colId: 'A7', current: cur, size: 5}", "'/api/articles?' + $.param(params)"),
    ],
)
def test_an_object_that_is_put_into_the_address(made, address):
    script = f"<script>let cur = 1; const params = {made}; fetch({address}).then(draw)</script>"
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert call.step(2).url == f"{HOME}/api/articles?colId=A7&current=2&size=5"


def test_what_a_script_loads_into_the_page_and_what_an_object_shows():
    held = '<object data="list.html"></object><script>$("#l").load("inc/list.txt?v=" + Math.random());</script>'
    calls = calls_of(ListPage(COLUMN, f"<html>{held}</html>".encode()))

    assert [call.url.partition("?")[0] for call in calls] == [
        f"{HOME}/col/col601/{n}" for n in ("list.html", "inc/list.txt")
    ]


def test_a_table_s_interface_that_is_asked_for_rows_and_pays_no_attention_to_a_page():
    def answer(*numbers):
        rows = [{"title": f"{n}局2023年政府信息公开年度报告", "url": f"/nb/t1_{n}.html"} for n in numbers]
        return json.dumps({"total": 5, "rows": rows})

    api = f"{HOME}/nb/rows/list"
    site = {COLUMN: f"<html>{PADDING}<table data-url='/nb/rows/list'></table></html>", api: answer(1, 2)}
    site |= {
        f"{api}?page=2": answer(1, 2),
        f"{api}?offset=2&limit=2": answer(3, 4),
        f"{api}?offset=4&limit=2": answer(5),
    }
    column, rows, _ = walk(site, COLUMN)

    assert (rows, column.close()) == ([1, 2, 3, 4, 5], ("ok", ""))


def test_what_xmlhttprequest_sends():
    script = """<script>var page = 1, x = new XMLHttpRequest(); x.open("POST", "/nb/list.do", true); x.onload = draw;
    x.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    x.send("type=nb&page=" + page);</script>"""
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert call.step(2).form == (("type", "nb"), ("page", "2"))


def test_an_address_that_an_element_holds_for_a_script_file():
    held = '<div class="list" data-api="/nb/api/list?cid=9&page=1&size=6"></div><a data-id="5"></a>'
    held += '<table data-url="/nb/rows/list"></table><img data-src="/images/list.png">'
    calls = calls_of(ListPage(COLUMN, f"<html>{held}</html>".encode()))

    assert [call.step(2).url for call in calls] == [f"{HOME}/nb/api/list?cid=9&page=2&size=6", f"{HOME}/nb/rows/list"]


def test_a_page_s_number_that_is_a_part_of_the_path():
    script = '<script>function look(p) { $.get("/api/site/" + id + "/nb/" + p + "/5", draw) } look(1); id = 1</script>'
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert call.step(3).url == f"{HOME}/api/site/1/nb/3/5"


def test_what_a_component_asks_for_is_known_by_its_fields():
    script = """<script>new Vue({data() { return {query: {channel: "nb", from: 0}, pageSize: 10} },
    methods: {load() { axios.get("/api/doc/page", {params: {channel: this.query.channel, pageIndex: this.query.from,
    size: this.pageSize}}) }}})</script>"""
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert call.step(2).url == f"{HOME}/api/doc/page?channel=nb&pageIndex=1&size=10"


def test_objects_within_objects_are_posted_as_they_stand():
    script = """<script>axios({method: "post", url: "/gw/content/page", data: {query: {columnId: "c9", status: 4},
    page: {current: 1, size: 10}, sort: "desc"}}).then(draw); var other = {a: 1};</script>"""
    page = ListPage(COLUMN, f"<html>{script}</html>".encode())
    (call,) = calls_of(page)

    assert json.loads(call.step(3).json) == {
        "query": {"columnId": "c9", "status": 4},
        "page": {"current": 3, "size": 10},
        "sort": "desc",
    }


def test_objects_within_what_is_handed_over_second_are_posted_too():
    script = """<script>axios.post("/gw/content/query", {channel: "nb", paging: {page: 1, size: 8}},
    {headers: {"Content-Type": "application/json"}}).then(draw);</script>"""
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert json.loads(call.step(2).json) == {"channel": "nb", "paging": {"page": 2, "size": 8}}


def test_the_options_of_fetch_are_no_fields():
    script = """<script>fetch("/gw/list?page=1", {method: "GET", headers: {"X-A": "1"}}).then(draw);</script>"""
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert call.step(2).url == f"{HOME}/gw/list?page=2"


@pytest.mark.parametrize(
    ("loaded", "address"),
    [
        ('"/nb/rows.jsp?page=1&cid=7 #rows"', "/nb/rows.jsp?page=2&cid=7"),
        ('"/nb/rows.html?" + Math.random()', "/nb/rows.html"),
    ],
)
def test_a_part_of_a_page_is_loaded_from_its_address(loaded, address):
    script = f"""<script>$("#list").load({loaded});</script>"""
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert call.step(2).url == f"{HOME}{address}"


def test_an_object_may_be_asked_with_as_a_text():
    script = """<script>var q = {node: "a7", pageNo: 1, size: 5};
        $.get("/gw/list?param=" + encodeURIComponent(JSON.stringify(q)), draw);</script>"""
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert unquote(call.step(2).url) == f'{HOME}/gw/list?param={{"node":"a7","pageNo":2,"size":5}}'


def test_what_is_posted_with_a_page_s_number_may_have_any_name():
    script = (
        """<script>axios.post("/graphql", {query: "{ rows(page: $page) { title } }", variables: {page: 1}})</script>"""
    )
    (call,) = calls_of(ListPage(COLUMN, f"<html>{script}</html>".encode()))

    assert json.loads(call.step(2).json)["variables"] == {"page": 2}


def test_jpaas_asks_for_the_list_before_the_menu():
    site = {
        COLUMN: unit_page("导航", "当前栏目"),
        unit_url("当前栏目"): unit_rows([1, 2], count=3),
        unit_url("当前栏目", 2): unit_rows([3], count=3),
    }
    column, rows, asked = walk(site, COLUMN)

    assert (rows, len(asked), column.close()) == ([1, 2, 3], 3, ("ok", ""))


def test_jpaas_server_that_ignores_the_number_makes_the_column_incomplete():
    site = {
        COLUMN: unit_page("当前栏目"),
        unit_url("当前栏目"): unit_rows([1, 2], count=5),
        unit_url("当前栏目", 2): unit_rows([1, 2], count=5),
    }
    column, rows, _ = walk(site, COLUMN)

    assert rows == [1, 2]
    assert column.close()[0] == "incomplete"
    assert column.close()[1].startswith("5 articles declared, 2 listed")


def test_jpaas_rows_of_the_page_are_taken_where_no_unit_answers():
    rows = '<ul><li><a href="/art/2024/1/1/art_601_1.html">1局2023年政府信息公开年度报告</a>2024-01-01</li></ul>'
    column, found, _ = walk({COLUMN: unit_page("当前栏目", extra=rows)}, COLUMN)

    assert found == []
    assert [row.title for row in column.settle().rows] == ["1局2023年政府信息公开年度报告"]


def test_jpaas_unit_of_year_columns():
    years = "".join(
        f'<p><a class="xxgk_more" href="/{year}n/index.html">{year}年</a></p>' for year in (2024, 2023, 2022)
    )
    site = {COLUMN: unit_page("当前栏目"), unit_url("当前栏目"): json.dumps({"data": {"html": f"<div>{years}</div>"}})}
    column, _, _ = walk(site, COLUMN)

    assert [row.url.removeprefix(HOME) for row in column.children] == [
        f"/{year}n/index.html" for year in (2024, 2023, 2022)
    ]
    assert column.close() == ("ok", "")


def search(number):
    return (
        f"{HOME}/module/xxgk/search.jsp?texttype=0&fbtime=-1&vc_all=&vc_filenumber=&vc_title=&vc_number="
        f"&currpage={number}&sortfield=,createdate:0,orderid:0"
    )


def table(columns, first=1, pages=2):
    rows = "".join(
        f'<tr class="odd"><td>A0{n}</td><td><a class="bt_link" href="/art/2024/1/1/art_{column}_{n}.html" '
        f'title="{n}局2023年政府信息公开年度报告">{n}局…</a></td><td>2024-01-01</td></tr>'
        for n, column in enumerate(columns, first)
    )
    return f"<table>{rows}</table><div>&nbsp;&nbsp;共{pages}页&nbsp;</div>"


SHELL = (
    f"<html><body>{PADDING}<script>loadDynamic('/module/xxgk/search.jsp?currpage=1','infotypeId=A02&area=37')</script>"
    "</body></html>"
)


def test_xxgk_leaves_out_the_articles_of_other_columns():
    site = {COLUMN: SHELL, search(1): table([601, 777, 777]), search(2): table([777, 601], 4)}
    column, rows, _ = walk(site, COLUMN)

    assert rows == [1, 5]
    assert column.close() == ("ok", "3 rows of other columns left out")


def test_xxgk_column_that_only_gathers_those_of_others():
    column, rows, _ = walk({COLUMN: SHELL, search(1): table([701, 702], pages=1)}, COLUMN)

    assert rows == []
    assert [row.url[-10:] for row in column.settle().rows] == ["701_1.html", "702_2.html"]
    assert column.settle() is None
    assert column.close() == ("ok", "")
