"""Columns whose reports open within the page, by no address that a crawler could ask for: the column says so."""

from __future__ import annotations

import pytest
from browsers import needs_browser
from served import closing_of, crawl_of

from harvester.demo.server import Answer

TITLES = "".join(f"{{id: {n}, title: '某局{2020 + n}年政府信息公开工作年度报告'}}," for n in (1, 2, 3))
SHELL = '<html><body><div id="app"></div><script src="/js/app.js"></script></body></html>'
DRAWS = """document.getElementById('app').innerHTML = '<ul>' + [{titles}].map(row =>
    '<li><a href="#/detail?id=' + row.id + '">' + row.title + '</a></li>').join('') + '</ul>';"""


@needs_browser
def test_a_list_of_fragments_that_a_script_builds_is_named_and_not_called_empty(tmp_path):
    pages = {"/nb/": SHELL, "/js/app.js": Answer(DRAWS.format(titles=TITLES).encode(), "text/javascript")}
    crawled, _ = crawl_of(tmp_path, lambda asked: pages.get(asked.path), "/nb/", DOWNLOAD_TIMEOUT=15)
    closing = closing_of(crawled)

    assert closing["outcome"] == "incomplete"
    assert closing["detail"] == "3 reports open within the page and have no address of their own (#/detail?id=1)"


@pytest.mark.parametrize("opens", ['href="#/detail?id=7"', 'href="javascript:;" onclick="detail(7)"'])
def test_so_is_one_that_stands_in_the_page(tmp_path, opens):
    page = f"<html><body><ul><li><a {opens}>某局2023年政府信息公开工作年度报告</a></li></ul></body></html>"
    crawled, _ = crawl_of(tmp_path, lambda asked: page if asked.path == "/nb/" else None, "/nb/")

    assert closing_of(crawled)["outcome"] == "incomplete"
    assert closing_of(crawled)["detail"].startswith("1 reports open within the page")


def test_a_page_without_reports_stays_an_empty_shell(tmp_path):
    page = '<html><body><a href="#top">返回顶部</a><a href="#nb">政府信息公开年报</a></body></html>'
    crawled, _ = crawl_of(tmp_path, lambda asked: page if asked.path == "/nb/" else None, "/nb/")

    assert closing_of(crawled)["outcome"] == "empty_shell"
