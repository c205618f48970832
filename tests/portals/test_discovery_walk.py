"""From a home page to the 年报 columns: menus are followed, other yearly reports are not taken for them."""

from __future__ import annotations

import pytest
from small_site import OTHERS, document, menu, reports, rows, small_site

from harvester.demo.server import Answer
from harvester.portals.discovery import discover
from harvester.portals.fetch import Fetcher, Manners

FETCH = Fetcher(Manners(user_agent="test", allow_private=True, delay=0, timeout=5))


def walked(tmp_path, pages, start="/"):
    with small_site(tmp_path, pages) as site:
        result = discover(site.url + start, FETCH)
        asked = [path for path in site.asked if path != "/robots.txt"]
    columns = {item.url.removeprefix(site.url): item for item in result.columns}
    return columns, asked


def test_from_the_home_page_over_the_menu_to_the_column(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(f'<a href="/zwgk/">政务公开</a><a href="/xw/">新闻</a>{OTHERS}'),
            "/zwgk/": document('<a href="/zfxxgk/">政府信息公开</a>'),
            "/zfxxgk/": document(menu("/a7/b1/", "年报")),
            "/a7/b1/": document(reports(2020, 2021, 2022), title="年报_某县人民政府"),
        },
    )

    assert list(columns) == ["/a7/b1/"]
    assert (columns["/a7/b1/"].name, columns["/a7/b1/"].kind, columns["/a7/b1/"].reports) == ("年报", "list", 3)


def test_a_sibling_leads_to_the_column(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document('<a href="/zfxxgk/sq/">依申请公开</a>'),
            "/zfxxgk/sq/": document(menu("/zfxxgk/nb/")),
            "/zfxxgk/nb/": document(f"{menu('/zfxxgk/nb/')}{reports(2022)}"),
        },
    )

    assert list(columns) == ["/zfxxgk/nb/"]


def test_a_hub_leads_to_its_years_and_the_walk_ends_there(tmp_path):
    columns, asked = walked(
        tmp_path,
        {
            "/": document(f'<a href="/nb/">政府信息公开年报</a><a href="/zfxxgk/">政府信息公开</a>{OTHERS}'),
            "/nb/": document(
                '<a href="/nb/2023/">2023年</a><a href="/nb/2020_504392/">2022年</a>', title="政府信息公开年报"
            ),
            "/nb/2023/": document(reports(2023), title="2023年"),
            "/nb/2020_504392/": document(reports(2022), title="2022年"),
        },
    )

    assert {path: (item.kind, item.year) for path, item in columns.items()} == {
        "/nb/": ("hub", None),
        "/nb/2023/": ("list", 2023),
        "/nb/2020_504392/": ("list", 2022),
    }
    assert asked == ["/", "/nb/", "/nb/2023/", "/nb/2020_504392/"]


def test_a_column_that_holds_something_else_is_refused(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(menu("/x/ndbg/", "年度报告")),
            "/x/ndbg/": document(rows("某县住房公积金2023年年度报告", "某县住房公积金2022年年度报告")),
        },
    )

    assert columns == {}


def test_a_page_that_calls_itself_website_report_is_refused(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(menu("/x/ndbg/", "年度报告")),
            "/x/ndbg/": document(rows("某县2023年度报告", "某县2022年度报告"), title="政府网站工作年度报表_某县"),
        },
    )

    assert columns == {}


@pytest.mark.parametrize(
    "way",
    [
        '<script>location.href="/col/col2/index.html"</script>',
        '<html><head><meta http-equiv="refresh" content="0;url=/col/col2/index.html"></head></html>',
    ],
)
def test_a_page_that_sends_the_browser_on_is_followed(tmp_path, way):
    columns, _ = walked(
        tmp_path,
        {
            "/": document(menu("/col/col1/index.html")),
            "/col/col1/index.html": way,
            "/col/col2/index.html": document(reports(2022, 2023)),
        },
    )

    assert list(columns) == ["/col/col2/index.html"]


def test_a_missing_page_and_the_home_page_in_its_place_are_no_columns(tmp_path):
    home = document(f'{menu("/gone/")}<a href="/soft/">政府信息公开年报</a><a href="/nb/">信息公开年报</a>')
    columns, _ = walked(tmp_path, {"/": home, "/soft/": home, "/nb/": document(reports(2022, 2023))})

    assert list(columns) == ["/nb/"]


def test_the_column_itself_may_be_given(tmp_path):
    columns, asked = walked(tmp_path, {"/nb/": document(reports(2022, 2023), title="政府信息公开年报")}, start="/nb/")

    assert list(columns) == ["/nb/"]
    assert asked == ["/nb/"]


def test_a_column_whose_list_a_script_builds_is_found_by_its_link(tmp_path):
    columns, _ = walked(
        tmp_path, {"/": document(menu("/nb/")), "/nb/": document('<div id="app"></div>', title="某县人民政府")}
    )

    assert (columns["/nb/"].reports, columns["/nb/"].kind) == (0, "list")


def test_a_list_in_a_frame_is_found(tmp_path):
    columns, _ = walked(
        tmp_path,
        {
            "/": document('<iframe src="/left.html"></iframe>'),
            "/left.html": document(menu("/nb/")),
            "/nb/": document('<iframe name="DataList" src="/list/nb.html"></iframe>'),
            "/list/nb.html": document(reports(2022, 2023)),
        },
    )

    assert columns["/list/nb.html"].reports == 2


def test_a_challenge_is_recorded_and_left_alone(tmp_path):
    blocked = Answer(b"<html><script>$_ts={}</script></html>", "text/html", 412)
    with small_site(tmp_path, {"/": document(menu("/nb/")), "/nb/": blocked}) as site:
        result = discover(f"{site.url}/", FETCH)

    assert result.columns == ()
    assert result.visited[1][1].startswith("blocked_js")


def test_a_portal_of_endless_menus_is_given_up(tmp_path):
    pages = {f"/m{number}/": document(f'<a href="/m{number + 1}/">信息公开</a>{number}') for number in range(60)}
    with small_site(tmp_path, {**pages, "/": document('<a href="/m0/">信息公开</a>')}) as site:
        result = discover(f"{site.url}/", FETCH)

    assert result.columns == ()
    assert len(result.visited) <= 5
