"""Third pipeline: report, outcome and counts, written together; one report for each agency and year."""

from __future__ import annotations

from functools import partial
from typing import Self

from scrapy.crawler import Crawler

from harvester.pipelines.harvest import Harvest, harvest_of
from harvester.pipelines.harvested import Harvested
from harvester.pipelines.tally import answer_of_outcome, answer_of_page
from harvester.pipelines.writing import write_outcome, write_page, write_seen
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.outcomes import Answer


class StorePipeline:
    """Hands on what the others found out. Nothing of an item is written by halves."""

    def __init__(self, harvest: Harvest) -> None:
        self.harvest = harvest
        self.listed: set[tuple[str, str]] = set()
        """List addresses answered in this crawl: where several pages share one, the first answer stands."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(harvest_of(crawler))

    def process_item(self, item: Harvested | Outcome | Seen) -> Harvested | Outcome | Seen:
        with self.harvest.guard():
            if isinstance(item, Outcome):
                run_id, answer = self.harvest.run_of(item.portal), answer_of_outcome(item)
                job = partial(write_outcome, run_id, item, answer, is_first=self._is_first(answer))
            elif isinstance(item, Seen):
                job = partial(write_seen, self.harvest.run_of(item.portal), item)
            else:
                answer = answer_of_page(item)
                job = partial(write_page, item, answer, is_first=self._is_first(answer))
            self.harvest.batch.add(job, _url_of(item))
        return item

    def _is_first(self, answer: Answer) -> bool:
        key = (answer.column_url, answer.url)
        if answer.role != "list":
            return True
        is_first = key not in self.listed
        self.listed.add(key)
        return is_first


def _url_of(item: Harvested | Outcome | Seen) -> str:
    return str(item.page.url) if isinstance(item, Harvested) else item.url
