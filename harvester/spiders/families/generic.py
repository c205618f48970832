"""Any list, read by the shape of its links, dates and pager: what an address without a known family gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from harvester.spiders.families.forms import box_steps
from harvester.spiders.families.inline import inline_rows
from harvester.spiders.families.interface import Call
from harvester.spiders.families.json_rows import json_rows, json_totals
from harvester.spiders.families.keyed import keyed_rows
from harvester.spiders.families.kin import kin_steps
from harvester.spiders.families.marks import marked_steps
from harvester.spiders.families.numbered import NumberedPages, numbered_address, parameter_steps, with_parameter
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import (
    counted_pages,
    handler_steps,
    last_steps,
    next_steps,
    numbered_steps,
    script_pages,
    shows_more,
    sign_steps,
    written_next,
)
from harvester.spiders.families.paging import Step, Totals, fill, guessed_steps, read_totals
from harvester.spiders.families.presses import is_pressable, loads_more
from harvester.spiders.families.rows import RowList, is_side_bar
from harvester.spiders.families.shells import LARGEST_FILE, calls_of, feeds, is_script, script_files
from harvester.spiders.families.submits import submit_steps
from harvester.spiders.families.templates import template_steps
from harvester.spiders.families.urls import page_parameter

_PLACE = re.compile(r"\{(?:one|zero|(?:skip|start):\d+)\}")
_MOST_FRAMES = 4
"""Frames within frames."""
_SIZED = re.compile(r"page[-_]?size|per_?page|\bdata-(?:page-?)?size\b", re.IGNORECASE)
"""What a page says that turns its list over: ``m_nPageSize = 8``."""
_PAGES = re.compile(
    r"(?:总页数|[页頁]数|总共|共有|共|/)\s*[:：]?\s*(\d{1,4})\s*[页頁]|总页数\s*[:：]?\s*(?:\d{1,4}\s*/\s*)?(\d{1,4})|[页頁]次\s*[:：]?\s*\d+\s*/\s*(\d{1,4})"
)
_RECORDS = re.compile(
    r"(?:共|共有|总计|合计|总数|总记录数?|记录总数|检索到|查询到|搜索到)\s*[:：]?\s*(\d{1,6})\s*(?:[条條篇]|个?记录)"
)


class Generic(NumberedPages):
    """Reads static lists and JSON; opens frames and interfaces of a shell; tries the page names met in the field last,
    and only where a list declares more pages than it links to.
    """  # noqa: D205  (one list)

    name = "generic"

    # List page

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.calls: dict[str, Call] = {}
        self.shell: ListPage | None = None
        """The first page, or the frame within it, whose variables its script files use."""
        self.frames = 0
        self.code = ""
        """What those files hold."""

    @classmethod
    def matches(cls, page: ListPage) -> bool:  # noqa: ARG003  (it takes every page)
        return True

    def rows(self, page: ListPage) -> RowList:
        if is_script(page):
            return inline_rows(replace(page, library=page.code))
        if page.data is None or page.fragment is not None:
            found = super().rows(page)
            held = inline_rows(page) if is_side_bar(found, self.column_url) else RowList()
            return held if held.rows else found
        found = json_rows(page.data, page.base)
        if found.rows or self.shell is None:
            return found
        return keyed_rows(page.data, replace(self.shell, library=self.code))

    def totals(self, page: ListPage) -> Totals:
        if page.data is not None:
            declared = json_totals(page.data)
            return declared if page.fragment is None or declared != Totals() else read_totals(page)
        shown = read_totals(page)
        pages = shown.pages or _shown(_PAGES, page) or counted_pages(page)
        return Totals(shown.records or _shown(_RECORDS, page), pages)

    def openings(self, page: ListPage) -> Iterator[Step]:
        """What the page's scripts call; where they call nothing, the script files that may."""
        if is_script(page):
            self.code += page.code
        elif self.shell is None or (page.is_whole and self.frames < _MOST_FRAMES):
            self.shell, self.frames = page, self.frames + 1
        code = self.code if len(self.code) <= LARGEST_FILE else page.code
        calls = tuple(calls_of(self.shell or page, code if is_script(page) else ""))
        for call in calls:
            self.calls[call.key] = call
            yield call.step(1, probe=True)
        if not calls and not is_script(page):
            yield from (Step(url, probe=True) for url in (*feeds(page, self.column_url), *script_files(page)))

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        if page.data is not None:
            yield from marked_steps(page)
        call = self.calls.get(self.template or "")
        if call is not None:
            yield from self._ask_on(self._fitted(call, page) if number == 1 else call, number, totals)
            return
        if page.data is not None:
            yield from self._data_steps(page, number, totals)
            return
        named = [*next_steps(page)]
        if not named and (totals.pages is None or number < totals.pages):
            is_declared = totals != Totals()
            counted = [*super().steps(page, number, totals), *numbered_steps(page, number), *sign_steps(page, number)]
            counted += last_steps(page, number)
            if self.template and (not page.is_whole or shows_more(page, number)):
                # the pager stands in the column's page, or its controls hand their number to a function
                counted.append(fill(self.template, number + 1))
            named += [replace(step, probe=step.probe or not is_declared) for step in counted]
            named = named or [*written_next(page, number)] or [*template_steps(page, number)]
            named = named or [*kin_steps(page, self.column_url, number, lambda: number * len(self.rows(page).rows))]
        yield from named
        if self.template:
            return
        if all(step.probe for step in named):
            yield from handler_steps(page, number)
            yield from submit_steps(page, number)
        if loads_more(page) or (not named and (is_pressable(page) or shows_more(page, number))):
            yield from self._called(page, number)
        yield from self._unnamed(page, number, totals)

    def _unnamed(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """Where a list declares more than it shows and links to none of it, or breaks off before its pager."""
        if totals.pages is not None and totals.pages <= number and not page.breaks_off:
            return
        written = list(script_pages(page, number))
        if totals.pages is None and totals.records:
            yield from written
            if number == 1 and _SIZED.search(page.text) and totals.records > len(self.rows(page).rows) > 0:
                yield from guessed_steps(page, number, self.column_url)
        if totals.pages is None or totals.pages > number:
            yield from parameter_steps(page, number)
            own = (step.url for step in written if not page.library and numbered_address(step.url, self.column_url))
            yield from (Step(url, probe=True) for url in own)
        if (totals.pages or 0) > number or page.breaks_off:
            yield from box_steps(page, number)
            yield from written
            yield from guessed_steps(page, number, self.column_url)

    def _fitted(self, call: Call, page: ListPage) -> Call:
        fitted = call.fitted(len(self.rows(page).rows) or 1)
        self.calls[fitted.key] = fitted
        return fitted

    def _called(self, page: ListPage, number: int) -> Iterator[Step]:
        """What the script behind 加载更多 or a number may ask for: ``$.get("/nb/more.jsp", {page: n}, …)``."""
        for call in calls_of(page):
            if _PLACE.search(call.key):
                self.calls[call.key] = call
                yield call.step(number + 1, probe=True)

    def learn(self, step: Step, layout: str) -> None:
        """A frame's address has no place for a number: its pages are found by its own pager."""
        super().learn(step, layout)
        call = self.calls.get(self.template or "")
        if call is not None and not _PLACE.search(call.key):
            self.template = None
            self.column_url = call.url

    def _ask_on(self, call: Call, number: int, totals: Totals) -> Iterator[Step]:
        is_declared = totals.pages is not None or totals.records is not None
        if totals.pages is None or totals.pages > number:
            yield call.step(number + 1, probe=not is_declared)
        if totals.records is not None:
            yield call.otherwise(number)

    def _data_steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """The address of an answer in JSON is asked for its next page by its own parameter, or for its next rows."""
        name = page_parameter(page.url)
        if "{skip:" in (self.template or ""):
            yield fill(self.template or "", number + 1)
            return
        template = with_parameter(page.url, name, "{one}") if name else with_parameter(page.url, "page", "{one}")
        if (totals.pages or 0) > number or totals.pages is None:
            yield replace(fill(template, number + 1), probe=totals == Totals())
        if name is None and number == 1 and (totals.records or 0) > (size := len(self.rows(page).rows)) > 0:
            template = with_parameter(with_parameter(page.url, "offset", f"{{skip:{size}}}"), "limit", str(size))
            yield replace(fill(template, number + 1), probe=True)


def _shown(pattern: re.Pattern[str], page: ListPage) -> int | None:
    found = pattern.search(page.visible)
    return next((int(number) for number in found.groups() if number), None) if found else None
