"""How far the crawl is: a live table on a terminal, a line a minute in a log."""

from __future__ import annotations

import logging
import sys
import time
from dataclasses import dataclass, field
from typing import Any, Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from harvester.console import QUIET_SECONDS
from harvester.pipelines.harvested import Harvested
from harvester.spiders.outcomes import FAILURES, Outcome

_REDRAW_SECONDS = 0.5
_LINE_SECONDS = 60.0

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What has been done since ``began``, and what waits."""

    portals: int = 0
    began: float = field(default_factory=time.monotonic)
    ended: set[str] = field(default_factory=set)
    """Portals of which a column has been walked to its end."""
    pages: int = 0
    reports: int = 0
    failures: int = 0

    def take(self, item: Any) -> None:
        if isinstance(item, Harvested):
            self.pages += 1
            self.reports += sum(report.kind == "report" for report in item.reports)
            self.failures += item.problem is not None
        elif isinstance(item, Outcome):
            self.failures += item.outcome in FAILURES
            if item.role == "column":
                self.ended.add(item.portal or "")

    def facts(self, waiting: int) -> dict[str, str]:
        """``{"portals": "1/2", "pages": "12", …}``; ``waiting`` requests are known of."""
        rate = self.pages / max(time.monotonic() - self.began, 0.001)
        return {
            "portals": f"{len(self.ended)}/{self.portals}",
            "pages": str(self.pages),
            "reports": str(self.reports),
            "rate": f"{rate:.1f}/s",
            "failures": str(self.failures),
            "left": _span(waiting / rate) if rate and waiting else "—",
        }


class ShowProgress:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.tally = Tally()
        self.screen = Console(stderr=True)
        self.live: Live | None = None
        self.handlers: list[logging.StreamHandler[Any]] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.open, signal=signals.spider_opened)
        crawler.signals.connect(extension.take, signal=signals.item_scraped)
        crawler.signals.connect(extension.close, signal=signals.spider_closed)
        return extension

    def open(self) -> None:
        self.tally = Tally(portals=len({portal.id for portal in getattr(self.crawler.spider, "portals", ())}))
        on_terminal = self.screen.is_terminal
        self.loop = create_looping_call(self.draw if on_terminal else self.write)
        self.loop.start(_REDRAW_SECONDS if on_terminal else _LINE_SECONDS, now=False)

    def take(self, item: Any) -> None:
        self.tally.take(item)

    def close(self) -> None:
        self.loop.stop()
        if self.live is not None:
            self.live.stop()
            for handler in self.handlers:
                handler.setStream(sys.stderr)

    def draw(self) -> None:
        if time.monotonic() - self.tally.began < QUIET_SECONDS:
            return
        if self.live is None:
            self._start()
        assert self.live is not None
        self.live.update(_table(self.tally.facts(self._waiting())), refresh=True)

    def write(self) -> None:
        facts = self.tally.facts(self._waiting())
        logger.info("crawl progress %s", " ".join(f"{name}={value}" for name, value in facts.items()))

    def _start(self) -> None:
        """Log lines go above the table: their handlers write to what the table has put in place of stderr."""
        stderr = sys.stderr
        self.live = Live(console=self.screen, auto_refresh=False, transient=True)
        self.live.start()
        handlers = [handler for handler in logging.root.handlers if isinstance(handler, logging.StreamHandler)]
        self.handlers = [handler for handler in handlers if handler.stream is stderr]
        for handler in self.handlers:
            handler.setStream(sys.stderr)

    def _waiting(self) -> int:
        slot = getattr(self.crawler.engine, "_slot", None)
        return len(slot.scheduler) + len(slot.inprogress) if slot else 0


def _table(facts: dict[str, str]) -> Table:
    headings = {
        "portals": "网站 portals",
        "pages": "页面 pages",
        "reports": "年报 reports",
        "rate": "速度 rate",
        "failures": "失败 failures",
        "left": "约剩 time left",
    }
    table = Table(*(headings[name] for name in facts), box=None, padding=(0, 2, 0, 0))
    table.add_row(*facts.values())
    return table


def _span(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
