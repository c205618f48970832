"""The walk over a column: every page that is there, none that is not, and nothing silently short."""

from __future__ import annotations

from datetime import date

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

HOME = "http://www.x.gov.cn"
COLUMN = f"{HOME}/nb/"
PADDING = "<p>" + "政府信息公开平台　" * 40 + "</p>"


def listing(numbers, pager="", *, folder="nb", extra=""):
    rows = "".join(
        f'<li><a href="/{folder}/202401/t20240101_{n}.html">{n}局2023年政府信息公开年度报告</a><b>2024-01-01</b></li>'
        for n in numbers
    )
    return f'<html><body>{PADDING}<ul class="list">{rows}</ul>{pager}{extra}</body></html>'


def walk(site, start=COLUMN, family=None, **options):
    """Follow a column through ``site``, a dict of address to page; gives the walk, its rows and what was asked for."""
    column, rows, asked = ColumnWalk(start, family, **options), [], []
    steps, number = (Step(start),), 1
    while steps:
        step, *rest = steps
        asked.append(step.url.removeprefix(HOME))
        if step.url not in site:
            column.fail(step, "HTTP 404")
            steps = tuple(rest)
            continue
        reading = column.read(ListPage(step.url, site[step.url].encode()), step, number)
        if reading.jump:
            steps = (Step(reading.jump),)
        elif reading.problem:
            steps = tuple(rest)
        else:
            rows += reading.rows
            steps, number = reading.steps, number + 1
    return column, [int(row.url.rpartition("_")[2].split(".")[0]) for row in rows], asked


def linked(href, label="下一页"):
    return f'<div class="page"><a href="javascript:;">上一页</a><a href="{href}">{label}</a></div>'


def counted(current, pages):
    return f"""<script>
    //createPageHTML(9, 0, "index", "html");
    var currentPage = {current};//所在页从0开始
    var nextPage = currentPage+1//下一页
    var countPage = {pages}//共多少页  http://
    document.write("<a href=\\"index"+"_" + nextPage + "."+"html\\">下一页</a>");
    /* countPage = 67 */</script>"""


def created(arguments):
    return f"<script>createPageHTML({arguments});</script>"


def test_one_page():
    column, rows, asked = walk({COLUMN: listing([1, 2, 3])})

    assert (rows, asked, column.close()) == ([1, 2, 3], ["/nb/"], ("ok", ""))


def test_a_script_that_counts_from_zero():
    site = {
        COLUMN: listing([1, 2], counted(0, 3)),
        f"{COLUMN}index_1.html": listing([3, 4], counted(1, 3)),
        f"{COLUMN}index_2.html": listing([5], counted(2, 3)),
    }
    column, rows, asked = walk(site)

    assert rows == [1, 2, 3, 4, 5]
    assert asked == ["/nb/", "/nb/index_1.html", "/nb/index_2.html"]
    assert column.close() == ("ok", "")


def test_create_page_html_that_counts_from_zero():
    site = {
        COLUMN: listing([1], created('2, 0, "index", "html"')),
        f"{COLUMN}index_1.html": listing([2], created('2, 1, "index", "html"')),
    }

    assert walk(site)[1] == [1, 2]


def test_create_page_html_that_counts_from_one():
    start = f"{COLUMN}xxgk_list.shtml"
    site = {
        start: listing([1], created("'page_div', 2, 1, 'xxgk_list', 'shtml', 2")),
        f"{COLUMN}xxgk_list_2.shtml": listing([2], created("'page_div', 2, 2, 'xxgk_list', 'shtml', 2")),
    }
    column, rows, asked = walk(site, start)

    assert (rows, asked) == ([1, 2], ["/nb/xxgk_list.shtml", "/nb/xxgk_list_2.shtml"])
    assert column.close() == ("ok", "")


def test_next_links_whatever_the_pages_are_called():
    for names in (
        ["index-2.shtml", "index-3.shtml"],
        ["list_00000002.html", "list_00000003.html"],
        ["?pageIndex=2", "?pageIndex=3"],
    ):
        site = {
            COLUMN: listing([1], linked(names[0])),
            COLUMN + names[0]: listing([2], linked(names[1], "下页")),
            COLUMN + names[1]: listing([3], linked("#")),
        }

        assert walk(site)[1] == [1, 2, 3]


def test_pages_that_count_down():
    start = f"{HOME}/zfxxgk/zfxxgknb.htm"
    site = {
        start: listing([1], linked("zfxxgknb/2.htm")),
        f"{HOME}/zfxxgk/zfxxgknb/2.htm": listing([2], linked("1.htm")),
        f"{HOME}/zfxxgk/zfxxgknb/1.htm": listing([3], linked("javascript:;")),
    }

    assert walk(site, start)[1] == [1, 2, 3]


def test_a_pager_of_numbers_only():
    site = {
        COLUMN: listing([1], '<a href="./">1</a><a href="p_b.html">2</a><a href="p_c.html">3</a>'),
        f"{COLUMN}p_b.html": listing([2], '<a href="./">1</a><a href="p_b.html">2</a><a href="p_c.html">3</a>'),
        f"{COLUMN}p_c.html": listing([3], '<a href="./">1</a><a href="p_b.html">2</a>'),
    }

    assert walk(site)[1] == [1, 2, 3]


def test_pages_that_nobody_names_are_tried_and_the_right_name_is_kept():
    pager = "<div>共3页</div>"
    site = {
        COLUMN: listing([1], pager),
        f"{COLUMN}index_2.html": listing([2], pager),
        f"{COLUMN}index_3.html": listing([3], pager),
    }
    column, rows, asked = walk(site)

    assert rows == [1, 2, 3]
    assert asked == ["/nb/", "/nb/index_1.html", "/nb/index_2.html", "/nb/index_3.html"]
    assert column.close() == ("ok", "")


def test_a_deep_page_that_is_a_stub_makes_the_column_incomplete():
    site = {
        COLUMN: listing([1], counted(0, 3)),
        f"{COLUMN}index_1.html": listing([2], counted(1, 3)),
        f"{COLUMN}index_2.html": '<html><a href="/nb/202401/t20240101_9.html">9局年报</a> 2024-01-01</html>',
    }
    column, rows, _ = walk(site)

    assert rows == [1, 2]
    assert column.close() == (
        "incomplete",
        f"3 list pages declared, 2 read; not read: {COLUMN}index_2.html (not this column)",
    )


def test_a_server_that_answers_every_page_with_page_1():
    site = {COLUMN: listing([1, 2], counted(0, 50)), f"{COLUMN}index_1.html": listing([1, 2], counted(0, 50))}
    column, rows, asked = walk(site)

    assert rows == [1, 2]
    assert len(asked) == 2
    assert column.close()[0] == "incomplete"


def test_a_page_of_another_column_is_not_taken():
    other = '<div class="news">' + listing([7, 8], folder="xw").replace('class="list"', 'class="xw"') + "</div>"
    site = {COLUMN: listing([1], "共2页"), f"{COLUMN}index_1.html": other, f"{COLUMN}index_2.html": listing([2])}
    column, rows, _ = walk(site)

    assert rows == [1, 2]
    assert column.close() == ("ok", "")


def test_a_row_that_slid_to_the_next_page_is_taken_once():
    site = {COLUMN: listing([1, 2], linked("index_1.html")), f"{COLUMN}index_1.html": listing([2, 3])}

    assert walk(site)[1] == [1, 2, 3]


def test_fewer_rows_than_declared_are_a_shortfall():
    column, _, _ = walk({COLUMN: listing([1, 2], "<div>共 13 条</div>")})

    assert column.close() == ("incomplete", "13 articles declared, 2 listed")


def test_an_endless_pager_is_cut_off_and_said_so():
    site = {COLUMN: listing([0], linked("index_1.html"))}
    site |= {f"{COLUMN}index_{n}.html": listing([n], linked(f"index_{n + 1}.html")) for n in range(1, 30)}
    column, rows, _ = walk(site, max_pages=5)

    assert rows == [0, 1, 2, 3, 4]
    assert column.close() == ("incomplete", "cut off after 5 list pages")


def test_a_stub_that_sends_the_browser_elsewhere_is_followed():
    start = f"{HOME}/col/col1/index.html"
    site = {start: f'<script>window.location.href="{COLUMN}";</script>', COLUMN: listing([1])}
    column, rows, asked = walk(site, start)

    assert (rows, asked) == ([1], ["/col/col1/index.html", "/nb/"])
    assert column.close() == ("ok", "")


def test_stubs_in_a_circle_end():
    one, other = f"{HOME}/a/", f"{HOME}/b/"
    site = {one: f'<script>location.href="{other}"</script>', other: f'<script>location="{one}"</script>'}
    column, _, asked = walk(site, one)

    assert len(asked) == 6
    assert column.close() == ("empty_shell", "no rows in its first page")


# JCMS

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


def test_jcms_records_inside_a_script_and_further_groups():
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): store([5, 6, 7])}
    column, rows, _ = walk(site, JCOLUMN)

    assert rows == [1, 2, 3, 4, 5, 6, 7]
    assert (column.family.name, column.totals.records, column.close()) == ("jcms", 7, ("ok", ""))


def test_jcms_titles_are_whole_and_rows_have_their_date():
    column = ColumnWalk(JCOLUMN)
    reading = column.read(ListPage(JCOLUMN, jcms([1], 1, 15).encode()), Step(JCOLUMN), 1)

    assert reading.rows[0].title == "1局2023年政府信息公开工作年度报告"
    assert reading.rows[0].listed_on == date(2024, 1, 1)
    assert reading.steps == ()


def test_jcms_groups_of_one_screen_lie_within_page_1_at_first():
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): store([3, 4]), proxy(3): store([5, 6]), proxy(4): store([7])}

    assert walk(site, JCOLUMN)[1] == [1, 2, 3, 4, 5, 6, 7]


def test_jcms_server_that_ignores_the_page_number_is_left_and_the_post_is_tried():
    posted = f"{HOME}/module/web/jpage/dataproxy.jsp?startrecord=5&endrecord=8&perpage=2"
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): store([1, 2, 3, 4]), posted: store([5, 6, 7])}
    site |= {proxy(n): store([1, 2, 3, 4]) for n in (3, 4)}
    column, rows, asked = walk(site, JCOLUMN)

    assert sorted(rows) == [1, 2, 3, 4, 5, 6, 7]
    assert len(asked) <= 5
    assert column.close() == ("ok", "")


def test_jcms_without_next_group_posts():
    posted = f"{HOME}/module/web/jpage/dataproxy.jsp?startrecord=5&endrecord=8&perpage=2"
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2, group=""), posted: store([5, 6, 7], group="")}
    column, rows, _ = walk(site, JCOLUMN)

    assert rows == [1, 2, 3, 4, 5, 6, 7]
    assert column.close() == ("ok", "")


def test_jcms_proxy_that_answers_an_empty_datastore():
    site = {JCOLUMN: jcms([1, 2, 3, 4], 7, 2), proxy(2): "<datastore><recordset></recordset></datastore>"}
    column, rows, _ = walk(site, JCOLUMN)

    assert rows == [1, 2, 3, 4]
    assert column.close()[0] == "incomplete"
    assert column.close()[1].startswith("7 articles declared, 4 listed; not read: ")


def test_jcms_column_with_static_rows():
    start = f"{HOME}/col/col601/index.html"
    page = listing([1, 2]).replace("</body>", "<script>$('#701').jpage({totalRecord:2,perPage:15});</script></body>")
    column, rows, _ = walk({start: page}, start)

    assert (rows, column.family.name, column.close()) == ([1, 2], "jcms", ("ok", ""))
