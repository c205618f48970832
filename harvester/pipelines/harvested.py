"""What travels from pipeline to pipeline: a page, and what each of them found out about it."""

from __future__ import annotations

from dataclasses import dataclass

from harvester.items import Page, Report
from harvester.store.dedupe import Decision
from harvester.store.sighting import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvested:
    """archive fills in the capture, parse the report or the problem, dedupe the decision."""

    page: Page
    run_id: int
    capture_id: int
    is_new: bool
    """False where the same bytes were archived before from the same address."""
    report: Report | None = None
    problem: str | None = None
    decision: Decision | None = None

    @property
    def sighting(self) -> Sighting | None:
        """None for a list page, and for one that could not be read."""
        if self.report is None:
            return None
        return Sighting(page=self.page, capture_id=self.capture_id, run_id=self.run_id, report=self.report)

    def __str__(self) -> str:
        return f"{self.page.role} {self.page.url}: {self.decision.action if self.decision else self.problem or 'kept'}"
