"""The current outcome of every address."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from harvester.store.models import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one address in a run."""

    portal: str
    url: str
    column_url: str
    role: str
    outcome: str
    detail: str = ""
    status: int | None = None
    anchor_text: str | None = None
    listed_on: date | None = None
    declared: int | None = None
    harvested: int | None = None
    pages: int | None = None


def set_outcome(session: Session, run_id: int, answer: Answer, seen_at: datetime) -> Outcome:
    """Writes the outcome where it is news; the same answer as before leaves the row as it is."""
    row = session.scalar(
        select(Outcome).where(
            Outcome.portal == answer.portal,
            Outcome.url == answer.url,
            Outcome.column_url == answer.column_url,
            Outcome.role == answer.role,
        )
    )
    values = asdict(answer)
    if row is None:
        row = Outcome(**values, run_id=run_id, seen_at=seen_at)
        session.add(row)
    elif any(getattr(row, name) != value for name, value in values.items()):
        for name, value in (values | {"run_id": run_id, "seen_at": seen_at}).items():
            setattr(row, name, value)
    return row
