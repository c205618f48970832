"""How an item counts in its run, and the outcome that is written for its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from harvester.parsers.flaws import unread_flag
from harvester.parsers.kind import judge_title
from harvester.parsers.report_files import report_files
from harvester.pipelines.harvested import Harvested
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import FAILURES, Outcome, OutcomeName
from harvester.store.addresses import Known
from harvester.store.dedupe import Action, Decision
from harvester.store.outcomes import NOT_READ, Answer, why_none

_COUNTERS: dict[Action, str] = {
    "new": "new_reports",
    "revised": "changed_reports",
    "kept": "changed_reports",
    "reread": "unchanged_reports",
    "unchanged": "unchanged_reports",
    "duplicate": "duplicates",
    "rejected": "rejected",
}


def counts_of_page(item: Harvested, decisions: Sequence[Decision]) -> Counter[str]:
    """A page, and the reports that it holds."""
    counts = Counter({"pages": 1, "unchanged_pages": int(not item.is_new), "failed": int(item.problem is not None)})
    counts["attachments"] += int(item.page.address_role == "attachment")
    counts["rendered"] += int(item.page.rendered_by is not None)
    actions = [decision.action for decision in decisions]
    is_copy = item.page.parent_url is not None and bool(actions) and {*actions} <= {"kept", "duplicate"}
    for action in actions:
        counts["duplicates" if is_copy else _COUNTERS[action]] += 1
    for report in item.reports:
        if report.kind == "report":
            counts["reports"] += int(item.page.parent_url is None)  # with its file it is one report
            counts["findings"] += 0 if is_copy else len(report.findings)
    counts["unparsed"] += int(not is_copy and (item.problem is not None or _lacks_tables(item)))
    return counts


def counts_of_seen(seen: Seen, known: Known | None, findings: int) -> Counter[str]:
    """An article that was listed and not fetched: it counts as what it was read as before."""
    counts = Counter({"not_asked": int(seen.reason != "not_modified")})
    if known is None or seen.role != "report":
        return counts
    counts["failed"] += int(known.outcome in FAILURES)
    counts["rejected"] += int(known.outcome == "not_a_report")
    counts["duplicates"] += int(known.outcome == "duplicate")
    if known.is_report and known.outcome == "ok":
        counts += Counter({"reports": known.reports, "unchanged_reports": known.reports, "findings": findings})
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
        role=item.page.address_role,
        outcome=name,
        detail=detail,
        status=item.page.status,
        anchor_text=item.page.anchor_text,
        listed_on=item.page.listed_on,
    )


def answer_of_seen(seen: Seen, before: str) -> Answer:
    """The outcome of an address that says it did not change; ``before`` is what it was."""
    return Answer(
        portal=seen.portal,
        url=seen.answered_url,
        column_url=seen.column_url,
        role=seen.role,
        outcome="not_modified",
        detail=f"before: {before}",
        status=304,
        anchor_text=seen.anchor_text,
        listed_on=seen.listed_on,
    )


def _lacks_tables(item: Harvested) -> bool:
    """A report without a single table or a file that may hold them, or a page whose link promised a report."""
    if item.report is None or item.page.role != "report":
        return False
    if item.report.kind == "report":
        return not (any(item.report.tables.values()) or report_files(item.report))
    return judge_title(item.page.anchor_text or "") == "report"


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
    flag = unread_flag(item.report) if item.page.parent_url and item.report else None
    why = f"{NOT_READ}{flag}" if flag else ""
    if item.page.role == "report" and item.report is not None and item.report.kind == "not_a_report":
        return "not_a_report", why or why_none(item.report)
    return "ok", why
