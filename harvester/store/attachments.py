"""The files of each report: expected when the report is stored, tied to it when they arrive, in either order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from harvester.items import Attachment, Report
from harvester.parsers.report_files import report_files
from harvester.record import from_record
from harvester.store import models
from harvester.store.several import report_number
from harvester.store.sighting import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """The files of the report at one page, and what was read there."""

    page_url: str
    column_url: str
    report: Report


def expect(session: Session, seen: Sighting) -> None:
    """Notes the files that a report page links to; those that another report brought along are tied at once.

    The files of a page over several reports are those of the first.
    """
    is_first = not seen.page.parent_url and report_number(seen.url) == 1
    if not seen.report.attachments or seen.report.kind != "report" or not is_first:
        return
    report_id = _report_at(session, seen.url)
    if report_id is None:
        return
    known = set(session.scalars(select(models.Attachment.url).where(models.Attachment.report_id == report_id)))
    readable = report_files(seen.report)
    for item in seen.report.attachments:
        if item.url not in known:
            session.add(_row(session, item, report_id, seen.url, is_report=item.url in readable))


def tie(session: Session, url: str, outcome: str, **fetched: Any) -> None:
    """What became of a file, for every report that it hangs on; ``fetched``: name, media_type and capture_id."""
    here = models.Attachment.url == url
    if fetched:
        session.execute(update(models.Attachment).where(here).values(outcome=outcome, **fetched))
        return
    is_lost = models.Attachment.capture_id.is_(None)  # one that was fetched before stays what it is
    session.execute(update(models.Attachment).where(here, is_lost).values(outcome=outcome))


def move_files(session: Session, page_url: str, leaving: int, staying: int | None) -> None:
    """The files of a page hang on another report from now on, or on none."""
    table = models.Attachment
    held = set(session.scalars(select(table.url).where(table.report_id == staying))) if staying else set()
    here = (table.report_id == leaving, table.page_url == page_url)
    for row_id, url in session.execute(select(table.id, table.url).where(*here)).all():
        if staying is None or url in held:
            session.execute(delete(table).where(table.id == row_id))
        else:
            session.execute(update(table).where(table.id == row_id).values(report_id=staying))


def files_at(session: Session, portal: str, page_url: str) -> ReportFiles | None:
    """The files of a page that was not fetched again; None where it has none."""
    has_files = select(models.Attachment.id).where(models.Attachment.page_url == page_url)
    if session.scalar(has_files.limit(1)) is None:
        return None
    query = select(models.ReportSource, models.Revision).join(
        models.Revision, models.Revision.id == models.ReportSource.revision_id
    )
    here = models.ReportSource.url == page_url, models.ReportSource.portal == portal
    found = session.execute(query.where(*here).order_by(models.ReportSource.id).limit(1)).first()
    if found is None:
        return None
    source, revision = found
    return ReportFiles(page_url=page_url, column_url=source.column_url, report=from_record(revision.record))


def waiting(session: Session, portal: str) -> list[str]:
    """Pages of a portal with files that nobody has asked for yet: a crawl was cut off before."""
    query = select(models.Attachment.page_url).join(
        models.ReportSource, models.ReportSource.url == models.Attachment.page_url
    )
    return list(
        session.scalars(
            query.where(models.ReportSource.portal == portal, models.Attachment.outcome.is_(None)).distinct()
        )
    )


def _report_at(session: Session, url: str) -> int | None:
    query = select(models.ReportSource.report_id).where(models.ReportSource.url == url)
    return session.scalar(query.order_by(models.ReportSource.id.desc()).limit(1))


def _row(session: Session, item: Attachment, report_id: int, page_url: str, *, is_report: bool) -> models.Attachment:
    query = select(models.Attachment).where(models.Attachment.url == item.url, models.Attachment.outcome.is_not(None))
    known = session.scalar(query.limit(1))
    return models.Attachment(
        report_id=report_id,
        url=item.url,
        page_url=page_url,
        name=known.name if known else item.name,
        media_type=known.media_type if known else item.media_type,
        is_report=is_report,
        outcome=known.outcome if known else None,
        capture_id=known.capture_id if known else None,
    )
