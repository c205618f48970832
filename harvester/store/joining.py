"""Two agencies become one, and two reports on one year with them; no version and no source is lost.

Only the columns that are named here are touched, so that a migration may call it on a database of its time.
"""

from __future__ import annotations

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from harvester.items import Report
from harvester.record import from_record
from harvester.store.agencies import widened
from harvester.store.dedupe import why_worse
from harvester.store.models import Agency, AgencyName, Attachment, ReportSource, Revision
from harvester.store.models import Report as ReportRow

_JOINED = "another agency's report until the two were joined"


def join_agencies(session: Session, leaving: int, staying: int) -> None:
    """Reports and names go over to the agency that stays; of two reports on one year the better one is shown."""
    own = dict(session.execute(select(ReportRow.year, ReportRow.id).where(ReportRow.agency_id == staying)).all())
    coming = select(ReportRow.id, ReportRow.year).where(ReportRow.agency_id == leaving).order_by(ReportRow.id)
    for report_id, year in session.execute(coming).all():
        kept = report_id if year is None or year not in own else join_reports(session, report_id, own[year])
        session.execute(update(ReportRow).where(ReportRow.id == kept).values(agency_id=staying))
    _join_names(session, leaving, staying)
    session.execute(delete(Agency).where(Agency.id == leaving))


def join_reports(session: Session, one: int, other: int) -> int:
    """The id of the report that is left: the one that lacks nothing, else the later published, else ``other``."""
    read, known = _current(session, one), _current(session, other)
    leaving, staying = (other, one) if _is_better(read, known) else (one, other)
    _move_revisions(session, leaving, staying)
    for table, key in ((ReportSource, (ReportSource.url, ReportSource.column_url)), (Attachment, (Attachment.url,))):
        held = set(session.execute(select(*key).where(table.report_id == staying)))
        for row_id, *found in session.execute(select(table.id, *key).where(table.report_id == leaving)).all():
            here = table.id == row_id
            is_twice = tuple(found) in held
            session.execute(
                delete(table).where(here) if is_twice else update(table).where(here).values(report_id=staying)
            )
    session.execute(delete(ReportRow).where(ReportRow.id == leaving))
    return staying


def _current(session: Session, report_id: int) -> Report:
    query = select(Revision.record).where(Revision.report_id == report_id, Revision.is_current)
    return from_record(session.scalars(query).one())


def _is_better(one: Report, other: Report) -> bool:
    lacks, other_lacks = why_worse(one, other), why_worse(other, one)
    if bool(lacks) != bool(other_lacks):
        return bool(other_lacks)
    return bool(one.published_on and other.published_on and one.published_on > other.published_on)


def _move_revisions(session: Session, leaving: int, staying: int) -> None:
    """Versions that the other report holds as well are dropped, with their sources pointing to its own."""
    known = dict(session.execute(select(Revision.digest, Revision.id).where(Revision.report_id == staying)).all())
    last = session.scalars(select(func.max(Revision.number)).where(Revision.report_id == staying)).one()
    coming = select(Revision.id, Revision.digest, Revision.reason).where(Revision.report_id == leaving)
    for number, row in enumerate(session.execute(coming.order_by(Revision.number)).all(), last + 1):
        if row.digest in known:
            here = update(ReportSource).where(ReportSource.revision_id == row.id)
            session.execute(here.values(revision_id=known[row.digest]))
            session.execute(delete(Revision).where(Revision.id == row.id))
        else:
            moved = {"report_id": staying, "number": number, "is_current": False, "reason": f"{_JOINED}: {row.reason}"}
            session.execute(update(Revision).where(Revision.id == row.id).values(moved))


def _join_names(session: Session, leaving: int, staying: int) -> None:
    columns = (AgencyName.id, AgencyName.name, AgencyName.as_written)
    ends = (AgencyName.first_year, AgencyName.last_year, AgencyName.first_url, AgencyName.last_url)
    query = select(*columns, *ends)
    own = {(row.name, row.as_written): row for row in session.execute(query.where(AgencyName.agency_id == staying))}
    for row in session.execute(query.where(AgencyName.agency_id == leaving)).all():
        twin = own.get((row.name, row.as_written))
        if twin is None:
            session.execute(update(AgencyName).where(AgencyName.id == row.id).values(agency_id=staying))
            continue
        session.execute(update(AgencyName).where(AgencyName.id == twin.id).values(widened(twin, row)))
        session.execute(delete(AgencyName).where(AgencyName.id == row.id))
