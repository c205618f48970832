"""The same bytes, read again: the database is left as if this had been their first reading.

The report goes to the agency and year that are read now, a page that is no report any more leaves none, and what
was read before is kept in `earlier_readings`: docs/decisions/0014-reading-again.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from harvester.record import to_record
from harvester.store import models
from harvester.store.attachments import move_files
from harvester.store.core import add_row, change_row, write_waiting
from harvester.store.dedupe import find_report, has_key
from harvester.store.digest import content_digest
from harvester.store.election import settle
from harvester.store.revisions import Record, add_revision, drop_revision, keep_reading, next_number, same_reading
from harvester.store.shown import report_row
from harvester.store.sighting import Sighting
from harvester.store.sources import drop_sources, move_sources

Reread: TypeAlias = Literal["unchanged", "confirmed", "changed", "moved", "withdrawn"]
"""confirmed: the same by another parser. moved: to another agency or year. withdrawn: no report any more."""


@dataclass(frozen=True, slots=True)
class _Before:
    """A revision that told what the bytes were read as; it stays where it tells that of other bytes, too."""

    revision: models.Revision
    other_capture: int | None

    @property
    def id(self) -> int:
        return self.revision.id

    @property
    def report_id(self) -> int:
        return self.revision.report_id

    @property
    def is_own(self) -> bool:
        return self.other_capture is None


def readings_of(session: Session, capture_id: int) -> Sequence[models.Revision]:
    """The revisions that tell what some bytes were read as, the one that their address shows first."""
    is_shown = models.Revision.id.in_(
        select(models.ReportSource.revision_id).where(models.ReportSource.capture_id == capture_id)
    )
    query = select(models.Revision).where(or_(models.Revision.capture_id == capture_id, is_shown))
    return session.scalars(query.order_by(is_shown.desc(), models.Revision.id.desc())).all()


def read_again(session: Session, seen: Sighting) -> Reread:
    """Applies a reading of bytes that were read before. Nothing is written where it tells the same."""
    write_waiting(session)
    session.expire_all()  # rows are written past the session's own bookkeeping
    found, record, digest = readings_of(session, seen.capture_id), to_record(seen.report), content_digest(seen.report)
    if len(found) == 1 and tells_the_same(found[0], seen.capture_id, record, digest):
        return _confirm(session, found[0], seen, record)
    before = [_Before(revision, _other_capture(session, revision, seen.capture_id)) for revision in found]
    for item in before:
        keep_reading(session, item.revision, seen)
    left = [item.report_id for item in before]
    if seen.report.kind == "not_a_report":
        _withdraw(session, seen, before)
        home, kept = None, None
    else:
        home = _home(session, seen, before)
        kept = _place(session, seen, before, home, {"record": record, "digest": digest})
    for report_id in dict.fromkeys((*left, *(() if home is None else (home,)))):
        settle(session, report_id, changed=kept)
    return "withdrawn" if home is None else "changed" if home in left else "moved"


def tells_the_same(revision: models.Revision, capture_id: int, record: Record, digest: str) -> bool:
    """A revision that was read from other bytes of the same content stands for these as well."""
    return same_reading(revision.record, record) if revision.capture_id == capture_id else revision.digest == digest


def _confirm(session: Session, read: models.Revision, seen: Sighting, record: dict[str, Any]) -> Reread:
    """The version of the parser is noted where it differs."""
    version = {"parser_version": seen.report.parser_version}
    if read.capture_id != seen.capture_id or read.parser_version == seen.report.parser_version:
        return "unchanged"
    change_row(session, models.Revision, read.id, version | {"record": record})
    if read.is_current:
        change_row(session, models.Report, read.report_id, version)
    return "confirmed"


def _other_capture(session: Session, revision: models.Revision, capture_id: int) -> int | None:
    """Other bytes whose reading a revision is."""
    if revision.capture_id != capture_id:
        return revision.capture_id
    others = (models.ReportSource.revision_id == revision.id, models.ReportSource.capture_id != capture_id)
    return session.scalar(select(models.ReportSource.capture_id).where(*others).limit(1))


def _withdraw(session: Session, seen: Sighting, before: Sequence[_Before]) -> None:
    drop_sources(session, seen.capture_id)
    for report_id in {item.report_id for item in before}:
        move_files(session, seen.url, report_id, None)
    _let_go(session, before)


def _home(session: Session, seen: Sighting, before: Sequence[_Before]) -> int:
    """The report of the agency and year; else the one that holds nothing but these bytes; else a new one."""
    found = find_report(session, seen)
    is_keyed = found is not None and found.agency_id is not None and found.year is not None
    if found is not None and is_keyed == has_key(seen.report):
        return int(found.id)
    free = next((item.report_id for item in before if _holds_nothing_else(session, item.report_id, before)), None)
    if free is not None:
        return free
    if found is not None and not is_keyed:
        return int(found.id)
    return int(add_row(session, models.Report, report_row(session, seen)))


def _holds_nothing_else(session: Session, report_id: int, before: Sequence[_Before]) -> bool:
    own = {item.id for item in before if item.is_own}
    held = session.scalars(select(models.Revision.id).where(models.Revision.report_id == report_id))
    return set(held) <= own


def _place(session: Session, seen: Sighting, before: Sequence[_Before], report_id: int, read: dict[str, Any]) -> int:
    """The revision that holds the reading: one of the same content, else the one read again, else a new one."""
    here = (models.Revision.report_id == report_id, models.Revision.digest == read["digest"])
    kept = session.scalar(select(models.Revision.id).where(*here))
    kept = kept or next((item.id for item in before if item.is_own), None)
    if kept is None:
        reason = f"read again by parser {seen.report.parser_version}"
        kept = add_revision(session, seen, report_id, is_current=False, reason=reason, **read)
    move_sources(session, seen, report_id, kept)
    for left in {item.report_id for item in before} - {report_id}:
        move_files(session, seen.url, left, report_id)
    _let_go(session, [item for item in before if item.id != kept])
    for item in before:
        if item.id == kept and (item.is_own or item.revision.capture_id == seen.capture_id):
            _rewrite(session, seen, item, report_id, read)
    return kept


def _rewrite(session: Session, seen: Sighting, item: _Before, report_id: int, read: dict[str, Any]) -> None:
    by: dict[str, Any] = {"capture_id": seen.capture_id, "run_id": seen.run_id}
    by |= {"parser_version": seen.report.parser_version}
    if item.report_id != report_id:
        by |= {"report_id": report_id, "number": next_number(session, report_id), "is_current": False}
    change_row(session, models.Revision, item.id, by | read)


def _let_go(session: Session, before: Sequence[_Before]) -> None:
    """Revisions that told of these bytes only are dropped; the others are the reading of other bytes from now on."""
    for item in before:
        if item.is_own:
            drop_revision(session, item.id)
        else:
            here = update(models.Revision).where(models.Revision.id == item.id)
            session.execute(here.values(capture_id=item.other_capture))
