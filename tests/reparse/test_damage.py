"""A re-parse over damaged files, on a full disk, beside another writer: one line, nothing lost, the rest read."""

from __future__ import annotations

import json
import resource
import sqlite3
from contextlib import closing
from functools import partial

import pytest
from two_portals import EACH, PORTALS, pages

from harvester.archive.read import iter_captures
from harvester.archive.write import ArchiveWriter
from harvester.errors import StoreError
from harvester.reparse.run import Means, reparse
from harvester.reparse.selection import Selection
from harvester.reparse.summary import Summary
from harvester.store.health import problems
from harvester.store.session import open_store
from tests import forks
from tests.commands import run_here

ALL = EACH * len(PORTALS)
SOUND = 5
"""Pages in the file that nothing happens to."""


@pytest.fixture
def archive(tmp_path):
    """Two files; the second is the one that is damaged."""
    for run, some in enumerate((pages()[:SOUND], pages()[SOUND:]), 1):
        writer = ArchiveWriter(tmp_path / "archive", run=run)
        for page in some:
            writer.write(page)
        writer.close()
    return tmp_path / "archive"


@pytest.fixture
def harvester(tmp_path, archive):
    """`harvester reparse`; ``apart`` in a process of its own, whose files may not grow beyond so many bytes."""

    def _harvester(*arguments, apart=False, file_bytes=resource.RLIM_INFINITY, database="harvest"):
        places = ["--database", f"{tmp_path}/{database}.sqlite", "--archive", archive, "--processes", "1"]
        words = ["harvester", "reparse", *places, "--json", *arguments]
        if not apart:
            return run_here(*words)
        return forks.run(*words, before=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (file_bytes, file_bytes)))

    return _harvester


def cut(path, offset):
    path.write_bytes(path.read_bytes()[: offset + 300])


def overwritten(path, offset):
    """One record; those behind it are found again."""
    damaged = bytearray(path.read_bytes())
    damaged[offset + 40 : offset + 80] = bytes(40)
    path.write_bytes(damaged)


def emptied(path, _):
    path.write_bytes(b"")


def missing(path, _):
    path.unlink()


DAMAGES = {
    cut: (2, "no whole page at offset", "(fetch the page again)"),
    overwritten: (1, "no whole page at offset", "(fetch the page again)"),
    emptied: (3, "no whole page at offset", "(fetch the page again)"),
    missing: (3, "cannot be read: 'No such file or directory'", "(restore it, or correct the path)"),
}
"""How many pages each costs, and what is said of them."""


@pytest.fixture
def second(files, archive):
    """Path of the second file, and where its second page lies."""
    path = archive / files[1]
    return path, [captured.offset for captured in iter_captures(path)][1]


@pytest.mark.parametrize("damage", DAMAGES)
def test_pages_that_the_archive_lost_keep_their_reading_and_the_rest_is_read(
    damage, read, files, rows, data, second, harvester
):
    read("wrong_figure", files=files)
    before = {row["url"]: row for row in rows(FIGURES)}
    damage(*second)
    number, problem, way_out = DAMAGES[damage]

    done = harvester()
    said = [line for line in done.stderr.splitlines() if line.startswith("harvester: ")]
    assert done.returncode == 6
    assert json.loads(done.stdout)["done"] == {"changed": ALL - number, "unreadable": number}
    assert len(said) == number
    assert all("its reading stays" in line and problem in line and line.endswith(way_out) for line in said)
    after = {row["url"]: row for row in rows(FIGURES)}
    assert [row["total"] for row in before.values()] == [777] * ALL
    assert sum(row == before[url] for url, row in after.items()) == number
    assert len(after) == ALL


FIGURES = """
    SELECT r.url, q.total FROM reports r JOIN requests q ON q.report_id = r.id WHERE q.row = 'granted' ORDER BY r.id"""


@pytest.mark.parametrize(("damage", "lost"), [(cut, 2), (overwritten, 1)])
def test_a_database_is_built_from_what_damaged_files_still_hold(damage, lost, read, files, rows, second, harvester):
    read(files=files)
    damage(*second)
    captures = [part for name in files for part in ("--captures", second[0].parents[1] / name)]
    done = harvester(*captures, apart=True, database="new")
    assert done.returncode == 6
    assert json.loads(done.stdout)["done"] == {"new": ALL - lost}
    assert "damaged or cut off, the rest was read: 1 records of the files" in done.stderr
    assert f"file={second[0]} offset={second[1]}" in done.stderr


def test_a_file_of_captures_that_is_missing_is_one_line(harvester, archive):
    done = harvester("--captures", archive / "none.warc.gz")
    assert done.returncode == 6
    (line,) = done.stderr.splitlines()
    assert "none.warc.gz': cannot be read: 'No such file or directory' (restore it, or correct the path)" in line


def test_a_disk_without_room_leaves_every_report_as_it_was_and_the_next_one_goes_on(
    read, files, rows, store, fresh, harvester
):
    read("wrong_figure", files=files)
    before = rows(FIGURES)
    done = harvester(apart=True, file_bytes=100_000)
    assert done.returncode == 5
    (line,) = done.stderr.splitlines()
    assert "the disk cannot be read or written (check the disk and the permissions)" in line
    assert rows(FIGURES) == before
    assert list(problems(store)) == []

    assert harvester().returncode == 0
    with closing(sqlite3.connect(fresh.url.database)) as connection:
        assert [(row["url"], row["total"]) for row in rows(FIGURES)] == connection.execute(FIGURES).fetchall()


def test_a_database_that_another_program_holds_is_one_line_and_the_next_one_goes_on(read, files, rows, store, archive):
    read("wrong_figure", files=files)
    before = rows(FIGURES)
    ours, theirs = forks.FORKS.Pipe()
    process = forks.FORKS.Process(target=_beside_another_writer, args=(theirs, store.url.database, archive))
    process.start()
    told = ours.recv()
    process.join(60)
    way_out = "(wait until it has finished, then start again)"
    assert told == f"database {store.url.database!r}: another process is writing to it {way_out}"
    assert rows(FIGURES) == before

    assert read().done == {"changed": ALL}
    assert list(problems(store)) == []


def _beside_another_writer(pipe, database, archive):
    """The other one begins when some pages are read, and is still there at the end."""
    other = sqlite3.connect(database, isolation_level=None)

    def told(number, _):
        if number == 3:
            other.execute("BEGIN IMMEDIATE")

    with open_store(f"sqlite:///{database}", busy_seconds=0.2) as store:
        means = Means(store=store, archive=archive, processes=1, seconds=30, told=told)
        try:
            reparse(means, Selection(), Summary())
        except StoreError as error:
            pipe.send(str(error))
    other.close()
