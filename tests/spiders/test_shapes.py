"""Pagers, lists, hubs and shells of every make, as the walk over a column reads them."""

from __future__ import annotations

import pytest
from walking import COLUMN, HOME, PADDING, listing, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step


def read(body, url=COLUMN):
    column = ColumnWalk(url)
    reading = column.read(ListPage(url, f"<html><body>{PADDING}{body}</body></html>".encode()), Step(url), 1)
    return column, reading


def titles(body, url=COLUMN):
    return [row.title for row in read(body, url)[1].rows]


def children(body, url=COLUMN):
    return [row.url.removeprefix(HOME) for row in read(body, url)[0].children]


# Pagers

NEXT = [
    '<a href="p2.html">[下一页&gt;&gt;]</a>',
    '<a href="p2.html"><img src="/r.gif" alt="下一页"></a>',
    '<a class="pg-next" href="p2.html"></a>',
    '<a href="p2.html" title="下一页">▶</a>',
    '<a href="javascript:;" onclick="location.href=\'p2.html\'">下 一 页</a>',
    "<button onclick=\"window.location='p2.html'\">下页</button>",
    '<a href="p2.html">Next Page</a>',
    '<a href="p2.html">＞</a>',
    '<select onchange="go(this.value)"><option value="./">1</option><option value="p2.html">2</option></select>',
    '<select onchange="jump(this)"><option value="./">第1页</option><option value="p2.html">第2页</option></select>',
    "<span onclick=\"turn('p2.html')\">2</span>",
]


@pytest.mark.parametrize("pager", NEXT)
def test_a_next_page_is_found_whatever_its_control_looks_like(pager):
    site = {COLUMN: listing([1, 2], f"<div>{pager}</div>"), f"{COLUMN}p2.html": listing([3])}
    column, rows, asked = walk(site)

    assert (rows, asked) == ([1, 2, 3], ["/nb/", "/nb/p2.html"])
    assert column.close() == ("ok", "")


@pytest.mark.parametrize(
    ("script", "page_2"),
    [
        ('function toPage(n){ location.href = "list_" + (n-1) + ".html"; }', "list_1.html"),
        ('function toPage(n){ window.location.href = "list-" + n + ".shtml"; }', "list-2.shtml"),
        ("function toPage(n){ var u = '?cat=7&page=' + n; location.href = u; }", "?cat=7&page=2"),
    ],
)
def test_a_handler_leads_where_the_page_s_own_function_says(script, page_2):
    pager = f'<a href="javascript:toPage(2)">下一页</a><script>{script}</script>'
    site = {COLUMN: listing([1, 2], pager), COLUMN + page_2: listing([3], pager.replace("(2)", "(3)"))}

    assert walk(site)[1] == [1, 2, 3]


def test_a_handler_that_submits_a_form_sends_its_number():
    pager = """<form action="/nb/list.do"><input type="hidden" name="cid" value="7"><input type="hidden" name="pageNo"
        value="1"></form><a href="javascript:go(2)">下一页</a>"""
    site = {COLUMN: listing([1], pager), f"{HOME}/nb/list.do?cid=7&pageNo=2": listing([2])}

    assert walk(site)[1] == [1, 2]


@pytest.mark.parametrize(
    "control",
    ['href="javascript:;"', 'href="javacript:toPage()"', 'href="#" onclick="toPage()"', 'href="javascript:void(0)"'],
)
def test_a_bare_handler_is_never_queued(control):
    _, rows, asked = walk({COLUMN: listing([1, 2], f"<a {control}>下一页</a><a {control}>尾页</a>")})

    assert (rows, asked) == ([1, 2], ["/nb/"])


@pytest.mark.parametrize(
    ("page_2", "page_3"),
    [
        ("index_2.html", "index_1.html"),
        ("index_00000002.shtml", "index_00000003.shtml"),
        ("index-2.shtml", "index-3.shtml"),
        ("index2.html", "index3.html"),
        ("latest_1447_1.html", "latest_1447_2.html"),
        ("?page=2", "?page=3"),
        ("?pageIndex=1&id=9", "?pageIndex=2&id=9"),
    ],
)
def test_numbers_lead_where_they_lead(page_2, page_3):
    """Counting down, padded, from 0 or from 1: the label counts, never the number in the address."""
    pager = f'<div><a href="{COLUMN}">1</a><a href="{COLUMN}{page_2}">2</a><a href="{COLUMN}{page_3}">3</a></div>'
    site = {
        COLUMN: listing([1, 2], pager),
        COLUMN + page_2: listing([3, 4], pager),
        COLUMN + page_3: listing([5], pager),
    }
    column, rows, _ = walk(site)

    assert rows == [1, 2, 3, 4, 5]
    assert column.close() == ("ok", "")


@pytest.mark.parametrize("said", ["共5条", "共 3 页", "总页数：3", "页次：1/3", "1/3页", "共有 5 条记录"])
def test_what_a_list_says_of_itself_is_held_against_it(said):
    column, rows, _ = walk({COLUMN: listing([1, 2], f"<div>{said}</div>")})

    assert rows == [1, 2]
    assert column.close()[0] == "incomplete"


def test_a_column_that_falls_through_into_another_one_is_cut_off():
    """The server shows the next column in the same template where the list has ended."""
    news = "".join(
        f'<li><a href="/xw/202405/t20240501_{n}.html">全区植树活动{n}</a><b>2024-05-01</b></li>' for n in (7, 8)
    )
    other = f'<html><body>{PADDING}<ul class="list">{news}</ul></body></html>'
    site = {COLUMN: listing([1, 2], '<a href="index_1.html">下一页</a>'), f"{COLUMN}index_1.html": other}
    column, rows, _ = walk(site)

    assert rows == [1, 2]
    assert column.failed == [f"{COLUMN}index_1.html (not this column)"]


@pytest.mark.parametrize("faulty", ["index_1.html", "index_2.html"])
def test_a_named_page_that_does_not_answer_is_missing_though_nothing_is_declared(faulty):
    site = {
        COLUMN: listing([1], '<a href="index_1.html">下一页</a>'),
        f"{COLUMN}index_1.html": listing([2], '<a href="index_2.html">下一页</a>'),
        f"{COLUMN}index_2.html": listing([3]),
    }
    del site[COLUMN + faulty]
    column, rows, _ = walk(site)

    assert rows == list(range(1, int(faulty[6]) + 1))
    assert column.close() == (
        "incomplete",
        f"{len(rows)} list pages read, the next one not; not read: {COLUMN}{faulty} (HTTP 404)",
    )


# Lists

REPORT = "甲县2023年政府信息公开工作年度报告"
OTHER = "乙县2023年政府信息公开工作年度报告"
LISTS = {
    "table": """<table>
        <tr class="odd"><td>1</td><td><a href="a/t20240101_1.html">{0}</a></td><td>2024-01-01</td></tr>
        <tr class="even"><td>2</td><td><a href="a/t20240101_2.html">{1}</a></td><td>2024-01-01</td></tr></table>""",
    "dl": """<dl><dt><a href="t20240101_1.html">{0}</a></dt><dd>2024-01-01</dd>
        <dt><a href="t20240101_2.html">{1}</a></dt><dd>2024-01-01</dd></dl>""",
    "files without dates": """<div class="r"><a href="/x/1.pdf">{0}</a></div>
        <div class="r"><a href="/x/2.docx">{1}</a></div>""",
    "queries": '<div><a href="show.php?id=1">{0}</a></div><div><a href="show.php?id=2">{1}</a></div>',
    "handlers of rows": """<ul>
        <li onclick="window.open('/x/t20240101_1.html')"><p>{0}</p><i>2024-01-01</i></li>
        <li onclick="window.open('/x/t20240101_2.html')"><p>{1}</p><i>2024-01-01</i></li></ul>""",
    "data attributes": '<p data-url="/x/10000001.html">{0}</p><p data-url="/x/10000002.html">{1}</p>',
    "handlers of links": """<a href="javascript:openUrl('/x/10000001.html')">{0}</a><br>
        <a href="javascript:openUrl('/x/10000002.html')">{1}</a>""",
    "a list for each year": """<ul class="y24"><li><a href="/i/1/100001.htm">{0}</a></li></ul>
        <ul class="y23"><li><a href="/i/1/100002.htm">{1}</a></li></ul>""",
    "scripts in rows": """<table>
        <tr><td><script>var strLink='/x/t20240101_1.html';
        document.write("<a href='"+strLink+"'>{0}</a>");</script></td></tr>
        <tr><td><script>var strLink='';</script><a href='./t20240101_2.html'>{1}</a></td></tr></table>""",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_a_list_is_read_whatever_it_is_made_of(body):
    assert titles(body.format(REPORT, OTHER)) == [REPORT, OTHER]


def test_a_link_that_a_script_sets_wins():
    body = f"""<table><tr><td><script>var strLink='http://www.x.gov.cn/other/t20240101_9.html';</script>
        <a href="./t20240101_1.html">{REPORT}</a></td><td class="rq">2024-01-01</td></tr></table>"""

    assert [row.url for row in read(body)[1].rows] == ["http://www.x.gov.cn/other/t20240101_9.html"]


def test_a_day_in_large_type_over_its_month():
    body = f'<ul><li><div><b>19</b> <i>2024-02</i></div><a href="t20240219_1.html">{REPORT}</a></li></ul>'

    assert str(read(body)[1].rows[0].listed_on) == "2024-02-19"


# Hubs

YEARS = '<ul><li><a href="./2024/">2024年</a></li><li><a href="../n2023/index.html">2023年度</a></li></ul>'


def test_a_hub_leads_to_its_years_wherever_they_stand():
    assert children(YEARS) == ["/nb/2024/", "/n2023/index.html"]


def test_a_year_column_does_not_lead_to_its_siblings():
    menu = YEARS.replace("./2024/", "/nb/2024/").replace("../n2023", "/n2023")

    assert children(menu, f"{HOME}/nb/2024/") == []


def test_years_in_a_select_box():
    body = """<select><option value="/col/col91833/index.html">2024年</option>
        <option value="/col/col84308/index.html">2023年</option></select>"""

    assert children(body) == ["/col/col91833/index.html", "/col/col84308/index.html"]


def test_groups_of_agencies_below_the_column_and_none_of_the_menu_s_other_columns():
    body = """<ul><li><a href="./szbm_97944/">市直部门</a></li><li><a href="./xqzf/index.html">县区政府</a></li>
        <li><a href="./zn/">政府信息公开指南</a></li><li><a href="../zd/">政府信息公开制度</a></li></ul>"""

    assert children(body) == ["/nb/szbm_97944/", "/nb/xqzf/index.html"]


def test_articles_named_by_their_year_are_rows_and_no_columns():
    body = """<ul><li><a href="./202401/t20240101_1.html">2023年</a></li>
        <li><a href="./202301/t20230101_2.html">2022年</a></li></ul>"""

    assert titles(body) == ["2023年", "2022年"]
    assert children(body) == []


def test_pages_of_a_list_are_no_columns():
    body = f"""<ul><li><a href="t20240101_1.html">{REPORT}</a></li></ul>
        <a href="./list/2.html">2</a><a href="./list/">下一页</a>"""

    assert children(body) == []


# Shells


def test_a_list_in_a_frame():
    site = {
        COLUMN: f'<html><body>{PADDING}<iframe name="DataList" src="./rows/index.html"></iframe></body></html>',
        f"{COLUMN}rows/index.html": listing([1, 2], '<script>createPageHTML(2, 0, "index", "html");</script>'),
        f"{COLUMN}rows/index_1.html": listing([3], '<script>createPageHTML(2, 1, "index", "html");</script>'),
    }
    column = ColumnWalk(COLUMN)
    opened = column.read(ListPage(COLUMN, site[COLUMN].encode()), Step(COLUMN), 1).steps
    first = column.read(ListPage(opened[0].url, site[opened[0].url].encode()), opened[0], 1)

    assert len(first.rows) == 2
    assert first.steps[0].url == f"{COLUMN}rows/index_1.html"


def opened_by(script):
    _, reading = read(f"<div id='list'></div><script>{script}</script>")
    return [(step.url.removeprefix(HOME), step.form) for step in reading.steps]


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ('$.getJSON("/was5/web/search?channelid=7&page=" + page, show)', "/was5/web/search?channelid=7&page=1"),
        ("var p = 0; fetch('/api/list?pageIndex=' + p + '&size=10')", "/api/list?pageIndex=0&size=10"),
        (
            'var base = "/front"; $.get(base + "/docList.do", {colId: 12, currentPage: 1, pageSize: 20}, show)',
            "/front/docList.do?colId=12&currentPage=1&pageSize=20",
        ),
        (
            'var x = new XMLHttpRequest(); x.open("GET", "/nb/data.json?pageNo=" + (cur + 1));',
            "/nb/data.json?pageNo=1",
        ),
        (
            'var q = {"chnlid": "22084", "page": 1}; $.ajax({url: "/search/list", data: q, dataType: "jsonp"})',
            "/search/list?chnlid=22084&page=1&callback=result",
        ),
    ],
)
def test_an_interface_is_read_from_the_call_of_a_script(script, address):
    assert opened_by(script)[0] == (address, ())


def test_a_posted_call_has_a_form():
    script = "$.ajax({type: 'post', url: '/front/list.do', data: {topic: 'nb', page: 1, pagesize: 15}})"

    assert opened_by(script)[0] == ("/front/list.do", (("topic", "nb"), ("page", "1"), ("pagesize", "15")))


def test_axios_posts_an_object_as_json():
    _, reading = read("<div id='list'></div><script>axios.post('/front/api/data', {type: 'nb', page: 1})</script>")

    assert [(step.url, step.json) for step in reading.steps] == [
        (f"{HOME}/front/api/data", '{"type": "nb", "page": 1}')
    ]


def test_counters_and_foreign_hosts_are_no_interfaces():
    assert opened_by('$.get("/visit/count.jsp?id=3"); $.getJSON("http://tianqi.example/data.json?city=1")') == []
