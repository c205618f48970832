"""The addresses and columns at which a report was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from harvester.store.core import add_row, change_row, find_row, table_of
from harvester.store.models import Outcome, ReportSource
from harvester.store.outcomes import Answer
from harvester.store.sighting import Sighting

_LISTED = select(table_of(Outcome)).where(
    Outcome.url == bindparam("url"), Outcome.outcome == "duplicate", Outcome.role == "report"
)


def see_at_page(session: Session, report_id: int, revision_id: int, seen: Sighting, *, is_new: bool) -> None:
    """The page's address holds this version of the report now; a new report has no address yet."""
    held = {"capture_id": seen.capture_id, "revision_id": revision_id}
    if not is_new:
        _move(session, report_id, seen.url, held)
        if _has_column(session, report_id, seen.url, seen.column_url):
            return
    listed = {"portal": seen.page.portal, "column_url": seen.column_url, "anchor_text": seen.page.anchor_text}
    add_row(session, ReportSource, {"report_id": report_id, "url": seen.url, **listed, **held})
    for outcome in _listed_elsewhere(session, seen.url):
        see_in_column(session, outcome)


def _move(session: Session, report_id: int, url: str, held: dict[str, int]) -> None:
    is_other = or_(*(getattr(ReportSource, name) != number for name, number in held.items()))
    here = (ReportSource.report_id == report_id, ReportSource.url == url, is_other)
    session.execute(update(ReportSource).where(*here).values(held))


def move_sources(session: Session, seen: Sighting, report_id: int, revision_id: int) -> None:
    """Wherever the bytes were found, this version of this report is there now."""
    held = {"report_id": report_id, "revision_id": revision_id}
    for source in session.scalars(select(ReportSource).where(ReportSource.capture_id == seen.capture_id)).all():
        key = {"report_id": report_id, "url": source.url, "column_url": source.column_url}
        twin = find_row(session, ReportSource, **key)
        if twin is None or twin.id == source.id:
            change_row(session, ReportSource, source.id, held)
        else:
            change_row(session, ReportSource, twin.id, held | {"capture_id": seen.capture_id})
            session.execute(delete(ReportSource).where(ReportSource.id == source.id))
    if session.scalar(select(ReportSource.id).where(ReportSource.report_id == report_id).limit(1)) is None:
        see_at_page(session, report_id, revision_id, seen, is_new=True)


def drop_sources(session: Session, capture_id: int) -> None:
    """The bytes are no report any more."""
    session.execute(delete(ReportSource).where(ReportSource.capture_id == capture_id))


def see_in_column(session: Session, outcome: Row[Any] | Answer) -> None:
    """A further column lists the address; nothing happens where the address holds no report (yet)."""
    at_address = select(ReportSource).where(ReportSource.url == outcome.url)
    source = session.scalar(at_address.order_by(ReportSource.id.desc()).limit(1))
    if source is None or _has_column(session, source.report_id, outcome.url, outcome.column_url):
        return
    listed = {name: getattr(outcome, name) for name in ("url", "portal", "column_url", "anchor_text")}
    held = {"capture_id": source.capture_id, "revision_id": source.revision_id}
    session.add(ReportSource(report_id=source.report_id, **listed, **held))
    session.flush()


def led_to_reports(session: Session, portal: str, column_url: str) -> bool:
    """True where the column has named a report in any run."""
    named = exists().where(ReportSource.portal == portal, ReportSource.column_url == column_url)
    return bool(session.scalar(select(named)))


def _has_column(session: Session, report_id: int, url: str, column_url: str) -> bool:
    return find_row(session, ReportSource, report_id=report_id, url=url, column_url=column_url) is not None


def _listed_elsewhere(session: Session, url: str) -> Sequence[Row[Any]]:
    """Columns that named the address before its page had arrived."""
    return session.connection().execute(_LISTED, {"url": url}).all()
