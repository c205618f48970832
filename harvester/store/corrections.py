"""The readings that corrections are about, to tell which corrections still have an effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from harvester.items import Report
from harvester.record import from_record
from harvester.store import models
from harvester.store.facts import corrections
from harvester.store.outcomes import BY_CORRECTION


def reports_about(
    session: Session,
    *,
    urls: Sequence[str] = (),
    sha256: str | None = None,
    agency: str | None = None,
    year: int | None = None,
) -> list[Report]:
    """The current readings at any of the addresses, of the bytes, or of the agency (id or a name it bore) and year."""
    ids = select(models.ReportSource.report_id)
    if urls:
        ids = ids.where(models.ReportSource.url.in_(urls))
    if sha256:
        ids = ids.join(models.Capture, models.Capture.id == models.ReportSource.capture_id)
        ids = ids.where(models.Capture.sha256 == sha256)
    if agency:
        ids = _of_agency(ids, agency)
        ids = ids if year is None else ids.where(models.Report.year == year)
    records = select(models.Revision.record).where(models.Revision.is_current, models.Revision.report_id.in_(ids))
    return [from_record(record) for record in session.scalars(records.order_by(models.Revision.report_id))]


def _of_agency(ids: Select[Any], agency: str) -> Select[Any]:
    named = select(models.AgencyName.agency_id).where(models.AgencyName.name == agency)
    here = or_(models.Agency.key == agency, models.Agency.id.in_(named))
    return (
        ids.join(models.Report, models.Report.id == models.ReportSource.report_id)
        .join(models.Agency, models.Agency.id == models.Report.agency_id)
        .where(here)
    )


def captures_at(session: Session, *, urls: Sequence[str] = (), sha256: str | None = None) -> set[int]:
    """Pages that were kept from one of the addresses, or with these bytes, whatever they were read as."""
    if not (urls or sha256):
        return set()
    query = select(models.Capture.id).where(models.Capture.role == "report")
    query = query.where(models.Capture.url.in_(urls)) if urls else query
    return set(session.scalars(query.where(models.Capture.sha256 == sha256) if sha256 else query))


def captures_said_none(session: Session) -> Iterator[tuple[int, str, Report | None]]:
    """Pages that are no report any more, or never were one because a correction says so.

    Each with the entry where it is known, and with the last reading as a report where there was one.
    """
    outcome, capture, earlier = models.Outcome, models.Capture, models.EarlierReading
    said = select(capture.id, outcome.detail).join(outcome, outcome.url == capture.url)
    said = said.where(outcome.outcome == "not_a_report", outcome.detail.startswith(BY_CORRECTION))
    for capture_id, detail in session.execute(said.where(capture.role == "report")):
        yield capture_id, detail.removeprefix(BY_CORRECTION), None
    for row in session.execute(select(earlier.capture_id, earlier.record).where(earlier.report_id.is_(None))):
        yield row.capture_id, "", from_record(row.record)


def captures_of(session: Session, report: Report) -> set[int]:
    """The bytes at every address of the report that holds a reading."""
    source, capture = models.ReportSource, models.Capture
    read = (capture.url == report.url, capture.sha256 == report.sha256)
    holding = select(source.report_id).join(capture, capture.id == source.capture_id).where(*read)
    return set(session.scalars(select(source.capture_id).where(source.report_id.in_(holding))))


def has_agency(session: Session, key: str) -> bool:
    return session.scalar(select(models.Agency.id).where(models.Agency.key == key)) is not None


def corrected_reports(session: Session) -> Iterator[Report]:
    """The current readings that a correction changed, one in memory at a time."""
    ids = select(corrections.c.report_id).distinct()
    records = select(models.Revision.record).where(models.Revision.is_current, models.Revision.report_id.in_(ids))
    for record in session.scalars(records.order_by(models.Revision.report_id).execution_options(yield_per=100)):
        yield from_record(record)
