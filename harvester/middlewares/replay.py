"""Answers requests from the archive: all of them in a replay, and what an unfinished run had fetched already."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from harvester.archive.records import TRANSFER
from harvester.archive.shelf import Shelf, open_shelf
from harvester.items import Page
from harvester.pipelines.harvest import Harvest, harvest_of

_FOUND = 302


class NotArchivedError(Exception):
    """Raised in a replay for a request that the archive has no answer to."""


class Replay:
    """``HARVESTER_REPLAY`` names WARC files, separated by commas; nothing else is asked then."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        files = crawler.settings.getlist("HARVESTER_REPLAY")
        if not files:
            raise NotConfigured
        return cls(open_shelf(Path(name) for name in files))

    def process_request(self, request: Request) -> Response:
        page = self.shelf.find(request.method, request.url, request.body, request.meta.get("presses"))
        if page is None:
            raise NotArchivedError(f"{request.method} {request.url}: not in the archive")
        return answer(request, page)


class Resume:
    """A run that was cut off is walked again from its beginning; what it had fetched is not asked for again."""

    def __init__(self, harvest: Harvest) -> None:
        self.harvest = harvest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(harvest_of(crawler))

    def process_request(self, request: Request) -> Response | None:
        if not self.harvest.resumed:
            return None
        presses = request.meta.get("presses")
        page = self.harvest.fetched_before(request.method, request.url, request.body, presses)
        return answer(request, page) if page else None


def answer(request: Request, page: Page) -> Response:
    """The archived answer; an address that led elsewhere leads there again."""
    if urldefrag(request.url).url != urldefrag(page.url or "").url:
        return Response(request.url, status=_FOUND, headers={"Location": page.url or ""}, request=request)
    request.meta["fetched_at"] = page.fetched_at
    request.meta["rendered_by"] = page.rendered_by
    headers = _headers(page)
    kind: Any = responsetypes.from_args(headers=headers, url=page.url, body=page.body)
    response: Response = kind(
        url=request.url, status=page.status, headers=headers, body=page.body, request=request, flags=["archived"]
    )
    return response


def _headers(page: Page) -> Headers:
    headers = Headers()
    for name, value in page.headers:
        if name.lower() not in TRANSFER:
            headers.appendlist(name, value)
    return headers
