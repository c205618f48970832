"""The walk over a column: every page that is there, none that is not, and nothing silently short."""

from __future__ import annotations

from walking import COLUMN, HOME, listing, walk


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


def test_a_list_that_goes_on_under_the_address_of_its_system():
    links = "".join(
        f'<a href="javascript:" onclick="location=\'/e/ListInfo/?page={n - 1}&classid=14\'">{n}</a>' for n in (2, 3)
    )
    site = {
        COLUMN: listing([1, 2], f'<div class="p"><b>1</b>{links}</div>'),
        f"{HOME}/e/ListInfo/?page=1&classid=14": listing([3, 4], f'<div class="p"><b>2</b>{links}</div>'),
        f"{HOME}/e/ListInfo/?page=2&classid=14": listing([5]),
    }

    assert (walk(site)[1], walk({COLUMN: site[COLUMN]})[0].close()[0]) == ([1, 2, 3, 4, 5], "incomplete")


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
    assert len(asked) == 10  # the names met in the field are tried once
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


def test_a_list_that_moves_while_it_is_read_is_not_whole_by_the_number_of_its_rows():
    """Between two pages one row came on top and one was taken out: 3 stands on both pages, 5 on none."""
    total = "<script>var totalRecord = 6;</script>"
    pager = '<a href="p2.html">下一页</a>'
    site = {COLUMN: listing([1, 2, 3], total + pager), f"{COLUMN}p2.html": listing([3, 4, 6], total)}
    column, rows, _ = walk(site)

    assert rows == [1, 2, 3, 4, 6]
    assert column.close()[0] == "incomplete"
    assert column.close()[1].startswith("6 articles declared, 5 listed")


def test_the_address_of_the_last_page_tells_the_one_behind_a_broken_second_page():
    names = {n: f"{COLUMN}index_{n}.html" for n in (2, 3, 4)} | {1: COLUMN}
    pager = "<div><a href='{}'>下一页</a><a href='index_4.html'>尾页</a></div>"
    site = {names[n]: listing([n], pager.format(names[n + 1]) if n < 4 else "") for n in (1, 3, 4)}
    column, rows, _ = walk(site)

    assert (rows, column.close()[0]) == ([1, 3, 4], "incomplete")
