"""The current outcome of every address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from harvester.items import Report
from harvester.store.core import put_news_later, write_waiting
from harvester.store.models import Attachment, Capture, Outcome

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


BY_CORRECTION = "correction "
"""The detail of a page that a person said to be no report: this, and the entry's name."""


NOT_READ = "not read: "
"""The detail of a file of which nothing was read: this, and the flag that says why."""


def why_none(report: Report) -> str:
    """The evidence of `not_a_report`: the page's content, or the correction that says so."""
    said = (item.entry for item in report.corrections if item.field == "kind" and not item.problem)
    entry = next(said, None)
    return f"{BY_CORRECTION}{entry}" if entry else "by its content"


def why_not_read(session: Session, report_ids: Select[int]) -> Iterator[tuple[int, str, str]]:
    """Report, address and flag of each file of which nothing was read, and that is read for the tables of its page."""
    query = (
        select(Attachment.report_id, Attachment.url, Outcome.detail)
        .join(Capture, Capture.id == Attachment.capture_id)
        .join(Outcome, and_(Outcome.url == Capture.url, Outcome.role == "attachment"))
        .where(Attachment.report_id.in_(report_ids), Attachment.is_report, Outcome.detail.startswith(NOT_READ))
        .order_by(Attachment.report_id, Attachment.url)
    )
    for report_id, url, detail in session.execute(query.distinct()):
        yield report_id, url, detail.removeprefix(NOT_READ)


_NAMES = tuple(item.name for item in fields(Answer))


def set_outcome(session: Session, run_id: int, answer: Answer, seen_at: datetime) -> None:
    """Writes the outcome where it is news; the same answer as before leaves the row as it is."""
    values = {name: getattr(answer, name) for name in _NAMES}
    put_news_later(session, Outcome, _KEY, {**values, "run_id": run_id, "seen_at": seen_at}, told=_NAMES)
    if answer.outcome == "duplicate":  # the report that stands there may come in the same transaction
        write_waiting(session)
