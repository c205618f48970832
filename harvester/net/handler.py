"""The download handler of http and https: asks whether it is this host's turn right before the request goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from harvester.net.hosts import hosts_of
from harvester.net.whole import as_sent, is_cut

if TYPE_CHECKING:
    from harvester.net.browser import Browser


class InTurn:
    """Mix-in for download handlers, the browser's too: requests that wait in a host's queue see what came before."""

    crawler: Crawler

    async def download_request(self, request: Request) -> Response:
        hosts = hosts_of(self.crawler)
        async with hosts.turn(request.url, is_patient=request.callback is NO_CALLBACK) as host:
            try:
                response: Response = await super().download_request(request)  # type: ignore[misc]
            finally:
                host.judged.clear()
            return response


class WithBrowser(HTTP11DownloadHandler):
    """Scrapy's own handler; requests with the meta key ``presses`` go to a browser, see `Page.presses`."""

    crawler: Crawler

    async def download_request(self, request: Request) -> Response:
        if request.meta.get("presses") is None:
            response: Response = as_sent(await super().download_request(request))
            self._insist_on_all_of(response)
            return response
        return await browser_of(self.crawler).build(request)

    def _insist_on_all_of(self, response: Response) -> None:
        encoding = response.headers.get("Content-Encoding") or b""
        if encoding and is_cut(response.body, encoding, self.crawler.settings.getint("DOWNLOAD_MAXSIZE")):
            raise ResponseDataLossError(f"the {encoding.decode('latin-1')} stream breaks off")

    async def close(self) -> None:
        await super().close()
        browser = _BROWSERS.pop(self.crawler, None)
        if browser is not None:
            await browser.end()


class PoliteHandler(InTurn, WithBrowser):
    """Both, in turn."""


_BROWSERS: WeakKeyDictionary[Crawler, Browser] = WeakKeyDictionary()


def browser_of(crawler: Crawler) -> Browser:
    """The one of this crawl; the extra `browser` is installed, or nobody would ask for it."""
    if crawler not in _BROWSERS:
        from harvester.net.browser import Browser  # noqa: PLC0415  (an extra)

        _BROWSERS[crawler] = Browser(crawler)
    return _BROWSERS[crawler]
