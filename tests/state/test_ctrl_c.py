"""Ctrl-C once ends tidily and soon, twice at once; both keep everything, and the next crawl goes on."""

from __future__ import annotations

import signal
import time

import pytest
from test_crawl_command import FAST, IN_PROCESS, harvester
from tiny_portal import LIST, PORTAL, build, register, rows

from harvester.demo.server import Answer, serve
from tests.forks import Running


def test_ctrl_c_ends_tidily_keeps_everything_and_the_next_crawl_goes_on(tmp_path):
    slow = {f"{LIST}202401/t20240101_7.html": "hang"}
    with serve(build(tmp_path / "site"), port=0, faults=slow) as site:
        portals = register(tmp_path / "portals", site.url)
        places = ("--database", tmp_path / "harvester.sqlite", "--archive", tmp_path / "archive", "--portals", portals)
        running = Running(
            "harvester", "crawl", PORTAL, *places, *FAST, "-s", "DOWNLOAD_TIMEOUT=3", "-s", "RETRY_TIMES=0"
        )
        while not any(path.endswith("_7.html") for path in site.asked):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        done = running.finish(timeout=30)
        assert done.returncode == 130
    assert rows(tmp_path, "SELECT status FROM runs") == [{"status": "interrupted"}]
    kept = len(rows(tmp_path, "SELECT id FROM reports"))
    assert kept > 2
    with serve(tmp_path / "site", port=int(site.url.rpartition(":")[2])) as site:
        assert harvester("crawl", PORTAL, *places, *FAST).returncode == 0
        assert len([path for path in site.asked if path.endswith(".html") and "index" not in path]) < 9 - kept + 2
    assert rows(tmp_path, "SELECT status, interruptions, reports FROM runs") == [
        {"status": "finished", "interruptions": 1, "reports": 8}
    ]


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_does_not_wait_for_the_turn_of_those_that_are_queued(tmp_path, times):
    with serve(build(tmp_path / "site"), port=0) as site:
        portals = register(tmp_path / "portals", site.url)
        places = ("--database", tmp_path / "harvester.sqlite", "--archive", tmp_path / "archive", "--portals", portals)
        running = Running(
            "harvester", "crawl", PORTAL, *places, "--allow-private", *IN_PROCESS, "-s", "DOWNLOAD_DELAY=3"
        )
        while not any("index_1" in path for path in site.asked):
            assert running.poll() is None
            time.sleep(0.01)
        time.sleep(0.2)
        for _ in range(times):
            running.send_signal(signal.SIGINT)
            time.sleep(0.1)
        done = running.finish(timeout=30)
        assert done.returncode == 130
        assert done.stderr == "harvester: crawl: interrupted; what it had is kept (start it again: it goes on)\n"
        assert len(site.asked) <= 4, "robots.txt, two lists, and at most what was on its way"
        assert rows(tmp_path, "SELECT outcome FROM outcomes WHERE outcome = 'unreachable'") == []


def test_ctrl_c_does_not_wait_until_a_host_has_rested(tmp_path):
    busy = Answer(b"<h1>busy</h1>", "text/html", 429, {"Retry-After": "60"})

    def answer(_, asked):
        return busy if asked.path.endswith("_2.html") else None

    with serve(build(tmp_path / "site"), port=0, interface=answer) as site:
        portals = register(tmp_path / "portals", site.url)
        places = ("--database", tmp_path / "harvester.sqlite", "--archive", tmp_path / "archive", "--portals", portals)
        running = Running("harvester", "crawl", PORTAL, *places, *FAST, "-s", "HARVESTER_LONGEST_REST=120")
        while not any(path.endswith("_2.html") for path in site.asked):
            assert running.poll() is None
            time.sleep(0.01)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        done = running.finish(timeout=20)
    assert done.returncode == 130
    assert rows(tmp_path, "SELECT status FROM runs") == [{"status": "interrupted"}]
