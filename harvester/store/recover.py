"""After a kill: pages that lie in the archive and that nobody noted in the database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from harvester.archive.read import Captured, iter_captures
from harvester.archive.write import Location
from harvester.store.captures import add_capture, find_capture
from harvester.store.models import Capture
from harvester.store.noting import last_noted
from harvester.store.progress import add_fetched
from harvester.store.session import Store


def recover(store: Store, archive: Path, runs: dict[str, int]) -> int:
    """Notes the last pages of runs that were cut off, ``runs`` by portal; how many there were."""
    found = 0
    for path in _files(store, archive, set(runs.values())):
        name = path.relative_to(archive).as_posix()
        for captured in iter_captures(path, last_noted(store, name)):
            run_id = runs.get(captured.page.portal or "")
            if run_id is not None:
                found += _note(store, name, captured, run_id)
    return found


def _files(store: Store, archive: Path, runs: set[int]) -> set[Path]:
    """The files of the processes that died: by their names, and by what is noted of them."""
    named = {path for run_id in runs for path in archive.glob(f"*/harvester-*-r{run_id}-*.warc.gz")}
    with store.read() as session:
        noted = session.scalars(select(Capture.file).where(Capture.run_id.in_(runs)).distinct()).all()
    return named | {archive / name for name in noted if (archive / name).is_file()}


def _note(store: Store, name: str, captured: Captured, run_id: int) -> bool:
    page, place = captured.page, Location(name, captured.offset, captured.length)
    sha256 = page.sha256
    with store.write() as session:
        is_news = find_capture(session, page.url or "", sha256) is None
        capture_id = add_capture(session, run_id, page, sha256, place)
        add_fetched(session, run_id, page, capture_id)
    return is_news
