"""The addresses and columns at which a report was found."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from harvester.store.models import Outcome, ReportSource
from harvester.store.sighting import Sighting


def see_at_page(session: Session, report_id: int, revision_id: int, seen: Sighting) -> None:
    """The page's address holds this version of the report now."""
    here = (ReportSource.report_id == report_id, ReportSource.url == seen.url)
    held = {"capture_id": seen.capture_id, "revision_id": revision_id}
    is_other = (ReportSource.capture_id != seen.capture_id) | (ReportSource.revision_id != revision_id)
    session.execute(update(ReportSource).where(*here, is_other).values(held))
    if _has_column(session, report_id, seen.url, seen.column_url):
        return
    listed = {"portal": seen.page.portal, "column_url": seen.column_url, "anchor_text": seen.page.anchor_text}
    session.add(ReportSource(report_id=report_id, url=seen.url, **listed, **held))
    session.flush()
    for outcome in _listed_elsewhere(session, seen.url):
        see_in_column(session, outcome)


def see_in_column(session: Session, outcome: Outcome) -> None:
    """A further column lists the address; nothing happens where the address holds no report (yet)."""
    at_address = select(ReportSource).where(ReportSource.url == outcome.url)
    source = session.scalar(at_address.order_by(ReportSource.id.desc()).limit(1))
    if source is None or _has_column(session, source.report_id, outcome.url, outcome.column_url):
        return
    listed = {name: getattr(outcome, name) for name in ("url", "portal", "column_url", "anchor_text")}
    held = {"capture_id": source.capture_id, "revision_id": source.revision_id}
    session.add(ReportSource(report_id=source.report_id, **listed, **held))
    session.flush()


def _has_column(session: Session, report_id: int, url: str, column_url: str) -> bool:
    query = select(ReportSource.id).where(
        ReportSource.report_id == report_id, ReportSource.url == url, ReportSource.column_url == column_url
    )
    return session.scalar(query) is not None


def _listed_elsewhere(session: Session, url: str) -> list[Outcome]:
    """Columns that named the address before its page had arrived."""
    query = select(Outcome).where(Outcome.url == url, Outcome.outcome == "duplicate", Outcome.role == "report")
    return list(session.scalars(query))
