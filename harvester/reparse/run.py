"""A re-parse from its first page to its last: chosen, read, judged, written, and gone on with after a kill."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from harvester.reader import PARSER_VERSION
from harvester.reparse.guard import Guard, ReportsOf
from harvester.reparse.pool import Failure, Pool
from harvester.reparse.reading import Job, Reading, preparer
from harvester.reparse.selection import Position, Selection, count_before, count_jobs, count_reports, iter_jobs
from harvester.reparse.summary import Summary
from harvester.reparse.writer import Writer
from harvester.store.locks import BEAT_SECONDS, acquire, beat, release
from harvester.store.noting import note_captures
from harvester.store.panel import refresh, touched
from harvester.store.process import this_process
from harvester.store.progress import find_position
from harvester.store.runs import finish_run, start_run
from harvester.store.session import Store

RUN = "reparse"
"""In `runs.portal`: a re-parse is one run over many portals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a re-parse works with. ``told`` hears how many pages of how many are done."""

    store: Store
    archive: Path
    processes: int
    seconds: int
    lookups: tuple[str, ...] = ()
    told: Callable[[int, int], None] = field(default=lambda _done, _total: None)
    prepare: Callable[[], Callable[[Job], Reading]] | None = None
    """Gives the reader of each process; None for today's parser."""

    def pool(self) -> Pool[Job, Reading]:
        prepare = self.prepare or preparer(self.archive, self.lookups)
        return Pool(prepare, processes=self.processes, seconds=self.seconds)


def try_reparse(means: Means, selection: Selection, summary: Summary) -> Summary:
    """What a re-parse would change; nothing is written."""
    plan = _plan(means.store, selection, None)
    with Guard(_counting(means.store, selection, None)) as guard:
        for job, reading in _read(means, plan):
            summary.take(job, reading)
            deque(guard.take(job, reading), maxlen=0)
        deque(guard.end(), maxlen=0)
    summary.held = guard.held
    return summary


def reparse(means: Means, selection: Selection, summary: Summary, *, is_sure: bool = False) -> Summary:
    """Reads again and writes what differs; goes on with the same re-parse where one was cut off."""
    with one_at_a_time(means.store, RUN) as (run_id, beating):
        summary.damaged = note_captures(means.store, means.archive, selection.files, run_id)
        key = selection.key(PARSER_VERSION)
        with means.store.read() as session:
            last = find_position(session, run_id, key)
        position = Position(last.portal or "", last.id) if last else None
        writer = Writer(means.store, run_id, key, summary.take)
        with Guard(_counting(means.store, selection, position), is_sure=is_sure) as guard:
            for job, reading in _read(means, _plan(means.store, selection, position)):
                beating()
                for item in guard.take(job, reading):
                    writer.take(*item)
            for item in guard.end():
                writer.take(*item)
            writer.flush()
        summary.held = guard.held
    return summary


@contextmanager
def one_at_a_time(store: Store, name: str) -> Iterator[tuple[int, Callable[[], None]]]:
    """The run under that name, begun or gone on with, and what is to be called now and then while it lasts.

    Raises HeldError where another process is at it.
    """
    me = this_process()
    acquire(store, name, me)
    status = "harvester_error"
    try:
        with store.write() as session:
            run_id = start_run(session, name)
        yield run_id, _Beat(lambda: beat(store, me))
        with store.read() as session:
            agencies = touched(session, {name: run_id})
        if agencies:
            refresh(store, agencies)
        status = "finished"
    except KeyboardInterrupt:
        status = "interrupted"
        raise
    finally:
        with store.write() as session:
            finish_run(session, run_id, status)
            release(session, me)


class _Beat:
    def __init__(self, beat: Callable[[], object]) -> None:
        self.beat = beat
        self.last = time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self.last >= BEAT_SECONDS:
            self.beat()
            self.last = time.monotonic()


@dataclass(frozen=True, slots=True)
class _Plan:
    """The jobs in their order, and how many of how many are done already."""

    jobs: Iterator[Job]
    done: int
    total: int


def _plan(store: Store, selection: Selection, position: Position | None) -> _Plan:
    with store.read() as session:
        counts = count_jobs(session, selection)
        done = 0
        if position is not None:
            done = sum(number for portal, number in counts.items() if portal < position.portal)
            done += count_before(session, selection, position)
    return _Plan(_jobs(store, selection, counts, position), done, sum(counts.values()))


def _jobs(store: Store, selection: Selection, counts: Mapping[str, int], position: Position | None) -> Iterator[Job]:
    for portal in counts:
        if position is None or portal > position.portal:
            yield from iter_jobs(store, selection, portal)
        elif portal == position.portal:
            yield from iter_jobs(store, selection, portal, position.capture_id)


def _counting(store: Store, selection: Selection, position: Position | None) -> ReportsOf:
    """What was done of a portal before the run was cut off took nothing away, or the verdict on it was clear.

    Single pages that corrections are about are weighed against the whole portal, whose other reports stay.
    """

    def reports_of(portal: str) -> tuple[int, int]:
        upto = position.capture_id if position and position.portal == portal else 0
        with store.read() as session:
            meant, done = (count_reports(session, selection, portal, last) for last in (None, upto))
            others = count_reports(session, Selection(), portal) - meant if selection.captures is not None else 0
        return meant + others, done + others

    return reports_of


def _read(means: Means, plan: _Plan) -> Iterator[tuple[Job, Reading]]:
    with means.pool() as pool:
        for number, (job, answer) in enumerate(pool.map(plan.jobs), plan.done + 1):
            means.told(number, plan.total)
            yield job, Reading(problem=answer.reason) if isinstance(answer, Failure) else answer
