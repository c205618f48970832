"""A page with the reports of several years: each is stored under an address of its own, by every way that reads it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import older
import pytest
from two_portals import pages

from harvester.archive.write import ArchiveWriter
from harvester.reparse.run import Means, reparse, try_reparse
from harvester.reparse.selection import Selection
from harvester.reparse.summary import Summary
from harvester.store.health import problems

URL = "http://first.gov.cn/0.html"
REPORTS = "SELECT year, url FROM reports ORDER BY year"
BOTH = [{"year": 2021, "url": URL}, {"year": 2022, "url": f"{URL}#report-2"}]


@pytest.fixture
def together(tmp_path, store):
    """A re-parse of an archive with one page over two years, by the reader of today or of another day."""
    first, second = pages()[:2]
    whole = replace(first, body=first.body.replace(b"</body>", _inner(second.body) + b"</body>"), anchor_text=None)
    writer = ArchiveWriter(tmp_path / "together", run=1)
    writer.write(whole)
    writer.close()
    folder = tmp_path / "together"
    names = tuple(path.relative_to(folder).as_posix() for path in folder.glob("*/*.warc.gz"))

    def _together(how=None, *, trial=False):
        prepare = partial(older.prepare, folder, how) if how else None
        means = Means(store=store, archive=folder, processes=1, seconds=30, prepare=prepare)
        if trial:
            return try_reparse(means, Selection(), Summary())
        return reparse(means, Selection(files=names), Summary(), is_sure=True)

    return _together


def _inner(body):
    return body[body.index(b"<h1>") : body.index(b'<div class="footer">')]


def test_each_report_is_one_with_its_own_figures(together, rows, store):
    together()
    assert rows(REPORTS) == BOTH
    assert [row["total"] for row in rows("SELECT total FROM requests WHERE row = 'granted' ORDER BY total")] == [
        2,
        3,
    ]
    assert rows("SELECT count(DISTINCT sha256) AS bytes, count(*) AS captures FROM captures") == [
        {"bytes": 1, "captures": 2}
    ]
    assert list(problems(store)) == []


def test_read_twice_no_row_changes(together, data):
    together()
    together()
    before = data()
    assert together().done == {"unchanged": 2}
    assert data() == before


def test_a_parser_that_learns_to_tell_them_apart_adds_the_second(together, rows):
    together("as_one")
    assert [row["url"] for row in rows(REPORTS)] == [URL]
    assert together(trial=True).kinds["report_found"] == 1
    together()
    assert rows(REPORTS) == BOTH


def test_a_parser_that_sees_only_one_leaves_one_and_keeps_what_was_read(together, rows):
    together()
    assert together("only_first").done == {"confirmed": 1, "withdrawn": 1}
    assert [row["url"] for row in rows(REPORTS)] == [URL]
    assert len(rows("SELECT * FROM earlier_readings")) == 1
