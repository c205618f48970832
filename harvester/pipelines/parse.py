"""Second pipeline: what the page says, by the same reader as a re-parse, in processes beside the crawl."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace
from typing import Self, TypeAlias

from scrapy.crawler import Crawler

from harvester.items import Page
from harvester.lookups.entries import Lookups
from harvester.lookups.load import load_lookups
from harvester.pipelines.harvested import Harvested
from harvester.pipelines.readers import Readers, UnreadableError
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome

Item: TypeAlias = Harvested | Outcome | Seen

logger = logging.getLogger(__name__)


class ParsePipeline:
    """Fills in the reports, or the problem; a page that cannot be read never ends the crawl.

    Several pages are read at once, and leave in the order in which they came.
    """

    def __init__(self, readers: Readers | None = None, lookups: Lookups | None = None) -> None:
        self.readers = readers
        self.lookups = lookups
        self._last: asyncio.Future[None] | None = None
        """Done when the page that came last has left."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        processes, seconds = settings.getint("HARVESTER_PARSE_PROCESSES"), settings.getint("HARVESTER_PARSE_SECONDS")
        folders = tuple(filter(None, [settings.get("HARVESTER_LOOKUPS")]))
        return cls(Readers(processes, seconds, folders) if processes > 0 else None, load_lookups(folders))

    def process_item(self, item: Item) -> Item | Awaitable[Item]:
        if not isinstance(item, Harvested) or item.page.role != "report":
            return item
        return self._read_here(item) if self.readers is None else self._read_beside(item, self.readers)

    async def close_spider(self) -> None:
        if self.readers is not None:
            await self.readers.close()

    def _read_here(self, item: Harvested) -> Harvested:
        from harvester.reader import read_reports  # noqa: PLC0415  (workers load it mostly, and the crawl does not)

        try:
            return replace(item, readings=tuple((report, None) for report in read_reports(item.page, self.lookups)))
        except Exception as error:  # noqa: BLE001  (whatever a page provokes, the next one is read)
            return replace(item, problem=_told(item.page, f"{type(error).__name__}: {error}"))

    async def _read_beside(self, item: Harvested, readers: Readers) -> Harvested:
        before, self._last = self._last, asyncio.get_running_loop().create_future()
        left = self._last
        try:
            return await _read(item, readers)
        finally:
            if before is not None:
                await before
            left.set_result(None)


async def _read(item: Harvested, readers: Readers) -> Harvested:
    try:
        return replace(item, readings=await readers.read(item.page))
    except UnreadableError as error:
        return replace(item, problem=_told(item.page, str(error)))


def _told(page: Page, problem: str) -> str:
    logger.warning("page unreadable portal=%s url=%s error=%s", page.portal, page.url, problem)
    return problem
