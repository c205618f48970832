"""JCMS lists: records inside a script, pages behind dataproxy.jsp."""

from __future__ import annotations

from datetime import date

from walking import HOME, listing, walk

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

JCOLUMN = f"{HOME}/col/col601/index.html"
NEXT = "/module/web/jpage/dataproxy.jsp?page=1&appid=1&columnid=601&unitid=701"


def record(n, column=601):
    title = f"{n}局2023年政府信息公开工作年度报告"
    link = f"<a href='/art/2024/1/1/art_{column}_{n}.html' title='{title}'>{title[:8]}…</a>"
    return f"<record><![CDATA[<li>{link}<span>2024-01-01</span></li>]]></record>"


def store(numbers, *, group=NEXT, column=601, total=""):
    after = f'<nextgroup><![CDATA[<a href="{group}"></a>]]></nextgroup>' if group else ""
    records = "\n".join(record(n, column) for n in numbers)
    return f"<datastore>{total}{after}<recordset>{records}</recordset></datastore>"


def jcms(numbers, total, per_page, **options):
    side = f'<div id="790"><script type="text/xml">{store(range(90, 99), group="", column=690)}</script></div>'
    main = f'<div id="701"><script type="text/xml">{store(numbers, **options)}</script></div>'
    script = f"""<script>var param_701={{appid:1,columnid:601,unitid:'701',webname:'某县'}};
    $('#790').jpage({{totalRecord:9,perPage:9}});
    $('#701').jpage({{totalRecord:{total},perPage:{per_page}}});</script>"""
    return f"<html><body>{side}{main}{script}</body></html>"


def proxy(page):
    return HOME + NEXT.replace("page=1", f"page={page}")


def test_records_inside_a_script_and_further_groups():
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): store([5, 6, 7])}
    column, rows, _ = walk(site, JCOLUMN)

    assert rows == [1, 2, 3, 4, 5, 6, 7]
    assert (column.family.name, column.totals.records, column.close()) == ("jcms", 7, ("ok", ""))


def test_records_that_a_script_of_their_own_writes():
    written = store([3]).replace("<a ", '<script>document.write("<a ').replace("</a>", '</a>")</script>')
    site = {JCOLUMN: jcms([1, 2], 3, 1), proxy(2): written}
    column, rows, _ = walk(site, JCOLUMN)

    assert (rows, column.close()) == ([1, 2, 3], ("ok", ""))


def test_titles_are_whole_and_rows_have_their_date():
    column = ColumnWalk(JCOLUMN)
    reading = column.read(ListPage(JCOLUMN, jcms([1], 1, 15).encode()), Step(JCOLUMN), 1)

    assert reading.rows[0].title == "1局2023年政府信息公开工作年度报告"
    assert reading.rows[0].listed_on == date(2024, 1, 1)
    assert reading.steps == ()


def test_groups_of_one_screen_lie_within_page_1_at_first():
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): store([3, 4]), proxy(3): store([5, 6]), proxy(4): store([7])}

    assert walk(site, JCOLUMN)[1] == [1, 2, 3, 4, 5, 6, 7]


def test_server_that_ignores_the_page_number_is_left_and_the_post_is_tried():
    posted = f"{HOME}/module/web/jpage/dataproxy.jsp?startrecord=5&endrecord=8&perpage=2"
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): store([1, 2, 3, 4]), posted: store([5, 6, 7])}
    site |= {proxy(n): store([1, 2, 3, 4]) for n in (3, 4)}
    column, rows, asked = walk(site, JCOLUMN)

    assert sorted(rows) == [1, 2, 3, 4, 5, 6, 7]
    assert len(asked) <= 5
    assert column.close() == ("ok", "")


def test_without_next_group_posts():
    posted = f"{HOME}/module/web/jpage/dataproxy.jsp?startrecord=5&endrecord=8&perpage=2"
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2, group=""), posted: store([5, 6, 7], group="")}
    column, rows, _ = walk(site, JCOLUMN)

    assert rows == [1, 2, 3, 4, 5, 6, 7]
    assert column.close() == ("ok", "")


def test_proxy_that_answers_an_empty_datastore():
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): "<datastore><recordset></recordset></datastore>"}
    column, rows, _ = walk(site, JCOLUMN)

    assert rows == [1, 2, 3, 4]
    assert column.close()[0] == "incomplete"
    assert column.close()[1].startswith("7 articles declared, 4 listed; not read: ")


def test_column_with_static_rows():
    start = f"{HOME}/col/col601/index.html"
    page = listing([1, 2]).replace("</body>", "<script>$('#701').jpage({totalRecord:2,perPage:15});</script></body>")
    column, rows, _ = walk({start: page}, start)

    assert (rows, column.family.name, column.close()) == ([1, 2], "jcms", ("ok", ""))
