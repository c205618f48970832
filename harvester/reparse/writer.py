"""Writing readings: many in one transaction, and with them how far the run has come."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal, TypeAlias

from sqlalchemy.orm import Session

from harvester.reparse.reading import Job, Reading
from harvester.store.addresses import see_kind, see_reports
from harvester.store.attachments import expect
from harvester.store.dedupe import Action, decide
from harvester.store.progress import set_position
from harvester.store.reports import save
from harvester.store.rereading import Reread, read_again
from harvester.store.runs import count
from harvester.store.session import Store
from harvester.store.several import report_capture, report_url
from harvester.store.sighting import Sighting

Done: TypeAlias = Action | Reread | Literal["unreadable"]

_COUNTERS: dict[str, str] = {
    "new": "new_reports",
    "changed": "changed_reports",
    "moved": "changed_reports",
    "withdrawn": "changed_reports",
    "revised": "changed_reports",
    "kept": "changed_reports",
    "duplicate": "duplicates",
    "rejected": "rejected",
    "unreadable": "failed",
}
"""Columns of `runs`; what is not named is unchanged."""
BATCH = 32
"""Readings in one transaction."""
SECONDS = 2.0
"""A transaction is written at least so often, so that little is read again after a kill."""


class Writer:
    """``told`` hears what became of each reading, once it is written for good."""

    def __init__(self, store: Store, run_id: int, key: str, told: Callable[[Job, Reading, Done], None]) -> None:
        self.store = store
        self.run_id = run_id
        self.key = key
        self.told = told
        self._items: list[tuple[Job, Reading]] = []
        self._last: Job | None = None
        self._written = time.monotonic()

    def take(self, job: Job, reading: Reading) -> None:
        self._last = job
        if reading.report is None:
            self.told(job, reading, "unreadable" if reading.problem else "unchanged")
        self._items.append((job, reading))
        is_due = time.monotonic() - self._written >= SECONDS
        if is_due or sum(item.report is not None for _, item in self._items) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes what has been taken; all of it or, where the database refuses, nothing."""
        if self._last is None:
            return
        with self.store.write() as session:
            done = [(job, reading, self._apply(session, job, reading)) for job, reading in self._items]
            count(session, self.run_id, counts_of((reading, action) for _, reading, action in done))
            set_position(session, self.run_id, self.key, self._last.capture_id)
        for job, reading, action in done:
            if reading.report is not None:
                self.told(job, reading, action)
        self._items, self._last, self._written = [], None, time.monotonic()

    def _apply(self, session: Session, job: Job, reading: Reading) -> Done:
        store_further(session, job.capture_id, self.run_id, reading)
        if reading.report is None or reading.page is None:
            return "unreadable" if reading.problem else "unchanged"
        seen = Sighting(page=reading.page, capture_id=job.capture_id, run_id=self.run_id, report=reading.report)
        return store_reading(session, seen, was_report=job.before is not None)


def store_reading(session: Session, seen: Sighting, *, was_report: bool) -> Done:
    """Bytes that were a report before are read again; others become a report as in a crawl."""
    if was_report:
        action: Done = read_again(session, seen)
    else:
        decision = decide(session, seen)
        save(session, seen, decision)
        action = decision.action
    expect(session, seen)
    see_kind(session, seen)
    return action


def store_further(session: Session, capture_id: int, run_id: int, reading: Reading) -> None:
    """The further reports of a page that are not known yet; those that are, are captures of their own."""
    for number, report in enumerate(reading.further, 2):
        further_id, is_new = report_capture(session, capture_id, number)
        if is_new and reading.page is not None:
            page = replace(reading.page, url=report_url(reading.page.url or "", number))
            seen = Sighting(page=page, capture_id=further_id, run_id=run_id, report=report)
            store_reading(session, seen, was_report=False)
            see_reports(session, capture_id, number)


def counts_of(done: Iterable[tuple[Reading, str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for reading, action in done:
        counts["pages"] += 1
        counts[_COUNTERS.get(action, "unchanged_reports")] += 1
        if reading.report is not None and reading.report.kind == "report":
            counts["reports"] += 1
            counts["findings"] += len(reading.report.findings)
    return counts
