"""Third pipeline: one report for each agency and year."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from harvester.pipelines.harvest import Harvest, harvest_of
from harvester.pipelines.harvested import Harvested
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.dedupe import decide


class DedupePipeline:
    """Fills in the decision, from what the store holds already."""

    def __init__(self, harvest: Harvest) -> None:
        self.harvest = harvest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(harvest_of(crawler))

    def process_item(self, item: Harvested | Outcome | Seen) -> Harvested | Outcome | Seen:
        if not isinstance(item, Harvested) or item.sighting is None:
            return item
        with self.harvest.guard(), self.harvest.store.read() as session:
            return replace(item, decision=decide(session, item.sighting))
