"""The spider `annual_reports`: portal → column → every list page → report pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from harvester.net.failures import of_failure, status_of
from harvester.parsers.kind import judge_title
from harvester.portals.registry import Portal
from harvester.portals.selection import select
from harvester.spiders.answers import Visit, asked_urls
from harvester.spiders.asking import asked, list_page, redirected, request_of
from harvester.spiders.columns import ColumnWalk
from harvester.spiders.entry import walk_of
from harvester.spiders.families.paging import Step
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import identity, is_front_page
from harvester.spiders.known import Known
from harvester.spiders.landing import Landing, is_report
from harvester.spiders.outcomes import MEANINGS, OutcomeName
from harvester.spiders.pace import slots
from harvester.spiders.rendering import Rendering
from harvester.spiders.report_pages import MAX_HOPS, Output, ReportPages
from harvester.spiders.switches import Switch

_LIST_PRIORITY = 10
_CROWD = 2000
"""Requests, of 6 KB each, that may wait before list pages wait behind them."""
_ABSENT: frozenset[OutcomeName] = frozenset(
    {"gone", "soft_404", "client_error", "server_error", "redirect_loop", "off_host"}
)
"""What servers answer where there is no such page; after any other failure there may be one."""


class AnnualReports(ReportPages, Spider):
    """Spider arguments: `portal`, ids of the registry separated by commas; or `url`, a column that no registry names;
    and `portals`, a folder of portal files beside the bundled ones.
    """  # noqa: D205  (one list)

    name = "annual_reports"
    handle_httpstatus_list = tuple(range(400, 600))  # every answer becomes an outcome

    def __init__(
        self, portal: str | None = None, url: str | None = None, portals: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.portals = select(portal.split(",") if portal else (), url, (portals,) if portals else ())
        self.max_list_pages = 1
        self.known = Known()
        self.fetched = {}
        self.entered: dict[tuple[str, str], Landing] = {}
        """Every column that was entered, by portal and identity: the registry's, and those that hubs lead to."""
        self.found: set[str] = set()
        """Portals of which a column has been read."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> AnnualReports:
        kwargs.setdefault("portals", crawler.settings.get("HARVESTER_PORTALS") or None)
        spider: AnnualReports = super().from_crawler(crawler, *args, **kwargs)
        crawler.settings.set("DOWNLOAD_SLOTS", slots(spider.portals), priority="spider")
        spider.rendering = Rendering(crawler)
        spider.max_list_pages = crawler.settings.getint("HARVESTER_MAX_LIST_PAGES")
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for portal in self.portals:
            columns = tuple(dict.fromkeys(column.url for column in portal.entries))
            self.entered.update({(portal.id, identity(url)): Landing() for url in columns})
            yield self._enter(self._visit(portal, *columns))

    # List pages

    def _visit(self, portal: Portal, column: str, *later: str) -> Visit:
        landing = self.entered.get((portal.id, identity(column)), Landing())
        walk = walk_of(landing, column, portal.family or None, self.max_list_pages)
        return Visit(portal, column, walk, later)

    def _enter(self, visit: Visit) -> Request:
        return self._ask_list(visit, (Step(visit.column_url),), 1)

    def parse_list(self, response: Response, visit: Visit, steps: tuple[Step, ...], number: int) -> Iterator[Output]:
        yield from redirected(response, visit)
        page = list_page(response)
        if number > 1 and is_front_page(page.url) and not is_front_page(steps[0].url):
            yield from self._list_failed(visit, steps, number, "soft_404", f"leads to {page.url}")
            return
        if self.rendering.is_always(visit) and not steps[0].is_scripted:
            yield visit.page(response, "list")
            yield self._render_list(visit, steps[0], number)
            return
        if visit.walk.pages == 0 and not steps[0].opening and is_report(page):
            yield visit.page(response, "report", self._landing(visit).row)
            visit.walk.holds_report = True
        reading = visit.walk.read(page, steps[0], number)
        if reading.jump:
            yield from self._send_on(response, visit, steps, number, reading.jump)
            return
        if reading.problem and (number > 1 or steps[0].opening):
            yield from self._list_refused(visit, steps, number, reading.problem)
            return
        visit.keep_session(response)
        if reading.rows or not visit.walk.holds_report:
            yield visit.page(response, "list")
        self.known.look_up(visit.portal.id, [row.url for row in reading.rows])
        is_next = visit.walk.pages and not reading.is_aside
        following = self._go_on(visit, reading.steps, number + 1 if is_next else number)
        rows = (output for row in reading.rows for output in self._take_row(visit, row))
        # a host's requests leave in the order they are made in: the column's next page, its articles, the next column
        yield from (
            output for outputs in ((following, rows) if reading.steps else (rows, following)) for output in outputs
        )

    def _send_on(
        self, response: Response, visit: Visit, steps: tuple[Step, ...], number: int, url: str
    ) -> Iterator[Output]:
        """Follows a page's script or refresh, unless that leads in a circle: ``/nb/`` to ``/nb/b/`` and back."""
        led_by = (*asked_urls(response), response.url)
        if len(led_by) > MAX_HOPS or url in led_by:  # `/nb/` may send on to `/nb/index.shtml`
            yield from self._list_failed(visit, steps, number, "redirect_loop", f"leads on to {url}")
        else:
            yield self._ask_list(visit, (Step(url),), number, led_by=led_by)

    def list_failed(self, failure: Failure) -> Iterator[Output]:
        outcome, detail = of_failure(failure.value)
        yield from self._list_failed(**asked(failure), outcome=outcome, detail=detail, status=status_of(failure.value))

    def _list_failed(  # noqa: PLR0913, PLR0917  (what is known of the page, and what became of it)
        self,
        visit: Visit,
        steps: tuple[Step, ...],
        number: int,
        outcome: OutcomeName,
        detail: str,
        status: int | None = None,
    ) -> Iterator[Output]:
        visit.walk.fail(steps[0], detail, is_absent=outcome in _ABSENT)
        if not steps[0].probe or MEANINGS[outcome].host == "challenge":
            yield visit.outcome(steps[0].url, outcome, "list", detail=detail, status=status)
        is_tried_on = steps[0].probe or outcome in {"gone", "soft_404"}
        later = steps[1:] if is_tried_on else tuple(step for step in steps[1:] if not step.probe)
        is_challenged = MEANINGS[outcome].host == "challenge"
        yield from self._go_beyond(visit, later, number, is_over=is_challenged)  # trouble has no other name

    def _list_refused(self, visit: Visit, steps: tuple[Step, ...], number: int, problem: str) -> Iterator[Output]:
        if not steps[0].probe:
            name: OutcomeName = "duplicate" if problem == "nothing new" else "soft_404"
            yield visit.outcome(steps[0].url, name, "list", detail=problem)
        yield from self._go_beyond(visit, steps[1:], number)

    def _go_beyond(
        self, visit: Visit, steps: tuple[Step, ...], number: int, *, is_over: bool = False
    ) -> Iterator[Output]:
        """To the next candidate for this page; after the last one to the page behind it."""
        behind = () if steps or is_over else visit.walk.beyond()
        yield from self._go_on(visit, steps or behind, number + bool(behind))

    def _go_on(self, visit: Visit, steps: tuple[Step, ...], number: int) -> Iterator[Output]:
        if steps:
            yield self._ask_list(visit, steps, number)
            return
        if self.rendering.is_list_due(visit):
            walk = visit.walk
            yield self._render_list(visit, Step(walk.entry, presses=walk.pages, probe=walk.pages > 0), walk.pages + 1)
            return
        settled = visit.walk.settle()
        if settled:
            for row in settled.rows:
                yield from self._take_row(visit, row)
            yield from self._go_on(visit, settled.steps, 2)
            return
        children = tuple(self._children(visit))
        visit.walk.led_to = len(children)
        yield self.rendering.closing(visit)
        switch = self._landing(visit).switch
        if switch:
            switch.compare(visit.walk.known)
        if visit.walk.pages:
            self.found.add(visit.portal.id)
        later = tuple(url for url in (*children, *visit.later) if self._is_wanted(visit.portal, url))
        yield from self._enter_first(visit.portal, later)

    def _enter_first(self, portal: Portal, columns: tuple[str, ...]) -> Iterator[Output]:
        """Enters the first of the columns; the others come after it. Reports that stand among them are no lists."""
        for number, column in enumerate(columns):
            visit = self._visit(portal, *columns[number:])
            row = self._landing(visit).row
            if row is None or not self.known.is_report(portal.id, column):
                yield self._enter(visit)
                return
            visit.walk.holds_report = True
            del self.entered[portal.id, identity(column)]
            yield from self._take_row(visit, row)
            yield visit.closing()

    def _render_list(self, visit: Visit, step: Step, number: int) -> Request:
        visit.walk.is_rendered = True
        return self._ask_list(visit, (step,), number)

    # Columns below columns

    def _landing(self, visit: Visit) -> Landing:
        return self.entered.get((visit.portal.id, identity(visit.column_url)), Landing())

    def _children(self, visit: Visit) -> Iterator[str]:
        """The columns that a hub leads to and nobody has entered; a hub of hubs of hubs is deep enough."""
        landing, led = self._landing(visit), visit.walk.led
        below = landing.beside(is_menu=led == "menus") if led else landing.below
        switch = Switch(visit.walk.known)
        for row in visit.walk.children:
            if visit.walk.has_read(row.url):
                continue
            key = (visit.portal.id, identity(row.url))
            if below and key not in self.entered and identity(row.url) not in self.fetched and visit.home_of(row.url):
                self.entered[key] = below.at(row, visit.walk.links, switch)
                yield row.url

    def _is_wanted(self, portal: Portal, url: str) -> bool:
        """Menus are followed until one of them has led to a column, years until they show one list."""
        landing = self.entered.get((portal.id, identity(url)), Landing())
        is_found = landing.is_menu and portal.id in self.found
        return not is_found and not (landing.switch and landing.switch.is_ignored)

    def _turn_to_list(self, response: Response, visit: Visit, row: Row) -> Iterator[Output]:
        """A row that leads to a list is walked as a column of its own, from the page that was fetched."""
        key = (visit.portal.id, identity(response.url))
        below = self._landing(visit).below
        if key in self.entered or below is None:
            detail = "a column that is read by itself" if below else "a list too far below its column"
            yield visit.outcome(row.url, "duplicate", "list", detail=detail, row=row)
            return
        self.entered[key] = below.at(row)
        walk = ColumnWalk(response.url, visit.portal.family or None, max_pages=self.max_list_pages)
        yield from self.parse_list(response, Visit(visit.portal, response.url, walk), (Step(response.url),), 1)

    def _ask_list(
        self, visit: Visit, steps: tuple[Step, ...], number: int, *, led_by: tuple[str, ...] = ()
    ) -> Request:
        options: dict[str, Any] = {
            "callback": self.parse_list,
            "errback": self.list_failed,
            "cb_kwargs": {"visit": visit, "steps": steps, "number": number},
            "meta": {"home": visit.column_url, "led_by": led_by} | visit.walk.through(steps[0]),
            "priority": 0 if self._is_crowded() else _LIST_PRIORITY,
            "dont_filter": True,  # columns may share a list page; the walk knows its own pages
        }
        return visit.with_session(request_of(steps[0], visit.column_url, options))

    def _is_crowded(self) -> bool:
        """True while so many articles wait that no further list page is to add to them: memory stays as it is."""
        stats = self.crawler.stats
        return bool(stats.get_value("scheduler/enqueued", 0) - stats.get_value("scheduler/dequeued", 0) > _CROWD)

    # Report pages

    def _take_row(self, visit: Visit, row: Row) -> Iterator[Output]:
        if (visit.portal.id, identity(row.url)) in self.entered:
            return
        first_column = self.fetched.get(identity(row.url))
        home = visit.home_of(row.url)
        if first_column:
            detail = f"fetched for {first_column}"
            yield visit.outcome(row.url, "duplicate", "report", detail=detail, row=row, is_asked=False)
        elif not home:
            yield visit.outcome(row.url, "off_host", "report", row=row, is_asked=False)
        elif judge_title(row.title) == "not_a_report":
            yield visit.outcome(row.url, "not_a_report", "report", detail="by its title", row=row)
        elif self.known.is_other_year(row):
            yield visit.seen(row, "other_year", None)
        else:
            self.fetched[identity(row.url)] = visit.column_url
            yield from self._ask_report(visit, row, home)

    def _ask_report(self, visit: Visit, row: Row, home: str) -> Iterator[Output]:
        advice = self.known.advise(visit.portal.id, row.url)
        if advice.answered_url and not advice.is_asked:
            self.fetched.setdefault(identity(advice.answered_url), visit.column_url)
        if advice.reason:
            yield visit.seen(row, advice.reason, advice.answered_url)
        elif advice.is_asked:
            yield self._report_request(visit, row, home, headers=dict(advice.headers))
