"""Reports of which another address shows other figures than the one that was taken, or whose file was not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from harvester.checks import compare_versions
from harvester.items import Finding
from harvester.parsers.flaws import of_file
from harvester.parsers.report_files import has_its_tables
from harvester.record import from_record
from harvester.store.models import Attachment, Report, ReportSource, Revision
from harvester.store.outcomes import why_not_read

_CURRENT = aliased(Revision)


def conflicts(session: Session, agency_ids: Collection[int]) -> Iterator[tuple[int, Finding]]:
    """Report and finding, in the order in which the addresses were found; one finding for each table and version."""
    at_file = and_(Attachment.report_id == Report.id, Attachment.url == ReportSource.url)
    query = (
        select(Report.id, ReportSource.url, Attachment.id, Revision.id, Revision.record, _CURRENT.record)
        .join(Revision, Revision.report_id == Report.id)
        .join(ReportSource, ReportSource.revision_id == Revision.id)
        .join(_CURRENT, and_(_CURRENT.report_id == Report.id, _CURRENT.is_current))
        .join(Attachment, at_file, isouter=True)
        .where(Report.agency_id.in_(agency_ids), ~Revision.is_current)
        .order_by(Report.id, ReportSource.id)
    )
    compared: set[int] = set()
    for report_id, url, file_id, version, record, current in session.execute(query):
        if version not in compared:
            compared.add(version)
            shown, other = from_record(current), from_record(record)
            for found in compare_versions(shown, other, address=url, is_file=file_id is not None):
                yield report_id, found


def unread_files(session: Session, agency_ids: Collection[int]) -> Iterator[tuple[int, Finding]]:
    """Report and finding, for each file of which nothing was read and which a report that lacks a table points to."""
    files = list(why_not_read(session, select(Report.id).where(Report.agency_id.in_(agency_ids))))
    pointing = {report_id for report_id, _, _ in files}
    query = select(Revision.report_id, Revision.record).where(Revision.report_id.in_(pointing), Revision.is_current)
    records = session.execute(query) if pointing else ()
    lacking = {report_id for report_id, record in records if not has_its_tables(from_record(record))}
    for report_id, url, flag in files:
        if report_id in lacking:
            yield report_id, of_file(url, flag)
