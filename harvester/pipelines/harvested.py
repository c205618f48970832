"""What travels from pipeline to pipeline: a page, and what each of them found out about it."""

from __future__ import annotations

from dataclasses import dataclass

from harvester.archive.write import Location
from harvester.items import Page, Report
from harvester.store.encoding import Encoding
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
    """archive fills in where it is kept, parse the report or the problem."""

    page: Page
    run_id: int
    kept: Kept
    is_new: bool
    """False where the same bytes were archived before from the same address."""
    report: Report | None = None
    encoding: Encoding | None = None
    problem: str | None = None

    @property
    def capture_id(self) -> int:
        assert self.kept.capture_id is not None
        return self.kept.capture_id

    @property
    def sighting(self) -> Sighting | None:
        """None for a list page, and for one that could not be read."""
        if self.report is None:
            return None
        return Sighting(
            page=self.page,
            capture_id=self.capture_id,
            run_id=self.run_id,
            report=self.report,
            encoding=self.encoding,
        )

    def __str__(self) -> str:
        return f"{self.page.role} {self.page.url}: {self.problem or 'kept'}"
