"""One queue a host."""

from __future__ import annotations

from collections.abc import Container
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from harvester.net.addresses import host_key


class OneSlot:
    """Puts a request into the queue of its own host: a redirect would wait in the queue of the host it left.

    AutoThrottle leaves the hosts of DOWNLOAD_SLOTS alone: their pace is the registry's.
    """

    def __init__(self, paced: Container[str]) -> None:
        self.paced = paced

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(frozenset(crawler.settings.getdict("DOWNLOAD_SLOTS")))

    def process_request(self, request: Request) -> None:
        slot = host_key(request.url)
        request.meta["download_slot"] = slot
        if slot in self.paced:
            request.meta["autothrottle_dont_adjust_delay"] = True
