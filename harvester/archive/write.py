"""Writing pages into WARC files: every record a gzip member, so that a kill leaves at most a cut last one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import harvester
from harvester.archive.record import packed
from harvester.archive.records import info_record, page_records
from harvester.errors import ArchiveError
from harvester.items import Page

FILE_BYTES = 512 * 1024 * 1024
"""A file that has grown beyond this is closed and the next one begun."""

SYNC_SECONDS = 2.0
"""Records are handed to the system at once, and forced to the disk at least this often while writing."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a response record lies: its file relative to the archive's folder, and its gzip member there."""

    file: str
    offset: int
    length: int


class ArchiveWriter:
    """Appends to files of its own, ``202611/harvester-20261122T050400Z-r12-00001.warc.gz``; never to a file it found.

    A file is made with the first page, so that a run without news leaves none.
    """

    def __init__(self, folder: Path, *, run: int, file_bytes: int = FILE_BYTES) -> None:
        self.folder = folder
        self.run = run
        self.file_bytes = file_bytes
        self.serial = 0
        self._file: BinaryIO | None = None
        self._name = ""
        self._synced = 0.0

    def write(self, page: Page) -> Location:
        """Archives one page. Raises ArchiveError where the folder or the disk does not take it, as all here does."""
        with self._told():
            return self._write(page)

    def sync(self) -> None:
        """Forces everything written so far to the disk."""
        if self._file is not None:
            with self._told():
                os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def close(self) -> None:
        """Closes the file whatever the disk says, and raises what it says."""
        if self._file is not None:
            file, self._file = self._file, None
            with self._told(), file:
                file.flush()
                os.fsync(file.fileno())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ArchiveError(
                f"archive {str(self.folder)!r}: cannot be written: {error.strerror!r} (check disk and permissions)"
            ) from error

    def _write(self, page: Page) -> Location:
        file = self._open_file()
        offset, members = file.tell(), [packed(data) for data in page_records(page)]
        file.write(b"".join(members))
        file.flush()
        if time.monotonic() - self._synced >= SYNC_SECONDS:
            self.sync()
        return Location(self._name, offset, len(members[0]))

    def _open_file(self) -> BinaryIO:
        if self._file is not None and self._file.tell() >= self.file_bytes:
            self.close()
        if self._file is None:
            self._file = self._new_file()
        return self._file

    def _new_file(self) -> BinaryIO:
        now = datetime.now(UTC)
        self.serial += 1
        name = f"harvester-{now:%Y%m%dT%H%M%SZ}-r{self.run}-{os.getpid()}-{self.serial:05}.warc.gz"
        path = self.folder / f"{now:%Y%m}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb")
        self._name = path.relative_to(self.folder).as_posix()
        self._synced = time.monotonic()
        file.write(packed(info_record(name, now, _info(self.run))))
        return file


def _info(run: int) -> dict[str, str]:
    return {
        "software": f"harvester/{harvester.__version__}",
        "format": "WARC File Format 1.1",
        "isPartOf": f"run-{run}",
        "description": "bodies are stored decoded; headers that described the transfer are named X-Archive-Orig-*",
    }
