"""How each host has answered in this crawl, and whether it may be asked again: now, later, or not in this run."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from harvester.net.addresses import host_key
from harvester.net.refused import NotNow, Refused
from harvester.spiders.outcomes import OutcomeName
from harvester.spiders.verdict import Verdict

STRIKES = 3
"""Refusals, or requests without any answer, in a row."""
_JUDGED_WITHIN = 1.0
"""Seconds; an answer that no middleware judges (a damaged one) holds the next request up no longer."""
_LOOKS_EVERY = 0.5
"""Seconds, while a host rests, from one look whether the crawl was stopped to the next."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Host:
    """One host: what it was like so far."""

    places: asyncio.Semaphore
    """One for each request that may be under way at a time."""
    answered: bool = False
    refusals: int = 0
    silences: int = 0
    on_probation: bool = False
    """It rested after three refusals; the next one ends the visit."""
    rests_until: float = 0.0
    left_alone: Verdict | None = None
    judged: asyncio.Event = field(default_factory=asyncio.Event)
    """Clear while an answer is on its way to the middleware that says what it is."""

    def __post_init__(self) -> None:
        self.judged.set()


class Hosts:
    """``cool_down``: seconds of rest after three refusals; ``longest_rest``: the longest Retry-After that is kept."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hosts: dict[str, Host] = {}
        self.at_once = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
        self.cool_down = crawler.settings.getfloat("HARVESTER_COOL_DOWN")
        self.longest_rest = crawler.settings.getfloat("HARVESTER_LONGEST_REST")

    def of(self, url: str) -> Host:
        key = host_key(url)
        if key not in self._hosts:
            self._hosts[key] = Host(places=asyncio.Semaphore(self.at_once))
        return self._hosts[key]

    @asynccontextmanager
    async def turn(self, url: str, *, is_patient: bool = False) -> AsyncIterator[Host]:
        """Wait until the host may be asked, and hold its place meanwhile; raises Refused where it is left alone.

        Scrapy's own queue starts several at once where there is no delay. Raises NotNow where the crawl is stopped
        while the host rests, unless ``is_patient``.
        """
        host = self.of(url)
        async with host.places:
            await self._ready(host, is_patient=is_patient)
            if host.left_alone:
                raise Refused(host.left_alone.outcome, f"not asked for: {host.left_alone.evidence}")
            yield host

    async def _ready(self, host: Host, *, is_patient: bool) -> None:
        try:
            await asyncio.wait_for(host.judged.wait(), _JUDGED_WITHIN)
        except TimeoutError:
            host.judged.set()
        while (rest := host.rests_until - time.monotonic()) > 0:
            if not is_patient and self._crawler.engine and not self._crawler.engine.running:
                raise NotNow
            await asyncio.sleep(min(rest, _LOOKS_EVERY))

    def saw(self, url: str, verdict: Verdict, retry_after: float | None = None) -> bool:
        """Take an answer in; True where the request may be made again after a rest."""
        host = self.of(url)
        host.silences = 0
        if verdict.host is None:
            host.answered, host.refusals, host.on_probation = True, 0, False
            return False
        if verdict.host == "challenge":
            self._leave(url, verdict, "challenges visitors")
            return False
        return self._refused(host, url, verdict, retry_after)

    def failed(self, url: str, outcome: OutcomeName, evidence: str) -> None:
        """Take in that a request got no answer, however often it was made."""
        host = self.of(url)
        host.silences += 1
        if host.silences >= STRIKES and not host.left_alone:
            self._leave(url, Verdict(outcome, evidence), f"gave no answer {STRIKES} times in a row")

    def _refused(self, host: Host, url: str, verdict: Verdict, retry_after: float | None) -> bool:
        host.refusals += 1
        if retry_after is not None and retry_after > self.longest_rest:
            self._leave(url, verdict, f"asks to come back in {retry_after:.0f} s")
        elif host.on_probation:
            self._leave(url, verdict, "refused again after a rest")
        elif retry_after is not None:
            self._rest(host, url, retry_after, verdict)
            host.on_probation = host.refusals >= STRIKES
            return True
        elif host.refusals >= STRIKES:
            self._rest(host, url, self.cool_down, verdict)
            host.on_probation = True
        return False

    def _rest(self, host: Host, url: str, seconds: float, verdict: Verdict) -> None:
        host.rests_until = time.monotonic() + seconds
        logger.info("host rests host=%s seconds=%.0f outcome=%s", host_key(url), seconds, verdict.outcome)

    def _leave(self, url: str, verdict: Verdict, reason: str) -> None:
        host, name = self.of(url), host_key(url)
        if host.left_alone:
            return
        host.left_alone = Verdict(
            verdict.outcome, f"{name} is left alone in this run: it {reason} ({verdict.evidence})"
        )
        logger.warning(
            "host left alone host=%s outcome=%s url=%s evidence=%s", name, verdict.outcome, url, verdict.evidence
        )
        if self._crawler.stats is not None:
            self._crawler.stats.set_value(
                f"{LEFT_ALONE}{name}", f"{verdict.outcome}: it {reason} ({verdict.evidence}) at {url}"
            )


LEFT_ALONE = "harvester/left_alone/"
"""Scrapy stats of hosts that were not asked any more: ``<prefix><host>`` → why."""

_OF_CRAWLER: WeakKeyDictionary[Crawler, Hosts] = WeakKeyDictionary()


def hosts_of(crawler: Crawler) -> Hosts:
    """The one of this crawl, for the handler and the middlewares."""
    if crawler not in _OF_CRAWLER:
        _OF_CRAWLER[crawler] = Hosts(crawler)
    return _OF_CRAWLER[crawler]
