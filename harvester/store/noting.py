"""Pages that lie in the archive and that the database does not know, noted as a crawl would have."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from harvester.archive.read import DAMAGED, Captured, iter_found
from harvester.archive.write import Location
from harvester.store.captures import add_capture, find_capture, is_held, move_capture
from harvester.store.models import Capture
from harvester.store.session import Store

_BATCH = 200
"""Pages in one transaction."""


def note_captures(store: Store, archive: Path, files: Iterable[str], run_id: int) -> int:
    """Notes every page of the files, named relative to the archive's folder; how many places gave no record."""
    damaged = 0
    for name in files:
        found = iter_found(archive / name, last_noted(store, name))
        for first in found:
            with store.write() as session:
                for item in chain((first,), islice(found, _BATCH - 1)):  # pages are large: one is held at a time
                    if isinstance(item, Captured):
                        _note(session, archive, name, item, run_id)
                    else:
                        damaged += item.kind == DAMAGED
    return damaged


def last_noted(store: Store, name: str) -> int:
    """The offset of the last page of a file that the database knows."""
    with store.read() as session:
        return session.scalar(select(func.max(Capture.offset)).where(Capture.file == name)) or 0


def _note(session: Session, archive: Path, name: str, captured: Captured, run_id: int) -> None:
    page, place = captured.page, Location(name, captured.offset, captured.length)
    sha256 = page.sha256
    known = find_capture(session, page.url or "", sha256)
    if known is None:
        add_capture(session, run_id, page, sha256, place)
    elif not is_held(known, archive):
        move_capture(session, known.id, place)
