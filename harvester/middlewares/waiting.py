"""Ends a crawl soon: what waits for its turn when the crawl is stopped is not sent first."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.asyncio import create_looping_call

from harvester.net.refused import NotNow

_SECONDS = 0.5


class Waiting:
    """Hundreds of requests may wait for one host, a second each. They go back to the scheduler, as if never taken."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        waiting = cls(crawler)
        looking = create_looping_call(waiting.look)
        crawler.signals.connect(lambda: looking.start(_SECONDS, now=False), signal=signals.spider_opened, weak=False)
        crawler.signals.connect(looking.stop, signal=signals.spider_closed, weak=False)
        return waiting

    def look(self) -> None:
        """Empties the hosts' queues once the crawl was stopped; a robots.txt is waited for, as others wait for it."""
        engine = self.crawler.engine
        if engine is None or engine.running:
            return
        for slot in engine.downloader.slots.values():
            queued = list(slot.queue)
            slot.queue.clear()
            for request, answer in queued:
                if request.callback is NO_CALLBACK:
                    slot.queue.append((request, answer))
                else:
                    answer.errback(NotNow())

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        return request if isinstance(exception, NotNow) else None
