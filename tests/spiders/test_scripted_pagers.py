"""Pagers whose controls hand a number to a function: of the page, of a script file, of a widget, or of a form."""

from __future__ import annotations

import re

import pytest
from walking import COLUMN, HOME, listing, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step


def test_where_the_script_names_no_page_that_exists_the_names_of_the_field_are_tried():
    pager = "<script>createPageHTML('pg',2,1,'index','html',3)</script>"
    column, rows, _ = walk({COLUMN: listing([1, 2], pager), f"{COLUMN}index-2.html": listing([3])})

    assert rows == [1, 2, 3]
    assert column.close() == ("ok", "")


def test_a_script_that_puts_fragments_into_the_page_is_followed_to_its_last():
    """The fragments hold rows and no pager; ``page(n)`` of the column's page says where they come from."""
    pager = """<a href="#2" onclick="page(2)">下一页</a>
        <script>function page(n){ $("#list").load("/nb/list.jsp?channel=8&pageNo="+n); }</script>"""
    rows = [re.search("<ul.*</ul>", listing([n]))[0] for n in (2, 3)]
    site = {
        COLUMN: listing([1], pager),
        f"{HOME}/nb/list.jsp?channel=8&pageNo=2": rows[0],
        f"{HOME}/nb/list.jsp?channel=8&pageNo=3": rows[1],
        f"{HOME}/nb/list.jsp?channel=8&pageNo=4": "<ul></ul>",
    }
    column, found, _ = walk(site)

    assert (found, column.close()) == ([1, 2, 3], ("ok", ""))


@pytest.mark.parametrize("base", [0, 1])
def test_an_address_made_from_the_current_page_skips_none(base):
    def shown(number):
        script = f"var currentPage = {number - 1 + base}; document.write('<a href=index_'+(currentPage+1)+'.html>>')"
        return listing([number], f"<script>var countPage = 3; {script}</script>")

    site = {COLUMN: shown(1)} | {f"{COLUMN}index_{n - 1 + base}.html": shown(n) for n in (2, 3)}

    assert walk(site)[1] == [1, 2, 3]


def test_a_box_of_pages_whose_function_looks_for_what_was_chosen():
    options = "".join(f"<option value={n}>{n}</option>" for n in (1, 2, 3))
    pager = f"""跳至<select id="to" onchange="goPage()">{options}</select>页<script>function goPage() {{
        var n = document.getElementById('to').value; location.href = 'list_12_' + n + '.html'; }}</script>"""
    site = {COLUMN: listing([1], pager)} | {f"{COLUMN}list_12_{n}.html": listing([n], pager) for n in (2, 3)}

    assert walk(site)[1] == [1, 2, 3]


def test_a_box_of_pages_that_leads_nowhere_promises_more_than_was_read():
    box = "第<select onchange='turn()'><option>1</option><option>2</option></select>页"

    assert walk({COLUMN: listing([1], box)})[0].close()[0] == "incomplete"
    assert walk({COLUMN: listing([1], box.strip("第页"))})[0].close()[0] == "ok"  # of months, perhaps


@pytest.mark.parametrize("name", ["page", "data-page", "pageno"])
def test_a_number_that_a_control_holds_as_an_attribute(name):
    numbers = "".join(f'<a href="javascript:void(0)" class="pg" {name}="{n}">{n}</a>' for n in (1, 2, 3))
    asks = f"""$(".pg").click(function(){{ location.href = "/nb/list?p=" + $(this).attr("{name}"); }});"""
    pager = f"{numbers}<script>{asks}</script>"
    site = {COLUMN: listing([1], pager)} | {f"{HOME}/nb/list?p={n}": listing([n], pager) for n in (2, 3)}
    column, rows, asked = walk(site)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))
    assert "/nb/list?p=0" not in asked  # void(0) calls nothing


@pytest.mark.parametrize(
    ("control", "script"),
    [
        (
            "<a href=\"javascript:turn('nb', {0})\">下一页</a>",
            "function turn(c, n){{ location = c + '_' + n + '.html'; }}",
        ),
        (
            "<a href='#' onclick='return turn(this, {0})'>{0}</a>",
            "function turn(o, n){{ location = 'nb_' + n + '.html' }}",
        ),
        ("<a onclick='turn({0}, 10)'>下一页</a>", "function turn(n, size){{ location.href = 'nb_' + n + '.html'; }}"),
        ("<a onclick='turn(1024, {0})'>下一页</a>", "function turn(id, n){{ location.href = 'nb_' + n + '.html'; }}"),
    ],
)
def test_a_control_that_hands_over_more_than_the_number(control, script):
    def shown(number):
        pager = control.format(min(3, number + 1)) if number < 3 or "下一页" in control else ""
        return listing([number], f"{pager}<script>{script.format()}</script>")

    site = {COLUMN: shown(1)} | {f"{COLUMN}nb_{n}.html": shown(n) for n in (2, 3)}
    column, rows, _ = walk(site)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


def test_a_next_link_that_a_script_puts_together_of_its_variables():
    def shown(number):
        link = """h += '<a href="' + name + '-' + (at + 1) + ending + '">下一页</a>'"""
        script = f"var at = {number}, all = 3; var name = 'index', ending = '.html'; if (at < all) {{ {link} }}"
        return listing([number], f"<script>{script}</script>")

    site = {COLUMN: shown(1)} | {f"{COLUMN}index-{n}.html": shown(n) for n in (2, 3)}
    column, rows, _ = walk(site)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


@pytest.mark.parametrize(
    ("pager", "name"),
    [
        ("var all = parseInt('3'); pager({pageCount: all, back: n => location = n + '.html'});", "{}.html"),
        ("laypage({count: parseInt('3'), limit: parseInt('1'), jump: o => location = o.curr + '.html'});", "{}.html"),
        ("var all = parseInt(3); var n = parseInt(NUMBER); createPages(all, n, 'index', 'shtml');", "index_{}.shtml"),
        ("createPage(3, NUMBER, 'index', 'shtml');", "index_{}.shtml"),
    ],
)
def test_numbers_that_a_script_takes_from_text_or_keeps_in_variables(pager, name):
    addresses = {n: f"{COLUMN}{name.format(n)}" for n in (2, 3)} | {1: COLUMN}
    site = {addresses[n]: listing([n], f"<script>{pager.replace('NUMBER', str(n))}</script>") for n in addresses}
    column, rows, _ = walk(site)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


BOX = "<form action='list.jsp' method='{}'><input type='hidden' name='cid' value='8'>共3页 <input name='{}'>{}</form>"


@pytest.mark.parametrize(
    ("name", "button"),
    [("toPage", ""), ("n", "<input type='submit' value='跳转'>"), ("n", "<button>GO</button>")],
)
def test_where_a_page_s_number_is_typed_every_declared_page_is_asked_for(name, button):
    box = BOX.format("get", name, button)
    later = {f"{HOME}/nb/list.jsp?cid=8&{name}={n}": listing([n], box) for n in (2, 3)}
    column, rows, asked = walk({COLUMN: listing([1], box), **later})

    assert rows == [1, 2, 3]
    assert column.close() == ("ok", "")
    assert len(asked) == 3


@pytest.mark.parametrize(
    "box",
    [
        BOX.format("get", "keyword", "<input type='submit' value='搜索'>"),
        BOX.format("post", "toPage", "<input type='submit' value='跳转'>"),
        BOX.format("get", "toPage", "").replace("共3页", ""),
    ],
)
def test_a_box_for_anything_else_is_not_filled_in(box):
    _, _, asked = walk({COLUMN: listing([1], box)})

    assert not any("list.jsp" in path for path in asked)


def test_every_page_of_a_pager_whose_controls_call_a_function_is_read():
    """Each page names the next by a number only: ``<a href="javascript:goPage(3)">3</a>``; nothing is declared."""
    numbers = "".join(f'<a href="javascript:goPage({n})">{n}</a>' for n in (1, 2, 3))
    pager = f"""{numbers}<script>
        function goPage(p){{ if(p<=1) location.href="index.html"; else location.href="index"+p+".html"; }}</script>"""
    site = {COLUMN: listing([1], pager)} | {f"{COLUMN}index{n}.html": listing([n], pager) for n in (2, 3)}
    column, rows, asked = walk(site)

    assert (rows, asked) == ([1, 2, 3], ["/nb/", "/nb/index2.html", "/nb/index3.html"])
    assert column.close() == ("ok", "")


@pytest.mark.parametrize("name", ["pageForm.pageNo", "pager:nowPage", "toPage", "ctl00$pageIndex"])
def test_the_field_of_the_page_s_number_has_many_names(name):
    pager = f"""<form action="/nb/list.do"><input type="hidden" name="cid" value="7"><input type="hidden" name="{name}"
        value="1"></form><a href="#" onclick="go(2);return false">下一页</a>"""
    column, _, _ = walk({COLUMN: listing([1], pager)})

    assert [url.rpartition("=")[2] for url in column.failed] == ["2 (HTTP 404)"]


def handed(*numbers, function="turn", file=True):
    """A pager whose controls hand their number to a function, which stands in a script file."""
    source = '<script src="/js/jquery.min.js"></script><script src="/js/turn.js"></script>' if file else ""
    links = "".join(f'<a href="javascript:{function}({n})">{n}</a>' for n in numbers)
    return f'{source}{links}<a href="javascript:{function}({numbers[0]})">下一页</a>'


def turning(address):
    """A script file: page 1 is the folder, the others are as the expression says."""
    return f'function turn(n){{ if(n==1){{ location.href="/nb/"; }} else {{ window.location.href={address}; }} }}'


@pytest.mark.parametrize(
    ("address", "second", "third"),
    [
        ('"/nb/list_"+n+".shtml"', "/nb/list_2.shtml", "/nb/list_3.shtml"),
        ('"/nb/?pageIndex="+(n-1)', "/nb/?pageIndex=1", "/nb/?pageIndex=2"),
        ('"/nb/p/"+n+"/"', "/nb/p/2/", "/nb/p/3/"),
        ('"/nb/"+(3-n+1)+".htm"', "/nb/2.htm", "/nb/1.htm"),
        ('"/nb/"+( 3 - n )+".htm"', "/nb/1.htm", "/nb/0.htm"),
    ],
)
def test_functions_of_a_script_file_name_the_pages(address, second, third):
    site = {
        COLUMN: listing([1, 2], handed(2, 3)),
        f"{HOME}/js/turn.js": turning(address),
        f"{HOME}{second}": listing([3, 4], handed(3)),
        f"{HOME}{third}": listing([5]),
    }
    column, rows, asked = walk(site)

    assert rows == [1, 2, 3, 4, 5]
    assert asked == ["/nb/", "/js/turn.js", second, third]
    assert column.close() == ("ok", "")


@pytest.mark.parametrize(
    "script",
    [
        'function turn(n){ location.href = "l.do" + location.search.replace(/&pn=\\d+/, "") + "&pn=" + n; }',
        'function turn(n){ location.href = location.href.replace(/pn=[0-9]+/, "pn=" + n); }',
    ],
)  # fmt: skip
def test_a_function_that_changes_the_page_s_own_address(script):
    pager = f"<a href='javascript:turn(2)'>下一页</a><script>{script}</script>"
    column, rows, _ = walk({COLUMN: listing([1, 2], pager), f"{COLUMN}?pn=2": listing([3])})

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


@pytest.mark.parametrize(
    ("script", "second", "third"),
    [
        ("pager(document.getElementById('pg'), 3, 1, 'list', 'html', 3)", "list_2.html", "list_3.html"),
        ('kk({link: function(n){ return "list" + (n == 1 ? "" : "_" + n) + ".html" }})', "list_2.html", "list_3.html"),
        ('function to(n){ location = n == 1 ? "./" : "index_" + (n-1) + ".html" }', "index_1.html", "index_2.html"),
    ],
)  # fmt: skip
def test_names_like_the_column_s_own_that_a_script_writes_are_tried_whatever_calls_it(script, second, third):
    pager = f"<script>{script}</script>"
    first = f"{COLUMN}list.html" if "list" in second else COLUMN
    site = {first: listing([1], pager), f"{COLUMN}{second}": listing([2], pager), f"{COLUMN}{third}": listing([3])}
    column, rows, _ = walk(site, first)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


def test_script_files_are_left_alone_where_the_page_names_its_next_one():
    site = {
        COLUMN: listing([1, 2], handed(2) + '<a href="index_1.html">下一页</a>'),
        f"{COLUMN}index_1.html": listing([3]),
    }

    assert walk(site)[2] == ["/nb/", "/nb/index_1.html"]


def test_a_script_file_without_the_function_leaves_the_list_incomplete():
    site = {COLUMN: listing([1, 2], handed(2, 3)), f"{HOME}/js/turn.js": "function other(n){ alert(n); }"}
    column, rows, _ = walk(site)

    assert rows == [1, 2]
    assert column.close()[0] == "incomplete"


@pytest.mark.parametrize(
    "script",
    [
        'layui.laypage.render({elem: "pg", count: 5, limit: 2, curr: 1, jump: function(obj, first){ %s }});',
        "laypage({cont: 'pg', pages: 3, jump: function(obj, first){ %s }});",
        '$("#pg").pagination(5, {items_per_page: 2, callback: function(obj){ %s }});',
        '$("#pg").pagination({"totalCounts": "5", "pageSize": "2", callback: function(obj){ %s }});',
    ],
)
def test_a_widget_that_draws_the_pager_knows_how_many_pages_there_are(script):
    jump = 'if(!first){ location.href = "/nb/p/" + obj.curr + "/"; }'
    site = {
        COLUMN: listing([1, 2], f"<div id='pg'></div><script>{script % jump}</script>"),
        f"{COLUMN}p/2/": listing([3, 4]),
        f"{COLUMN}p/3/": listing([5]),
    }
    column, rows, _ = walk(site)

    assert (rows, column.totals.pages, column.close()) == ([1, 2, 3, 4, 5], 3, ("ok", ""))


def test_numbers_whose_function_posts_for_rows_are_followed():
    script = "function turn(n){ $.post('/nb/more.do', {'pageNo': n, 'catid': '7'}, function(h){ $('#l').html(h) }) }"
    numbers = "".join(f"<a href='javascript:turn({n})'>{n}</a>" for n in (1, 2))
    column = ColumnWalk(COLUMN)
    page = ListPage(COLUMN, listing([1], f"{numbers}<script>{script}</script>").encode())
    steps = column.read(page, Step(COLUMN), 1).steps

    assert (f"{HOME}/nb/more.do", (("pageNo", "2"), ("catid", "7"))) in [(step.url, step.form) for step in steps]


@pytest.mark.parametrize("current", ["'0'", "m_nCurrPage"])
def test_the_old_pager_of_trs_tells_how_its_pages_end(current):
    script = f"var m_nCurrPage = '0'; PageContext.PageNav = new CTRSPageNav(3, {current}, 'list', 'shtml');"
    site = {COLUMN: listing([1], f"<script>{script}</script>")}
    site |= {f"{COLUMN}list_{number}.shtml": listing([number + 1]) for number in (1, 2)}

    assert walk(site)[1] == [1, 2, 3]


@pytest.mark.parametrize(
    ("url", "name", "value"),
    [(f"{HOME}/nb/list.do?id=1", "pager.offset", 5), (f"{HOME}/zr/nrglIndex.action?classID=1", "pageNo", 2)],
)
def test_the_hidden_field_that_a_function_sets_turns_the_page(url, name, value):
    """Whatever it is called, and whatever the system behind the address calls it elsewhere."""
    pager = f"""<form name="f" method="post"><input type="hidden" name="id" value="1"><input type="hidden"
        name="{name}" value="0"><a href="javascript:go({value})">下一页</a> 共2页</form>
        <script>function go(n){{ document.f.elements["{name}"].value = n; document.f.submit(); }}</script>"""
    step = ColumnWalk(url).read(ListPage(url, listing([1], pager).encode()), Step(url), 1).steps[0]

    assert (step.url, step.form) == (url, (("id", "1"), (name, str(value))))
