"""Last pipeline: report, outcome and counts, one transaction for each item."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from sqlalchemy.exc import IntegrityError

from harvester.parsers.file_names import media_type
from harvester.pipelines.harvest import Harvest, harvest_of
from harvester.pipelines.harvested import Harvested
from harvester.pipelines.marks import mark_of_outcome, mark_of_page, mark_of_seen, settles
from harvester.pipelines.tally import (
    answer_of_outcome,
    answer_of_page,
    answer_of_seen,
    counts_of_outcome,
    counts_of_page,
    counts_of_seen,
)
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.addresses import find_address, see_answer, see_page, see_unchanged
from harvester.store.attachments import expect, tie
from harvester.store.columns import set_column
from harvester.store.dedupe import decide
from harvester.store.outcomes import Answer, set_outcome
from harvester.store.progress import is_done, set_done
from harvester.store.queries import finding_count
from harvester.store.reports import save
from harvester.store.runs import count
from harvester.store.sources import see_in_column


class StorePipeline:
    """Writes what the others found out. Nothing of an item is written by halves."""

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
                self._write_outcome(item)
            elif isinstance(item, Seen):
                self._write_seen(item)
            else:
                self._write_page(item)
        return item

    def _write_outcome(self, outcome: Outcome) -> None:
        run_id, answer = self.harvest.run_of(outcome.portal), answer_of_outcome(outcome)
        is_first, mark = self._is_first(answer), mark_of_outcome(outcome)
        with self.harvest.store.write() as session:
            if outcome.role == "column":
                set_column(session, run_id, answer, outcome.declared_pages)
            if is_done(session, run_id, mark):
                return
            set_done(session, run_id, mark)
            count(session, run_id, counts_of_outcome(outcome))
            if is_first:
                set_outcome(session, run_id, answer, outcome.seen_at)
                if (outcome.outcome, outcome.role) == ("duplicate", "report"):
                    see_in_column(session, answer)
            if outcome.role == "attachment" and outcome.outcome != "redirected":
                tie(session, outcome.asked_url or outcome.url, outcome.outcome)
            if settles(outcome):
                see_answer(session, answer, str(outcome.asked_url), outcome.seen_at)

    def _write_seen(self, seen: Seen) -> None:
        run_id, mark = self.harvest.run_of(seen.portal), mark_of_seen(seen)
        with self.harvest.store.write() as session:
            if is_done(session, run_id, mark):
                return
            set_done(session, run_id, mark)
            known = find_address(session, seen.portal, seen.role, seen.url)
            findings = finding_count(session, seen.answered_url) if known and known.is_report else 0
            count(session, run_id, counts_of_seen(seen, known, findings))
            if seen.reason == "not_modified":
                see_unchanged(session, seen.portal, seen.role, seen.url, seen.seen_at)
                before = known.outcome if known else ""
                set_outcome(session, run_id, answer_of_seen(seen, before), seen.seen_at)

    def _write_page(self, item: Harvested) -> None:
        try:
            self._write(item, again=False)
        except IntegrityError:  # another process stored the same report since it was decided
            self._write(item, again=True)

    def _write(self, item: Harvested, *, again: bool) -> None:
        answer, mark, seen_at = answer_of_page(item), mark_of_page(item), item.page.fetched_at or datetime.now(UTC)
        is_first = again or self._is_first(answer)
        with self.harvest.store.write() as session:
            if is_done(session, item.run_id, mark):
                return
            set_done(session, item.run_id, mark)
            if item.sighting is not None and item.decision is not None:
                save(session, item.sighting, decide(session, item.sighting) if again else item.decision)
                expect(session, item.sighting)
            if item.page.parent_url:
                tie(session, item.page.asked_url or str(item.page.url), answer.outcome, **_fetched(item))
            count(session, item.run_id, counts_of_page(item))
            if is_first:
                set_outcome(session, item.run_id, answer, seen_at)
            if item.page.role not in {"list", "part"} and item.page.is_whole:
                see_page(session, item.page, item.capture_id, answer, seen_at)

    def _is_first(self, answer: Answer) -> bool:
        key = (answer.column_url, answer.url)
        if answer.role != "list":
            return True
        is_first = key not in self.listed
        self.listed.add(key)
        return is_first


def _fetched(item: Harvested) -> dict[str, Any]:
    """What is known of a file that has come."""
    name = item.page.filename or str(item.page.url)
    known = media_type(name, item.page.content_type, None)
    return {"name": name, "capture_id": item.capture_id} | ({"media_type": known} if known else {})
