"""The records of a WARC file that is not packed, or packed as one: each by its length, found again after damage."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from harvester.archive.members import CUT, LONGEST, Damage, Member

_BEGIN = b"WARC/"
_LONGEST_LINE = 1 << 16
_BLOCK = 1 << 18


class Readable(Protocol):
    """What a file and a stream that unpacks have in common."""

    def read(self, size: int = ..., /) -> bytes: ...

    def readline(self, size: int = ..., /) -> bytes: ...


class _CutError(EOFError):
    """The file ends within a record."""


def iter_plain(file: Readable) -> Iterator[Member | Damage]:
    """The whole records; ``file`` is read from its beginning, without seeking, and may be a stream that unpacks.

    What is no record is one damage up to the next one; so is a cut last one.
    """
    offset, is_lost = 0, False
    try:
        while line := file.readline(_LONGEST_LINE):
            if line.startswith(_BEGIN):
                record = _read_record(file, offset, line)
                is_lost = False
                yield record
                offset += record.length
            else:
                if line.strip() and not is_lost:
                    yield Damage(offset, "no record")
                    is_lost = True
                offset += len(line)
    except _CutError:
        yield Damage(offset, CUT)
    except (zlib.error, EOFError, OSError) as error:
        yield Damage(offset, str(error))


def _read_record(file: Readable, offset: int, first: bytes) -> Member:
    head = bytearray(first)
    length = None
    while True:
        line = file.readline(_LONGEST_LINE)
        if not line:
            raise _CutError
        head += line
        if not line.strip():
            break
        field, _, value = line.partition(b":")
        if field.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
    if length is None:
        return Member(offset, len(head), bytes(head), is_whole=False)
    return Member(offset, len(head) + length, *_read_block(file, bytes(head), length))


def _read_block(file: Readable, head: bytes, length: int) -> tuple[bytes, bool]:
    """Head and block, and whether it is all of it; one that is too long is passed over."""
    is_whole, kept, left = len(head) + length <= LONGEST, bytearray(head), length
    while left:
        part = file.read(min(left, _BLOCK))
        if not part:
            raise _CutError
        left -= len(part)
        if is_whole:
            kept += part
    return bytes(kept), is_whole
