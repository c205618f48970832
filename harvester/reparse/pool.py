"""Jobs answered in other processes, in their order; one that hangs or dies costs its job only."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")

DEPTH = 6
"""Jobs that wait at each process, so that none stands idle while answers are written."""
_GRACE = 5
"""Seconds after which a process is ended from outside, should it not have ended itself."""
_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(["harvester.reparse.reading"])


@dataclass(frozen=True, slots=True)
class Failure:
    """A job without an answer: the time limit, or the end of the process."""

    reason: str


@dataclass(slots=True)
class _Slot(Generic[Job, Answer]):
    job: Job
    answer: Answer | Failure | None = None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    waiting: deque[_Slot[Any, Any]] = field(default_factory=deque)
    """In the order in which they are answered; the first one is being worked on."""
    since: float = 0.0


class Pool(Generic[Job, Answer]):
    """``prepare`` is called once in each process and gives the function that answers a job.

    It must not raise for a job that it cannot answer: what a page provokes is part of its answer.
    """

    def __init__(self, prepare: Callable[[], Callable[[Job], Answer]], *, processes: int, seconds: int) -> None:
        self.prepare = prepare
        self.seconds = seconds
        self._workers = [self._start() for _ in range(processes)]

    def map(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer | Failure]]:
        """Every job with its answer, in the order of the jobs; as many are held as the processes can work on."""
        coming, slots = iter(jobs), deque[_Slot[Job, Answer]]()
        while True:
            self._hand_out(coming, slots)
            if not slots:
                return
            while slots and slots[0].answer is not None:
                done = slots.popleft()
                assert done.answer is not None
                yield done.job, done.answer
            if slots:
                self._receive()

    def close(self) -> None:
        for worker in self._workers:
            _end(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _hand_out(self, coming: Iterator[Job], slots: deque[_Slot[Job, Answer]]) -> None:
        """Fills the queue of every process, the shortest first, unless too many answers wait for an earlier one."""
        most = len(self._workers) * DEPTH * 2
        while len(slots) < most and (worker := min(self._workers, key=lambda one: len(one.waiting))):
            if len(worker.waiting) >= DEPTH:
                return
            job = next(coming, None)
            if job is None:
                return
            slot = _Slot[Job, Answer](job)
            slots.append(slot)
            self._give(worker, slot)

    def _give(self, worker: _Worker, slot: _Slot[Job, Answer]) -> None:
        if not worker.waiting:
            worker.since = time.monotonic()
        worker.waiting.append(slot)
        try:
            worker.connection.send(slot.job)
        except OSError:  # it has died since; what waits there is handed out again when its end is seen
            return

    def _receive(self) -> None:
        """Takes what is there; waits for an answer, or until the first process has had its time."""
        busy = [worker for worker in self._workers if worker.waiting]
        limit = self.seconds + _GRACE
        left = min(worker.since + limit for worker in busy) - time.monotonic()
        ready = wait([worker.connection for worker in busy], timeout=max(left, 0))
        for worker in busy:
            if worker.connection in ready:
                self._take(worker)
        for worker in busy:
            if worker.waiting and time.monotonic() - worker.since > limit:
                self._replace(worker, patience=0.0)

    def _take(self, worker: _Worker) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        worker.waiting.popleft().answer = answer
        worker.since = time.monotonic()

    def _replace(self, worker: _Worker, patience: float = 1.0) -> None:
        """The job that was worked on has failed; those behind it go to a new process."""
        _end(worker, patience)
        waiting = worker.waiting
        waiting.popleft().answer = Failure(self._why(worker.process.exitcode if patience else -signal.SIGALRM))
        fresh = self._start()
        self._workers[self._workers.index(worker)] = fresh
        for slot in waiting:
            self._give(fresh, slot)

    def _why(self, exit_status: int | None) -> str:
        if exit_status == -signal.SIGALRM:
            return f"not read within {self.seconds} seconds"
        return f"reading it ended the process: exit status {exit_status}"

    def _start(self) -> _Worker:
        ours, theirs = _FORKS.Pipe()
        process = _FORKS.Process(target=_serve, args=(theirs, self.prepare, self.seconds), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _end(worker: _Worker, patience: float = 0.0) -> None:
    """Ends a process that has not ended by itself after so many seconds."""
    worker.connection.close()
    worker.process.join(patience)
    worker.process.kill()
    worker.process.join()


def _serve(connection: Connection, prepare: Callable[[], Callable[[Any], Any]], seconds: int) -> None:
    """Answers until the other end is closed; a job that takes too long ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which ends tidily
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no output of the command
    jobs: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_pump, args=(connection, jobs), daemon=True).start()
    answer = prepare()
    while (message := jobs.get()) is not None:
        signal.alarm(seconds)
        reply = answer(message)
        signal.alarm(0)
        try:
            connection.send(reply)
        except OSError:  # nobody waits for it any more
            return


def _pump(connection: Connection, jobs: SimpleQueue[Any]) -> None:
    """Takes jobs as they come, so that neither side waits for the other to read."""
    try:
        while True:
            jobs.put(connection.recv())
    except (EOFError, OSError):
        jobs.put(None)
