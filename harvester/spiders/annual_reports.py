"""The spider `annual_reports`: portal → column → every list page → report pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import urldefrag

from scrapy import FormRequest, Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from harvester.items import Page
from harvester.parsers.kind import judge_title
from harvester.portals.registry import Portal
from harvester.portals.selection import select
from harvester.spiders.answers import Visit, header, of_failure
from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import identity, is_front_page
from harvester.spiders.outcomes import Outcome, OutcomeName, OutcomeRole, by_status

Output: TypeAlias = Page | Outcome | Request

_LIST_PRIORITY = 10
_AJAX = {"X-Requested-With": "XMLHttpRequest"}
"""Interfaces answer a script's request only with this header and a Referer."""


class AnnualReports(Spider):
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
        self.fetched: dict[str, str] = {}
        """Identity of every article that was asked for, and the column that named it first."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> AnnualReports:
        kwargs.setdefault("portals", crawler.settings.get("HARVESTER_PORTALS") or None)
        spider: AnnualReports = super().from_crawler(crawler, *args, **kwargs)
        spider.max_list_pages = crawler.settings.getint("HARVESTER_MAX_LIST_PAGES")
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for portal in self.portals:
            yield self._enter(portal, *dict.fromkeys(column.url for column in portal.columns))

    # List pages

    def _enter(self, portal: Portal, column: str, *later: str) -> Request:
        walk = ColumnWalk(column, portal.family or None, max_pages=self.max_list_pages)
        return self._ask_list(Visit(portal, column, walk, later), (Step(column),), 1)

    def parse_list(self, response: Response, visit: Visit, steps: tuple[Step, ...], number: int) -> Iterator[Output]:
        yield from _redirected(response, visit)
        if not 200 <= response.status < 300:
            name, detail = by_status(response.status), f"HTTP {response.status}"
            yield from self._list_failed(visit, steps, number, name, detail, response.status)
            return
        reading = visit.walk.read(
            ListPage(response.url, response.body, header(response.headers, "Content-Type")), steps[0], number
        )
        if reading.jump:
            yield visit.outcome(response.url, "redirected", "list", detail=f"by script to {reading.jump}")
            yield self._ask_list(visit, (Step(reading.jump),), number)
            return
        if reading.problem and (number > 1 or steps[0].opening):
            yield from self._list_refused(visit, steps, number, reading.problem)
            return
        yield visit.page(response, "list")
        for row in reading.rows:
            yield from self._take_row(visit, row)
        yield from self._go_on(visit, reading.steps, number + 1 if visit.walk.pages else number)

    def list_failed(self, failure: Failure) -> Iterator[Output]:
        outcome, detail = of_failure(failure.value)
        yield from self._list_failed(**_asked(failure), outcome=outcome, detail=detail)

    def _list_failed(  # noqa: PLR0913, PLR0917  (what is known of the page, and what became of it)
        self,
        visit: Visit,
        steps: tuple[Step, ...],
        number: int,
        outcome: OutcomeName,
        detail: str,
        status: int | None = None,
    ) -> Iterator[Output]:
        visit.walk.fail(steps[0], detail)
        if not steps[0].probe:
            yield visit.outcome(steps[0].url, outcome, "list", detail=detail, status=status)
        yield from self._go_on(visit, steps[1:], number)

    def _list_refused(self, visit: Visit, steps: tuple[Step, ...], number: int, problem: str) -> Iterator[Output]:
        if not steps[0].probe:
            name: OutcomeName = "duplicate" if problem == "nothing new" else "soft_404"
            yield visit.outcome(steps[0].url, name, "list", detail=problem)
        yield from self._go_on(visit, steps[1:], number)

    def _go_on(self, visit: Visit, steps: tuple[Step, ...], number: int) -> Iterator[Output]:
        if steps:
            yield self._ask_list(visit, steps, number)
            return
        yield visit.closing()
        if visit.later:
            yield self._enter(visit.portal, *visit.later)

    def _ask_list(self, visit: Visit, steps: tuple[Step, ...], number: int) -> Request:
        options: dict[str, Any] = {
            "callback": self.parse_list,
            "errback": self.list_failed,
            "cb_kwargs": {"visit": visit, "steps": steps, "number": number},
            "meta": {"home": visit.column_url},
            "priority": _LIST_PRIORITY,
            "dont_filter": True,  # columns may share a list page; the walk knows its own pages
        }
        return _request(steps[0], visit.column_url, options)

    # Report pages

    def _take_row(self, visit: Visit, row: Row) -> Iterator[Output]:
        first_column = self.fetched.get(identity(row.url))
        home = visit.home_of(row.url)
        if first_column:
            yield visit.outcome(row.url, "duplicate", "report", detail=f"fetched for {first_column}", row=row)
        elif not home:
            yield visit.outcome(row.url, "off_host", "report", row=row)
        elif judge_title(row.title) == "not_a_report":
            yield visit.outcome(row.url, "not_a_report", "report", detail="by its title", row=row)
        else:
            self.fetched[identity(row.url)] = visit.column_url
            yield Request(
                row.url,
                callback=self.parse_report,
                errback=self.report_failed,
                cb_kwargs={"visit": visit, "row": row},
                meta={"home": home},
                dont_filter=True,  # `fetched` is the filter: it sees redirects and both sources of an article
            )

    def parse_report(self, response: Response, visit: Visit, row: Row) -> Iterator[Output]:
        if not 200 <= response.status < 300:
            name = by_status(response.status)
            yield visit.outcome(
                row.url, name, "report", detail=f"HTTP {response.status}", status=response.status, row=row
            )
            return
        yield from _redirected(response, visit, row)
        first_column = self.fetched.get(identity(response.url))
        if is_front_page(response.url) or identity(response.url) == identity(visit.column_url):
            yield visit.outcome(row.url, "soft_404", "report", detail=f"leads to {response.url}", row=row)
        elif identity(response.url) != identity(row.url) and first_column:
            yield visit.outcome(response.url, "duplicate", "report", detail=f"fetched for {first_column}", row=row)
        elif not response.body.strip():
            yield visit.outcome(row.url, "unreadable", "report", detail="empty answer", row=row)
        else:
            self.fetched[identity(response.url)] = visit.column_url
            yield visit.page(response, "report", row)

    def report_failed(self, failure: Failure) -> Iterator[Output]:
        visit, row = _asked(failure)["visit"], _asked(failure)["row"]
        outcome, detail = of_failure(failure.value)
        yield visit.outcome(row.url, outcome, "report", detail=detail, row=row)


def _request(step: Step, column_url: str, options: Mapping[str, Any]) -> Request:
    """A plain GET, or what the step carries; a script's request has the Referer that its browser would send."""
    if not (step.form or step.json or step.headers):
        return Request(step.url, **options)
    headers = {**_AJAX, "Referer": urldefrag(column_url).url, **dict(step.headers)}
    if step.form:
        return FormRequest(step.url, formdata=dict(step.form), headers=headers, **options)
    if step.json:
        headers["Content-Type"] = "application/json;charset=UTF-8"
        return Request(step.url, method="POST", body=step.json, headers=headers, **options)
    return Request(step.url, headers=headers, **options)


def _asked(failure: Failure) -> dict[str, Any]:
    """What the failed request carried: Scrapy hangs the request on the failure."""
    carried: dict[str, Any] = failure.request.cb_kwargs  # type: ignore[attr-defined]
    return carried


def _redirected(response: Response, visit: Visit, row: Row | None = None) -> Iterator[Outcome]:
    for url in response.meta.get("redirect_urls", ()):
        role: OutcomeRole = "report" if row else "list"
        yield visit.outcome(url, "redirected", role, detail=f"to {response.url}", row=row)
