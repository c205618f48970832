"""The part of the spider that reads articles: pages that lead on to the text, and texts of several pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from harvester.items import Page
from harvester.net.failures import of_failure, status_of
from harvester.parsers.kind import judge_title
from harvester.spiders.answers import Visit, asked_urls
from harvester.spiders.article_shell import article_step
from harvester.spiders.asking import asked, asked_url, list_page, redirected, request_of
from harvester.spiders.families.labels import is_by_agency, is_year_label
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import has_article_path, identity, is_front_page
from harvester.spiders.known import CONDITIONAL_STATUSES, NOT_MODIFIED, Seen
from harvester.spiders.landing import gathers, is_list
from harvester.spiders.outcomes import Outcome
from harvester.spiders.parts import next_part
from harvester.spiders.rendering import Rendering
from harvester.spiders.verdict import LINKS_ONLY, is_of_links

Output: TypeAlias = Page | Outcome | Seen | Request

MAX_HOPS = 5
"""Pages from the address that the list gives to the text: a page that only sends on, a shell, a frame."""


class ReportPages(ABC):
    """Needs `fetched` and `rendering` of the spider, and its way to turn to a list."""

    fetched: dict[str, str]
    """Identity of every article that was asked for, and the column that named it first."""
    rendering: Rendering

    @abstractmethod
    def _turn_to_list(self, response: Response, visit: Visit, row: Row) -> Iterator[Output]:
        """What a row gives that leads to a list instead of an article."""

    def _report_request(self, visit: Visit, row: Row, home: str, **options: Any) -> Request:
        request = Request(
            row.url,
            callback=self.parse_report,
            errback=self.report_failed,
            cb_kwargs={"visit": visit, "row": row},
            meta={"home": home, "handle_httpstatus_list": CONDITIONAL_STATUSES, **options.pop("meta", {})},
            dont_filter=True,  # `fetched` is the filter: it sees redirects and both sources of an article
            **options,
        )
        return visit.with_session(request)

    def parse_report(self, response: Response, visit: Visit, row: Row) -> Iterator[Output]:
        if response.status == NOT_MODIFIED:
            yield visit.seen(row, "not_modified", response.url)
            return
        page = list_page(response)
        is_article = has_article_path(row.url)
        if gathers(page, row, visit.walk.known) if is_article else is_list(page, row, visit.walk.links):
            yield from self._turn_to_list(response, visit, row)
            return
        yield from redirected(response, visit, row)
        if refused := self._refused(response, visit, row):
            yield refused
        elif step := article_step(page):
            yield self._ask_for_text(step, response, visit, row)
        elif shell := self.rendering.article(response, page, visit):
            yield self._render_report(visit, row, shell)
        elif _is_elsewhere(page, row):
            yield visit.outcome(row.url, "soft_404", "report", detail=LINKS_ONLY, row=row)
        else:
            self.fetched[identity(response.url)] = visit.column_url
            yield from self._with_parts(visit.page(response, "report", row), page, visit, row)

    def _refused(self, response: Response, visit: Visit, row: Row) -> Outcome | None:
        """The outcome of an answer that is not this article."""
        first_column = self.fetched.get(identity(response.url))
        if is_front_page(response.url) or identity(response.url) == identity(visit.column_url):
            return visit.outcome(row.url, "soft_404", "report", detail=f"leads to {response.url}", row=row)
        if identity(response.url) != identity(row.url) and first_column:
            url = row.url if first_column == visit.column_url else response.url  # its own outcome stays the article's
            return visit.outcome(url, "duplicate", "report", detail=f"fetched for {first_column}", row=row)
        if not response.body.strip():
            return visit.outcome(row.url, "unreadable", "report", detail="empty answer", row=row)
        return None

    def _render_report(self, visit: Visit, row: Row, shell: str) -> Output:
        if self.rendering.missing:
            return self.rendering.lacking(visit, row, shell)
        home = visit.home_of(row.url) or visit.column_url
        return self._report_request(visit, row, home, meta={"presses": 0})

    def report_failed(self, failure: Failure) -> Iterator[Output]:
        visit, row = asked(failure)["visit"], asked(failure)["row"]
        outcome, detail = of_failure(failure.value)
        status = status_of(failure.value)
        yield visit.outcome(row.url, outcome, "report", detail=detail, status=status, row=row)

    # Where the text is

    def _ask_for_text(self, step: Step, response: Response, visit: Visit, row: Row) -> Output:
        """The page is a shell: its script, its frame, or the address that it sends the browser to has the article."""
        led_by, home = (*asked_urls(response), response.url), visit.home_of(step.url)
        if home is None:
            return visit.outcome(row.url, "off_host", "report", detail=f"leads to {step.url}", row=row)
        if len(led_by) > MAX_HOPS or identity(step.url) in map(identity, led_by):
            return visit.outcome(row.url, "redirect_loop", "report", detail=f"leads on to {step.url}", row=row)
        options = {
            "callback": self.parse_report,
            "errback": self.report_failed,
            "cb_kwargs": {"visit": visit, "row": row},
            "meta": {"home": home, "led_by": led_by},
            "dont_filter": True,
        }
        return request_of(step, response.url, options)

    # Texts of several pages

    def _with_parts(self, first: Page, shown: ListPage, visit: Visit, row: Row) -> Iterator[Output]:
        """The article, once every page that it goes on with is there."""
        url = next_part(shown, str(first.url), len(first.parts) + 1)
        if url is None:
            yield first
            return
        carried = {"visit": visit, "row": row, "first": first}
        home = visit.home_of(url) or visit.column_url
        yield Request(
            url,
            callback=self.parse_part,
            errback=self.part_failed,
            cb_kwargs=carried,
            meta={"home": home},
            dont_filter=True,
        )

    def parse_part(self, response: Response, visit: Visit, row: Row, first: Page) -> Iterator[Output]:
        if response.body in (first.body, *(part.body for part in first.parts)):  # the server has no further page
            yield first
            return
        part = visit.page(response, "part", row)
        yield part
        yield from self._with_parts(replace(first, parts=(*first.parts, part)), list_page(response), visit, row)

    def part_failed(self, failure: Failure) -> Iterator[Output]:
        carried = asked(failure)
        visit, row, first = carried["visit"], carried["row"], carried["first"]
        url = asked_url(failure)
        outcome, detail = of_failure(failure.value)
        status = status_of(failure.value)
        yield visit.outcome(url, outcome, "part", detail=detail, status=status, row=row)
        yield replace(first, parts=(*first.parts, Page(url=url, body=b"", role="part", status=status or 0)))


def _is_elsewhere(page: ListPage, row: Row) -> bool:
    """True for the front page in place of a report whose address might be a column's as well."""
    is_told = judge_title(row.title) == "report" or is_year_label(row.title) or is_by_agency(row.title)
    is_report = is_told and not has_article_path(row.url)
    return is_report and is_of_links(page, row.title)
