"""First pipeline: the bytes are kept before anything is parsed."""

from __future__ import annotations

from functools import partial
from typing import Self
from weakref import WeakValueDictionary

from scrapy.crawler import Crawler
from sqlalchemy.orm import Session

from harvester.items import Page
from harvester.pipelines.harvest import Harvest, harvest_of
from harvester.pipelines.harvested import Harvested, Kept
from harvester.pipelines.states import States
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.captures import add_capture, find_capture, is_held
from harvester.store.progress import add_fetched


class ArchivePipeline:
    """Page in, Harvested out; anything else passes. The same bytes from the same address are kept once,
    and so is a list page that differs by the state of its form.
    """  # noqa: D205  (one sentence)

    states: States

    def __init__(self, harvest: Harvest) -> None:
        self.harvest = harvest
        self._under_way: WeakValueDictionary[tuple[str, str], Kept] = WeakValueDictionary()
        """Pages that the archive took and the database may not know yet."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(harvest_of(crawler))

    def open_spider(self) -> None:
        self.harvest.open()
        self.states = States(self.harvest.archive.folder)

    def process_item(self, item: Page | Outcome | Seen) -> Harvested | Outcome | Seen:
        if not isinstance(item, Page):
            return item
        with self.harvest.guard():
            return self._keep(item)

    def _keep(self, page: Page) -> Harvested:
        run_id, key = self.harvest.run_of(page.portal), (str(page.url), page.sha256)
        kept = self._under_way.get(key) or self._taken(run_id, page, key)
        self.harvest.batch.add(partial(_note, kept, run_id, page), key[0])
        return Harvested(page=page, run_id=run_id, kept=kept, is_new=kept.run_id == run_id)

    def _taken(self, run_id: int, page: Page, key: tuple[str, str]) -> Kept:
        """Where the page lies: in the archive by now, where it was not held before."""
        with self.harvest.store.read() as session:
            known = find_capture(session, *key) or self.states.find(session, page)
        is_lost = known is None or not is_held(known, self.harvest.archive.folder)
        kept = self._under_way[key] = Kept(
            sha256=key[1],
            run_id=known.run_id if known else run_id,
            location=self.harvest.archive.write(page) if is_lost else None,
            capture_id=known.id if known else None,
        )
        return kept


def _note(kept: Kept, run_id: int, page: Page, session: Session) -> None:
    if kept.location is not None:
        kept.capture_id = add_capture(session, run_id, page, kept.sha256, kept.location)
    assert kept.capture_id is not None
    add_fetched(session, run_id, page, kept.capture_id)
