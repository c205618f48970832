"""Runs: begun or gone on with, counted while they go, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, delete, select, update
from sqlalchemy.orm import Session

from harvester.store.core import later, table_of
from harvester.store.models import Progress, Run

UNFINISHED = ("running", "interrupted", "harvester_error")
"""How a run stands that was cut off: killed, ended by Ctrl-C, or by a full disk."""
STALE = timedelta(hours=24)
"""A run that was begun longer ago is not gone on with: its lists may have changed since."""


def start_run(session: Session, portal: str) -> int:
    """The run of the portal that was cut off today, else a new one."""
    unfinished = session.scalars(
        select(Run).where(Run.portal == portal, Run.status.in_(UNFINISHED)).order_by(Run.id.desc())
    ).all()
    now = datetime.now(UTC)
    for run in unfinished[:1]:
        if now - run.started_at < STALE and _has_progress(session, run.id):
            run.status, run.finished_at, run.interruptions = "running", None, run.interruptions + 1
            return run.id
    _give_up(session, [run.id for run in unfinished])
    begun = Run(portal=portal, started_at=now, status="running")
    session.add(begun)
    session.flush()
    return begun.id


def is_resumed(session: Session, run_id: int) -> bool:
    """True for a run that was cut off before and is gone on with."""
    return session.get_one(Run, run_id).interruptions > 0


def count(session: Session, run_id: int, counts: Mapping[str, int]) -> None:
    """Adds to the counters of a run: ``{"pages": 1, "new_reports": 1}``."""
    added = {name: number for name, number in counts.items() if number}
    if added:
        values = {"run": run_id} | {f"{name}_more": number for name, number in added.items()}
        later(session, _adding(tuple(sorted(added))), values)


@cache
def _adding(names: tuple[str, ...]) -> Update:
    table = table_of(Run)
    sums = {name: table.c[name] + bindparam(f"{name}_more") for name in names}
    return update(table).where(table.c.id == bindparam("run")).values(sums)


def finish_run(session: Session, run_id: int, status: str, **found: Any) -> None:
    """Ends a run; its progress is kept only where it will be gone on with."""
    ended = {"status": status, "finished_at": datetime.now(UTC), **found}
    session.execute(update(Run).where(Run.id == run_id).values(ended))
    if status not in UNFINISHED:
        session.execute(delete(Progress).where(Progress.run_id == run_id))


def _has_progress(session: Session, run_id: int) -> bool:
    return session.scalar(select(Progress.run_id).where(Progress.run_id == run_id).limit(1)) is not None


def _give_up(session: Session, run_ids: list[int]) -> None:
    """Runs that nobody goes on with stay as they ended."""
    here = Run.id.in_(run_ids)
    session.execute(update(Run).where(here, Run.status == "running").values(status="interrupted"))
    session.execute(delete(Progress).where(Progress.run_id.in_(run_ids)))
