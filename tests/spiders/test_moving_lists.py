"""Lists that change while they are walked: what comes in at the top is read in the same run, with one more request."""

from __future__ import annotations

import json

import pytest
from served import closing_of, crawl_of
from walking import COLUMN, listing, walk

from harvester.demo.server import Answer

PER_PAGE = 3
OLD = (7, 6, 5, 4, 3, 2, 1)


def numbers(asked, walked):
    """An eighth article comes in once page 1 has been asked for."""
    page = int(asked.query.get("page", "1"))
    now = (8, *OLD) if walked else OLD
    walked.append(page)
    return now[(page - 1) * PER_PAGE : page * PER_PAGE], len(now), page


def as_page(shown, total, page, declares):
    last = -(-total // PER_PAGE)
    following = f'<a href="list.jsp?page={page + 1}">下一页</a>' if page < last else ""
    return listing(shown, f"{following}{f'共{total}条' if declares else ''}")


def as_json(shown, total):
    rows = [{"title": f"{n}局2023年政府信息公开年度报告", "url": f"/nb/202401/t20240101_{n}.html"} for n in shown]
    return Answer(json.dumps({"total": total, "rows": rows}).encode())


@pytest.mark.parametrize("declares", [True, False])
def test_an_article_that_comes_in_during_the_walk_is_read_in_the_same_run(tmp_path, declares):
    walked = []

    def answer(asked):
        return as_page(*numbers(asked, walked), declares) if asked.path == "/nb/list.jsp" else None

    crawled, _ = crawl_of(tmp_path, answer, "/nb/list.jsp")

    assert walked == [1, 2, 3, 1]
    assert [(column["outcome"], column["harvested"]) for column in crawled.columns] == [("ok", 8)]


def test_so_is_one_that_an_interface_lists_and_no_page_beyond_the_last_is_asked_for(tmp_path):
    walked = []
    shell = '<div id="l"></div><script>function g(p){$.getJSON("/nb/list.jsp?size=3&page="+p, f)} g(1)</script>'

    def answer(asked):
        if asked.path == "/nb/":
            return f"<html><body>{shell}</body></html>"
        return as_json(*numbers(asked, walked)[:2]) if asked.path == "/nb/list.jsp" else None

    crawled, _ = crawl_of(tmp_path, answer, "/nb/")

    assert walked == [1, 2, 3, 1]
    assert (closing_of(crawled)["outcome"], closing_of(crawled)["harvested"]) == ("ok", 8)


def test_an_article_that_is_taken_away_hides_none_that_moves_up(tmp_path):
    walked = []

    def answer(asked):
        now, page = (OLD if not walked else OLD[1:]), int(asked.query.get("page", "1"))
        walked.append(page)
        return as_page(now[(page - 1) * PER_PAGE : page * PER_PAGE], len(now), page, declares=True)

    crawled, _ = crawl_of(tmp_path, lambda asked: asked.path == "/nb/list.jsp" and answer(asked), "/nb/list.jsp")

    assert walked == [1, 2, 1]
    assert [(column["outcome"], column["harvested"]) for column in crawled.columns] == [("ok", 7)]


def test_a_list_that_counts_its_pages_moves_when_one_comes_in():
    def page(shown, number, last):
        return listing(shown, f"<script>var countPage = {last}; var currentPage = {number - 1};</script>")

    second, third = page([4, 3], 2, 3), page([2, 1], 3, 3)
    site = {COLUMN: page([5, 4], 1, 2), f"{COLUMN}index_1.html": second, f"{COLUMN}index_2.html": third}
    column, _, _ = walk(site)

    assert [step.url for step in column.settle().steps] == [COLUMN]


def test_a_row_on_two_pages_of_a_list_that_counts_the_same_pages_is_no_movement():
    def page(shown, number):
        return listing(shown, f"<script>var countPage = 2; var currentPage = {number - 1};</script>")

    column, _, _ = walk({COLUMN: page([5, 4], 1), f"{COLUMN}index_1.html": page([4, 3], 2)})

    assert column.settle() is None


def test_a_row_that_is_kept_at_the_top_of_every_page_is_no_movement():
    pager = '<a href="index_1.html">下一页</a>'
    _, rows, asked = walk({COLUMN: listing([9, 8, 7], pager), f"{COLUMN}index_1.html": listing([9, 6])})

    assert rows == [9, 8, 7, 6]
    assert asked == ["/nb/", "/nb/index_1.html"]
