"""Writing one reading as it was decided: the report, its revision, its sources and its facts, all or nothing."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from harvester.record import to_record
from harvester.store import models
from harvester.store.core import add_row
from harvester.store.dedupe import Decision
from harvester.store.facts import write_facts
from harvester.store.rereading import read_again
from harvester.store.revisions import add_revision, put_reading
from harvester.store.shown import report_row, show
from harvester.store.sighting import Sighting
from harvester.store.sources import see_at_page


def save(session: Session, seen: Sighting, decision: Decision) -> None:
    """Applies the decision within the session's transaction; a rejected page leaves nothing here."""
    if decision.action == "rejected":
        return
    if decision.action == "reread":
        read_again(session, seen)
        return
    report_id = decision.report_id
    is_new = report_id is None
    if report_id is None:
        report_id = int(add_row(session, models.Report, report_row(session, seen)))
    revision_id = _revision(session, seen, report_id, decision)
    if is_new:
        write_facts(session, report_id, seen.report, is_new=True)
    elif decision.action == "revised":
        show(session, report_id, seen)
    see_at_page(session, report_id, revision_id, seen, is_new=is_new)


def _revision(session: Session, seen: Sighting, report_id: int, decision: Decision) -> int:
    """The id of the revision that holds the reading: a known one, or a new one."""
    is_current = decision.action in {"new", "revised"}
    if decision.action == "revised":
        current = update(models.Revision).where(models.Revision.report_id == report_id, models.Revision.is_current)
        session.execute(current.values(is_current=False))
    if decision.revision_id is None:
        read = {"digest": decision.digest, "record": seen.record, "reason": decision.reason, "is_current": is_current}
        first = {"number": 1} if decision.report_id is None else {}
        return add_revision(session, seen, report_id, **read, **first)
    if is_current:
        record = to_record(seen.report)
        put_reading(session, decision.revision_id, seen, record=record, is_current=True, reason=decision.reason)
    return decision.revision_id
