"""Which of the versions of a report is the current one, decided anew when one of them was read again or has gone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from harvester.items import Page
from harvester.record import from_record
from harvester.store import models
from harvester.store.agencies import renew_names
from harvester.store.core import table_of
from harvester.store.dedupe import Version, supersedes
from harvester.store.facts import FACTS
from harvester.store.revisions import make_current
from harvester.store.shown import show
from harvester.store.sighting import Sighting


@dataclass(frozen=True, slots=True)
class _Candidate:
    revision: models.Revision
    capture: models.Capture

    @property
    def version(self) -> Version:
        report = from_record(self.revision.record)
        capture = self.capture
        return Version(report=report, url=capture.url, portal=capture.portal, fetched_at=capture.fetched_at)


def settle(session: Session, report_id: int, *, changed: int | None) -> None:
    """Shows the best version of a report, and removes a report that has none left.

    ``changed`` is the revision whose reading is new.
    """
    candidates = _candidates(session, report_id)
    if not candidates:
        _remove(session, report_id)
        return
    best, reason = _best(candidates)
    revision = best.revision
    agency_id, capture_id = session.execute(
        select(models.Report.agency_id, models.Report.capture_id).where(models.Report.id == report_id)
    ).one()
    if revision.is_current and revision.id != changed and revision.capture_id == capture_id:
        return
    if not revision.is_current:
        make_current(session, report_id, revision.id, reason or revision.reason)
    show(session, report_id, _sighting(best))
    renew_names(session, agency_id)


def _candidates(session: Session, report_id: int) -> list[_Candidate]:
    """In the order in which they came, those that no address shows any more before the others."""
    is_shown = exists().where(models.ReportSource.revision_id == models.Revision.id)
    query = select(models.Revision, models.Capture).join(
        models.Capture, models.Capture.id == models.Revision.capture_id
    )
    found = query.where(models.Revision.report_id == report_id).order_by(is_shown, models.Revision.number)
    return [_Candidate(*row) for row in session.execute(found.execution_options(populate_existing=True))]


def _best(candidates: list[_Candidate]) -> tuple[_Candidate, str | None]:
    """The one that supersedes those before it, and why; None where the first one stays."""
    (best, *others), why = candidates, None
    for other in others:
        is_better, reason = supersedes(other.version, best.version)
        if is_better:
            best, why = other, reason
    return best, why


def _sighting(candidate: _Candidate) -> Sighting:
    capture, revision = candidate.capture, candidate.revision
    page = Page(url=capture.url, body=b"", portal=capture.portal, fetched_at=capture.fetched_at)
    report = from_record(revision.record)
    return Sighting(page=page, capture_id=capture.id, run_id=revision.run_id, report=report)


def _remove(session: Session, report_id: int) -> None:
    """Nothing tells of the report any more; what was read as it stays in `earlier_readings`."""
    agency_id = session.scalar(select(models.Report.agency_id).where(models.Report.id == report_id))
    for table in (*FACTS, table_of(models.ReportSource), table_of(models.Attachment)):
        session.execute(delete(table).where(table.c.report_id == report_id))
    session.execute(delete(models.Report).where(models.Report.id == report_id))
    renew_names(session, agency_id)
