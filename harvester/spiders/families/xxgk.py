"""大汉 信息公开 module: rows come as HTML from a POST to ``/module/xxgk/search.jsp``, which knows no columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from harvester.spiders.families.base import Family
from harvester.spiders.families.interface import AJAX, Call
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import column_key

_SEARCH = re.compile(r"[\"']([^\"'\s<>]*/module/xxgk/search\w*\.jsp)", re.IGNORECASE)
_QUERY = re.compile(r"[\"']([^\"'\s<>]*\b(?:infotypeId|area)=[^\"'\s<>]*)[\"']")
_VARIABLE = re.compile(r"[\"']?\b(\w+)[\"']?\s*[:=]\s*[\"']([^\"'<>&\s]*)[\"']")
_OTHER_COLUMN = re.compile(r"/art_(\d+)_")
_ASKED = {
    "texttype": "0",
    "fbtime": "-1",
    "vc_all": "",
    "vc_filenumber": "",
    "vc_title": "",
    "vc_number": "",
    "currpage": "{one}",
    "sortfield": ",createdate:0,orderid:0",
}
"""Stand in the address and in the form; ``fbtime`` -1 is every year, whatever year the page begins with."""
_NAMED = ("infotypeId", "jdid", "area", "divid", "standardXxgk", "isAllList", "fieldConfigId")
"""Fields of which the page has the values: ``area`` is the organisation, ``infotypeId`` the node of its catalogue."""
_USUAL_SEARCH = "/module/xxgk/search.jsp"


class Xxgk(Family):
    """Reads ``tr.tr_main_value_odd`` with ``a.bt_link`` and ``共N页``; asks with the fields that the page holds.

    ``loadDynamic('/module/xxgk/search.jsp?…&currpage=1','infotypeId=A02&jdid=1305&area=113700000045022274')``,
    ``data:{infotypeId:'A02'}``, ``tree.jsp?area=…`` and the column's own ``?vc_xxgkarea=…`` are where they stand.
    """

    name = "xxgk"

    # List page

    smallest_page = 0  # the answer is a bare table

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.calls: dict[str, Call] = {}

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        frames = " ".join(f"'{node.get('src')}'" for node in page.tree.iter("iframe"))
        return bool(_SEARCH.search(f"{page.script} {frames}")) or "vc_xxgkarea=" in page.url

    def keep(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """search.jsp lists the articles of every column: those that name another one are not this column's."""
        own = column_key(self.column_url)
        return tuple(row for row in rows if not (found := _OTHER_COLUMN.search(row.url)) or found.group(1) == own)

    def openings(self, page: ListPage) -> Iterator[Step]:
        named = _SEARCH.search(page.text)
        url = urljoin(page.base, named.group(1) if named else _USUAL_SEARCH)
        for fields in () if self.calls else _fields(page):
            form = {**fields, **_ASKED}
            posted = Call(f"{url}?{urlencode(_ASKED, safe='{},:')}", tuple(form.items()))
            got = Call(f"{url}?{urlencode(form, safe='{},:')}", headers=AJAX)
            self.calls |= {call.key: call for call in (posted, got)}
        yield from (call.step(1) for call in self.calls.values())

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        call = self.calls.get(self.template or "")
        if call is None:
            yield from super().steps(page, number, totals)
        elif totals.pages is None or number < totals.pages:
            yield call.step(number + 1, probe=totals.pages is None)


def _fields(page: ListPage) -> Iterator[Mapping[str, str]]:
    """One set of fields for every list that the page asks for; what a set lacks stands elsewhere in the page."""
    queries = [dict(parse_qsl(unescape(text).rpartition("?")[2])) for text in _QUERY.findall(page.text)]
    inputs = {node.get("name") or node.get("id") or "": node.get("value") or "" for node in page.tree.iter("input")}
    column = dict(parse_qsl(urlsplit(page.url).query))
    known = {**inputs, **dict(_VARIABLE.findall(page.script))}
    for query in queries:
        known = {**query, **known}
    known = {**known, **({"area": column["vc_xxgkarea"]} if "vc_xxgkarea" in column else {}), **column}
    for query in [query for query in queries if "infotypeId" in query] or [{}]:
        merged = {**known, **query}
        yield {name: merged[name] for name in _NAMED if merged.get(name)}
