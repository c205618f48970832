"""What `apart` starts: loads a library once, and reads each file in a copy of its own process.

python -m harvester.documents.worker 5    # the number of the pipe on which files come in and documents go out
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from typing import NoReturn

from harvester.documents import wire
from harvester.documents.errors import EncryptedError, TooLargeError
from harvester.items import Document

CPU_SECONDS = 5
"""Time on the processor, after which the reading of a file is ended; a busy machine may take longer by the clock."""
WALL_SECONDS = 30
MEMORY = 450_000_000
"""Bytes of data that the reader may hold."""
READERS = {
    "pdf": ("pdf", "read_pdf", "pdf"),
    "docx": ("word", "read_docx", None),
    "wordxml": ("word", "read_word_xml", None),
    "sheetxml": ("sheet_xml", "read_sheet_xml", None),
    "csv": ("sheet_text", "read_csv", None),
    "xlsx": ("sheet", "read_xlsx", "office"),
    "xls": ("old_sheet", "read_xls", "office"),
    "ods": ("open_sheet", "read_ods", None),
    "ofd": ("ofd", "read_ofd", None),
}
"""Module and function for each medium, and the extra that the libraries come in."""


def main() -> None:
    """Answers until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which ends tidily
    with Connection(int(sys.argv[1])) as asking, suppress(EOFError, OSError):
        while True:
            media, body = asking.recv_bytes().decode(), asking.recv_bytes()
            asking.send_bytes(_answer(media, body))


def _answer(media: str, body: bytes) -> bytes:
    """The document as `wire` writes it; nothing where reading it took too much."""
    with suppress(ModuleNotFoundError):
        _reader(media)  # before the copy is made, so that the next one has it as well
    ours, theirs = Pipe(duplex=False)
    with ours:
        pid = os.fork()
        if not pid:
            _answer_and_end(theirs, media, body)
        theirs.close()
        try:
            return ours.recv_bytes()
        except (EOFError, OSError):
            return b""
        finally:
            os.waitpid(pid, 0)


def _answer_and_end(answers: Connection, media: str, body: bytes) -> NoReturn:
    """Runs in the copy; whatever happens, it goes on to nothing else."""
    try:
        _limit()
        answers.send_bytes(wire.dumps(read(media, body)))
    finally:
        os._exit(0)


def _limit() -> None:
    signal.alarm(WALL_SECONDS)
    for kind, most in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_DATA, MEMORY)):
        with suppress(ValueError, OSError):  # not every system takes these limits; the clock still ends the reader
            resource.setrlimit(kind, (most, most))


def read(media: str, body: bytes) -> Document:
    """The document of a file; empty and flagged where a library is missing, or the file is broken."""
    try:
        reader = _reader(media)
    except ModuleNotFoundError:
        return Document(blocks=(), flags=(f"missing_{READERS[media][2]}_{media}",))
    try:
        return reader(body)
    except EncryptedError:
        return Document(blocks=(), flags=("unread_encrypted",))
    except TooLargeError:
        return Document(blocks=(), flags=("unread_too_large",))
    except MemoryError:
        return Document(blocks=(), flags=("unread_limits",))
    except Exception:  # noqa: BLE001  (whatever a file provokes in a library, the answer is a flag)
        return Document(blocks=(), flags=(f"unread_broken_{media}",))


def _reader(media: str) -> Callable[[bytes], Document]:
    module, function, _ = READERS[media]
    return getattr(import_module(f"harvester.documents.{module}"), function)  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
