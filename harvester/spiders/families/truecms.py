"""TrueCMS: the first rows in a hidden ``#initData``, the others from ``getMessage.do?startrecord=31&endrecord=60``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from harvester.spiders.families.base import Family
from harvester.spiders.families.links import link_of
from harvester.spiders.families.markup import parsed
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals, read_totals
from harvester.spiders.families.rows import RowList, rows_of

_MARK = re.compile(r"getMessage\.do|/truecms/", re.IGNORECASE)
_COLUMN = re.compile(r"\bcolumnId[\"']?\s*[:=]\s*[\"']?([\w-]+)")
_SIZE = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d{1,4})", re.IGNORECASE)
_SERVICE = re.compile(r"[\"']([^\"'\s]*getMessage\.do)")
_USUAL_SERVICE = "/truecms/messageController/getMessage.do"
_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL)
_TOTAL = re.compile(
    r"\b(?:total_?record|total_?count|total|recordCount)[\"']?\s*[:=>]\s*[\"']?(\d{1,6})", re.IGNORECASE
)
_SIZES = (50, 30, 20, 15, 10)
"""What servers take as ``perpage``; above their own limit they answer 404."""


class TrueCms(Family):
    """Asks from the record behind the last one it was given, with the page's own size and then with smaller ones."""

    name = "truecms"

    smallest_page = 0  # an answer of one record

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.service = self.column = ""
        self.size = 0

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return bool(_MARK.search(page.text)) and bool(_COLUMN.search(page.script))

    # List page

    def rows(self, page: ListPage) -> RowList:
        if self.service and page.data is not None:
            records = "".join(_RECORD.findall(str(page.data.get("result") or "")))
            return _linked(parsed(records), self.column_url)
        self._keep(page)
        hidden = page.tree.xpath("//*[translate(@id, 'INTDA', 'intda')='initdata']")
        return _linked(hidden[0], page.base) if hidden else super().rows(page)

    def totals(self, page: ListPage) -> Totals:
        found = _TOTAL.search(page.script or page.text)
        return Totals(int(found.group(1)) if found else read_totals(page).records)

    def openings(self, page: ListPage) -> Iterator[Step]:
        yield from () if self._start(page) else self._asked(1)

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:  # noqa: ARG002  (by record)
        """From behind this page's last record, however many of those asked for the server gave."""
        yield from self._asked(
            max(self._start(page), 1) + len(self.rows(page).rows), undeclared=totals.records is None
        )

    def learn(self, step: Step, layout: str) -> None:
        super().learn(step, layout)
        asked = dict(parse_qsl(urlsplit(step.url).query)).get("perpage", "")
        self.size = int(asked) if asked.isdecimal() else self.size

    def _asked(self, start: int, *, undeclared: bool = False) -> Iterator[Step]:
        sizes = [self.size, *(size for size in _SIZES if size < self.size)]
        for size in sizes:
            query = f"startrecord={start}&endrecord={start + size - 1}&perpage={size}&contentTemplate="
            url = f"{self.service}?{query}&columnId={self.column}&callback=jQuery"
            yield Step(url, probe=undeclared or size != sizes[-1], headers=(("Referer", self.column_url),))

    def _start(self, page: ListPage) -> int:
        asked = dict(parse_qsl(urlsplit(page.url).query)).get("startrecord", "")
        return int(asked) if asked.isdecimal() else 0

    def _keep(self, page: ListPage) -> None:
        column, size, service = (part.search(page.script) for part in (_COLUMN, _SIZE, _SERVICE))
        self.column = column.group(1) if column else ""
        self.size = int(size.group(1)) if size and int(size.group(1)) else _SIZES[1]
        self.service = urljoin(page.base, service.group(1) if service else _USUAL_SERVICE)


def _linked(tree: Any, base: str) -> RowList:
    """The rows of a fragment; ``<a onclick="name2('/zwgk/a.html')">`` leads where its handler does."""
    for node in tree.iter():
        url = link_of(node, base) if isinstance(node.tag, str) and (node.tag == "a" or node.get("onclick")) else None
        if url:
            node.tag = "a" if not node.xpath(".//a") else node.tag
            node.set("href", url)
    return RowList(rows_of(tree, base), "record")
