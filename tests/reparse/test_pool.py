"""Jobs in other processes: answered in order; one that hangs or dies costs only itself."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from harvester.reparse.pool import Failure, Pool


def prepare() -> Callable[[object], object]:
    return answer


def answer(job: object) -> object:
    if job == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if job == "hang":
        time.sleep(60)
    if job == "print":
        print("what a library says")  # noqa: T201
    if isinstance(job, float):
        time.sleep(job)
    return job


def answers(jobs, processes=2, seconds=30):
    with Pool(prepare, processes=processes, seconds=seconds) as pool:
        return [found for _, found in pool.map(jobs)]


def test_answers_come_in_the_order_of_the_jobs():
    jobs = [0.2, 1, 2, 0.1, 3, *range(100)]
    assert answers(jobs) == jobs


def test_a_job_that_ends_its_process_costs_only_itself():
    found = answers([*range(5), "die", *range(5), "die", *range(5)])
    failed = [item for item in found if isinstance(item, Failure)]
    assert failed == [Failure("reading it ended the process: exit status -9")] * 2
    assert [item for item in found if not isinstance(item, Failure)] == [*range(5)] * 3


def test_a_job_that_takes_too_long_costs_only_itself():
    assert answers(["hang", 1, 2], processes=1, seconds=1) == [Failure("not read within 1 seconds"), 1, 2]


def test_a_process_that_does_not_even_end_itself_is_ended(monkeypatch):
    monkeypatch.setattr("harvester.reparse.pool._GRACE", 0)
    assert answers(["stop", 1, 2], processes=1, seconds=1) == [Failure("not read within 1 seconds"), 1, 2]


def test_large_jobs_and_answers_do_not_wait_for_one_another():
    jobs = [bytes(3_000_000)] * 12
    assert answers(jobs) == jobs


def test_jobs_are_taken_as_they_are_needed():
    taken = 0

    def coming():
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    with Pool(prepare, processes=2, seconds=30) as pool:
        for _ in pool.map(coming()):
            assert taken < 60
            break


def test_what_a_job_prints_is_no_output_of_the_command(capfd):
    answers(["print"], processes=1)
    assert capfd.readouterr().out == ""
