"""The download handler of http and https: asks whether it is this host's turn right before the request goes out."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from harvester.net.hosts import hosts_of


class InTurn:
    """Mix-in for download handlers, the browser's too: requests that wait in a host's queue see what came before."""

    crawler: Crawler

    async def download_request(self, request: Request) -> Response:
        hosts = hosts_of(self.crawler)
        async with hosts.turn(request.url) as host:
            try:
                response: Response = await super().download_request(request)  # type: ignore[misc]
            finally:
                host.judged.clear()
            return response


class PoliteHandler(InTurn, HTTP11DownloadHandler):
    """Scrapy's own handler, in turn."""
