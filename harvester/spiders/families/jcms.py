"""大汉 JCMS: the rows are CDATA inside ``<script type="text/xml">``, and only dataproxy.jsp turns the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode, urljoin

from harvester.spiders.families.base import Family, pages_of
from harvester.spiders.families.datastore import Unit, has_datastore, is_answer, units
from harvester.spiders.families.interface import Call
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.rows import RowList, rank
from harvester.spiders.families.urls import column_key, in_column

_PROXY = re.compile(r"[\"']([^\"'\s]*dataproxy\.jsp)", re.IGNORECASE)
_USUAL_PROXIES = ("/module/web/jpage/dataproxy.jsp", "/module/jpage/dataproxy.jsp")
_BY_RECORD = "startrecord"
"""Stands in ``Step.template`` for the posts, which start behind the last record however many were given."""
_MOST = 100
"""Records that every server gives at once."""


class Jcms(Family):
    """Reads ``<div id="212860"><script type="text/xml"><datastore><nextgroup>…</nextgroup><recordset><record>…``.

    ``?uid=212860&pageNum=2`` in the browser's address changes nothing that the server sends.
    """

    name = "jcms"

    # List page

    smallest_page = 0  # the answers of dataproxy.jsp are bare records

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.unit: Unit | None = None
        self.proxies: tuple[str, ...] = ()
        self.is_own = False
        self.given = self.listed = 0

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return has_datastore(page) or (".jpage(" in page.script and "/col/col" in page.url)

    def rows(self, page: ListPage) -> RowList:
        found = units(page, self.column_url)
        if self.unit is None or not is_answer(page):
            self._choose(found, page)
        best = max(found, key=self._likeness, default=None)
        read = RowList(best.rows, self._layout(best)) if best and best.rows else RowList()
        if not read.rows and not is_answer(page):
            read = super().rows(page)
        self.given = len(read.rows)
        return read

    def totals(self, page: ListPage) -> Totals:
        found = max(units(page, self.column_url), key=self._likeness, default=None)
        return Totals(found.total) if found and found.total is not None else super().totals(page)

    def openings(self, page: ListPage) -> Iterator[Step]:
        """A page without records has its pager all the same."""
        if not is_answer(page):
            yield from self._asked(1)

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """What worked before; GET the next group, else POST for the next records, else GET what would be posted."""
        if self.unit is None or totals.records is None:
            yield from super().steps(page, number, totals)
        asked = sorted(self._asked(number + 1), key=lambda step: step.template != self.template)
        for place, step in enumerate(asked, 1):
            yield replace(step, probe=place < len(asked) or totals.records is None)

    def learn(self, step: Step, layout: str) -> None:
        super().learn(step, layout)
        self.listed += self.given

    def may_repeat(self, step: Step, number: int, totals: Totals) -> bool:
        """A group holds several screens, so the second may lie within page 1."""
        per_page = self.unit.count("perPage") if self.unit else None
        return step.template != _BY_RECORD and number < pages_of(totals.records or 0, per_page)

    def _likeness(self, unit: Unit) -> tuple[object, ...]:
        """The column's own list first, by the number that its script posts."""
        is_own = unit.parameters.get("columnid") == column_key(self.column_url)
        return bool(unit.rows), is_own, rank(unit.rows, self.column_url)

    def _choose(self, found: tuple[Unit, ...], page: ListPage) -> None:
        self.unit = max(found, key=self._likeness, default=None)
        rows = self.unit.rows if self.unit else ()
        self.is_own = bool(rows) and all(in_column(row.url, self.column_url) for row in rows)
        named = _PROXY.findall(page.script)[:1] or _USUAL_PROXIES
        self.proxies = tuple(urljoin(page.base, path) for path in named)

    def _layout(self, unit: Unit) -> str:
        """Where page 1 holds this column's articles only, another column's records are no page of it."""
        is_foreign = self.is_own and not any(in_column(row.url, self.column_url) for row in unit.rows)
        return "another column" if is_foreign else self.layout or "datastore"

    def _asked(self, number: int) -> Iterator[Step]:
        if self.unit is None:
            return
        group = self.unit.next_group
        if group:
            yield Call(group).step(number)
        size = min(max(self.given, self.unit.count("perPage") or 15), _MOST)
        place = f"startrecord={self.listed + 1}&endrecord={self.listed + size}"
        for form in self.unit.forms(column_key(self.column_url) or ""):
            for proxy in self.proxies:
                url = f"{proxy}?{place}&perpage={self.unit.count('perPage') or size}"
                yield Step(url, _BY_RECORD, tuple(form.items()))
                yield Call(f"{proxy}?page={{one}}&{urlencode(form)}").step(number)
