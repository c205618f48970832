"""Pages out of WARC files that the archive wrote: one at its offset, or all of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from harvester.archive.members import Member, iter_members
from harvester.archive.records import page_of, read_fields
from harvester.errors import ArchiveError
from harvester.items import Page

_FIRST = ("response", "resource")
"""What begins a page: the server's answer, or what a browser built of it."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A page, and where its response record lies."""

    page: Page
    offset: int
    length: int


def read_capture(path: Path, offset: int) -> Page:
    """The page whose response record begins at ``offset``.

    Raises ArchiveError where the file is missing, or holds no whole response there.
    """
    found = next(iter_captures(path, offset), None)
    if found is None or found.offset != offset:
        raise ArchiveError(f"archive {str(path)!r}: no whole page at offset: {offset!r} (fetch the page again)")
    return found.page


def iter_captures(path: Path, offset: int = 0) -> Iterator[Captured]:
    """Every whole page of a file from ``offset`` on; damaged and cut records are logged and left out."""
    group: list[_Parsed] = []
    for record in _iter_records(path, offset):
        if group and record.concurrent_to != group[0].id:
            yield _captured(group)
            group = []
        if group or record.kind in _FIRST:
            group.append(record)
    if group:
        yield _captured(group)


@dataclass(frozen=True, slots=True)
class _Parsed:
    member: Member
    record: Any
    block: bytes

    @property
    def kind(self) -> str:
        return str(self.record.rec_type)

    @property
    def id(self) -> str | None:
        return self._header("WARC-Record-ID")

    @property
    def concurrent_to(self) -> str | None:
        return self._header("WARC-Concurrent-To")

    def _header(self, name: str) -> str | None:
        value: str | None = self.record.rec_headers.get_header(name)
        return value


def _iter_records(path: Path, offset: int) -> Iterator[_Parsed]:
    loader = ArcWarcRecordLoader()
    try:
        with path.open("rb") as file:
            for member in iter_members(file, offset):
                record = loader.parse_record_stream(BytesIO(member.data))
                yield _Parsed(member, record, record.raw_stream.read())
    except OSError as error:
        raise ArchiveError(f"archive {str(path)!r}: cannot be read: {error.strerror!r}") from None
    except ArchiveLoadFailed as error:
        raise ArchiveError(f"archive {str(path)!r}: not a WARC file: {str(error)!r}") from None


def _captured(group: list[_Parsed]) -> Captured:
    response, others = group[0], {item.kind: item for item in group[1:]}
    request, metadata = others.get("request"), others.get("metadata")
    known = read_fields(metadata.block) if metadata else {}
    sent = request.block if request else b""
    page = page_of(response.record, response.block, request.record if request else None, known, sent)
    return Captured(page, response.member.offset, response.member.length)
