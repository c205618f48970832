"""A store with three reports, and what is exported of it."""

import pytest
from stored_reports import FEES, OLD, QIDONG, fill

from harvester.exports.release import Wish, export


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
