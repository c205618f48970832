"""The current outcome of every address."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from harvester.store.core import add_row, change_row, find_row
from harvester.store.models import Outcome

_KEY = ("portal", "url", "column_url", "role")


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


def set_outcome(session: Session, run_id: int, answer: Answer, seen_at: datetime) -> None:
    """Writes the outcome where it is news; the same answer as before leaves the row as it is."""
    key = {name: getattr(answer, name) for name in _KEY}
    row, values = find_row(session, Outcome, **key), asdict(answer)
    seen = values | {"run_id": run_id, "seen_at": seen_at}
    if row is None:
        add_row(session, Outcome, seen)
    elif any(getattr(row, name) != value for name, value in values.items()):
        change_row(session, Outcome, row.id, seen)
