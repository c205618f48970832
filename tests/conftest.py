"""An empty harvest, and a look into it, for whatever is tested on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from harvester.store.session import Store
from tests.databases import new_sqlite, sqlite_rows


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_sqlite(tmp_path / "harvest.sqlite") as opened:
        yield opened


@pytest.fixture
def rows(store: Store) -> Callable[[str], list[dict]]:
    return partial(sqlite_rows, store.url.database)
