"""One crawl a portal: the second says who holds it and leaves; the dead hold nothing."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from tiny_portal import PORTAL, build, finish, register, rows, start

from harvester.demo.server import serve
from harvester.store.locks import HeldError, acquire, beat, release
from harvester.store.models import Lock
from harvester.store.process import runs_still, this_process
from harvester.store.session import open_store
from tests.forks import run


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/harvester.sqlite") as opened:
        yield opened


@pytest.fixture
def me():
    return this_process()


def dead():
    """A process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        pass
    return replace(this_process(), pid=child.pid, token="dead")


def silence(store, by):
    with store.write() as session:
        session.execute(update(Lock).values(beat_at=datetime.now(UTC) - by))


def test_the_second_one_is_told_who_holds_the_portal_and_since_when(store, me):
    acquire(store, PORTAL, me)
    with pytest.raises(HeldError) as refused:
        acquire(store, PORTAL, this_process())
    said = str(refused.value)
    assert f"portal '{PORTAL}': another crawl holds it: process {os.getpid()} on {me.host!r}" in said
    assert f"since {datetime.now(UTC):%Y-%m-%d}" in said
    assert HeldError.exit_status == 10


def test_other_portals_are_free(store, me):
    acquire(store, PORTAL, me)
    acquire(store, "000000_other", this_process())


def test_who_lets_go_leaves_nothing(store, me, tmp_path):
    acquire(store, PORTAL, me)
    with store.write() as session:
        release(session, me)
    assert rows(tmp_path, "SELECT * FROM locks") == []
    acquire(store, PORTAL, this_process())


def test_a_dead_process_holds_nothing(store, me):
    acquire(store, PORTAL, dead())
    acquire(store, PORTAL, me)
    assert beat(store, me) == (PORTAL,)


def test_a_number_that_was_given_to_another_process_is_not_the_holder(store, me):
    if me.born is None:
        pytest.skip("this system does not tell when a process began")
    acquire(store, PORTAL, replace(me, token="before", born="1"))
    acquire(store, PORTAL, me)


def test_on_another_machine_only_the_heartbeat_tells(store, me):
    acquire(store, PORTAL, replace(dead(), host="crawler2", machine="crawler2 boot"))
    with pytest.raises(HeldError, match="on 'crawler2'"):
        acquire(store, PORTAL, me)
    silence(store, timedelta(minutes=10))
    acquire(store, PORTAL, me)


def test_a_living_process_of_this_machine_may_be_silent(store, me):
    acquire(store, PORTAL, me)
    silence(store, timedelta(hours=10))
    with pytest.raises(HeldError):
        acquire(store, PORTAL, this_process())


def test_who_was_asleep_learns_that_the_portal_was_taken_over(store, me):
    sleeper = replace(me, token="sleeper", machine="elsewhere")
    acquire(store, PORTAL, sleeper)
    silence(store, timedelta(minutes=10))
    acquire(store, PORTAL, me)
    assert beat(store, sleeper) == ()


def test_a_process_knows_itself_alive(me):
    assert runs_still(me) is not False


def test_two_crawls_at_once_and_the_second_leaves_with_its_status(tmp_path):
    site_folder = build(tmp_path / "site")
    with serve(site_folder, port=0, faults={"/zfxxgknb/202401/t20240101_2.html": "hang"}) as site:
        portals = register(tmp_path / "portals", site.url)
        first = start(tmp_path, portals, DOWNLOAD_TIMEOUT=60)
        while not any(path.endswith("_2.html") for path in site.asked):
            assert first.is_running
        asked = len(site.asked)
        status, said = start_beside(tmp_path, portals)
        assert status == 10
        assert said.count("another crawl holds it: process") == 1
        assert f"process {first.process.pid} on" in said
        assert len(site.asked) == asked
        first.kill()
    with serve(site_folder, port=int(site.url.rpartition(":")[2])):
        finish(start(tmp_path, portals))
    assert [row["status"] for row in rows(tmp_path, "SELECT status FROM runs")] == ["finished"]


def start_beside(data, portals):
    """The command itself, as cron would start it."""
    places = ("--database", data / "harvester.sqlite", "--archive", data / "archive")
    done = run("harvester", "crawl", PORTAL, "--portals", portals, "--allow-private", *places)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr
