"""Pages out of WARC files, our own and those of other programs: one at its offset, or all of a file."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from harvester.archive.bodies import BodyError, decoded
from harvester.archive.members import MAGIC, Damage, Member, iter_members
from harvester.archive.plain import iter_plain
from harvester.archive.records import page_of, part_of, read_fields, with_parts
from harvester.errors import ArchiveError
from harvester.items import Page

logger = logging.getLogger(__name__)

DAMAGED = "damaged"
_FIRST = ("response", "resource")
"""What begins a page: the server's answer, or what a browser built of it."""
_BESIDE = ("warcinfo", "request", "metadata")
"""What only tells about pages."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A page, and where its response record lies."""

    page: Page
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Other:
    """What is no page of its own: a revisit, a conversion, a response or a place that nothing can be made of."""

    kind: str
    url: str
    refers_to: str | None = None
    """Of a revisit: the address at which its bytes were archived."""


def existing(folder: Path) -> Path:
    """The folder of an archive; raises ArchiveError where it is not there, which is no loss of every page in it."""
    if not folder.is_dir():
        raise ArchiveError(f"archive {str(folder)!r}: no such folder (--archive names the one of the crawls)")
    return folder


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
    return (found for found in iter_found(path, offset) if isinstance(found, Captured))


def iter_found(path: Path, offset: int = 0) -> Iterator[Captured | Other]:
    """The pages, each with what is said beside it, and the records that are none."""
    group: list[_Parsed] = []
    for record in _iter_records(path, offset):
        if isinstance(record, Damage):
            yield Other(DAMAGED, "")
            continue
        if group and record.concurrent_to != group[0].id:
            yield _found(group)
            group = []
        if group or record.kind in _FIRST:
            group.append(record)
        elif record.kind not in _BESIDE:
            yield Other(record.kind, record.url, record.refers_to)
    if group:
        yield _found(group)


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

    @property
    def url(self) -> str:
        return self._header("WARC-Target-URI") or ""

    @property
    def is_truncated(self) -> bool:
        """True where the crawler says that it cut the answer off, as Common Crawl does at 1 MB."""
        return self._header("WARC-Truncated") is not None

    @property
    def refers_to(self) -> str | None:
        return self._header("WARC-Refers-To-Target-URI")

    def _header(self, name: str) -> str | None:
        value: str | None = self.record.rec_headers.get_header(name)
        return value


def _iter_records(path: Path, offset: int) -> Iterator[_Parsed | Damage]:
    """The records that can be read; what cannot is logged, and named as a damage."""
    loader = ArcWarcRecordLoader()
    try:
        with path.open("rb") as file:
            for count, member in enumerate(_members(file, offset)):
                record = _parse(loader, member, path, is_first=not count)
                if isinstance(record, Damage):
                    logger.warning(
                        "damaged archive record file=%s offset=%d error=%s", path, record.offset, record.reason
                    )
                yield record
    except OSError as error:
        raise ArchiveError(
            f"archive {str(path)!r}: cannot be read: {error.strerror!r} (restore it, or correct the path)"
        ) from None


def _members(file: BinaryIO, offset: int) -> Iterator[Member | Damage]:
    """The records, however the file is packed: each by itself, all as one, or not at all."""
    file.seek(offset)
    if not offset and not MAGIC.startswith(file.read(len(MAGIC))):
        file.seek(0)
        yield from _some(iter_plain(file), file.name)
        return
    members = iter_members(file, offset)
    damages, first = _to_first(members)
    if first is not None and not offset and _holds_more(first):
        file.seek(0)
        with gzip.open(file) as unpacked:
            yield from iter_plain(unpacked)
        return
    yield from damages
    if first is not None:
        yield first
    yield from members


def _to_first(members: Iterator[Member | Damage]) -> tuple[list[Damage], Member | None]:
    """What is damaged before the first record, and that record."""
    damages: list[Damage] = []
    for member in members:
        if isinstance(member, Member):
            return damages, member
        damages.append(member)
    return damages, None


def _some(members: Iterator[Member | Damage], name: str) -> Iterator[Member | Damage]:
    damages, first = _to_first(members)
    if first is None:
        raise ArchiveError(f"archive {name!r}: not a WARC file (no record in it)")
    yield from damages
    yield first
    yield from members


def _holds_more(member: Member) -> bool:
    """True for a gzip member with more than the one record that it begins with."""
    return sum(1 for _ in zip(iter_plain(BytesIO(member.data)), range(2), strict=False)) > 1


def _parse(loader: Any, member: Member | Damage, path: Path, *, is_first: bool) -> _Parsed | Damage:
    if isinstance(member, Damage):
        return member
    try:
        record = loader.parse_record_stream(BytesIO(member.data))
        if member.is_whole:
            return _Parsed(member, record, record.raw_stream.read())
        return Damage(member.offset, "too long")
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError) as error:
        if is_first:
            raise ArchiveError(f"archive {str(path)!r}: not a WARC file: {str(error)!r}") from None
        return Damage(member.offset, str(error))


def _found(group: list[_Parsed]) -> Captured | Other:
    response, others = group[0], {item.kind: item for item in group[1:] if item.kind in _BESIDE}
    if response.is_truncated:
        return Other("truncated", response.url)
    request, metadata = others.get("request"), others.get("metadata")
    known = read_fields(metadata.block) if metadata else {}
    sent = request.block if request else b""
    try:
        body = decoded(response.record, response.block)
        page = page_of(response.record, body, request.record if request else None, known, sent)
        if "parts" in known:
            page = with_parts(page, known, {item.url: _part(item) for item in group[1:] if item.kind in _FIRST})
    except BodyError as error:
        return Other(str(error), response.url)
    except ValueError:  # a status or a date that is none
        return Other(DAMAGED, response.url)
    return Captured(page, response.member.offset, response.member.length)


def _part(item: _Parsed) -> Page:
    return part_of(item.record, decoded(item.record, item.block))
