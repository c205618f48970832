"""A store with three reports, and what is exported of it."""

import pytest
from stored_reports import FEES, OLD, QIDONG, fill

from harvester.exports.release import Wish, export
from tests.databases import new_sqlite


@pytest.fixture
def store(tmp_path):
    with new_sqlite(tmp_path / "harvest.sqlite") as opened:
        yield opened


@pytest.fixture
def filled(store):
    fill(store, QIDONG, FEES, OLD)
    return store


@pytest.fixture
def release(filled, tmp_path):
    """Exports the three reports as options ask for; the folder."""

    def _release(name="dataset", *, done=lambda *_: None, **wish):
        export(filled, tmp_path / name, Wish(**wish), done=done)
        return tmp_path / name

    return _release
