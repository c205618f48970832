"""What the pipelines of one crawl share: the store, the archive, and the run of each portal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from harvester.archive.read import read_capture
from harvester.archive.shelf import request_key
from harvester.archive.write import ArchiveWriter
from harvester.errors import HarvesterError
from harvester.items import Page
from harvester.pipelines import batch
from harvester.pipelines.ending import Ended, end_runs, short_columns
from harvester.pipelines.terms import hooks_of, terms_of
from harvester.spiders.known import Known
from harvester.store.captures import is_held
from harvester.store.locks import BEAT_SECONDS, HeldError, acquire, beat, release
from harvester.store.panel import refresh, touched
from harvester.store.process import this_process
from harvester.store.progress import fetched
from harvester.store.recover import recover
from harvester.store.runs import is_resumed, start_run
from harvester.store.session import Store, open_store

STOPPED = "harvester_error"
"""Scrapy's finish reason where the store or the archive failed; the stat ``harvester/error`` holds the message."""

logger = logging.getLogger(__name__)


class Harvest:
    """Opened by the archive pipeline, closed when the spider has closed."""

    store: Store
    archive: ArchiveWriter
    batch: batch.Batch

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.me = this_process()
        self.runs: dict[str, int] = {}
        self.resumed: dict[str, int] = {}
        """Those of the runs that were cut off and are gone on with."""
        self.held: list[HeldError] = []
        """Portals that another crawl holds."""
        self.error: HarvesterError | None = None

    def open(self) -> None:
        """Closes the spider before its first request where the database cannot be used, or no portal is free."""
        try:
            self._open()
        except HarvesterError as error:
            self._note(error)
            raise CloseSpider(STOPPED) from error

    def _open(self) -> None:
        settings = self.crawler.settings
        spider: Any = self.crawler.spider
        self.store = open_store(settings["HARVESTER_DATABASE_URL"])
        self.batch = batch.Batch(self.store)
        self.crawler.signals.connect(self.close, signal=signals.spider_closed)
        self.crawler.signals.connect(self._keep_going, signal=signals.spider_opened)
        folder = Path(settings["HARVESTER_ARCHIVE"])
        self._take_portals(spider)
        if self.resumed:
            recover(self.store, folder, self.resumed)
        self.archive = ArchiveWriter(folder, run=min(self.runs.values(), default=0))
        if spider is not None:
            spider.known = Known(terms_of(settings), self.store, folder, self.resumed)

    def _take_portals(self, spider: Any) -> None:
        """The spider walks the portals that nobody else is crawling; raises HeldError where none is left."""
        wanted = getattr(spider, "portals", ())
        for portal in wanted:
            try:
                self.run_of(portal.id)
            except HeldError as error:
                self.held.append(error)
        if self.held and not self.runs:
            raise self.held[0]
        if self.held:
            spider.portals = tuple(portal for portal in wanted if portal.id in self.runs)
            self.crawler.stats.set_value("harvester/held", [str(held) for held in self.held])
        for held in self.held:
            logger.error("portal skipped error=%s", held)

    def run_of(self, portal: str | None) -> int:
        """The run of a portal, begun or gone on with when it is first asked for. Raises HeldError."""
        name = portal or ""
        if name not in self.runs:
            acquire(self.store, name, self.me)
            with self.store.write() as session:
                self.runs[name] = run_id = start_run(session, name)
                if is_resumed(session, run_id):
                    self.resumed[name] = run_id
        return self.runs[name]

    def fetched_before(self, method: str, url: str, body: bytes, presses: int | None = None) -> Page | None:
        """What a run that is gone on with had fetched already, as long as the archive has it."""
        with self.store.read() as session:
            capture = fetched(session, self.resumed.values(), request_key(method, url, body, presses))
        if capture is None or not is_held(capture, self.archive.folder):
            return None
        return read_capture(self.archive.folder / capture.file, capture.offset)

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
            if hasattr(self, "archive"):
                self.archive.close()
            self.batch.write()
            with self.store.write() as session:
                ended = end_runs(session, self.runs, status, getattr(self.crawler.spider, "portals", ()))
                release(session, self.me)
        except HarvesterError as error:
            logger.error("run not closed error=%s", error)  # noqa: TRY400  (the message says it all)
        else:
            self._tell(ended)
            self._compare_years()
        finally:
            self.store.close()

    def _compare_years(self) -> None:
        """The findings between reports, of every agency that got a new version."""
        try:
            with self.store.read() as session:
                agencies = touched(session, self.runs)
            refresh(self.store, agencies)
        except HarvesterError as error:
            logger.error("years not compared error=%s", error)  # noqa: TRY400  (the same)

    def _tell(self, ended: Ended) -> None:
        """Logs what a person should look at, calls the hooks, and leaves both in the stats for the command."""
        for alarm in ended.alarms:
            logger.warning("alarm portal=%s rule=%s message=%s", alarm.portal, alarm.rule, alarm.message)
        failed = list(hooks_of(self.crawler.settings).call(ended.runs, ended.alarms))
        for problem in failed:
            logger.warning("hook failed error=%s", problem)
        stats = self.crawler.stats
        stats.set_value("harvester/portals", list(self.runs))
        stats.set_value("harvester/alarms", [str(alarm) for alarm in ended.alarms])
        stats.set_value("harvester/columns_short", list(short_columns(ended.runs, ended.alarms)))
        stats.set_value("harvester/hooks_failed", failed)

    def _keep_going(self) -> None:
        for call, seconds in ((self._beat, BEAT_SECONDS), (self._write, batch.SECONDS)):
            calling = create_looping_call(call)
            calling.start(seconds, now=False)
            self.crawler.signals.connect(calling.stop, signal=signals.spider_closed, weak=False)

    def _write(self) -> None:
        try:
            self.batch.write()
        except HarvesterError as error:
            self._stop(error)

    def _beat(self) -> None:
        """Stops where another process took a portal over: this one was asleep for too long."""
        try:
            lost = sorted(set(self.runs) - set(beat(self.store, self.me)))
            if lost:
                raise HeldError(f"portal {lost[0]!r}: another crawl took it over while this one was silent")
        except HarvesterError as error:
            self._stop(error)

    def _note(self, error: HarvesterError) -> None:
        self.error = error
        logger.error("crawl stopped error=%s", error)
        self.crawler.stats.set_value("harvester/error", str(error))

    def _stop(self, error: HarvesterError) -> None:
        if self.error is None:
            self._note(error)
            deferred_from_coro(self.crawler.engine.close_spider_async(reason=STOPPED))


_HARVESTS: WeakKeyDictionary[Crawler, Harvest] = WeakKeyDictionary()


def harvest_of(crawler: Crawler) -> Harvest:
    """The one of this crawl, for whichever pipeline asks."""
    if crawler not in _HARVESTS:
        _HARVESTS[crawler] = Harvest(crawler)
    return _HARVESTS[crawler]
