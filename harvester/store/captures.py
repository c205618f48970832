"""The index of the archive: one row for every page that was kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from harvester.archive.write import Location
from harvester.items import Page
from harvester.store.core import change_row, find_row, put_row, table_of
from harvester.store.models import Capture

_PLACE = ("file", "offset", "length")


def find_capture(session: Session, url: str, sha256: str) -> Row[Any] | None:
    """The row of the same bytes at the same address."""
    return find_row(session, Capture, url=url, sha256=sha256)


def last_capture(session: Session, urls: Iterable[str]) -> Capture | None:
    """The bytes that were archived last from one of the addresses."""
    query = select(Capture).where(Capture.url.in_(list(urls)), Capture.role == "report")
    return session.scalar(query.order_by(Capture.id.desc()).limit(1))


def list_captures(session: Session, url: str) -> Sequence[Row[Any]]:
    """The rows of all list pages that were archived from one address."""
    table = table_of(Capture)
    query = select(table).where(table.c.url == url, table.c.role == "list").order_by(table.c.id)
    return session.execute(query).all()


def is_held(capture: Capture | Row[Any], archive: Path) -> bool:
    """False where the archive's file was removed, or lost its tail when the power failed."""
    path = archive / capture.file
    return path.is_file() and path.stat().st_size >= capture.offset + capture.length


def add_capture(session: Session, run_id: int, page: Page, sha256: str, location: Location) -> int:
    """The number of the row of a page that the archive has taken; one that was archived before has moved."""
    capture = {
        "run_id": run_id,
        "url": page.url,
        "role": page.role,
        "portal": page.portal,
        "column_url": page.column_url,
        "anchor_text": page.anchor_text,
        "listed_on": page.listed_on,
        "status": page.status,
        "fetched_at": page.fetched_at or datetime.now(UTC),
        "content_type": page.content_type,
        "sha256": sha256,
        "file": location.file,
        "rendered_by": page.rendered_by,
        "offset": location.offset,
        "length": location.length,
    }
    return int(put_row(session, Capture, ("url", "sha256"), capture, only=_PLACE))


def move_capture(session: Session, capture_id: int, location: Location) -> None:
    """The page was archived again, because its old place was lost."""
    change_row(session, Capture, capture_id, asdict(location))
