"""Lists that are turned over within a session: page 2 and articles are shown to who brings the cookie of page 1."""

from __future__ import annotations

import pytest
from crawling import crawl

from harvester.demo.server import Answer, serve

HTML = "text/html; charset=utf-8"
ROW = '<li><a href="t2024010{0}_{0}.html">第{0}局2023年政府信息公开工作年度报告</a>2024-01-0{0}</li>'
REPORT = "<h1>第{0}局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>二、主动公开政府信息情况</p>"
PAGES = {1: (1, 2), 2: (3, 4), 3: (5,)}
"""Page → the numbers of its articles."""


COOKIE = {"Set-Cookie": "JSESSIONID=ab; Path=/nb; HttpOnly"}


def portal(without_cookie, *, is_redirected=False):
    """``/nb/list.do?p=2`` answers by the session; without one with ``without_cookie``, a page's number or HTML.

    ``is_redirected``: a session begins with a redirect to the address that holds its number.
    """

    def listing(number):
        pager = f'<a href="list.do?p={number + 1}">下一页</a>' if number < len(PAGES) else ""
        return f"<html><ul>{''.join(ROW.format(n) for n in PAGES[number])}</ul>{pager}{'<p>公开</p>' * 80}</html>"

    def answer(_, asked):
        if asked.path.startswith("/nb/t2024"):
            if "JSESSIONID=ab" not in asked.headers.get("cookie", ""):
                return Answer(b"<h1>403 Forbidden</h1>", HTML, 403)
            return Answer(REPORT.format(asked.path[-6]).encode(), HTML)
        if not asked.path.startswith("/nb/"):
            return None
        number = int(asked.query.get("p", 1))
        if is_redirected and number == 1 and not asked.path.endswith(";jsessionid=ab"):
            return Answer(b"", HTML, 302, headers={"Location": f"{asked.path};jsessionid=ab", **COOKIE})
        if number > 1 and "JSESSIONID=ab" not in asked.headers.get("cookie", ""):
            number = without_cookie
        body = listing(number) if isinstance(number, int) else number
        return Answer(body.encode(), HTML, headers={} if is_redirected else COOKIE)

    return answer


@pytest.mark.parametrize("is_redirected", [False, True])
@pytest.mark.parametrize("without_cookie", [1, "<h1>会话已过期</h1>"])
def test_the_later_pages_and_the_articles_of_a_list_bring_the_cookie_of_the_first(
    tmp_path, without_cookie, is_redirected
):
    (tmp_path / "www").mkdir()
    (tmp_path / "site.yaml").write_text("{content_type: text/html; charset=utf-8, modified: ''}", encoding="utf-8")
    (tmp_path / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")

    with serve(tmp_path, port=0, interface=portal(without_cookie, is_redirected=is_redirected)) as site:
        crawled = crawl(tmp_path, url=f"{site.url}/nb/")

    (column,) = crawled.columns
    assert (column["outcome"], column["harvested"], column["pages"]) == ("ok", 5, 3)
    assert len(crawled.urls("report")) == 5
