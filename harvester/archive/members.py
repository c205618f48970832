"""The gzip members of a WARC file: one record each, found again after damage, a cut tail left out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
LONGEST = 64 * 1024 * 1024
"""Bytes of a record that are held; no report has as many, and a few kilobytes can unpack to gigabytes."""
_BLOCK = 1 << 18
CUT = "the file ends within the record"


@dataclass(frozen=True, slots=True)
class Member:
    """One record, unpacked, and where it lies in the file."""

    offset: int
    length: int
    data: bytes
    is_whole: bool = True
    """False where it is longer than `LONGEST`; ``data`` is its beginning."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A place of the file that gives no record, and why."""

    offset: int
    reason: str


def iter_members(file: BinaryIO, offset: int = 0) -> Iterator[Member | Damage]:
    """The members from ``offset`` on; a damaged one is passed over, a cut last one ends the file."""
    while True:
        try:
            member = _read_member(file, offset)
        except zlib.error as error:
            yield Damage(offset, str(error))
            following = _find_magic(file, offset + 1)
            if following is None:
                return
            offset = following
            continue
        if member is None:
            return
        yield member
        if isinstance(member, Damage):
            return
        offset += member.length


def _read_member(file: BinaryIO, offset: int) -> Member | Damage | None:
    """The member at ``offset``; None at the end of the file."""
    file.seek(offset)
    unpacker, kept, taken = zlib.decompressobj(zlib.MAX_WBITS + 16), bytearray(), 0
    is_whole = True
    while block := file.read(_BLOCK):
        taken += len(block)
        for part in _unpacked(unpacker, block):
            is_whole = is_whole and len(kept) + len(part) <= LONGEST
            if is_whole:
                kept += part
        if unpacker.eof:
            return Member(offset, taken - len(unpacker.unused_data), bytes(kept), is_whole)
    return Damage(offset, CUT) if taken else None


def _unpacked(unpacker: zlib._Decompress, block: bytes) -> Iterator[bytes]:
    """What a block holds, in pieces: one of zeros may hold a thousand times its size."""
    while block and not unpacker.eof:
        yield unpacker.decompress(block, _BLOCK)
        block = unpacker.unconsumed_tail


def _find_magic(file: BinaryIO, offset: int) -> int | None:
    """Where the next member may begin."""
    while True:
        file.seek(offset)
        block = file.read(_BLOCK)
        place = block.find(MAGIC)
        if place >= 0:
            return offset + place
        if len(block) < len(MAGIC):
            return None
        offset += len(block) - len(MAGIC) + 1
