"""What people corrected, as the database has it: for exports, and to tell which corrections still have an effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from harvester.items import Report
from harvester.record import from_record
from harvester.store import models
from harvester.store.facts import corrections
from harvester.store.rows import CorrectionRow

_OWN = ("entry", "field", "before", "after", "who", "dated", "why", "source", "problem")


def iter_corrections(session: Session) -> Iterator[CorrectionRow]:
    """Every correction of every report, applied or not, ordered by place, agency and year."""
    query = (
        select(
            corrections.c.report_id,
            models.Agency.key.label("agency_id"),
            models.Agency.name.label("agency"),
            models.Agency.division_code,
            models.Report.year,
            models.Report.url,
            *(corrections.c[name] for name in _OWN),
        )
        .join(models.Report, models.Report.id == corrections.c.report_id)
        .join(models.Agency, models.Agency.id == models.Report.agency_id, isouter=True)
        .order_by(models.Agency.key, models.Report.year, corrections.c.report_id, corrections.c.position)
    )
    names = [item.name for item in fields(CorrectionRow)]
    for row in session.execute(query).mappings():
        yield CorrectionRow(**{name: row[name] for name in names})


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


def is_archived(session: Session, *, urls: Sequence[str] = (), sha256: str | None = None) -> bool:
    """True where bytes from one of the addresses, or these bytes, were kept, whatever they were read as."""
    query = select(models.Capture.id)
    query = query.where(models.Capture.url.in_(urls)) if urls else query
    query = query.where(models.Capture.sha256 == sha256) if sha256 else query
    return bool(urls or sha256) and session.scalar(query.limit(1)) is not None


def has_agency(session: Session, key: str) -> bool:
    return session.scalar(select(models.Agency.id).where(models.Agency.key == key)) is not None


def corrected_reports(session: Session) -> Iterator[Report]:
    """The current readings that a correction changed, one in memory at a time."""
    ids = select(corrections.c.report_id).distinct()
    records = select(models.Revision.record).where(models.Revision.is_current, models.Revision.report_id.in_(ids))
    for record in session.scalars(records.order_by(models.Revision.report_id).execution_options(yield_per=100)):
        yield from_record(record)
