"""Formulas of XLS files whose results were never stored: programs write them, and leave the calculating to Excel."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from xlrd.compdoc import CompDoc

_FORMULA = 0x0006
_STREAMS = ("Workbook", "Book")
_NO_TEXT = b"\x03\x00\x00\x00\x00\x00\xff\xff"
"""The result of a formula as an empty text: of ``=IF(D5=0,"",D5)``, or of one that was not calculated."""


def are_calculated(body: bytes) -> bool:
    """True where one of the file's formulas has a result: then those that say nothing say so on purpose."""
    return any(result != _NO_TEXT for result in _results(body))


def _results(body: bytes) -> Iterator[bytes]:
    """The stored result of each formula, in records of number, length and data."""
    book = CompDoc(body, logfile=io.StringIO())
    found = (book.locate_named_stream(name) for name in _STREAMS)
    data, place, length = next((stream for stream in found if stream[0] is not None), (b"", 0, 0))
    end = place + length
    while place + 4 <= end:
        record, size = struct.unpack_from("<HH", data, place)
        if record == _FORMULA:
            yield bytes(data[place + 10 : place + 18])
        place += 4 + size
