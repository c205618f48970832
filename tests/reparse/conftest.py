"""An archive of two small portals, and re-parses of it by readers of several days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import older
import pytest
from two_portals import write_archive

from harvester.reparse.run import Means, reparse, try_reparse
from harvester.reparse.selection import Selection
from harvester.reparse.summary import Summary
from harvester.store.session import Store
from tests.databases import new_sqlite


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> Path:
    return write_archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture
def read(store: Store, archive: Path) -> Callable[..., Summary]:
    """A re-parse by today's reader, or by that of `older` which is named."""

    def _read(how: str | None = None, *, trial: bool = False, sure: bool = False, seconds: int = 30, **chosen: object):
        prepare = partial(older.prepare, archive, how) if how else None
        means = Means(store=store, archive=archive, processes=1, seconds=seconds, prepare=prepare)
        selection, summary = Selection(**chosen), Summary()
        if trial:
            return try_reparse(means, selection, summary)
        return reparse(means, selection, summary, is_sure=sure)

    return _read


@pytest.fixture
def files(archive: Path) -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(archive).as_posix() for path in archive.glob("*/*.warc.gz")))


@pytest.fixture
def fresh(archive: Path, files: tuple[str, ...], tmp_path: Path) -> Iterator[Store]:
    """A database that nobody but today's parser has filled."""
    with new_sqlite(tmp_path / "fresh.sqlite") as opened:
        means = Means(store=opened, archive=archive, processes=1, seconds=30)
        reparse(means, Selection(files=files), Summary())
        yield opened


@pytest.fixture
def data(rows) -> Callable[[], dict[str, list[dict]]]:
    """Every row of every table but `runs`."""

    def _data() -> dict[str, list[dict]]:
        names = [row["name"] for row in rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: rows(f"SELECT * FROM {name}") for name in names if name != "runs"}

    return _data
