"""What an unfinished run has done: every item is written once a run, every page is fetched once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from harvester.archive.shelf import request_keys
from harvester.items import Page
from harvester.store.core import add_if_new, add_new_later, find_row, matches, table_of
from harvester.store.models import Capture, Progress

PASSING = frozenset(
    {
        "",
        "redirected",
        "unreachable",
        "client_error",
        "server_error",
        "rate_limited",
        "tls_error",
        "forbidden",
        "blocked_js",
        "cookie_challenge",
        "captcha",
        "private_address",
        "robots_disallowed",
    }
)
"""What does not settle an address within a run: no answer yet, a step on the way, trouble that may be over."""


_OUTCOMES = select(Progress.url, Progress.outcome).where(
    matches(table_of(Progress), ("run_id", "role")), Progress.url.in_(bindparam("urls", expanding=True))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What an item leaves here when it is stored; ``url`` is the address that was asked for, or that a list names."""

    key: str
    role: str
    url: str
    outcome: str


def page_key(page: Page) -> str:
    """The page as an item of its column: two columns may share a list page, and two links lead to one file."""
    sent, received = (hashlib.sha256(body).hexdigest() for body in (page.request_body, page.body))
    link = (page.asked_url or "",) if page.parent_url else ()
    return _digest("page", page.role, page.column_url or "", page.method, page.url or "", *link, sent, received)


def outcome_key(role: str, column_url: str, url: str, outcome: str) -> str:
    return _digest("outcome", role, column_url, url, outcome)


def add_fetched(session: Session, run_id: int, page: Page, capture_id: int) -> None:
    """The answer lies in the archive; what it says is not stored yet."""
    for key in request_keys(page):
        row = _row(run_id, key, role=page.role, url=page.url or "", capture_id=capture_id)
        add_new_later(session, Progress, row)


def fetched(session: Session, run_ids: Iterable[int], key: str) -> Capture | None:
    """Where one of the runs archived the answer to a request."""
    query = select(Capture).join(Progress, Progress.capture_id == Capture.id)
    return session.scalar(query.where(Progress.run_id.in_(run_ids), Progress.key == key).limit(1))


def set_done(session: Session, run_id: int, mark: Mark) -> bool:
    """Belongs into the transaction that stores the item; False where this run has stored it already."""
    return add_if_new(session, Progress, _row(run_id, mark.key, role=mark.role, url=mark.url, outcome=mark.outcome))


def find_position(session: Session, run_id: int, key: str) -> Capture | None:
    """The last capture that a run over the archive has done."""
    query = select(Capture).join(Progress, Progress.capture_id == Capture.id)
    return session.scalar(query.where(Progress.run_id == run_id, Progress.key == key))


def set_position(session: Session, run_id: int, key: str, capture_id: int) -> None:
    """Belongs into the transaction that stores what was read."""
    known = find_row(session, Progress, run_id=run_id, key=key)
    if known is None:
        add_if_new(session, Progress, _row(run_id, key, role="report", url="", capture_id=capture_id))
    elif known.capture_id != capture_id:
        here = (Progress.run_id == run_id, Progress.key == key)
        session.execute(update(Progress).where(*here).values(capture_id=capture_id))


def settled(session: Session, run_id: int, role: str, urls: Collection[str]) -> frozenset[str]:
    """The articles or attachments of which this run has stored what became of them, and need not ask for them."""
    found = session.connection().execute(_OUTCOMES, {"run_id": run_id, "role": role, "urls": list(urls)})
    return frozenset(url for url, outcome in found if outcome not in PASSING)


def _row(run_id: int, key: str, **values: Any) -> dict[str, Any]:
    return {"run_id": run_id, "key": key, "outcome": "", "capture_id": None, **values}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
