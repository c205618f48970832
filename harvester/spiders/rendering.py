"""When a page is asked for through a browser, and what is said where there is none."""

from __future__ import annotations

from dataclasses import replace

from scrapy.crawler import Crawler
from scrapy.http import Response

from harvester.net.chromium import why_no_browser
from harvester.spiders.answers import Visit
from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import Row
from harvester.spiders.outcomes import Outcome
from harvester.spiders.scripted import article_shell

LEFT_OUT = "harvester/needs_browser"
"""Scrapy stat: how many columns and articles were left out for want of a browser; with ``_why``, what is missing."""


class Rendering:
    """By the portal's ``render``: never, always, or auto, which is where the plain answer shows the need.

    The plain answer comes first in any case: a host that challenges visitors is left alone, by the browser as well.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        in_archive = bool(crawler.settings.getlist("HARVESTER_REPLAY"))
        self.missing = None if in_archive else why_no_browser(crawler.settings)
        """Why no browser can be started, and what to do; None where one can, or an archive answers in its place."""

    def is_list_due(self, visit: Visit) -> bool:
        """True for a column whose plain first page holds no list, or whose pager does what no plain request can."""
        return _would_help(visit.walk) and self._may(visit)

    def is_always(self, visit: Visit) -> bool:
        return visit.portal.render == "always" and self._may(visit) and not visit.walk.is_rendered

    def article(self, response: Response, page: ListPage, visit: Visit) -> str | None:
        """Why an article has to be built; None for one that is there, that was built, or whose portal forbids it."""
        if response.meta.get("presses") is not None or visit.portal.render == "never":
            return None
        return "render: always" if visit.portal.render == "always" and not self.missing else article_shell(page)

    def lacking(self, visit: Visit, row: Row, shell: str) -> Outcome:
        self._count()
        return visit.outcome(row.url, "needs_browser", "report", detail=f"{shell}; {self.missing}", row=row)

    def closing(self, visit: Visit) -> Outcome:
        """The column's outcome, with the way out where a browser would have helped."""
        outcome = visit.closing()
        if outcome.outcome == "incomplete" and self.missing and _is_left_out(visit.walk):
            self._count()
            return replace(outcome, detail=f"{outcome.detail}; {self.missing}")
        if outcome.outcome != "needs_browser":
            return outcome
        if visit.portal.render == "never":
            return replace(
                outcome, outcome="empty_shell", detail=f"{outcome.detail}; the portal's file says render: never"
            )
        self._count()
        return replace(outcome, detail=f"{outcome.detail}; {self.missing}")

    def _may(self, visit: Visit) -> bool:
        return visit.portal.render != "never" and self.missing is None

    def _count(self) -> None:
        self.crawler.stats.inc_value(LEFT_OUT)
        self.crawler.stats.set_value(f"{LEFT_OUT}_why", self.missing)


def _would_help(walk: ColumnWalk) -> bool:
    is_shell = walk.pages == 0 and walk.shell is not None and not (walk.holds_report or walk.is_hub)
    is_stuck = walk.pages > 0 and walk.is_pressable and bool(walk.missing())
    return (is_shell or is_stuck) and not walk.is_rendered


def _is_left_out(walk: ColumnWalk) -> bool:
    """True as well where an interface that the page's script seems to name answered nothing."""
    return walk.waits_for_press or _would_help(walk)
