"""Looks at every redirect before it is followed."""

from __future__ import annotations

from html import escape
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response
from w3lib.html import get_meta_refresh
from w3lib.url import safe_url_string

from harvester.net.hosts import hosts_of
from harvester.net.refused import Refused
from harvester.spiders.verdict import Verdict

_STATUSES = {301, 302, 303, 307, 308}


class Redirects:
    """A redirect to the same address either sets a cookie first, which is a test of browsers, or never ends."""

    def __init__(self, crawler: Crawler) -> None:
        self.hosts = hosts_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        location = response.headers.get("Location")
        if response.status not in _STATUSES or not location:
            return response
        self.hosts.of(request.url).judged.set()
        target = urljoin(request.url, safe_url_string(location))
        if urlsplit(target).scheme not in ("http", "https"):
            raise Refused("off_host", f"leads to {target[:200]}, which is neither http nor https", response.status)
        if target == request.url and request.method == "GET":
            self._refuse_circle(request, response)
        return response

    def _refuse_circle(self, request: Request, response: Response) -> None:
        if "Set-Cookie" not in response.headers:
            raise Refused("redirect_loop", f"HTTP {response.status} leads to itself", response.status)
        verdict = Verdict("cookie_challenge", f"HTTP {response.status} sets a cookie and leads to itself")
        self.hosts.saw(request.url, verdict)
        raise Refused(verdict.outcome, verdict.evidence, response.status)


class Refreshes(MetaRefreshMiddleware):
    """Scrapy's own, which also reads the header ``Refresh: 0; url=/nb/index.html``.

    A page whose ``<base href="http://[bad/">`` is no address refreshes itself nowhere.
    """

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002  (Scrapy's signature)
    ) -> Request | Response:
        try:
            return self._by_header(request, response) or super().process_response(request, response)
        except ValueError:
            return response

    def _by_header(self, request: Request, response: Response) -> Request | Response | None:
        told = response.headers.get("Refresh")
        if not told:
            return None
        written = f'<meta http-equiv="refresh" content="{escape(told.decode("latin-1"))}">'
        delay, url = get_meta_refresh(written, response.url)
        if delay is None or not url or delay >= self._maxdelay or url == request.url:
            return None
        redirected = self._redirect_request_using_get(request, response, url)
        is_web = urlsplit(redirected.url).scheme in {"http", "https"}
        return self._redirect(redirected, request, "refresh header") if is_web else None
