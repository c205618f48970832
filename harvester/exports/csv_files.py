"""CSV by RFC 4180, in UTF-8 with BOM so that Excel reads the Chinese right, with nothing in it that can run."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from harvester.exports.values import Value, text_of

_RISKY = tuple("=+-@\t\r'＝＋－＠")
"""A spreadsheet takes a text that begins so for a formula; the apostrophe itself keeps the rule reversible."""


class CsvWriter:
    """One CSV file that is being written; ``count`` rows so far."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self._file = path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._file, dialect="excel")

    def write(self, row: Sequence[Value]) -> None:
        self._writer.writerow([shown(value) for value in row])
        self.count += 1

    def close(self) -> None:
        self._file.close()


@contextmanager
def csv_writer(path: Path, header: Sequence[str]) -> Iterator[CsvWriter]:
    """A writer on a new file that begins with the header."""
    writer = CsvWriter(path)
    try:
        writer.write(tuple(header))
        writer.count = 0
        yield writer
    finally:
        writer.close()


def shown(value: Value) -> str:
    """A value as its cell holds it.

    >>> shown(-582), shown("+36"), shown(Decimal("1E+3")), shown(None)
    ('-582', "'+36", '1000', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return value.isoformat() if isinstance(value, date) else text_of(value)


def guarded(text: str) -> str:
    """A text that no spreadsheet runs.

    >>> guarded("+36"), guarded("'quoted"), guarded("启东市")
    ("'+36", "''quoted", '启东市')
    """
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text.removeprefix("'")
