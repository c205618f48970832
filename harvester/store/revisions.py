"""Versions of a report, and what each was read as before: docs/decisions/0014-reading-again.md states the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from harvester.store import models
from harvester.store.core import add_row, change_row, first_row
from harvester.store.sighting import Sighting

Record = Mapping[str, Any]
_LAST_NUMBER = select(func.max(models.Revision.number)).where(models.Revision.report_id == bindparam("report_id"))


def same_reading(record: Record, other: Record) -> bool:
    """True where two records tell the same, whichever parser made them; a field that one lacks is empty in it."""
    names = (record.keys() | other.keys()) - {"parser_version"}
    return all((record.get(name) or None) == (other.get(name) or None) for name in names)


def add_revision(session: Session, seen: Sighting, report_id: int, **read: Any) -> int:
    """A further version; ``read``: digest, record, reason, is_current, and the number where it is known."""
    revision = {
        "report_id": report_id,
        "number": read.get("number") or next_number(session, report_id),
        "parser_version": seen.report.parser_version,
        "capture_id": seen.capture_id,
        "run_id": seen.run_id,
    }
    return int(add_row(session, models.Revision, revision | read))


def next_number(session: Session, report_id: int) -> int:
    last = first_row(session, _LAST_NUMBER, report_id=report_id)
    return (last[0] or 0) + 1 if last else 1


def put_reading(session: Session, revision_id: int, seen: Sighting, **read: Any) -> None:
    """The reading takes the place of the revision's own, which is kept where it told something else."""
    before = session.get_one(models.Revision, revision_id, populate_existing=True)
    if not same_reading(before.record, read["record"]):
        keep_reading(session, before, seen)
    change_row(session, models.Revision, revision_id, {"parser_version": seen.report.parser_version, **read})


def keep_reading(session: Session, revision: models.Revision, seen: Sighting) -> None:
    """Notes what a page was read as until now."""
    earlier = {
        "report_id": revision.report_id,
        "capture_id": seen.capture_id,
        "run_id": seen.run_id,
        "parser_version": revision.parser_version,
        "record": revision.record,
    }
    add_row(session, models.EarlierReading, earlier)


def drop_revision(session: Session, revision_id: int) -> None:
    session.execute(delete(models.Revision).where(models.Revision.id == revision_id))


def make_current(session: Session, report_id: int, revision_id: int, reason: str) -> None:
    """One revision is the current one, and no other."""
    here = models.Revision.report_id == report_id
    session.execute(update(models.Revision).where(here, models.Revision.is_current).values(is_current=False))
    change_row(session, models.Revision, revision_id, {"is_current": True, "reason": reason})
