"""Files that programs write are read in a process of their own, with a limit on time and memory.

A PDF of a kilobyte can unfold to gigabytes; the crawl must survive it. The same limits hold for Office files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from harvester.documents import wire
from harvester.items import Document

CPU_SECONDS = 5
"""Time on the processor, after which the process is ended; a busy machine may take longer by the clock."""
WALL_SECONDS = 30
MAX_BYTES = 64_000_000
"""A larger file is not read: the longest report with its pictures has a tenth of that."""
_MODULE = "harvester.documents.worker"


def read_apart(media: str, body: bytes) -> Document:
    """The document of a file; empty and flagged where the reader did not come to an end."""
    if len(body) > MAX_BYTES:
        return _unread("unread_too_large")
    command = [sys.executable, "-m", _MODULE, media]
    try:
        done = subprocess.run(  # noqa: S603  (our own module, no shell)
            command, input=body, capture_output=True, timeout=WALL_SECONDS, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired:
        return _unread("unread_limits")
    if done.returncode:
        return _unread("unread_limits")
    try:
        return wire.loads(done.stdout)
    except (ValueError, KeyError, TypeError):
        return _unread("unread_broken")


def _unread(flag: str) -> Document:
    return Document(blocks=(), flags=(flag,))


def _environment() -> dict[str, str]:
    """Ours, and the way to this package, which need not be installed."""
    here = str(Path(__file__).parents[2])
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
