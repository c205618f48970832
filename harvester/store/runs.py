"""Runs: begun, counted while they go, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from harvester.store.models import Run


def start_run(session: Session, portal: str) -> int:
    """A new run of the portal; an earlier one that never ended was interrupted."""
    unfinished = update(Run).where(Run.portal == portal, Run.status == "running")
    session.execute(unfinished.values(status="interrupted"))
    run = Run(portal=portal, started_at=datetime.now(UTC), status="running")
    session.add(run)
    session.flush()
    return run.id


def count(session: Session, run_id: int, counts: Mapping[str, int]) -> None:
    """Adds to the counters of a run: ``{"pages": 1, "new_reports": 1}``."""
    added = {name: getattr(Run, name) + number for name, number in counts.items() if number}
    if added:
        session.execute(update(Run).where(Run.id == run_id).values(added))


def finish_run(session: Session, run_id: int, status: str) -> None:
    session.execute(update(Run).where(Run.id == run_id).values(status=status, finished_at=datetime.now(UTC)))
