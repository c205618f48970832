"""大汉 jpaas: a script asks for the list, ``<script parsetype="bulidstatic" url="…" querydata="…">``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urljoin

from harvester.spiders.families.base import Family, pages_of
from harvester.spiders.families.interface import AJAX, Call
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals

_UNITS = "//*[@url and (@querydata or @parsetype)]"
_PAIR = re.compile(r"[\"'](\w+)[\"']\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))")
_LIST_TAGS = (re.compile(r"当前栏目"), re.compile(r"列表|list", re.IGNORECASE))
_PLACE = "%3A0%2C"


class Jpaas(Family):
    """The units of a page are its menu, its side bars and its list; ``tagId`` 当前栏目 is the list.

    Only ``paramJson={"pageNo":2,"pageSize":15}`` turns the page; a bare ``pageNo=2`` or ``page=2`` is ignored.
    """

    name = "jpaas"

    # List page

    smallest_page = 0  # an answer of one row

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.unit = ""
        self.size = 0

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return page.data is None and bool(page.tree.xpath(_UNITS))

    def is_shell(self, page: ListPage) -> bool:
        return page.data is None and bool(page.tree.xpath(_UNITS))

    def totals(self, page: ListPage) -> Totals:
        """``<div class="pagination" rows="15" count="123">``, or in words."""
        for node in page.tree.iter() if page.data is not None else ():
            size, count = _whole(node, "rows"), _whole(node, "count")
            if count is not None:
                self.size = size or self.size
                return Totals(count, pages_of(count, size) if size else None)
        return super().totals(page)

    def openings(self, page: ListPage) -> Iterator[Step]:
        """The page's units, the likeliest list first."""
        units = [(node, _query(node)) for node in page.tree.xpath(_UNITS)] if page.data is None else []
        for node, query in sorted(units, key=lambda unit: _rank(unit[1].get("tagId", ""))):
            address = urljoin(page.base, node.get("url"))
            yield Call(f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", headers=AJAX).step(1)

    # Paging

    def learn(self, step: Step, layout: str) -> None:
        super().learn(step, layout)
        self.unit = self.unit or step.url

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """The unit with the next number and the size of its pages; another size would skip articles."""
        if page.data is None:
            yield from super().steps(page, number, totals)
            return
        self.size = self.size or len(self.rows(page).rows)
        place = urlencode({"paramJson": json.dumps({"pageNo": 0, "pageSize": self.size}, separators=(",", ":"))})
        call = Call(f"{self.unit}&{place.replace(_PLACE, _PLACE.replace('0', '{one}', 1))}", headers=AJAX)
        yield call.step(number + 1, probe=totals.records is None)


def _query(node: Any) -> dict[str, str]:
    """``{'parseType':'bulidstatic','webId':'…','tagId':'当前栏目','editType':'null','pageId':'…'}``."""
    found = _PAIR.findall(node.get("querydata") or "")
    return {key: double or single or bare for key, double, single, bare in found}


def _whole(node: Any, name: str) -> int | None:
    value = node.get(name) or node.get(f"data-{name}") or ""
    return int(value) if value.isdecimal() else None


def _rank(tag: str) -> int:
    return next((place for place, words in enumerate(_LIST_TAGS) if words.search(tag)), len(_LIST_TAGS))
