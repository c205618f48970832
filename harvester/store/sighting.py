"""One reading of one page, as it reaches the store."""

from __future__ import annotations

from dataclasses import dataclass

from harvester.items import Page, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A page that was read, where its bytes are kept, and the run that saw it."""

    page: Page
    capture_id: int
    run_id: int
    report: Report

    @property
    def url(self) -> str:
        return self.page.url or self.report.source

    @property
    def column_url(self) -> str:
        return self.page.column_url or ""
