"""What the pipelines of one crawl share: the store, the archive, and the run of each portal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem
from scrapy.utils.defer import deferred_from_coro

from harvester.archive.write import ArchiveWriter
from harvester.errors import HarvesterError
from harvester.store.runs import finish_run, start_run
from harvester.store.session import Store, open_store

STOPPED = "harvester_error"
"""Scrapy's finish reason where the store or the archive failed; the stat ``harvester/error`` holds the message."""

logger = logging.getLogger(__name__)


class Harvest:
    """Opened by the archive pipeline, closed when the spider has closed."""

    store: Store
    archive: ArchiveWriter

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.runs: dict[str, int] = {}
        self.error: HarvesterError | None = None

    def open(self) -> None:
        """Closes the spider before its first request where the database cannot be used."""
        try:
            self._open()
        except HarvesterError as error:
            self._note(error)
            raise CloseSpider(STOPPED) from error

    def _open(self) -> None:
        settings = self.crawler.settings
        self.store = open_store(settings["HARVESTER_DATABASE_URL"])
        for portal in getattr(self.crawler.spider, "portals", ()):
            self.run_of(portal.id)
        self.archive = ArchiveWriter(Path(settings["HARVESTER_ARCHIVE"]), run=min(self.runs.values(), default=0))
        self.crawler.signals.connect(self.close, signal=signals.spider_closed)

    def run_of(self, portal: str | None) -> int:
        """The run of a portal, begun when it is first asked for."""
        name = portal or ""
        if name not in self.runs:
            with self.store.write() as session:
                self.runs[name] = start_run(session, name)
        return self.runs[name]

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Ends the crawl with one line where the store or the archive fails; the items under way are dropped."""
        if self.error is not None:
            raise DropItem(str(self.error), log_level="DEBUG")
        try:
            yield
        except HarvesterError as error:
            self._stop(error)
            raise DropItem(str(error), log_level="DEBUG") from error

    def close(self, reason: str) -> None:
        """Ends the runs: finished, interrupted by Ctrl-C, or why Scrapy ended it."""
        status = {"shutdown": "interrupted"}.get(reason, reason)
        try:
            self.archive.close()
            with self.store.write() as session:
                for run_id in self.runs.values():
                    finish_run(session, run_id, status)
        except HarvesterError as error:
            logger.error("run not closed error=%s", error)  # noqa: TRY400  (the message says it all)
        finally:
            self.store.close()

    def _note(self, error: HarvesterError) -> None:
        self.error = error
        logger.error("crawl stopped error=%s", error)
        self.crawler.stats.set_value("harvester/error", str(error))

    def _stop(self, error: HarvesterError) -> None:
        self._note(error)
        deferred_from_coro(self.crawler.engine.close_spider_async(reason=STOPPED))


_HARVESTS: WeakKeyDictionary[Crawler, Harvest] = WeakKeyDictionary()


def harvest_of(crawler: Crawler) -> Harvest:
    """The one of this crawl, for whichever pipeline asks."""
    if crawler not in _HARVESTS:
        _HARVESTS[crawler] = Harvest(crawler)
    return _HARVESTS[crawler]
