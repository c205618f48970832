"""The systems of 大汉 and 开普 with other class names, sizes, bases, paths and wordings: only the address is known."""

from __future__ import annotations

import pytest
from several import expected, harvest

from fixtures.interfaces import vendor

CHANNEL = "61eaab3127b040d4950fff177f09e561"
POSTED = {
    "path": "/site/getFileListByCodeId",
    "method": "POST",
    "base": 0,
    "head": f'<meta name="channelid" content="{CHANNEL}">',
    "shell": '<ul></ul><script>$.post("/site/getFileListByCodeId",{channelId:id,page:p,size:20},show)</script>',
}
VARIATIONS = {
    "jcms, the post": ("f06_jcms", {"next_group": "none", "honours": ["startrecord"]}),
    "jcms, encrypted next group": ("f06_jcms", {"next_group": "encrypted", "honours": ["startrecord"], "group": 4}),
    "jcms, deep pages of the next group empty": ("f06_jcms", {"group": 4, "empty_after": 2}),
    "jcms, startrecord ignored": ("f06_jcms", {"next_group": "none", "honours": ["page"], "script": "inline"}),
    "jcms, answers of three": ("f06_jcms", {"next_group": "none", "honours": ["startrecord"], "most": 3}),
    "jcms, old path": ("f06_jcms", {"proxy": "/module/jpage/dataproxy.jsp", "next_group": "none", "list_class": "c"}),
    "jcms, morecolumn": ("f06_jcms", {"proxy": "/module/web/jpage/morecolumndataproxy.jsp", "per_page": 3}),
    "jcms, parameters nowhere": ("f06_jcms", {"next_group": "none", "script": "none"}),
    "jcms, stub that jumps": (
        "f06_jcms",
        {"stub": "/col/col60301/index.html", "leads_to": "/col/col60302/index.html"},
    ),
    "jcms, no record in the page": ("f06_jcms", {"empty": True}),
    "jcms, static rows": ("f06_jcms", {"static": True, "group": 5, "next_group": "none"}),
    "jcms, all in one": ("f06_jcms", {"group": 50, "per_page": 20}),
    "xxgk, data of an ajax call": (
        "f07_xxgk",
        {
            "search": "/module/xxgk/search_custom.jsp",
            "fields": {"infotypeId": "B1", "area": "113701020042011", "fieldConfigId": "7"},
            "list_class": "lists",
            "per_page": 4,
            "shell": "<div id='d'></div><script>var area='113701020042011';$.ajax({type:'POST',url:"
            "'/module/xxgk/search_custom.jsp',data:{infotypeId:'B1',area:area,fieldConfigId:'7',currpage:1}});</script>",
        },
    ),
    "xxgk, fields of a frame": (
        "f07_xxgk",
        {
            "column": "/col/col97560/index.html",
            "fields": {"area": "113701020042011", "infotypeId": "0"},
            "shell": "<iframe src='/module/xxgk/tree.jsp?area=113701020042011&infotypeId=0'></iframe>"
            "<script>var url='/module/xxgk/search.jsp';</script>",
        },
    ),
    "jpaas, total in words": ("f08_jpaas", {"pager": "words", "slice": 0, "look": "table", "list_class": "t"}),
    "jpaas, no total, bare pages": ("f08_jpaas", {"pager": "links", "per_page": 4}),
    "jpaas, other quotes, path and tag": (
        "f08_jpaas",
        {"double_quotes": True, "unit": "/gateway/publish/build/unit", "tag": "栏目列表", "per_page": 10},
    ),
    "ucap, behind the last page another column": ("f09_ucap", {"pager": "words", "per_page": 4}),
    "ucap, falls through into another column": ("f09_ucap", {"strays": 2}),
    "ucap, pages by parseInt": (
        "f09_ucap",
        {"pager": "parse", "stem": "rlist", "column": "/zwgk/c100186/rlist.shtml"},
    ),
    "ucap, list.shtml in a table": (
        "f09_ucap",
        {"stem": "list", "column": "/zwgk/c100186/list.shtml", "look": "table", "list_class": "x1", "per_page": 6},
    ),
    "ucap json, posted from 0": ("f10_ucap_json", {**POSTED, "per_page": 20}),
    "ucap json, posted, several pages": ("f10_ucap_json", {**POSTED, "per_page": 5}),
    "ucap json, posted from 1": ("f10_ucap_json", {**POSTED, "base": 1, "lenient": True, "per_page": 5}),
    "ucap json, id in a meta": (
        "f10_ucap_json",
        {
            "path": f"/searchList/{CHANNEL}",
            "head": f'<meta name="channelId" content="{CHANNEL}">',
            "shell": "<div></div><script>var u='/searchList/'+$('meta[name=channelId]').attr('content');</script>",
        },
    ),
    "ucap json, script in a file": (
        "f10_ucap_json",
        {
            "path": f"/searchList/{CHANNEL}",
            "head": f'<meta name="channelId" content="{CHANNEL}">',
            "shell": "<div></div><script src='/js/list.js'></script>",
        },
    ),
    "ucap json, address put together": (
        "f10_ucap_json",
        {
            "path": f"/common/search/{CHANNEL}",
            "shell": f"<p></p><script>var p=1;load('/common/search/{CHANNEL}?page='+p+'&_pageSize='+size)</script>",
        },
    ),
    "ucap json, counts from 0": ("f10_ucap_json", {"base": 0, "per_page": 5}),
    "ucap json, articles behind an interface": ("f10_ucap_json", {"interface": True}),
}
BEHIND_THE_LAST = {
    "ucap, falls through into another column": {"soft_404": ["/zwgk/c100186/xxgk_list_4.shtml"]},
}
"""Pages that the list declares and that are those of another column."""
BY_INTERFACE = "ucap json, articles behind an interface"


@pytest.fixture(scope="module")
def harvested(tmp_path_factory):
    return harvest(tmp_path_factory.mktemp("variations"), VARIATIONS, lambda: vendor)


@pytest.mark.parametrize("title", [title for title in VARIATIONS if title != BY_INTERFACE])
def test_every_report_is_found(harvested, title):
    assert sorted(harvested[title].pages("report")) == sorted(expected(VARIATIONS[title][0])["report_pages"])


def test_every_report_behind_an_interface_is_found(harvested):
    numbers = [url.rpartition("=")[2] for url in harvested[BY_INTERFACE].pages("report")]
    wanted = [url.rpartition("/")[2].removesuffix(".shtml") for url in expected("f10_ucap_json")["report_pages"]]

    assert sorted(numbers) == sorted(wanted)


@pytest.mark.parametrize("title", VARIATIONS)
def test_the_column_is_complete(harvested, title):
    column, wanted = harvested[title].columns[0], expected(VARIATIONS[title][0])["columns"][0]

    assert (column["outcome"], column["harvested"]) == ("ok", wanted["harvested"])


@pytest.mark.parametrize("title", VARIATIONS)
def test_rejects_are_counted_and_nothing_is_missing(harvested, title):
    found = {name: urls for name, urls in harvested[title].outcomes().items() if name != "redirected"}
    wanted = {name: sorted(urls) for name, urls in expected(VARIATIONS[title][0])["outcomes"].items()}

    assert found == wanted | BEHIND_THE_LAST.get(title, {})
