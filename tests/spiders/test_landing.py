"""Where a row leads: to a report, or to a list of reports that only looks like one."""

from __future__ import annotations

import pytest
from served import closing_of, crawl_of
from walking import HOME, PADDING

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import identity
from harvester.spiders.landing import gathers, is_list

NOTICE = '<li><a href="/doc/202401/t20240102_7.html">关于编制2023年度报告的通知</a><b>2024-01-02</b></li>'


def leads_to_a_list(title, *reports, url=f"{HOME}/nb/2023/", text=""):
    rows = "".join(
        f'<li><a href="/doc/202401/t20240110_{n}.html">{name}</a><b>2024-01-10</b></li>'
        for n, name in enumerate(reports)
    )
    body = f"<html><body>{PADDING}{text}<ul>{rows}{NOTICE}</ul></body></html>"
    return is_list(ListPage(url, body.encode()), Row(url, title))


@pytest.mark.parametrize("title", ["2023年度政府信息公开年报", "2023年政府信息公开工作年度报告"])
def test_a_year_s_column_may_hold_one_report(title):
    assert leads_to_a_list(title, "某市2023年政府信息公开工作年度报告")


def test_links_to_other_years_make_an_article_no_list():
    assert not leads_to_a_list("某市2023年政府信息公开工作年度报告", "某市2022年政府信息公开工作年度报告")


def test_an_article_with_its_report_attached_is_no_list_of_one_year():
    page = f"<html>{PADDING}<p>附件：<a href='/down.jsp?id=7'>某市2023年政府信息公开工作年度报告.docx</a></p></html>"
    url = f"{HOME}/nb/8.html"

    assert not is_list(ListPage(url, page.encode()), Row(url, "某市2023年政府信息公开工作年度报告"))


def test_a_report_that_links_to_itself_is_none():
    text = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"

    assert not leads_to_a_list("2023年政府信息公开年报", "某市2023年政府信息公开工作年度报告", text=text)


def test_an_article_by_its_address_is_none():
    url = f"{HOME}/nb/202401/t20240110_1.html"

    assert not leads_to_a_list("2023年政府信息公开年报", "某市2023年政府信息公开工作年度报告", url=url)


@pytest.mark.parametrize(
    ("title", "beside", "known", "is_gathering"),
    [
        ("某县各部门2023年政府信息公开年度报告汇总", "", (), True),
        ("某县水务局2023年政府信息公开年度报告", "", (), False),
        ("某县各部门2023年政府信息公开年度报告汇总", "<a href='/f/1.pdf'>附件</a>", (), False),
        ("某县各部门2023年政府信息公开年度报告汇总", "", (1, 2), False),
    ],
    ids=["gathers", "is_one", "has_files", "names_what_the_list_has"],
)
def test_an_article_that_does_nothing_but_name_reports_is_a_list(title, beside, known, is_gathering):
    links = "".join(f"<p><a href='t20240201_{n}.html'>第{n}局2023年政府信息公开年度报告</a></p>" for n in (1, 2))
    page = ListPage(f"{HOME}/nb/202402/t20240220_9.html", f"<html><body>{links}{beside}</body></html>".encode())
    listed = {identity(f"{HOME}/nb/202402/t20240201_{n}.html") for n in known}

    assert gathers(page, Row(page.url, title), listed) is is_gathering


def test_the_years_in_the_menu_of_every_page_make_an_article_no_list():
    menu = {f"{HOME}/nb/{year}/": f"{year}年" for year in (2024, 2023)}
    links = "".join(f'<a href="{url}">{year}</a>' for url, year in menu.items())
    page = ListPage(f"{HOME}/nb/8/index.html", f"<html><body><div>{links}</div>{PADDING}</body></html>".encode())
    row = Row(page.url, "2023年年度报告")

    assert is_list(page, row)
    assert not is_list(page, row, frozenset(map(identity, menu)))


def test_the_front_page_behind_a_row_that_says_a_year_is_no_report(tmp_path):
    row = "<tr><td>某县{0}局</td><td><a href='/view/{1}'>2023年年度报告</a></td><td>2024-01-10</td></tr>"
    table = "".join(row.format(name, n) for n, name in enumerate(("水务", "教育", "民政")))
    front = "".join(f"<li><a href='/xw/{n}/'>某县召开第{n}次推进会</a></li>" for n in range(20))
    report = "<h1>某县水务局2023年政府信息公开年度报告</h1><p>一、总体情况</p><p>二、主动公开政府信息情况</p>"
    pages = {"/nb/": f"<table>{table}</table>{PADDING}", "/view/1": f"<title>某县</title>{front}"}

    crawled, _ = crawl_of(tmp_path, lambda asked: pages.get(asked.path, report), "/nb/")

    assert closing_of(crawled)["outcome"] == "ok"
    assert [url[-7:] for url in crawled.by_outcome(role="report")["soft_404"]] == ["/view/1"]
    assert [url[-7:] for url in crawled.urls("report")] == ["/view/0", "/view/2"]
