"""First pipeline: the bytes are kept before anything is parsed."""

from __future__ import annotations

import hashlib
from typing import Self

from scrapy.crawler import Crawler

from harvester.items import Page
from harvester.pipelines.harvest import Harvest, harvest_of
from harvester.pipelines.harvested import Harvested
from harvester.spiders.outcomes import Outcome
from harvester.store.captures import add_capture, find_capture, move_capture
from harvester.store.models import Capture


class ArchivePipeline:
    """Page in, Harvested out; an outcome passes. The same bytes from the same address are kept once."""

    def __init__(self, harvest: Harvest) -> None:
        self.harvest = harvest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(harvest_of(crawler))

    def open_spider(self) -> None:
        self.harvest.open()

    def process_item(self, item: Page | Outcome) -> Harvested | Outcome:
        if isinstance(item, Outcome):
            return item
        with self.harvest.guard():
            return self._keep(item)

    def _keep(self, page: Page) -> Harvested:
        run_id, sha256 = self.harvest.run_of(page.portal), hashlib.sha256(page.body).hexdigest()
        with self.harvest.store.read() as session:
            known = find_capture(session, str(page.url), sha256)
        if known is not None and self._holds(known):
            return Harvested(page=page, run_id=run_id, capture_id=known.id, is_new=False)
        location = self.harvest.archive.write(page)
        with self.harvest.store.write() as session:
            if known is None:
                capture_id = add_capture(session, run_id, page, sha256, location)
                return Harvested(page=page, run_id=run_id, capture_id=capture_id, is_new=True)
            move_capture(session, known.id, location)
            return Harvested(page=page, run_id=run_id, capture_id=known.id, is_new=False)

    def _holds(self, capture: Capture) -> bool:
        """False where the archive's file was removed, or lost its tail when the power failed."""
        path = self.harvest.archive.folder / capture.file
        return path.is_file() and path.stat().st_size >= capture.offset + capture.length
