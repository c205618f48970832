"""Lonsun 龙讯 (安徽): ``/public/column/{organ}?type=4&action=list&pageIndex=2``, ``/content/column/{id}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from harvester.spiders.families.generic import Generic
from harvester.spiders.families.numbered import PLACE, with_parameter
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import STUB_BYTES, Step, Totals
from harvester.spiders.families.urls import page_parameter

_COLUMN = re.compile(r"/public/column/\d+|/content/column/\d+|/site/tpl/\d+")
_ARTICLE = re.compile(r"/public/\d+/\d+\.html|/content/detail/[0-9a-f]{24}\.html|/public/column/\d+\?")
_MARK = re.compile(r"lonsun|\bLs\.\w+|j-fontContent|xxgk_lb", re.IGNORECASE)
_PAGER = re.compile(r"\b(?:pageCount|totalPages?)\s*:\s*[\"']?(\d{1,4})")
_TOTAL = re.compile(r"\b(?:total|totalCount|rowCount)\s*:\s*[\"']?(\d{1,6})")


class Lonsun(Generic):
    """Its lists are fragments of the column's own address with ``action=list``; ``pageIndex`` turns the page."""

    name = "lonsun"

    # List page

    smallest_page = STUB_BYTES // 2  # a fragment has no chrome

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        if not _COLUMN.search(urlsplit(page.url).path):
            return False
        return bool(_ARTICLE.search(page.text) or _MARK.search(page.source))

    def totals(self, page: ListPage) -> Totals:
        shown = super().totals(page)
        return Totals(shown.records or _first(_TOTAL, page), shown.pages or _first(_PAGER, page))

    def openings(self, page: ListPage) -> Iterator[Step]:
        """A column whose list a script puts in has it under the same address with ``action=list``."""
        query = dict(parse_qsl(urlsplit(page.url).query))
        if "/public/column/" in page.url and "action" not in query:
            yield Step(with_parameter(page.url, "action", "list"))
        yield from super().openings(page)

    # Paging

    def dialect(self, page: ListPage) -> Iterator[str]:
        yield with_parameter(page.url, page_parameter(page.url) or "pageIndex", PLACE)


def _first(pattern: re.Pattern[str], page: ListPage) -> int | None:
    found = pattern.search(page.script)
    return int(found.group(1)) if found else None
