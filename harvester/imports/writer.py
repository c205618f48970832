"""Imported pages into the archive and the database, many in one transaction."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.orm import Session

from harvester.archive.write import ArchiveWriter
from harvester.imports.screen import twins
from harvester.items import Page
from harvester.reparse.reading import Reading
from harvester.reparse.writer import BATCH, SECONDS, counts_of, store_further, store_reading
from harvester.store.addresses import see_page
from harvester.store.captures import add_capture, find_capture
from harvester.store.outcomes import Answer, set_outcome
from harvester.store.runs import count
from harvester.store.session import Store
from harvester.store.sighting import Sighting

_BYTES = 32 * 1024 * 1024
"""Of pages in one transaction, which are held until it is written."""


def find_twin(store: Store, page: Page) -> bool:
    """True where the same bytes were archived from the same address, by http or by https."""
    with store.read() as session:
        return _is_known(session, page, page.sha256)


class ImportWriter:
    """Archives a page, notes it, and stores its report; ``done`` counts what became of each."""

    def __init__(self, store: Store, archive: Path, run_id: int, done: Counter[str]) -> None:
        self.store = store
        self.run_id = run_id
        self.archive = ArchiveWriter(archive, run=run_id)
        self.done = done
        self._items: list[tuple[Page, Reading]] = []
        self._written = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.archive.close()

    def take(self, page: Page, reading: Reading) -> None:
        self._items.append((page, reading))
        is_due = time.monotonic() - self._written >= SECONDS
        if is_due or len(self._items) >= BATCH or sum(len(item.body) for item, _ in self._items) >= _BYTES:
            self.flush()

    def flush(self) -> None:
        """All of what was taken, or nothing; bytes that are archived and not noted do no harm."""
        with self.store.write() as session:
            done = [(reading, self._write(session, page, reading)) for page, reading in self._items]
            count(session, self.run_id, counts_of(done))
        self.done.update(action for _, action in done)
        self._items, self._written = [], time.monotonic()

    def _write(self, session: Session, page: Page, reading: Reading) -> str:
        sha256 = page.sha256
        if _is_known(session, page, sha256):
            return "known"
        capture_id = add_capture(session, self.run_id, page, sha256, self.archive.write(page))
        answer, seen_at = _answer(page, reading), page.fetched_at or datetime.now(UTC)
        set_outcome(session, self.run_id, answer, seen_at)
        see_page(session, page, capture_id, answer, seen_at, reports=_report_count(reading))
        if reading.report is None or reading.page is None:
            return "unreadable"
        seen = Sighting(page=reading.page, capture_id=capture_id, run_id=self.run_id, report=reading.report)
        store_further(session, capture_id, self.run_id, reading)
        return store_reading(session, seen, was_report=False)


def _report_count(reading: Reading) -> int:
    return sum(report.kind == "report" for report in (reading.report, *reading.further) if report)


def _answer(page: Page, reading: Reading) -> Answer:
    return Answer(
        portal=page.portal or "",
        url=str(page.url),
        column_url=page.column_url or "",
        role=page.address_role,
        outcome="unreadable" if reading.problem else "ok",
        detail=reading.problem or "",
        status=page.status,
        anchor_text=page.anchor_text,
    )


def _is_known(session: Session, page: Page, sha256: str) -> bool:
    return any(find_capture(session, url, sha256) is not None for url in twins(page.url or ""))
