"""robots.txt as RFC 9309 reads it: rules are obeyed, a missing file allows all, an unreadable one allows nothing.

``Crawl-delay``, which the RFC does not know, sets the pace of the host.
"""

from __future__ import annotations

import asyncio
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler, load_object

from harvester.net.addresses import host_key
from harvester.net.failures import of_failure
from harvester.net.refused import Refused
from harvester.spiders.outcomes import MEANINGS

DELAYS = "harvester/robots_delay"
"""Scrapy stat: seconds between two requests, by host."""
_LONGEST_DELAY = 30.0
"""Seconds; some files ask for an hour, at which no column would ever be read."""
_UNREAD = ("unreachable", "tls_error", "private_address", "server_error", "too_large")
"""Outcomes of robots.txt after which nothing else of the host is asked for."""


class Robots:
    """Asks each host for its robots.txt once; what was asked for and may not be fetched gets an outcome."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.name: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.parser = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self.delays: dict[str, float] = {}
        """Hosts that ask to be asked more slowly than they would be; AutoThrottle must not hurry them."""
        self._rules: dict[str, asyncio.Future[RobotParser | None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._read(f"{site}/robots.txt"))
        rules = await asyncio.shield(self._rules[site])
        if host_key(request.url) in self.delays:
            request.meta["autothrottle_dont_adjust_delay"] = True
        if rules is not None and not rules.allowed(request.url, self.name):
            raise Refused("robots_disallowed", f"by {site}/robots.txt")

    async def _read(self, url: str) -> RobotParser | None:
        """The rules; None where there are none."""
        request = Request(url, meta={"dont_obey_robotstxt": True}, priority=1000, callback=NO_CALLBACK)
        assert self.crawler.engine is not None
        try:
            answer = await self.crawler.engine.download_async(request)
        except Exception as error:
            outcome, evidence = of_failure(error)
            if outcome in _UNREAD or MEANINGS[outcome].host == "challenge":
                raise Refused(outcome, f"robots.txt cannot be read: {evidence}") from error
            return None
        rules: RobotParser = build_from_crawler(self.parser, self.crawler, answer.body)
        self._slow_down(url, min(rules.crawl_delay(self.name) or 0.0, _LONGEST_DELAY))
        return rules

    def _slow_down(self, url: str, delay: float) -> None:
        """Also the queue that may have been opened; what the registry or the settings ask for may be slower yet."""
        assert self.crawler.engine is not None
        downloader, host = self.crawler.engine.downloader, host_key(url)
        paced = downloader.per_slot_settings.get(host, {"delay": self.crawler.settings.getfloat("DOWNLOAD_DELAY")})
        if delay <= paced["delay"]:
            return
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "jitter": 0}
        if host in downloader.slots:
            downloader.slots[host].delay = delay
        self.delays[host] = delay
        self.crawler.stats.set_value(f"{DELAYS}/{host}", delay)
