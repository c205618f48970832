"""A re-parse that is killed anywhere goes on where it was, and ends as if nothing had happened."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from functools import partial

import older
import pytest
from two_portals import write_archive

from harvester.exports.release import export
from harvester.reparse import writer
from harvester.reparse.run import Means, reparse
from harvester.reparse.selection import Selection
from harvester.reparse.summary import Summary
from harvester.store.session import open_store
from tests.forks import FORKS

EACH = 20


def run(database, archive, how, files=()):
    """One re-parse, in a process of its own."""
    writer.BATCH = 3
    with open_store(f"sqlite:///{database}") as store:
        prepare = partial(older.prepare, archive, how)
        means = Means(store=store, archive=archive, processes=2, seconds=30, prepare=prepare)
        reparse(means, Selection(files=files), Summary())


def start(*arguments):
    process = FORKS.Process(target=run, args=arguments)
    process.start()
    return process


def finish(process):
    process.join(120)
    assert process.exitcode == 0


def kept(database):
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT count(*) FROM earlier_readings").fetchone()[0]


def kill_after(process, database, more, pause):
    """SIGKILL once so many more pages are written, a little later; False where it was quicker."""
    before = kept(database)
    while process.is_alive():
        if kept(database) >= before + more:
            time.sleep(pause)
            process.kill()
            process.join()
            return True
        time.sleep(0.002)
    return False


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return write_archive(tmp_path_factory.mktemp("archive"), each=EACH)


@pytest.fixture
def databases(archive, tmp_path):
    """Twice the same, read by a parser that took every report for one of the year before."""
    first, second = tmp_path / "whole.sqlite", tmp_path / "killed.sqlite"
    files = tuple(path.relative_to(archive).as_posix() for path in archive.glob("*/*.warc.gz"))
    finish(start(first, archive, "wrong_year", files))
    shutil.copy(first, second)
    return first, second


def test_killed_at_ten_random_moments_it_ends_byte_equal_to_one_never_killed(databases, archive, tmp_path):
    whole, killed = databases
    finish(start(whole, archive, "slow"))
    moments, times = random.Random(5), 0
    while times < 10:
        running = start(killed, archive, "slow")
        times += kill_after(running, killed, moments.choice((0, 0, 1, 3)), moments.uniform(0, 0.05))
        assert running.exitcode in {0, -9}
    finish(start(killed, archive, "slow"))

    assert kept(killed) == kept(whole) == 2 * EACH
    for database in databases:
        with open_store(f"sqlite:///{database}") as store:
            export(store, tmp_path / database.stem)
    for name in ("cells.csv", "findings.csv", "reports.csv"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name
    with closing(sqlite3.connect(killed)) as connection:
        assert connection.execute("SELECT * FROM progress UNION ALL SELECT * FROM progress").fetchall() == []
        interrupted = connection.execute("SELECT max(interruptions) FROM runs WHERE portal = 'reparse'").fetchone()
    assert interrupted[0] > 0
