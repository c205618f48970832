"""An empty harvest, and an import into it."""

from __future__ import annotations

from functools import partial

import pytest

from harvester.imports.run import Means, Tally, import_pages, warc_pages
from tests.databases import new_sqlite, sqlite_rows


@pytest.fixture
def store(tmp_path):
    with new_sqlite(tmp_path / "harvest.sqlite") as opened:
        yield opened


@pytest.fixture
def rows(store):
    return partial(sqlite_rows, store.url.database)


@pytest.fixture
def take(store, tmp_path):
    """An import of WARC files, or of pages."""

    def _take(*files, pages=None, **wanted):
        tally = Tally()
        means = Means(store=store, archive=tmp_path / "archive", processes=1, seconds=30, **wanted)
        return import_pages(means, pages if pages is not None else warc_pages(files, tally), tally)

    return _take
