"""What travels from pipeline to pipeline: a page, and what each of them found out about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from harvester.archive.write import Location
from harvester.items import Page, Report
from harvester.store.encoding import Encoding
from harvester.store.several import report_capture, report_url
from harvester.store.sighting import Sighting


@dataclass(slots=True, kw_only=True, weakref_slot=True)
class Kept:
    """One page in the archive; several items may be of the same bytes."""

    sha256: str
    run_id: int
    """The run that archived it first."""
    location: Location | None
    """Where it was written by this crawl; None where an earlier one had it."""
    capture_id: int | None = None
    """None until it is noted in the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvested:
    """archive fills in where it is kept, parse the readings or the problem."""

    page: Page
    run_id: int
    kept: Kept
    is_new: bool
    """False where the same bytes were archived before from the same address."""
    readings: tuple[tuple[Report, Encoding | None], ...] = ()
    """Every report of a page, at least one where it could be read; none for a list page."""
    problem: str | None = None

    @property
    def reports(self) -> tuple[Report, ...]:
        return tuple(report for report, _ in self.readings)

    @property
    def report(self) -> Report | None:
        """The page's first, which its files belong to."""
        return self.readings[0][0] if self.readings else None

    @property
    def capture_id(self) -> int:
        assert self.kept.capture_id is not None
        return self.kept.capture_id

    def sightings(self, session: Session) -> Iterator[Sighting]:
        """One for each report; each further one has an address and a capture of its own."""
        for number, (report, encoding) in enumerate(self.readings, 1):
            is_first = number == 1
            yield Sighting(
                page=self.page if is_first else replace(self.page, url=report_url(str(self.page.url), number)),
                capture_id=self.capture_id if is_first else report_capture(session, self.capture_id, number)[0],
                run_id=self.run_id,
                report=report,
                encoding=encoding,
            )

    def __str__(self) -> str:
        return f"{self.page.role} {self.page.url}: {self.problem or 'kept'}"
