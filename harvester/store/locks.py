"""One crawl a portal: who holds it, taking over from the dead, and letting go."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from harvester.errors import HarvesterError
from harvester.store.models import Lock
from harvester.store.process import Process, runs_still
from harvester.store.session import Store

BEAT_SECONDS = 20.0
"""How often a crawl says that it is alive."""
SILENT = timedelta(seconds=180)
"""A holder on another machine that has said nothing for so long is dead."""


TASKS = frozenset({"reparse", "import"})
"""What is held like a portal, and is none: there is one of each at a time."""


class HeldError(HarvesterError):
    """Raised when another crawl holds the portal."""

    exit_status = 10


def acquire(store: Store, portal: str, me: Process) -> None:
    """Takes the portal; raises HeldError where a living process has it."""
    try:
        with store.write() as session:
            _take(session, portal, me)
    except IntegrityError:  # another process took it since we looked
        with store.read() as session:
            raise _held(session.get_one(Lock, portal)) from None


def beat(store: Store, me: Process) -> tuple[str, ...]:
    """Says that this process is alive; the portals that it still holds."""
    mine = Lock.token == me.token
    with store.write() as session:
        session.execute(update(Lock).where(mine).values(beat_at=datetime.now(UTC)))
        return tuple(session.scalars(select(Lock.portal).where(mine)))


def release(session: Session, me: Process) -> None:
    """Lets go of everything that this process holds."""
    session.execute(delete(Lock).where(Lock.token == me.token))


def _take(session: Session, portal: str, me: Process) -> None:
    lock, now = session.get(Lock, portal), datetime.now(UTC)
    mine = asdict(me) | {"since": now, "beat_at": now}
    if lock is None:
        session.execute(insert(Lock).values(portal=portal, **mine))
        return
    if _is_alive(lock, now):
        raise _held(lock)
    dead = (Lock.portal == portal) & (Lock.token == lock.token)
    taken = session.execute(update(Lock).where(dead).values(mine).returning(Lock.portal))
    if taken.first() is None:  # another process was quicker
        session.expire_all()
        raise _held(session.get_one(Lock, portal))


def _is_alive(lock: Lock, now: datetime) -> bool:
    process = Process(**{item.name: getattr(lock, item.name) for item in fields(Process)})
    is_running = runs_still(process)
    return now - lock.beat_at < SILENT if is_running is None else is_running


def _held(lock: Lock) -> HeldError:
    is_task = lock.portal in TASKS
    what = f"{lock.portal}: another one is under way" if is_task else f"portal {lock.portal!r}: another crawl holds it"
    return HeldError(
        f"{what}: process {lock.pid} on {lock.host!r}"
        f" since {lock.since:%Y-%m-%d %H:%M:%S} UTC (wait until it has ended, or end it)"
    )
