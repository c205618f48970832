"""A request that gives no page, with the name of its outcome."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

from harvester.spiders.outcomes import OutcomeName


class Refused(IgnoreRequest):
    """Raised when a request may not be sent, or its answer is no page; ``outcome`` says which, the message why."""

    def __init__(self, outcome: OutcomeName, evidence: str, status: int | None = None) -> None:
        super().__init__(evidence)
        self.outcome = outcome
        self.status = status


class NotNow(Exception):  # noqa: N818  (nothing went wrong)
    """Raised in place of the answer to a request that was waiting when the crawl was stopped."""
