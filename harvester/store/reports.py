"""Writing one reading as it was decided: the report, its revision, its sources and its facts, all or nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from harvester.record import to_record
from harvester.store import models
from harvester.store.agencies import name_agency
from harvester.store.core import add_row, change_row
from harvester.store.dedupe import Decision
from harvester.store.facts import write_facts
from harvester.store.sighting import Sighting
from harvester.store.sources import see_at_page


def save(session: Session, seen: Sighting, decision: Decision) -> None:
    """Applies the decision within the session's transaction; a rejected page leaves nothing here."""
    if decision.action == "rejected":
        return
    report, record, report_id = seen.report, to_record(seen.report), decision.report_id
    is_new = report_id is None
    if report_id is None:
        report_id = int(add_row(session, models.Report, _identity(session, seen)))
    revision_id = _revision(session, seen, report_id, decision, record)
    if decision.action == "revised":
        change_row(session, models.Report, report_id, _identity(session, seen))
    if decision.action in {"new", "revised"} or (decision.action == "reread" and _is_current(session, revision_id)):
        if not is_new:
            change_row(session, models.Report, report_id, {"parser_version": report.parser_version})
        write_facts(session, report_id, report, record, is_new=is_new)
    see_at_page(session, report_id, revision_id, seen, is_new=is_new)


def _identity(session: Session, seen: Sighting) -> dict[str, Any]:
    report = seen.report
    return {
        "agency_id": name_agency(session, seen),
        "year": report.year,
        "agency_as_written": report.agency.as_written if report.agency else None,
        "title": report.title,
        "url": seen.url,
        "published_on": report.published_on,
        "proactive_disclosure_edition": report.editions.get("proactive_disclosure"),
        "requests_edition": report.editions.get("requests"),
        "parser_version": report.parser_version,
        "capture_id": seen.capture_id,
    }


def _revision(session: Session, seen: Sighting, report_id: int, decision: Decision, record: dict[str, Any]) -> int:
    """The id of the revision that holds the reading: a known one, or a new one."""
    is_current, is_first = decision.action in {"new", "revised"}, decision.report_id is None
    if is_current and not is_first:
        current = update(models.Revision).where(models.Revision.report_id == report_id, models.Revision.is_current)
        session.execute(current.values(is_current=False))
    if decision.revision_id is not None:
        if decision.action in {"revised", "reread"}:
            read = {"parser_version": seen.report.parser_version, "record": record}
            settled = {"is_current": True, "reason": decision.reason} if is_current else {}
            change_row(session, models.Revision, decision.revision_id, read | settled)
        return decision.revision_id
    revision = {
        "report_id": report_id,
        "number": 1 if is_first else _next_number(session, report_id),
        "is_current": is_current,
        "reason": decision.reason,
        "digest": decision.digest,
        "parser_version": seen.report.parser_version,
        "capture_id": seen.capture_id,
        "run_id": seen.run_id,
        "record": record,
    }
    return int(add_row(session, models.Revision, revision))


def _next_number(session: Session, report_id: int) -> int:
    number = select(func.max(models.Revision.number) + 1).where(models.Revision.report_id == report_id)
    return session.scalars(number).one() or 1


def _is_current(session: Session, revision_id: int) -> bool:
    return bool(session.scalar(select(models.Revision.is_current).where(models.Revision.id == revision_id)))
