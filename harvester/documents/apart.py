"""Files that programs write are read in processes of their own, with a limit on time and memory.

A PDF of a kilobyte can unfold to gigabytes; the crawl must survive it. The same limits hold for Office files.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from functools import cache
from multiprocessing.connection import Pipe
from pathlib import Path
from threading import Lock

from harvester.documents import wire
from harvester.items import Document

MAX_BYTES = 64_000_000
"""A larger file is not read: the longest report with its pictures has a tenth of that."""
_MODULE = "harvester.documents.worker"
_LOCK = Lock()


def read_apart(media: str, body: bytes) -> Document:
    """The document of a file; empty and flagged where the reader did not come to an end."""
    if len(body) > MAX_BYTES:
        return _unread("unread_too_large")
    with _LOCK:
        answer = _answer(media, body)
    if not answer:
        return _unread("unread_limits")
    try:
        return wire.loads(answer)
    except (ValueError, KeyError, TypeError):
        return _unread("unread_broken")


def _answer(media: str, body: bytes) -> bytes:
    """The document as `wire` writes it; nothing where the file was too much for the reader."""
    try:
        return _reader(os.getpid()).ask(media, body)
    except (EOFError, OSError):
        forget_reader()
        return b""
    except BaseException:  # Ctrl-C: the answer that it still gives would be taken for that to the next file
        forget_reader()
        raise


class _Reader:
    """The process that reads for this one, and ends with it."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
                [sys.executable, "-m", _MODULE, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                pass_fds=(theirs.fileno(),),
            )
        atexit.register(self.close)

    def ask(self, media: str, body: bytes) -> bytes:
        self._connection.send_bytes(media.encode())
        self._connection.send_bytes(body)
        return self._connection.recv_bytes()

    def close(self) -> None:
        atexit.unregister(self.close)
        self._connection.close()
        self._process.kill()
        self._process.wait()


@cache
def _reader(_pid: int) -> _Reader:
    """One for each process: what was copied of another's is not its own."""
    return _Reader()


def forget_reader() -> None:
    """The next file is read by a new one."""
    if _reader.cache_info().currsize:
        _reader(os.getpid()).close()
    _reader.cache_clear()


def _unread(flag: str) -> Document:
    return Document(blocks=(), flags=(flag,))


def _environment() -> dict[str, str]:
    """Ours, and the way to this package, which need not be installed."""
    here = str(Path(__file__).parents[2])
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
