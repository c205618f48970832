"""An import into an empty harvest."""

from __future__ import annotations

import pytest

from harvester.imports.run import Means, Tally, import_pages, warc_pages


@pytest.fixture
def take(store, tmp_path):
    """An import of WARC files, or of pages."""

    def _take(*files, pages=None, **wanted):
        tally = Tally()
        means = Means(store=store, archive=tmp_path / "archive", processes=1, seconds=30, **wanted)
        return import_pages(means, pages if pages is not None else warc_pages(files, tally), tally)

    return _take
