"""First pipeline: the bytes are kept before anything is parsed."""

from __future__ import annotations

import hashlib
from typing import Self

from scrapy.crawler import Crawler
from sqlalchemy.orm import Session

from harvester.archive.write import Location
from harvester.items import Page
from harvester.pipelines.harvest import Harvest, harvest_of
from harvester.pipelines.harvested import Harvested
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.captures import add_capture, find_capture, is_held, move_capture
from harvester.store.models import Capture
from harvester.store.progress import add_fetched


class ArchivePipeline:
    """Page in, Harvested out; anything else passes. The same bytes from the same address are kept once."""

    def __init__(self, harvest: Harvest) -> None:
        self.harvest = harvest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(harvest_of(crawler))

    def open_spider(self) -> None:
        self.harvest.open()

    def process_item(self, item: Page | Outcome | Seen) -> Harvested | Outcome | Seen:
        if not isinstance(item, Page):
            return item
        with self.harvest.guard():
            return self._keep(item)

    def _keep(self, page: Page) -> Harvested:
        run_id, sha256 = self.harvest.run_of(page.portal), hashlib.sha256(page.body).hexdigest()
        with self.harvest.store.write() as session:
            known = find_capture(session, str(page.url), sha256)
            is_lost = known is None or not is_held(known, self.harvest.archive.folder)
            location = self.harvest.archive.write(page) if is_lost else None
            capture_id = self._note(session, run_id, page, sha256, location, known)
            add_fetched(session, run_id, page, capture_id)
        is_new = known is None or known.run_id == run_id
        return Harvested(page=page, run_id=run_id, capture_id=capture_id, is_new=is_new)

    @staticmethod
    def _note(  # noqa: PLR0913, PLR0917  (the page, and where it lies)
        session: Session, run_id: int, page: Page, sha256: str, location: Location | None, known: Capture | None
    ) -> int:
        if known is None:
            assert location is not None
            return add_capture(session, run_id, page, sha256, location)
        if location is not None:
            move_capture(session, known.id, location)
        return known.id
