"""What `apart` starts: reads one file from stdin, writes its document to stdout.

python -m harvester.documents.worker pdf < report.pdf
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from harvester.documents import wire
from harvester.documents.apart import CPU_SECONDS
from harvester.documents.errors import EncryptedError, TooLargeError
from harvester.items import Document

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


def read(media: str, body: bytes) -> Document:
    """The document of a file; empty and flagged where a library is missing, or the file is broken."""
    module, function, extra = READERS[media]
    try:
        reader: Callable[[bytes], Document] = getattr(import_module(f"harvester.documents.{module}"), function)
    except ModuleNotFoundError:
        return Document(blocks=(), flags=(f"missing_{extra}_{media}",))
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


def _limit() -> None:
    # not every system has these limits, or takes them; the clock still ends the reader
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def main() -> None:
    _limit()
    sys.stdout.buffer.write(wire.dumps(read(sys.argv[1], sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
