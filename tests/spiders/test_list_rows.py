"""The rows of list pages in the shapes that portals give them."""

from __future__ import annotations

import pytest
from rows_read import COLUMN, LINK, MENU, NAME, PAGER, SIDE, STALE, WANTED, rows

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import read_rows
from harvester.spiders.families.urls import resolve


@pytest.mark.parametrize(
    "shape",
    [
        f'<ul><li><a href="{LINK}">{NAME}</a><span>2024-01-15</span></li></ul>',
        f'<ul><li><span>[2024-01-15]</span><a href="{LINK}" title="{NAME}">某县2023年政府信息公开…</a></li></ul>',
        f'<ul><li><a href="{LINK}"><span class="date">2024-01-15</span>{NAME}</a></li></ul>',
        f'<ul><li><a href="{LINK}" title="{NAME}"><b>某县2023年…</b><i>01-15</i></a><i>2024-01-15</i></li></ul>',
        f'<div><a href="{LINK}"><p>{NAME}</p><div><b>15</b><em>2024-01</em></div></a></div>',
        f'<table><tr><td><img></td><td><a href="{LINK}">\n {NAME}\n</a></td><td> 2024-01-15 </td></tr></table>',
        f'<dl id="list"><dd><a href="{LINK}">{NAME}</a><span>2024-01-15</span><span>01-15</span></dd></dl>',
        f'<div><p><a href="{LINK}">{NAME}</a><em>2024年1月15日</em></p></div>',
        f'<div><a href="{LINK}">{NAME}</a><span>2024.01.15</span><br></div>',
        f'<ul><li><a href="{LINK}"><img alt="图"></a><a href="{LINK}">{NAME}</a><i>2024/1/15</i></li></ul>',
        f'<ul><li><a href="/nb/">[年报]</a><a href="{LINK}">{NAME}</a><span>2024-01-15</span></li></ul>',
        f"<div><h4>{NAME}</h4><p>2024-01-15</p><button onclick=\"location.assign('{LINK}')\">查看详情</button></div>",
        f'<ul><li><a href="{LINK}" aria-label="{NAME}"><i class="dot"></i></a><i>2024-01-15</i></li></ul>',
        f'<ul>{STALE}<li><a href="{LINK}">{NAME}</a>2024-01-15</li></ul>',
    ],
    ids=[
        "li",
        "cut_title",
        "date_inside",
        "day_inside",
        "day_over_month_inside",
        "table",
        "two_dates",
        "p",
        "flat",
        "image",
        "column_name",
        "button",
        "label",
        "comment",
    ],
)
def test_one_report_among_menus_side_bars_and_pagers(shape):
    assert rows(MENU + f'<div class="main">{shape}</div>' + PAGER + SIDE) == (WANTED,)


def test_a_list_that_mixes_reports_with_news_is_taken_whole():
    items = "".join(
        f'<li><a href="./202401/t2024011{n}_{n}.html">第{n}件</a><b>2024-01-1{n}</b></li>' for n in range(4)
    )

    assert (
        len(rows(f'{MENU}<ul class="list">{items}<li><a href="{LINK}">{NAME}</a><b>2024-01-15</b></li></ul>{SIDE}'))
        == 5
    )


def test_blocks_of_rows_that_stand_alike_are_one_list():
    block = '<ul class="five"><li><a href="./202401/t2024011{0}_{0}.html">某局{0}年年报</a>2024-01-1{0}</li></ul>'

    assert len(rows(MENU + "<div>" + "<hr>".join(block.format(n) for n in range(1, 7)) + "</div>")) == 6


def test_a_link_to_a_file_is_a_row():
    (row,) = rows(f'{MENU}<ul><li><a href="./W020240115.pdf">{NAME}</a></li></ul>')

    assert row.url.endswith(".pdf")


def test_a_page_of_menus_has_no_rows():
    assert rows(MENU + PAGER) == ()


def test_an_empty_page_has_no_rows():
    assert read_rows(ListPage(COLUMN, b""), COLUMN).rows == ()


def test_the_year_in_a_title_is_not_the_date_of_the_row():
    (row,) = rows(f'<ul><li><a href="{LINK}">2021年1月1日至2021年12月31日政府信息公开年度报告</a></li></ul>')

    assert row.listed_on is None


def test_titles_cut_before_their_words_are_rows_by_their_year():
    """Neither a date with its year nor an address that is known as an article's, as on old table templates."""
    body = "".join(
        f'<tr><td><a href="/zw/c{n}.html">凌海市大业镇20{n}…</a></td><td>[01-10]</td></tr>' for n in range(20, 24)
    )
    assert [row.title for row in rows(f"{MENU}<table>{body}</table>")] == [
        f"凌海市大业镇20{n}…" for n in range(20, 24)
    ]


def test_lists_that_differ_by_the_year_in_their_class_are_one_column_whatever_else_is_in_them():
    def listed(year, *titles):
        links = (f'<li><a href="./{year}01/t{year}0115_{n}.html">{title}</a></li>' for n, title in enumerate(titles))
        return f'<ul class="y{year}">{"".join(links)}</ul>'

    lists = listed(2024, *[NAME] * 5) + listed(2023, NAME, "通知一", "通知二", "通知三")
    found = read_rows(ListPage(COLUMN, f"<html><body>{lists}</body></html>".encode()), COLUMN)
    assert len((*found.rows, *found.others)) == 9


@pytest.mark.parametrize("label", ["查看", "[网页版]", "点击查看", "PDF", "在线阅读"])
def test_a_link_that_says_view_only_has_the_title_of_its_row(label):
    cells = f'<td>1</td><td><b>{NAME}</b></td><td>2024-01-15</td><td><a href="{LINK}">{label}</a></td>'
    (row,) = rows(f"<table><tr>{cells}</tr></table>")

    assert (row.title, row.url) == (NAME, WANTED.url)


def test_a_card_has_its_title_over_the_link():
    card = f'<div class="card"><div><h5>{NAME}</h5><p>Jan 15, 2024</p><a href="{LINK}">阅读全文</a></div></div>'
    cards = card + card.replace("_1.html", "_2.html")

    assert [row.title for row in rows(f'<div class="row">{cards}</div>')] == [NAME, NAME]


def test_two_formats_of_one_report_are_two_rows_of_one_title():
    links = f'<a href="{LINK}">[网页版]</a> <a href="./202401/P020240115.doc">[Word版]</a>'
    found = rows(f"<ul><li><p>{NAME}</p><span>2024-01-15</span>{links}</li></ul>")

    assert [row.title for row in found] == [NAME, NAME]


def test_lists_of_one_box_are_one_column_whatever_they_are_made_of():
    """Years under headings of their own: a list, a table, paragraphs. Reports in a side bar stay there."""

    def link(year):
        return f'<a href="/gk/{year}/1.html">某县{year}年政府信息公开年度报告</a>'

    blocks = f"<h3>2023</h3><ul><li>{link(2023)}</li></ul><h3>2022</h3><table><tr><td>{link(2022)}</td></tr></table>"
    body = (
        f'<div class="c">{blocks}<h3>2021</h3><p>1. {link(2021)}</p></div><div class="hot"><p>{link(2010)}</p></div>'
    )
    found = read_rows(ListPage("http://www.x.gov.cn/nb.html", body.encode()), "http://www.x.gov.cn/nb.html")

    assert {row.url[-11:-7] for row in (*found.rows, *found.others)} == {"2023", "2022", "2021"}


def test_articles_among_columns_of_other_years_are_rows():
    years = "".join(f'<li><a href="./{year}/">{year}年度报告</a></li>' for year in range(2018, 2023))
    found = rows(f'<ul>{years}<li><a href="{LINK}">2023年度报告</a></li></ul>')

    assert [row.url for row in found] == [WANTED.url]


def query_list(*, entry="/iList.jsp?cat_id=12"):
    """A column by its number, whose menu and bread crumbs are of its own make; dates stand beside the titles."""
    menu = "".join(
        f'<li><a href="/iList.jsp?cat_id={n}">{name}</a></li>'
        for n, name in ((11, "指南"), (12, "年报"), (13, "制度"))
    )
    items = "".join(
        f'<div class="t"><a href="/news/2024/1/{n}.htm">某局{n}年政府信息公开年度报告</a></div>'
        '<div class="d">2024-01-11</div>'
        for n in (2021, 2022, 2023)
    )
    crumbs = f'<p>当前位置：<a href="/">首页</a> &gt; <a href="{entry}">政府信息公开年报</a></p>'
    return f"<html><body><ul>{menu}</ul>{crumbs}<div class='l'>{items}</div></body></html>"


@pytest.mark.parametrize("column", ["http://www.x.gov.cn/iList.jsp?cat_id=12", "http://www.x.gov.cn/zfxxgk/"])
def test_a_link_to_the_page_itself_is_no_row(column):
    page = ListPage("http://www.x.gov.cn/iList.jsp?cat_id=12", query_list().encode())

    assert [row.url[-8:] for row in read_rows(page, column).rows] == ["2021.htm", "2022.htm", "2023.htm"]


def test_columns_of_the_menu_by_their_number_are_no_articles_of_this_one():
    url = "http://www.x.gov.cn/info/InfoPublic.aspx?cid=12"
    body = query_list(entry=url).replace("/iList.jsp?cat_id=", "/info/InfoPublic.aspx?cid=")

    assert len(read_rows(ListPage(url, body.encode()), url).rows) == 3


def boxes(*numbers):
    items = "".join(
        f'<div class="box"><h4><a href="/Item/{n}.aspx">某局{n}年住房公积金年度报告</a></h4>'
        f"<p>某局</p><i>2024-01-1{n}</i></div>"
        for n in numbers
    )
    return ListPage(
        COLUMN, f"<html><body><div class='main'><div class='all'>{items}</div></div></body></html>".encode()
    )


def test_a_last_page_of_one_row_stands_in_the_layout_of_those_before():
    first = read_rows(boxes(1, 2, 3), COLUMN)
    last = read_rows(boxes(4), COLUMN, first.layout)

    assert (last.layout, len(last.rows)) == (first.layout, 1)


DETAILS = """<table class="layout"><tr><td>{}</td></tr></table>"""
MEETING = "某县2024年水利工作会议"


@pytest.mark.parametrize(
    "shape",
    [
        '<div class="item"><h3><a href="{0}">{1}</a></h3><p>{1}，现予公布。<a href="{0}">[详细]</a></p></div>',
        '<table class="t"><tr><td>{1}</td><td>2024-01-15</td><td><a href="{0}">查看</a></td></tr></table>',
        '<div class="item"><span>{1}</span><span>2024-01-15</span><a href="{0}">PDF</a></div>',
    ],
)
def test_a_link_that_says_nothing_has_the_title_of_its_own_row_and_of_no_other(shape):
    """The rows stand in a table that lays out the page; a pager's 2 has no title at all."""
    meeting = "./202402/t20240202_2.html"
    found = rows(DETAILS.format(shape.format(LINK, NAME) + shape.format(meeting, MEETING) + PAGER))

    assert [row.title for row in found if row.url == WANTED.url] == [NAME]
    assert not any(NAME in row.title for row in found if row.url != WANTED.url)


def test_a_link_around_a_table_has_the_title_in_it():
    """Parsers move the table out of the link."""
    row = '<li><a href="{}"><table><tr><td>·</td><td>{}</td><td>2024-01-15</td></tr></table></a></li>'
    found = rows(f"{MENU}<ul>{row.format(LINK, NAME)}{row.format('./202402/t20240202_2.html', MEETING)}</ul>")

    assert [found.title for found in found] == [NAME, MEETING]


def test_tabs_of_one_row_and_of_two_are_one_list():
    tab = '<div class="con"><div class="lb">{}</div></div>'
    row = '<a href="./202401/t2024011{0}_{0}.html"><h4>{1}</h4><span>2024-01-1{0}</span></a>'
    tabs = [[(1, NAME)], [(2, NAME)], [(3, NAME), (4, MEETING)]]

    assert len(rows(MENU + "".join(tab.format("".join(row.format(*item) for item in items)) for items in tabs))) == 4


def test_a_title_that_is_cut_before_its_last_word_outranks_news():
    (row,) = rows(
        f"{SIDE}<ul class='l'><li><a href='/d/7'>某县水利局2023年度政府信息公开工作…</a>2024-01-15</li></ul>"
    )

    assert row.url.endswith("/d/7")


def test_a_report_whose_address_has_no_ending_is_a_row_beside_articles():
    """Names of departments before the titles are none."""
    items = [(LINK, NAME), ("./202401/t20240116_2.html", NAME), ("./202401/d3", NAME.replace("2023", "2022"))]
    body = "".join(
        f'<li>[<a href="/bm/{n}/">水务局</a>] <a href="{item[0]}">{item[1]}</a></li>' for n, item in enumerate(items)
    )

    assert [row.url.rpartition("/")[2] for row in rows(f"{MENU}<ul>{body}</ul>")][-1] == "d3"


@pytest.mark.parametrize(
    ("link", "is_kept"), [("http://127.0.0.3:81/a.html", True), ("http://10.1.2.3/a.html", False)]
)
def test_a_portal_on_this_machine_may_have_more_hosts(link, is_kept):
    assert (resolve(link, "http://127.0.0.2/nb/") is not None) == is_kept
    assert resolve(link, COLUMN) is None


def test_a_menu_of_years_outranks_no_list_of_one_report():
    years = "".join(f'<li><a href="/nb/{year}/">{year}年政府信息公开年报</a></li>' for year in range(2015, 2025))

    assert (
        rows(f'<ul class="nd">{years}</ul><h4>2024年</h4><ul><li><a href="/d/7.html">{NAME}</a></li></ul>')[0].title
        == NAME
    )


def test_the_areas_of_a_picture_say_in_words_where_they_lead():
    areas = "".join(f"<area href='{n}.html' alt='某县{n}年政府信息公开年度报告'>" for n in (2022, 2023))

    assert [row.title[2:7] for row in rows(f"<map>{areas}</map>")] == ["2022年", "2023年"]
