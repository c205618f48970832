"""Pagers by other words, by submit buttons, by what their controls hold, and by what an answer in JSON says."""

from __future__ import annotations

import pytest
from served import closing_of, crawl_of
from walking import COLUMN, HOME, listing, walk

from harvester.demo.server import Answer
from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.scripts import asked_by_script

WHOLE = ("ok", "")
SECOND = f"{COLUMN}list_2.html"


@pytest.mark.parametrize(
    "control",
    [
        '<a href="list_2.html">下 一 页(PgDn)</a>',
        '<a href="list_2.html">下一页 [1/2页]</a>',
        '<a href="list_2.html">向后翻页</a>',
        '<b>第一页</b> <a href="list_2.html">第二页</a>',
        '<a href="list_2.html">第2页（共2页）</a>',
        '<button formaction="list_2.html">下一页</button>',
        "<font onclick=\"location.href='list_2.html'\">下一页</font>",
        "<table><tr><td onclick=\"location.href='list_2.html'\">下一页</td></tr></table>",
        "<i class='el-icon-arrow-right' onclick=\"location.href='list_2.html'\"></i>",
        '<link rel="next" href="list_2.html">',
    ],
)
def test_the_next_page_is_found_by_other_words(control):
    column, rows, _ = walk({COLUMN: listing([1, 2], control), SECOND: listing([3])})

    assert (rows, column.close()) == ([1, 2, 3], WHOLE)


@pytest.mark.parametrize(
    ("control", "second"),
    [
        ('<a href="index_1.html">更早的报告</a>', "index_1.html"),
        ('<b>1–2</b> | <a href="?start=2">3–4</a>', "?start=2"),
        ('<a href="page/2/">« Older posts</a>', "page/2/"),
        ('<a href="p2.html">查看更多年报</a>', "p2.html"),
        ('<a href="?page=1">①</a><a href="?page=2">②</a>', "?page=2"),
        ('<script>showPage("/nb/?pn=", 1, 2)</script>', "?pn=2"),
        ('<a href="?page=1">●</a><a href="?page=2">●</a>', "?page=2"),
        ('<a href="?yc=1"><i class="left"></i></a><a href="?yc=2"><i class="right"></i></a>', "?yc=2"),
        ('<a href="?before=2">更早的</a>', "?before=2"),
    ],
)
def test_a_page_whose_control_says_anything_is_known_by_its_address(control, second):
    column, rows, _ = walk({COLUMN: listing([1, 2], control), f"{COLUMN}{second}": listing([3])})

    assert (rows, column.close()) == ([1, 2, 3], WHOLE)


@pytest.mark.parametrize(
    ("widget", "second"),
    [
        ('<div class="fy" data-url="/nb/list_{page}.html"></div>', "list_2.html"),
        ('<div class="fy" data-href="/nb/?ye=#page#"></div>', "?ye=2"),
        ("<script>$('#fy').pagination(3, {link_to: 'index___id__.html'})</script>", "index_1.html"),
        ("<script>$('#fy').twbsPagination({href: 'p/{{number}}'})</script>", "p/2"),
    ],
)
def test_a_widget_is_told_the_address_with_a_mark_for_the_number(widget, second):
    column, rows, _ = walk({COLUMN: listing([1, 2], widget), f"{COLUMN}{second}": listing([3])})

    assert (rows, column.close()) == ([1, 2, 3], WHOLE)


def test_the_numbers_of_sibling_columns_and_of_articles_are_no_pages():
    beside = '<a href="list_2.html">信息公开制度</a><a href="9.html"><img src="a.png"></a><a href="?sort=2">按标题</a>'
    beside += '<a href="?bm=2">县直部门</a><a href="?z=2">2023年</a><a href="?jg=2">某县水务局</a>'
    other = listing([7])
    first = f"{COLUMN}list_1.html"
    column, rows, _ = walk({first: listing([1, 2], beside), SECOND: other, f"{COLUMN}9.html": other}, first)

    assert (rows, column.close()) == ([1, 2], WHOLE)


def test_a_page_known_by_its_address_that_is_gone_makes_the_column_incomplete():
    column, rows, _ = walk({COLUMN: listing([1, 2], '<a href="index_1.html">更早的报告</a>')})

    assert (rows, column.close()[0]) == ([1, 2], "incomplete")


@pytest.mark.parametrize("made", ["'list_' + $(this).data('page') + '.html'", "'list_' + this.dataset.page + '.html'"])
def test_a_control_may_hold_the_number_that_a_script_looks_for(made):
    pager = f"""<a href="javascript:;" data-page="1">1</a><a href="javascript:;" data-page="2">2</a>
        <script>$(".pager a").click(function(){{ location.href = {made}; }});</script>"""
    column, rows, _ = walk({COLUMN: listing([1, 2], pager), SECOND: listing([3])})

    assert (rows, column.close()) == ([1, 2, 3], WHOLE)


def test_a_number_that_no_script_explains_makes_the_column_incomplete():
    column, rows, _ = walk({COLUMN: listing([1, 2], '<a href="javascript:;" data-page="2">2</a>')})

    assert (rows, column.close()) == ([1, 2], ("incomplete", "1 list pages read, the next one not"))


PAGES = '<option value="1" selected>第1页</option><option value="2">第2页</option>'


@pytest.mark.parametrize(
    ("buttons", "sent"),
    [
        ('<button name="pno" value="1" disabled>1</button><button name="pno" value="2">2</button>', {"pno": "2"}),
        ('<input type="submit" name="go" value="下一页">', {"go": "下一页"}),
        ('<input type="image" name="go" src="/next.gif" alt="下一页">', {"go.x": "1", "go.y": "1"}),
        ("<a href='#' onclick=\"mojarra.jsfcljs(this,{'f:next':'f:next'},'')\">下一页</a>", {"f:next": "f:next"}),
        (f'<select name="ye" onchange="this.form.submit()">{PAGES}</select>', {"ye": "2"}),
    ],
)
def test_buttons_and_boxes_send_their_form(tmp_path, buttons, sent):
    form = f'<form method="post"><input type="hidden" name="cat" value="31">{buttons}</form>'

    def answer(asked):
        if asked.path == "/nb/":
            is_second = asked.form == {"cat": "31", **sent}
            return listing([3]) if is_second else listing([1, 2], form)
        return None

    crawled, _ = crawl_of(tmp_path, answer, "/nb/")

    assert (closing_of(crawled)["outcome"], closing_of(crawled)["harvested"]) == ("ok", 3)


ASKING = f"""<html><body>{"<p>公开</p>" * 80}<div id="list"></div><script>
    $.getJSON("/api/nb?kind=3&cursor=", function(answer){{ show(answer.items); }});</script></body></html>"""


@pytest.mark.parametrize("said", ['"next": "/api/nb?kind=3&cursor=c2"', '"nextCursor": "c2"'])
def test_an_answer_in_json_says_where_the_next_one_is(tmp_path, said):
    def items(numbers, more=""):
        rows = ",".join(
            f'{{"title": "第{n}局2023年政府信息公开年度报告", "url": "/nb/t2024010{n}_{n}.html"}}' for n in numbers
        )
        return Answer(f'{{"items": [{rows}]{more}}}'.encode())

    def answer(asked):
        if asked.path == "/api/nb":
            return items([3]) if asked.query == {"kind": "3", "cursor": "c2"} else items([1, 2], f", {said}")
        return ASKING if asked.path == "/nb/" else None

    crawled, _ = crawl_of(tmp_path, answer, "/nb/")

    assert (closing_of(crawled)["outcome"], closing_of(crawled)["harvested"]) == ("ok", 3)


def test_an_answer_that_says_there_is_more_makes_the_column_incomplete_where_none_follows():
    column = ColumnWalk(COLUMN)
    column.read(ListPage(COLUMN, ASKING.encode()), Step(COLUMN), 1)
    answer = b'{"rows": [{"title": "A 2023", "url": "/nb/t20240101_1.html"}], "hasMore": true}'
    column.read(
        ListPage(f"{HOME}/api/nb?kind=3&cursor=", answer), Step(f"{HOME}/api/nb?kind=3&cursor=", opening=True), 1
    )

    assert column.close() == ("incomplete", "1 list pages read, the pager shows more")


BOX = """<form method="post"><select name="y" onchange="this.form.submit()">
    <option>2024年</option><option {}>2023年</option><option>2022年</option>{}</select></form>"""


def test_years_that_only_a_form_shows_make_a_list_of_one_year_incomplete():
    """The titles of `listing` are of 2023, published in 2024."""
    column, _, _ = walk({COLUMN: listing([1, 2], BOX.format("selected", ""))})

    assert column.close() == ("incomplete", "only a form or a script of the page shows the years 2022")


@pytest.mark.parametrize(
    ("handler", "asked"),
    [
        ("this.form.submit()", [{"y": "2022"}, {"y": "2021"}]),
        (
            "__doPostBack('ddl','')",
            [{"__EVENTTARGET": "ddl", "y": "2022"}, {"__EVENTTARGET": "ddl", "y": "2021"}],
        ),
    ],
)
@pytest.mark.parametrize(("of_2021", "closing"), [("", "ok"), ("<a href='?page=2'>2</a>", "incomplete")])
def test_years_that_a_form_posts_are_asked_for(tmp_path, handler, asked, of_2021, closing):
    """A pager of theirs is not followed."""
    options = "".join(f"<option value='{year}'>{year}年</option>" for year in (2023, 2022, 2021))
    form = f"""<form method="post"><select name="y" onchange="{handler}">{options}</select></form>"""
    posted = []

    def answer(request):
        posted.extend([request.form] if request.method == "POST" else [])
        year = int(request.form.get("y", 2023))
        page = listing([year], form + (of_2021 if year == 2021 else "")).replace("2023年政府", f"{year}年政府")
        return page if request.path == "/nb/" and not request.query else None

    crawled, _ = crawl_of(tmp_path, answer, "/nb/")

    assert (closing_of(crawled)["outcome"], closing_of(crawled)["harvested"], posted) == (closing, 3, asked)


def test_years_that_a_tab_holds_for_a_script_make_a_list_of_one_year_incomplete():
    tabs = '<ul><li data-year="2023">2023年</li><li data-year="2022">2022年</li></ul>'
    column, _, _ = walk({COLUMN: listing([1, 2], tabs)})

    assert column.close() == ("incomplete", "only a form or a script of the page shows the years 2022")


@pytest.mark.parametrize("name", ["data-src", "data-frame"])
def test_the_address_that_a_tab_holds_for_a_frame_is_a_column_of_its_year(name):
    tabs = f'<ul><li {name}="frame.jsp?y=2023">2023年</li><li {name}="frame.jsp?y=2022">2022年</li></ul>'
    column, _, _ = walk({COLUMN: listing([1, 2], tabs)})

    assert [row.url for row in column.children] == [f"{COLUMN}frame.jsp?y=2023", f"{COLUMN}frame.jsp?y=2022"]


@pytest.mark.parametrize(
    ("column", "titles", "found"),
    [
        (COLUMN, ("某县水务局", "某县水务局"), ["?dw=2", "?dw=3"]),
        (COLUMN, ("某县水务局", "某县民政局"), []),
        (f"{COLUMN}?dw=1", ("某县水务局",), []),
    ],
)
def test_a_list_of_one_agency_leads_to_those_of_the_others_that_it_offers(column, titles, found):
    names = enumerate(("某县水务局", "某县民政局", "某县教育局"), 1)
    tabs = "".join(f'<a href="/nb/?dw={n}">{name}</a>' for n, name in names if f"dw={n}" not in column)
    rows = "".join(
        f"<li><a href='/nb/t1_{n}.html'>{t}202{n}年政府信息公开年度报告</a></li>" for n, t in enumerate(titles)
    )
    page = ListPage(column, f"<html><div>{tabs}</div><ul>{rows}</ul></html>".encode())
    walked = ColumnWalk(column)
    walked.read(page, Step(column), 1)

    assert [row.url.removeprefix(COLUMN) for row in walked.children if row.title not in titles] == found


def test_tabs_that_say_whose_reports_they_show_are_columns_of_their_own():
    tabs = '<li data-url="tab.jsp?id=7">县政府</li><li data-url="tab.jsp?id=8">县（市、区）</li>'
    column, _, _ = walk({COLUMN: listing([1, 2], f'<ul>{tabs}<li><a href="/hd/">乡镇</a></li></ul>')})

    assert [row.url for row in column.children] == [f"{COLUMN}tab.jsp?id=7", f"{COLUMN}tab.jsp?id=8"]


def test_a_box_of_years_that_is_set_to_all_of_them_holds_none_back():
    column, _, _ = walk({COLUMN: listing([1, 2], BOX.format("", "<option selected>全部</option>"))})

    assert column.close() == WHOLE


def test_a_page_that_ends_within_a_tag_makes_the_column_incomplete():
    """What comes of a server that announces fewer bytes than it has."""
    column, rows, _ = walk(
        {COLUMN: listing([1, 2], '<a href="list_2.html">下一页</a>').partition('<a href="list_')[0] + "<a hr"}
    )

    assert (rows, column.close()[0]) == ([1, 2], "incomplete")
    assert column.close()[1].startswith("a list page ends in the middle of its text")


def test_behind_a_page_that_breaks_off_before_its_pager_the_usual_names_are_looked_for():
    cut = listing([1, 2]).partition("</ul>")[0]
    column, rows, _ = walk({COLUMN: cut, f"{COLUMN}index_1.html": listing([3, 4])})

    assert (rows, column.close()) == ([1, 2, 3, 4], ("incomplete", "a list page ends in the middle of its text"))


def test_a_row_whose_script_writes_only_the_first_tag_of_its_link():
    row = """<tr><td><script>var strLink='';
        if(strLink!=''){{document.write("<a href='"+strLink+"'>")}}else{{document.write("<a href='./t1_{0}.html'>")}}
        </script>第{0}局2023年政府信息公开年度报告</a></td><td>2024-01-01</td></tr>"""
    page = f"<html><body><table>{''.join(map(row.format, (1, 2, 3)))}</table></body></html>"
    column, rows, _ = walk({COLUMN: page})

    assert (rows, column.close()) == ([1, 2, 3], WHOLE)


def test_the_day_in_two_folders_is_no_part_of_where_articles_are_at_home():
    """The last page holds one article of another kind, of another day."""
    first = listing([1, 2], '<a href="list_2.html">下一页</a>', folder="a/2021/0205")
    last = listing([3], folder="a/2020/0324").replace("3局2023年政府信息公开年度报告", "2019年法治政府建设年度报告")
    column, rows, _ = walk({COLUMN: first, SECOND: last})

    assert (rows, column.close()) == ([1, 2, 3], WHOLE)


def test_a_stub_in_the_middle_of_numbered_pages_costs_no_more_than_itself():
    numbers = "".join(f'<a href="list_{n}.html">{n}</a>' for n in (2, 3))
    stub = "<html><head><title>年报</title></head><body></body></html>"
    column, rows, _ = walk({COLUMN: listing([1, 2], numbers), SECOND: stub, f"{COLUMN}list_3.html": listing([5])})

    assert rows == [1, 2, 5]
    assert column.close()[0] == "incomplete"


def test_an_interface_of_any_name_is_known_by_the_rows_that_its_script_counts():
    script = """var start = 0, limit = 5;
        function more(){ $.get("/front/rows", {cid: "7", start: start, limit: limit}, show); }"""
    (asking,) = asked_by_script(ListPage(COLUMN, f"<html><script>{script}</script></html>".encode()))

    assert asking.url == f"{HOME}/front/rows?cid=7&start={{skip:5}}&limit=5"


def test_a_page_that_ends_between_two_rows_makes_the_column_incomplete():
    cut = listing([1, 2, 3]).partition("</li><li>")[0] + "</li>"
    column, rows, _ = walk({COLUMN: cut})

    assert (rows, column.close()[0]) == ([1], "incomplete")


def test_a_page_that_leaves_out_the_end_of_its_body_is_whole():
    column, rows, _ = walk({COLUMN: listing([1, 2]).replace("</body></html>", "")})

    assert (rows, column.close()) == ([1, 2], WHOLE)


@pytest.mark.parametrize(
    ("second", "third"),
    [
        ("?cid=7&start=5&limit=5", "?cid=7&start=10&limit=5"),
        ("p/2.html", "p/3.html"),
        ("a390-2.html", "a390-3.html"),
        ("?cid=7&p=2", "?cid=7&p=3"),
    ],
)
@pytest.mark.parametrize("label", ["»", '<img src="/next.gif" alt="»">', '<i title=""></i>'])
def test_a_lone_sign_leads_on_through_the_list(second, third, label):
    column = f"{COLUMN}?cid=7" if "?" in second else COLUMN
    signs = [f'<a href="{COLUMN}{address}" title="»">{label}</a>' for address in (second, third)]
    site = {column: listing([1], signs[0]), COLUMN + second: listing([2], signs[1]), COLUMN + third: listing([3])}

    assert walk(site, column)[1] == [1, 2, 3]


def test_a_sign_that_leads_to_the_last_rows_skips_none():
    first, last = f"{COLUMN}?cid=7", f"{COLUMN}?cid=7&start=30&limit=5"

    assert walk({first: listing([1], f'<a href="{last}">»</a>'), last: listing([7])}, first)[1] == [1]


def test_a_row_from_elsewhere_does_not_fill_the_number_that_the_pager_declares():
    pager = (
        '<table id="fanye9"><tr><td>共2条&nbsp;&nbsp;{}/2&nbsp;</td><td><a href="nb/1.htm">下页</a></td></tr></table>'
    )
    first, second = f"{HOME}/nb.htm", f"{HOME}/nb/1.htm"

    assert walk({first: listing([1, 2], pager.format(1)), second: listing([3], pager.format(2))}, first)[1] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("label", ["末页", ">|", "»|"])
def test_a_sign_beside_the_last_page_leads_to_the_next_one_wherever_that_stands(label):
    def controls(following):
        sign, last = (
            f"<input type='button' value='{{}}' onclick=\"location.href='p_{n}.html'\">" for n in (following, 1)
        )
        return sign.format("»") + last.format(label)

    site = {COLUMN: listing([1], controls(3)), f"{COLUMN}p_3.html": listing([2], controls(2))}
    site |= {f"{COLUMN}p_2.html": listing([3], controls(1)), f"{COLUMN}p_1.html": listing([4])}

    assert walk(site)[1] == [1, 2, 3, 4]


@pytest.mark.parametrize("address", ["?date=2024-02-{:02d}", "?y=2024&m=2&d={}", "/nb/2024/02/{:02d}/"])
def test_days_of_a_calendar_are_no_pages(address):
    days = "".join(f"<a href='{address.format(day)}'>{day}</a>" for day in range(1, 29))
    column, rows, asked = walk({COLUMN: listing([1], days)})

    assert (rows, len(asked), column.close()) == ([1], 1, ("ok", ""))
