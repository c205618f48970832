"""One reading of one page, as it reaches the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from harvester.items import Page, Report
from harvester.record import to_record
from harvester.store.digest import content_digest
from harvester.store.encoding import Encoded, Encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A page that was read, where its bytes are kept, and the run that saw it."""

    page: Page
    capture_id: int
    run_id: int
    report: Report
    encoding: Encoding | None = None
    """Where the reader made it; else it is made when it is needed."""

    @property
    def record(self) -> Encoded | dict[str, Any]:
        """For a JSON column."""
        return self.encoding.record if self.encoding else to_record(self.report)

    @property
    def digest(self) -> str:
        return self.encoding.digest if self.encoding else content_digest(self.report)

    @property
    def url(self) -> str:
        return self.page.url or self.report.source

    @property
    def column_url(self) -> str:
        return self.page.column_url or ""
