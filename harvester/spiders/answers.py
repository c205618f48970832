"""Scrapy's answers as the items that leave the spider: a `Page`, or the `Outcome` of a request that gave none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.http.cookies import CookieJar

from harvester.items import Page, PageRole
from harvester.portals.registry import Portal
from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import in_session, lasting, same_site, session_in
from harvester.spiders.known import Reason, Seen
from harvester.spiders.outcomes import Outcome, OutcomeName, OutcomeRole


@dataclass(frozen=True, slots=True)
class Visit:
    """One column of one portal while it is walked; makes the items that belong to it."""

    portal: Portal
    column_url: str
    walk: ColumnWalk
    later: tuple[str, ...] = ()
    """The portal's columns that come after this one: they are walked one after another."""
    jar: CookieJar = field(default_factory=CookieJar)
    """The cookies of its list, see `middlewares.session`."""
    sessions: list[str] = field(default_factory=list)
    """What stands for the session in the path of its list pages, the newest last."""

    def page(self, response: Response, role: PageRole, row: Row | None = None) -> Page:
        return page_of(
            response,
            role=role,
            portal=self.portal.id,
            column_url=self.column_url,
            anchor_text=row.title if row else None,
            listed_on=row.listed_on if row else None,
            publisher=self.portal.name or None,
            division_code=self.portal.division_code,
            attachments=row.files if row else (),
        )

    def outcome(  # noqa: PLR0913  (the fields of an outcome)
        self,
        url: str,
        name: OutcomeName,
        role: OutcomeRole,
        *,
        detail: str = "",
        status: int | None = None,
        row: Row | None = None,
        is_asked: bool = True,
    ) -> Outcome:
        """``is_asked``: False where the row's address was judged without a request."""
        return Outcome(
            url=lasting(url),
            outcome=name,
            role=role,
            detail=detail,
            status=status,
            portal=self.portal.id,
            column_url=self.column_url,
            anchor_text=row.title if row else None,
            listed_on=row.listed_on if row else None,
            asked_url=row.url if row and is_asked else None,
        )

    def seen(self, row: Row, reason: Reason, answered_url: str | None) -> Seen:
        """An article that gave no new page: it was left alone, or says that it did not change."""
        return Seen(
            reason=reason,
            url=row.url,
            answered_url=lasting(answered_url or row.url),
            portal=self.portal.id,
            column_url=self.column_url,
            anchor_text=row.title,
            listed_on=row.listed_on,
        )

    def closing(self) -> Outcome:
        """The outcome of the whole column: what it declared and what was read."""
        name, detail = self.walk.close()
        return Outcome(
            url=self.column_url,
            outcome=name,
            role="column",
            detail=detail,
            portal=self.portal.id,
            column_url=self.column_url,
            declared=self.walk.totals.records,
            declared_pages=self.walk.totals.pages,
            harvested=self.walk.harvested,
            pages=self.walk.pages,
        )

    def keep_session(self, response: Response) -> None:
        """Keep what a list page has in its path; what it leads to is asked for with it."""
        self.sessions.append(session_in(response.url))

    def with_session(self, request: Request) -> Request:
        session = self.sessions[-1] if self.sessions else ""
        request = request.replace(url=in_session(request.url, session)) if session else request
        request.meta["jar"] = self.jar
        return request

    def home_of(self, url: str) -> str | None:
        """The address of this portal on whose site an article stands; None for any other site."""
        return next((home for home in (self.column_url, *self.portal.homes) if same_site(url, home)), None)


def page_of(response: Response, **context: Any) -> Page:
    """What was fetched; ``context`` is what the registry and the list know about it."""
    request = response.request
    asked = asked_urls(response) if request else ()
    built_by = response.meta.get("rendered_by") if request else None
    return Page(
        url=lasting(response.url),
        body=response.body,
        content_type=header(response.headers, "Content-Type"),
        status=response.status,
        headers=() if built_by else _pairs(response.headers),
        request_headers=_pairs(request.headers) if request and not built_by else (),
        fetched_at=response.meta.get("fetched_at") or datetime.now(UTC),  # an archive knows when that was
        method=request.method if request else "GET",
        request_body=request.body if request else b"",
        asked_url=lasting(asked[0]) if asked else None,
        rendered_by=built_by,
        presses=response.meta.get("presses") or 0 if built_by else 0,
        **context,
    )


def asked_urls(response: Response) -> tuple[str, ...]:
    """What led here, from the address that was asked for first: pages that sent on, addresses that were redirected."""
    return (*response.meta.get("led_by", ()), *response.meta.get("redirect_urls", ()))


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in _list(values)
    )


def _list(values: Any) -> list[bytes]:
    return values if isinstance(values, list) else [values]


def header(headers: Headers, name: str) -> str | None:
    value = headers.get(name)
    return value.decode("latin-1") if value else None
