"""Zip files that unfold to more than anybody's memory are not unfolded."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from harvester.documents.errors import EncryptedError, TooLargeError

MAX_UNFOLDED = 150_000_000
MAX_MEMBER = 40_000_000
"""Bytes of one XML part; pictures may be larger."""
_MAX_MEMBERS = 5000
_ENCRYPTED = 0x1


def checked(body: bytes) -> BytesIO:
    """The file for a library to open. Raises TooLargeError, EncryptedError, BadZipFile.

    The sizes are those that the directory declares; `zipfile` stops reading a member at its declared size.
    """
    stream = BytesIO(body)
    with ZipFile(stream) as archive:
        members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise EncryptedError("a member of the file is encrypted")
    parts = [member.file_size for member in members if member.filename.endswith((".xml", ".rels"))]
    if (
        len(members) > _MAX_MEMBERS
        or sum(m.file_size for m in members) > MAX_UNFOLDED
        or max(parts, default=0) > MAX_MEMBER
    ):
        raise TooLargeError("the file unfolds to more than a report can need")
    stream.seek(0)
    return stream
