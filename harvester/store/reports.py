"""Writing one reading as it was decided: the report, its revision, its sources and its facts, all or nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from harvester.items import Report
from harvester.record import to_record
from harvester.store import models
from harvester.store.dedupe import Decision, agency_key
from harvester.store.facts import FACTS, fact_rows
from harvester.store.sighting import Sighting
from harvester.store.sources import see_at_page


def save(session: Session, seen: Sighting, decision: Decision) -> None:
    """Applies the decision within the session's transaction; a rejected page leaves nothing here."""
    if decision.action == "rejected":
        return
    report, report_id = seen.report, decision.report_id
    if report_id is None:
        report_id = _add(session, models.Report(**_identity(session, seen)))
    revision_id = _revision(session, seen, report_id, decision)
    if decision.action == "revised":
        _set(session, models.Report, report_id, _identity(session, seen))
    if decision.action in {"new", "revised"} or (decision.action == "reread" and _is_current(session, revision_id)):
        _set(session, models.Report, report_id, {"parser_version": report.parser_version})
        if decision.action != "new":
            _delete_facts(session, report_id)
        _insert_facts(session, report_id, report)
    see_at_page(session, report_id, revision_id, seen)


def _identity(session: Session, seen: Sighting) -> dict[str, Any]:
    report = seen.report
    return {
        "agency_id": _agency(session, report),
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


def _agency(session: Session, report: Report) -> int | None:
    key = agency_key(report)
    if report.agency is None or key is None:
        return None
    known = session.scalar(select(models.Agency.id).where(models.Agency.key == key))
    named = {"name": report.agency.name, "division_code": report.agency.division_code, "scope": report.agency.scope}
    return known or _add(session, models.Agency(key=key, **named))


def _revision(session: Session, seen: Sighting, report_id: int, decision: Decision) -> int:
    """The id of the revision that holds the reading: a known one, or a new one."""
    is_current = decision.action in {"new", "revised"}
    if is_current:
        current = update(models.Revision).where(models.Revision.report_id == report_id, models.Revision.is_current)
        session.execute(current.values(is_current=False))
    if decision.revision_id is not None:
        if decision.action in {"revised", "reread"}:
            again = _reading(seen.report, decision, is_current=is_current)
            _set(session, models.Revision, decision.revision_id, again)
        return decision.revision_id
    number = select(func.coalesce(func.max(models.Revision.number), 0) + 1)
    revision = models.Revision(
        report_id=report_id,
        number=session.scalars(number.where(models.Revision.report_id == report_id)).one(),
        is_current=is_current,
        reason=decision.reason,
        digest=decision.digest,
        parser_version=seen.report.parser_version,
        capture_id=seen.capture_id,
        run_id=seen.run_id,
        record=to_record(seen.report),
    )
    return _add(session, revision)


def _reading(report: Report, decision: Decision, *, is_current: bool) -> dict[str, Any]:
    read = {"parser_version": report.parser_version, "record": to_record(report)}
    return read | ({"is_current": True, "reason": decision.reason} if is_current else {})


def _is_current(session: Session, revision_id: int) -> bool:
    return bool(session.scalar(select(models.Revision.is_current).where(models.Revision.id == revision_id)))


def _delete_facts(session: Session, report_id: int) -> None:
    for table in FACTS:
        session.execute(delete(table).where(table.columns["report_id"] == report_id))


def _insert_facts(session: Session, report_id: int, report: Report) -> None:
    for table, rows in fact_rows(report_id, report).items():
        if rows:
            session.execute(insert(table), rows)


def _set(session: Session, kind: type[models.Report | models.Revision], row_id: int, values: dict[str, Any]) -> None:
    session.execute(update(kind).where(kind.id == row_id).values(values))


def _add(session: Session, row: models.Agency | models.Report | models.Revision) -> int:
    session.add(row)
    session.flush()
    return row.id
