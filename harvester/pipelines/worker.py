"""A process that reads pages for the crawl: `python -m harvester.pipelines.worker SECONDS [LOOKUPS]`.

Pickled pages come by standard input, reports go by standard output, each behind its length in four bytes, and as
far encoded for the store as that can be done here. It ends with its input, so that a crawl that was killed leaves none
behind.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from harvester.items import Page
from harvester.lookups.entries import Lookups
from harvester.lookups.load import load_lookups
from harvester.pipelines.messages import LENGTH, packed
from harvester.reader import read_reports
from harvester.store.encoding import EncodedReport, encode

_PIPE_BYTES = 1 << 20
"""What Linux allows everybody."""


def answer(page: Page, lookups: Lookups) -> tuple[EncodedReport, ...] | str:
    """The reports of a page, the first one always, or what is wrong with the page."""
    try:
        return tuple((report, encode(report)) for report in read_reports(page, lookups))
    except Exception as error:  # noqa: BLE001  (whatever a page provokes, the next one is read)
        return f"{type(error).__name__}: {error}"


def serve(source: BinaryIO, target: BinaryIO, seconds: int, lookups: Lookups) -> None:
    """Answers until the input ends; a page that takes longer than ``seconds`` ends the process."""
    while head := source.read(LENGTH):
        page = pickle.loads(source.read(int.from_bytes(head, "big")))  # noqa: S301  (from the crawl that started us)
        signal.alarm(seconds)
        message = packed(answer(page, lookups))
        signal.alarm(0)
        target.write(message)
        target.flush()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the crawl, which ends tidily
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the messages
    _widen(sys.stdin.fileno(), target.fileno())
    serve(sys.stdin.buffer, target, int(sys.argv[1]), load_lookups(sys.argv[2:]))


def _widen(*pipes: int) -> None:
    """Some twenty pages, and their answers, wait in the pipes while the crawl is busy; where that is not to be had,
    as on other systems than Linux, it is fewer.
    """  # noqa: D205  (one sentence)
    for pipe in pipes:
        with suppress(OSError, AttributeError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


if __name__ == "__main__":
    main()
