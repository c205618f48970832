"""The files that hang on report pages: how they are asked for, and the items that their answers make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias
from urllib.parse import unquote, urldefrag, urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from harvester.documents.held import tables_in
from harvester.documents.html import read_html
from harvester.documents.media import sniff
from harvester.items import Attachment, Page
from harvester.net.failures import of_failure
from harvester.parsers.file_names import best_name, stated_name
from harvester.portals.portal import Portal
from harvester.spiders.answers import header, page_of
from harvester.spiders.families.urls import same_site
from harvester.spiders.known import CONDITIONAL_STATUSES, NOT_MODIFIED, Seen
from harvester.spiders.outcomes import Outcome, OutcomeName, by_status

FileOutput: TypeAlias = Page | Outcome | Seen

_PRIORITY = -10
"""After the pages: a report is worth more than its copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to fetch, and the report page that it hangs on."""

    portal: Portal
    file: Attachment
    page_url: str
    column_url: str
    title: str | None = None
    """Set for a file that is the report itself: the title to read it under."""
    listed_on: date | None = None
    session: str = ""
    """Cookies that a browser holds once it has the page: some servers hand files to nobody else."""


def session_of(page: Page) -> str:
    """``JSESSIONID=0A1B`` of ``Set-Cookie: JSESSIONID=0A1B; Path=/``, and what the page was asked for with."""
    held: dict[str, str] = {}
    for name, value in (*page.request_headers, *page.headers):
        parts = value.split(";") if name.lower() == "cookie" else value.split(";")[:1]
        if name.lower() in ("cookie", "set-cookie"):
            held |= {key.strip(): text.strip() for key, _, text in (part.partition("=") for part in parts)}
    return "; ".join(f"{name}={value}" for name, value in held.items() if name)


def ask_for(wanted: Wanted, headers: Mapping[str, str]) -> Request:
    """``headers``: the validators of what is known of the file."""
    homes = (wanted.page_url, wanted.column_url, *wanted.portal.homes)
    home = next((home for home in homes if same_site(wanted.file.url, home)), wanted.page_url)
    is_beside = wanted.session and urlsplit(wanted.file.url).netloc == urlsplit(wanted.page_url).netloc
    session = {"Cookie": wanted.session} if is_beside else {}
    return Request(
        wanted.file.url,
        callback=parse_file,
        errback=file_failed,
        cb_kwargs={"wanted": wanted},
        headers={**headers, **session, "Referer": wanted.page_url},
        meta={"home": home, "handle_httpstatus_list": CONDITIONAL_STATUSES},
        priority=_PRIORITY,
        dont_filter=True,  # whoever asks has looked whether it was asked for
    )


def out_of_reach(wanted: Wanted) -> Outcome:
    """What is said of a file that has no address: it is named, and not asked for."""
    does = unquote(urldefrag(wanted.file.url).fragment)
    return _outcome(wanted, "needs_browser", f"{wanted.file.name} is handed out without an address: {does}")


def parse_file(response: Response, wanted: Wanted) -> Iterator[FileOutput]:
    for url in response.meta.get("redirect_urls", ()):
        yield _outcome(wanted, "redirected", f"to {response.url}", url=url)
    if response.status == NOT_MODIFIED:
        yield _seen(wanted, response.url)
    elif not 200 <= response.status < 300:
        yield _outcome(wanted, by_status(response.status), f"HTTP {response.status}", status=response.status)
    elif not response.body.strip():
        yield _outcome(wanted, "unreadable", "empty answer")
    elif _is_page(response):
        yield _outcome(wanted, "soft_404", "a page instead of a file", status=response.status)
    else:
        yield _page(response, wanted)


def _is_page(response: Response) -> bool:
    """A page instead of the file, unlike a .doc or .xls that is HTML: it holds a table of the form."""
    declared = header(response.headers, "Content-Type")
    if sniff(response.body, None, declared) != "html":
        return False
    return not tables_in(read_html(response.body, declared).grids)


def file_failed(failure: Failure) -> Iterator[FileOutput]:
    wanted: Wanted = failure.request.cb_kwargs["wanted"]  # type: ignore[attr-defined]
    outcome, detail = of_failure(failure.value)
    is_sent = outcome != "off_host" or "redirect_urls" in failure.request.meta  # type: ignore[attr-defined]
    found = _outcome(wanted, outcome, detail)
    yield found if is_sent else replace(found, asked_url=None)


def _page(response: Response, wanted: Wanted) -> Page:
    stated = stated_name(header(response.headers, "Content-Disposition"))
    return page_of(
        response,
        role="report" if wanted.title else "attachment",
        filename=best_name(wanted.file.name, stated, response.url),
        portal=wanted.portal.id,
        column_url=wanted.column_url,
        parent_url=wanted.page_url,
        anchor_text=wanted.title or wanted.file.name,
        listed_on=wanted.listed_on,
        publisher=wanted.portal.name or None,
        division_code=wanted.portal.division_code,
    )


def _outcome(
    wanted: Wanted, name: OutcomeName, detail: str, *, url: str | None = None, status: int | None = None
) -> Outcome:
    return Outcome(
        url=url or wanted.file.url,
        outcome=name,
        role="attachment",
        detail=detail,
        portal=wanted.portal.id,
        column_url=wanted.column_url,
        status=status,
        anchor_text=wanted.file.name,
        listed_on=wanted.listed_on,
        asked_url=wanted.file.url,
    )


def _seen(wanted: Wanted, answered_url: str) -> Seen:
    return Seen(
        reason="not_modified",
        url=wanted.file.url,
        answered_url=answered_url,
        portal=wanted.portal.id,
        column_url=wanted.column_url,
        role="attachment",
        anchor_text=wanted.file.name,
        listed_on=wanted.listed_on,
    )
