"""One item as rows: what it is, what became of its address, and how it counts in its run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from harvester.parsers.file_names import media_type
from harvester.pipelines.harvested import Harvested
from harvester.pipelines.marks import mark_of_outcome, mark_of_page, mark_of_seen, settles
from harvester.pipelines.tally import answer_of_seen, counts_of_outcome, counts_of_page, counts_of_seen
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.addresses import find_address, see_answer, see_page, see_unchanged
from harvester.store.attachments import expect, tie
from harvester.store.columns import set_column
from harvester.store.dedupe import Decision, decide
from harvester.store.outcomes import Answer, set_outcome
from harvester.store.progress import set_done
from harvester.store.queries import finding_count
from harvester.store.reports import save
from harvester.store.runs import count
from harvester.store.several import report_url
from harvester.store.sighting import Sighting
from harvester.store.sources import see_in_column


def write_outcome(run_id: int, outcome: Outcome, answer: Answer, session: Session, *, is_first: bool) -> None:
    """``is_first``: nothing else was written in this crawl for its address."""
    mark = mark_of_outcome(outcome)
    if outcome.role == "column":
        set_column(session, run_id, answer, outcome.declared_pages)
    if not set_done(session, run_id, mark):
        return
    count(session, run_id, counts_of_outcome(outcome))
    if is_first:
        set_outcome(session, run_id, answer, outcome.seen_at)
        if (outcome.outcome, outcome.role) == ("duplicate", "report"):
            see_in_column(session, answer)
    if outcome.role == "attachment" and outcome.outcome != "redirected":
        tie(session, outcome.asked_url or outcome.url, outcome.outcome)
    if settles(outcome):
        see_answer(session, answer, str(outcome.asked_url), outcome.seen_at)


def write_seen(run_id: int, seen: Seen, session: Session) -> None:
    mark = mark_of_seen(seen)
    if not set_done(session, run_id, mark):
        return
    known = find_address(session, seen.portal, seen.role, seen.url)
    addresses = [report_url(seen.answered_url, number) for number in range(1, known.reports + 1)] if known else []
    findings = finding_count(session, addresses) if known and known.is_report else 0
    count(session, run_id, counts_of_seen(seen, known, findings))
    if seen.reason == "not_modified":
        see_unchanged(session, seen.portal, seen.role, seen.url, seen.seen_at)
        before = known.outcome if known else ""
        set_outcome(session, run_id, answer_of_seen(seen, before), seen.seen_at)


def write_page(item: Harvested, answer: Answer, session: Session, *, is_first: bool) -> None:
    """Decides what is to be done with a report, and does it, within one transaction."""
    mark, seen_at = mark_of_page(item), item.page.fetched_at or datetime.now(UTC)
    if not set_done(session, item.run_id, mark):
        return
    decisions = [_store(session, seen) for seen in item.sightings(session)]
    if item.page.parent_url:
        tie(session, item.page.asked_url or str(item.page.url), answer.outcome, **_fetched(item))
    count(session, item.run_id, counts_of_page(item, decisions))
    if is_first:
        set_outcome(session, item.run_id, answer, seen_at)
    if item.page.role not in {"list", "part"} and item.page.is_settled:
        reports = sum(report.kind == "report" for report in item.reports)
        see_page(session, item.page, item.capture_id, answer, seen_at, reports=reports)


def _store(session: Session, seen: Sighting) -> Decision:
    decision = decide(session, seen)
    save(session, seen, decision)
    expect(session, seen)
    return decision


def _fetched(item: Harvested) -> dict[str, Any]:
    """What is known of a file that has come."""
    name = item.page.filename or str(item.page.url)
    known = media_type(name, item.page.content_type, None)
    return {"name": name, "capture_id": item.capture_id} | ({"media_type": known} if known else {})
