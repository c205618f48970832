"""The same systems with other class names, looks, page sizes, bases and wordings: nothing but the address is known."""

from __future__ import annotations

import pytest
from several import expected, harvest

from fixtures.interfaces import vendor

VARIATIONS = {
    "vsb, two a page in a table": ("vsb", {"per_page": 2, "look": "table", "list_class": "c57"}),
    "vsb, numbers but no next link": ("vsb", {"pager": "numbers", "look": "p", "list_class": "box_a"}),
    "vsb, only 共12条 1/3": ("vsb", {"pager": "text", "per_page": 5}),
    "vsb, one page": ("vsb", {"per_page": 20}),
    "gkmlpt, node by its name": (
        "gkmlpt",
        {
            "column": "/gkmlpt/index",
            "node": "88",
            "sid": "755042",
            "per_page": 4,
            "config": 'window._CONFIG={"SID":"755042","TREE":[{"name":"政府信息公开制度","id":"87"},'
            '{"name":"信息公开年度报告","id":"88","children":[]}]};',
        },
    ),
    "gkmlpt, counts from 0": ("gkmlpt", {"base": 0, "per_page": 7}),
    "guangdong, counts from 0": ("guangdong", {"base": 0, "per_page": 4, "look": "table", "list_class": "lm"}),
    "guangdong, with next links": ("guangdong", {"pager": "next", "look": "dl"}),
    "lonsun, without shell, links, base 0": ("lonsun", {"shell": False, "pager": "links", "base": 0, "look": "table"}),
    "lonsun, other size": ("lonsun", {"per_page": 3, "look": "p", "list_class": "nrlist"}),
    "epoint, counts from 1": ("epoint", {"base": 1}),
    "epoint, form": ("epoint", {"accepts": "form", "per_page": 15}),
    "epoint, other script, path and project": (
        "epoint",
        {
            "script": "/static/common.js",
            "script_text": "var siteInfo={};siteInfo.siteGuid = 'abc-1';siteInfo.projectName='/EpointFront';",
            "inline": "var api = '/rest/lightfrontaction/getgovinfolist';",
            "action": "/EpointFront/rest/lightfrontaction/getgovinfolist",
            "guid": "abc-1",
            "base": 1,
        },
    ),
    "epoint, category in a field": (
        "epoint",
        {
            "column": "/dynamic/zwgk/govInfoPub.html",
            "inline": '</script><input name="wd" value="年报"><input id="categoryNum" value="003011"><script>',
        },
    ),
    "truecms, plain links, no total": ("truecms", {"handler": "", "declares": False, "first": 6, "largest": 50}),
    "truecms, other handler": ("truecms", {"handler": "openInfo", "per_page": 10, "column_id": "17"}),
    "webforms, link 下一页 without number": ("webforms", {"pager": "next", "control": "ctl00$main$lbNext"}),
    "webforms, grid": ("webforms", {"pager": "grid", "control": "GridView1", "look": "ul", "per_page": 4}),
    "webforms, submit button": ("webforms", {"pager": "button", "declares": False}),
    "webforms, undeclared": ("webforms", {"declares": False, "per_page": 4}),
    "aspx, only the last link": ("aspx", {"pager": "last"}),
    "aspx, counts from 0": ("aspx", {"pager": "last", "base": 0, "per_page": 3}),
    "powereasy, next link": ("powereasy", {"pager": "next", "look": "table"}),
    "siteserver, counts from 0": ("siteserver", {"base": 0}),
    "eportal, next link": ("eportal", {"pager": "next", "look": "dl"}),
    "ilist, counts from 0": ("ilist", {"base": 0}),
}

BEHIND_THE_LAST = {"gkmlpt, counts from 0": {"soft_404": ["/gkmlpt/api/all/2629?page=2&sid=175"]}}
"""Pages that were asked for because more articles were declared than listed by then."""


@pytest.fixture(scope="module")
def harvested(tmp_path_factory):
    return harvest(tmp_path_factory.mktemp("variations"), VARIATIONS, lambda: vendor)


@pytest.mark.parametrize("title", VARIATIONS)
def test_every_report_is_found_and_the_column_says_so(harvested, title):
    name, column = VARIATIONS[title][0], harvested[title].columns[0]

    assert sorted(harvested[title].pages("report")) == sorted(expected(name)["report_pages"])
    assert (column["outcome"], column["harvested"]) == ("ok", expected(name)["columns"][0]["harvested"])


@pytest.mark.parametrize("title", VARIATIONS)
def test_rejects_are_counted_and_nothing_else_goes_wrong(harvested, title):
    wanted = expected(VARIATIONS[title][0])["outcomes"] | BEHIND_THE_LAST.get(title, {})

    assert harvested[title].outcomes() == {outcome: sorted(urls) for outcome, urls in wanted.items()}
