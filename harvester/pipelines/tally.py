"""How an item counts in its run, and the outcome that is written for its address."""

from __future__ import annotations

from collections import Counter

from harvester.pipelines.harvested import Harvested
from harvester.spiders.outcomes import FAILURES, Outcome, OutcomeName
from harvester.store.dedupe import Action
from harvester.store.outcomes import Answer

_COUNTERS: dict[Action, str] = {
    "new": "new_reports",
    "revised": "changed_reports",
    "kept": "changed_reports",
    "reread": "unchanged_reports",
    "unchanged": "unchanged_reports",
    "duplicate": "duplicates",
    "rejected": "rejected",
}


def counts_of_page(item: Harvested) -> Counter[str]:
    """A page, and the report that it holds."""
    counts = Counter({"pages": 1, "unchanged_pages": int(not item.is_new), "failed": int(item.problem is not None)})
    if item.decision is not None:
        counts[_COUNTERS[item.decision.action]] += 1
    if item.report is not None and item.report.kind == "report":
        counts["reports"] += 1
        counts["findings"] += len(item.report.findings)
    return counts


def counts_of_outcome(outcome: Outcome) -> Counter[str]:
    """An address that gave no page."""
    if outcome.outcome == "duplicate":
        return Counter({"duplicates": int(outcome.role == "report")})
    return Counter({"rejected": int(outcome.outcome == "not_a_report"), "failed": int(outcome.outcome in FAILURES)})


def answer_of_page(item: Harvested) -> Answer:
    """The outcome of an address that gave a page."""
    name, detail = _verdict(item)
    return Answer(
        portal=item.page.portal or "",
        url=str(item.page.url),
        column_url=item.page.column_url or "",
        role=item.page.role,
        outcome=name,
        detail=detail,
        status=item.page.status,
        anchor_text=item.page.anchor_text,
        listed_on=item.page.listed_on,
    )


def answer_of_outcome(outcome: Outcome) -> Answer:
    return Answer(
        portal=outcome.portal or "",
        url=outcome.url,
        column_url=outcome.column_url or "",
        role=outcome.role,
        outcome=outcome.outcome,
        detail=outcome.detail,
        status=outcome.status,
        anchor_text=outcome.anchor_text,
        listed_on=outcome.listed_on,
        declared=outcome.declared,
        harvested=outcome.harvested,
        pages=outcome.pages,
    )


def _verdict(item: Harvested) -> tuple[OutcomeName, str]:
    if item.problem is not None:
        return "unreadable", item.problem
    if item.page.role == "report" and item.report is not None and item.report.kind == "not_a_report":
        return "not_a_report", "by its content"
    return "ok", ""
