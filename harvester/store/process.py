"""Which process this is, and whether another one still runs."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process as others can find it. Numbers are comparable only where ``machine`` is the same."""

    token: str
    pid: int
    host: str
    machine: str
    born: str | None


def this_process() -> Process:
    pid = os.getpid()
    return Process(token=uuid4().hex, pid=pid, host=socket.gethostname(), machine=_machine(), born=_born(pid))


def runs_still(other: Process) -> bool | None:
    """Whether a process is alive; None where only its heartbeat can tell: another machine or container."""
    if other.machine != _machine():
        return None
    if not _exists(other.pid):
        return False
    born = _born(other.pid)
    return None if born is None or other.born is None else born == other.born


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's process
        return True
    return True


def _machine() -> str:
    """The host name, and where Linux tells them the boot and the container."""
    facts = (socket.gethostname(), _read(_PROC / "sys/kernel/random/boot_id"), _link(_PROC / "self/ns/pid"))
    return " ".join(fact for fact in facts if fact)


def _born(pid: int) -> str | None:
    """Clock ticks after boot: the 22nd field of ``4711 (python (x)) S 1 …``, whose second may hold anything.

    A dead child that nobody has waited for is a zombie, and no longer the process that it was.
    """
    fields = (_read(_PROC / str(pid) / "stat") or "").rpartition(")")[2].split()
    if len(fields) < 20:
        return None
    return "zombie" if fields[0] == "Z" else fields[19]


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # not Linux
        return None


def _link(path: Path) -> str | None:
    try:
        return str(path.readlink())
    except OSError:  # not Linux
        return None
