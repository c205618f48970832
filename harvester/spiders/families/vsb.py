"""博达 VSB: static rows; the pages count down, so that page 2 of 7 is ``nb/6.htm`` and the last one ``nb/1.htm``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from harvester.spiders.families.generic import Generic
from harvester.spiders.families.numbered import PLACE, numbered
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import next_steps, numbered_steps
from harvester.spiders.families.paging import Step, Totals

_MARKS = (
    re.compile(r"Announced by Visual SiteBuilder", re.IGNORECASE),
    re.compile(r"\b_sitegray\b|\b_jsq_\s*\(|\bdynclicks\b|\b_showDynClicks\b|/system/resource/js/"),
    re.compile(r"CustomerNO:"),
    re.compile(r"href=[\"'][^\"']*info/\d+/\d+\.htm[\"']"),
)
_POSITION = re.compile(r"[条條][^\d]{0,12}\d{1,4}\s*/\s*(\d{1,4})(?![\d/])|(?<![\d/])\d{1,4}\s*/\s*(\d{1,4})\s*[页頁]")
_FRACTION = re.compile(r"^\d{1,4}\s*/\s*(\d{1,4})$")


class Vsb(Generic):
    """Two marks are enough: the comment, a script of the system, ``/info/1021/1234.htm``."""

    name = "vsb"

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return sum(1 for mark in _MARKS if mark.search(page.source)) >= 2

    # Paging

    def totals(self, page: ListPage) -> Totals:
        """``共52条 1/7``: records and pages."""
        shown = super().totals(page)
        return Totals(shown.records, shown.pages or _position(page))

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """下页, else the page that counting down from the total gives."""
        yield from next_steps(page)
        links = [link for link in numbered(page, self.column_url) if link.number]
        yield from numbered_steps(page, number)
        count = totals.pages or max((link.number for link in links), default=0) + 1
        if number >= count:
            return
        stem, _, suffix = urlsplit(self.column_url)._replace(query="", fragment="").geturl().rpartition(".")
        template = links[0].template if links else f"{stem}/{PLACE}.{suffix}"
        yield Step(template.replace(PLACE, str(count - number)), probe=True)


def _position(page: ListPage) -> int | None:
    """The 7 of ``共52条 1/7``, ``第1/7页``, or of ``1/7`` in an element of its own."""
    found = [*_POSITION.finditer(page.visible)]
    found += [part for text in page.tree.itertext() if (part := _FRACTION.match(text.strip()))]
    return next((int(number) for part in found for number in part.groups() if number), None)
