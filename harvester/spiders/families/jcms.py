"""大汉 JCMS: the rows are CDATA inside ``<script type="text/xml">``, and only dataproxy.jsp turns the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from lxml import html

from harvester.spiders.families.base import Family, pages_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals, fill
from harvester.spiders.families.rows import Row, RowList, rank, rows_of
from harvester.spiders.families.urls import resolve

_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL)
_NEXT_GROUP = re.compile(r"<nextgroup>.*?href=[\"']([^\"']+)[\"']", re.DOTALL)
_JPAGE = re.compile(r"#(\w+)[\"']\s*\)\s*\.jpage\s*\(\s*\{(.*?)\}", re.DOTALL)
_PARAMETERS = re.compile(r"\bparam_(\w+)\s*=\s*\{(.*?)\}", re.DOTALL)
_PAIR = re.compile(r"(\w+)\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([\w./-]+))")
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.IGNORECASE)
_PROXY = "/module/web/jpage/dataproxy.jsp"


@dataclass(frozen=True, slots=True)
class _Unit:
    """One ``<datastore>``: a page holds one a list, side bars included."""

    number: str
    rows: tuple[Row, ...]
    next_group: str | None


class Jcms(Family):
    """Reads ``<div id="212860"><script type="text/xml"><datastore><nextgroup>…</nextgroup><recordset><record>…``."""

    name = "jcms"

    # List page

    smallest_page = 0  # the answers of dataproxy.jsp are bare records

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.records: int | None = None
        self.per_page: int | None = None
        self.pagers: tuple[Step, ...] = ()

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return "<datastore>" in page.text or (".jpage(" in page.script and "/col/col" in page.url)

    def rows(self, page: ListPage) -> RowList:
        units = [unit for unit in _units(page) if unit.rows]
        if not units:
            return RowList() if self.pagers else super().rows(page)
        best = max(units, key=lambda unit: rank(unit.rows, self.column_url))
        if not self.pagers:
            self._keep(best, page)
        return RowList(best.rows, best.number)

    def totals(self, page: ListPage) -> Totals:
        found = _TOTAL.search(page.text)
        records = int(found.group(1)) if found else self.records
        return Totals(records) if self.pagers else super().totals(page)

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """GET the next group, else POST the next records; ``?pageNum=2`` in the browser's address pages nothing."""
        if not self.pagers:
            yield from super().steps(page, number, totals)
        learnt = [pager for pager in self.pagers if pager.template == self.template]
        for pager in learnt or self.pagers:
            yield fill(pager.template or pager.url, number + 1, form=pager.form)

    def may_repeat(self, number: int, totals: Totals) -> bool:
        """A group holds several screens, so the second may lie within page 1."""
        return totals.records is not None and number < pages_of(totals.records, self.per_page)

    def _keep(self, unit: _Unit, page: ListPage) -> None:
        options = _options(_JPAGE, page.script, unit.number)
        self.records, self.per_page = _number(options, "totalRecord"), _number(options, "perPage")
        form = _options(_PARAMETERS, page.script, unit.number)
        group = len(unit.rows)
        posted = f"{_PROXY}?startrecord={{start:{group}}}&endrecord={{end:{group}}}&perpage={self.per_page or group}"
        self.pagers = (
            *((Step(unit.next_group, _paged(unit.next_group)),) if unit.next_group else ()),
            *((Step(page.url, urljoin(page.url, posted), tuple(form.items())),) if form else ()),
        )


def _units(page: ListPage) -> Iterator[_Unit]:
    """The datastores of a page, or the one that dataproxy.jsp answers."""
    scripts = [node for node in page.tree.iter("script") if "<recordset" in (node.text or "")]
    for node in scripts:
        yield _unit(node.text or "", (node.getparent().get("id") if node.getparent() is not None else "") or "", page)
    if not scripts:
        yield _unit(page.text, "", page)


def _unit(source: str, number: str, page: ListPage) -> _Unit:
    records = "\n".join(_RECORD.findall(source))
    rows = rows_of(html.fragment_fromstring(records, create_parent="div"), page.base) if records else ()
    found = _NEXT_GROUP.search(source)
    return _Unit(number, rows, resolve(unescape(found.group(1)), page.base) if found else None)


def _paged(url: str) -> str:
    paged, count = re.subn(r"(?<=[?&]page=)\d+", "{one}", url)
    return paged if count else f"{url}&page={{one}}"


def _options(pattern: re.Pattern[str], script: str, unit: str) -> dict[str, str]:
    """The pairs of ``param_212860={columnid:33718,unitid:'212860'}``: the unit's own, else the only ones there are."""
    blocks = dict(pattern.findall(script))
    block = blocks.get(unit) or (next(iter(blocks.values())) if len(blocks) == 1 else "")
    return {key: double or single or bare for key, double, single, bare in _PAIR.findall(block)}


def _number(options: dict[str, str], key: str) -> int | None:
    value = options.get(key, "")
    return int(value) if value.isdigit() else None
