"""What each article and attachment last answered, and what that says about asking again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, bindparam, exists, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from harvester.items import Page
from harvester.store.core import change_row, matches, put_later, put_row, table_of, write_waiting
from harvester.store.models import Address, Capture, Outcome, Progress
from harvester.store.outcomes import Answer, why_none
from harvester.store.sighting import Sighting

_Condition: TypeAlias = ColumnElement[bool] | InstrumentedAttribute[bool]

WHOLE = frozenset({"ok", "not_a_report", "unreadable"})
"""Outcomes of a page that was fetched whole."""
_ANSWER = ("answered_url", "outcome", "etag", "last_modified", "checked_at")
SETTLED = frozenset({"gone", "soft_404", "duplicate", "off_host", "redirect_loop", "too_large"})
"""Answers without a page that will hardly differ tomorrow."""

_AMONG = select(table_of(Address)).where(
    matches(table_of(Address), ("portal", "role")), Address.url.in_(bindparam("urls", expanding=True))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an address last answered; ``capture`` is where the bytes lie."""

    answered_url: str
    outcome: str
    is_report: bool
    reports: int
    """How many reports were read there; a page may hold those of several years or agencies."""
    etag: str | None
    last_modified: str | None
    checked_at: datetime
    capture: Capture | None


def find_address(session: Session, portal: str, role: str, url: str) -> Known | None:
    return find_addresses(session, portal, role, (url,)).get(url)


def find_addresses(session: Session, portal: str, role: str, urls: Collection[str]) -> dict[str, Known]:
    """Those of the addresses that are known."""
    write_waiting(session)
    found = session.connection().execute(_AMONG, {"portal": portal, "role": role, "urls": list(urls)}).all()
    return {
        row.url: Known(
            answered_url=row.answered_url,
            outcome=row.outcome,
            is_report=row.is_report,
            reports=row.reports,
            etag=row.etag,
            last_modified=row.last_modified,
            checked_at=row.checked_at,
            capture=session.get(Capture, row.capture_id) if row.capture_id else None,
        )
        for row in found
    }


def see_page(  # noqa: PLR0913  (the page, and what is known of it)
    session: Session, page: Page, capture_id: int, answer: Answer, checked_at: datetime, *, reports: int
) -> None:
    """An address gave a page; one whose further page is gone is asked for without conditions when its time comes."""
    validators = {name.lower(): value for name, value in page.headers} if page.is_whole else {}
    seen = {
        "answered_url": page.url or "",
        "outcome": answer.outcome,
        "is_report": answer.outcome == "ok",
        "reports": reports,
        "capture_id": capture_id,
        "etag": validators.get("etag"),
        "last_modified": validators.get("last-modified"),
        "checked_at": checked_at,
        "missing_since": None,
    }
    here = _here(answer, page.asked_url or page.url or "")
    put_later(session, Address, tuple(here), {**here, **seen})


def see_answer(session: Session, answer: Answer, asked_url: str, checked_at: datetime) -> None:
    """An address gave a settled answer without a page; what was read there before stays, in case it comes back."""
    seen = {
        "answered_url": answer.url,
        "outcome": answer.outcome,
        "is_report": False,
        "reports": 0,
        "capture_id": None,
        "etag": None,
        "last_modified": None,
        "checked_at": checked_at,
        "missing_since": None,
    }
    write_waiting(session)
    here = _here(answer, asked_url)
    put_row(session, Address, tuple(here), {**here, **seen}, only=_ANSWER)


def see_unchanged(session: Session, portal: str, role: str, url: str, checked_at: datetime) -> None:
    """The server said 304."""
    write_waiting(session)
    session.execute(update(Address).where(*_key(portal, role, url)).values(checked_at=checked_at, missing_since=None))


def see_kind(session: Session, seen: Sighting) -> None:
    """The page that an address shows was read again: it is a report now, or none any more."""
    write_waiting(session)
    outcome, is_report = ("ok", True) if seen.report.kind == "report" else ("not_a_report", False)
    here = (Address.capture_id == seen.capture_id, Address.outcome.in_(WHOLE), Address.outcome != outcome)
    found = session.execute(select(Address.id, Address.portal, Address.role).where(*here)).all()
    for row in found:
        change_row(session, Address, row.id, {"outcome": outcome, "is_report": is_report})
        there = (Outcome.portal == row.portal, Outcome.role == row.role, Outcome.url == seen.url)
        told = {"outcome": outcome, "detail": "" if is_report else why_none(seen.report), "run_id": seen.run_id}
        session.execute(update(Outcome).where(*there, Outcome.outcome.in_(WHOLE)).values(told))


def see_reports(session: Session, capture_id: int, reports: int) -> None:
    """The page that addresses show holds so many reports."""
    write_waiting(session)
    session.execute(update(Address).where(Address.capture_id == capture_id).values(reports=reports))


def note_missing(session: Session, portal: str, run_id: int) -> int:
    """Marks reports that no list of the run named, and those that are back; the number that is missing now."""
    reports = (Address.portal == portal, Address.role == "report", Address.is_report)
    listed = exists().where(Progress.run_id == run_id, Progress.url == Address.url, Progress.role == "report")
    _mark(session, (*reports, Address.missing_since.is_(None), ~listed), run_id)
    _mark(session, (*reports, Address.missing_since.is_not(None), listed), None)
    return missing_count(session, portal)


def missing_count(session: Session, portal: str) -> int:
    query = select(func.count()).select_from(Address)
    return session.scalars(query.where(Address.portal == portal, Address.missing_since.is_not(None))).one()


def _mark(session: Session, which: Iterable[_Condition], run_id: int | None) -> None:
    session.execute(
        update(Address).where(*which).values(missing_since=run_id).execution_options(synchronize_session=False)
    )


def _here(answer: Answer, url: str) -> dict[str, str]:
    return {"portal": answer.portal, "role": answer.role, "url": url}


def _key(portal: str, role: str, url: str) -> tuple[_Condition, ...]:
    return Address.portal == portal, Address.role == role, Address.url == url
