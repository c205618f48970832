"""Zip files that portals pack a report in: the one document inside is read, under its own name."""

from __future__ import annotations

from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from harvester.documents.apart import MAX_BYTES
from harvester.documents.archive_limits import checked
from harvester.documents.errors import EncryptedError, TooLargeError

_DOCUMENTS = (
    *(
        ".pdf",
        ".ofd",
        ".doc",
        ".docx",
        ".docm",
        ".wps",
        ".rtf",
        ".odt",
        ".uof",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".et",
    ),
    *(".ods", ".csv", ".htm", ".html", ".mht", ".txt"),
)
_UTF8_NAME = 0x800
"""Flag of a name in UTF-8; Windows writes Chinese names in GBK, which `zipfile` takes for code page 437."""


class SeveralError(Exception):
    """Raised where a zip file holds several documents, or none: which one is the report is not for a reader to say."""


def only_document(body: bytes) -> tuple[str, bytes]:
    """Name and bytes of the one document. Raises SeveralError, EncryptedError, TooLargeError, BadZipFile."""
    with ZipFile(checked(body)) as archive:
        found = [member for member in archive.infolist() if _is_document(member)]
        if len(found) != 1:
            raise SeveralError
        if found[0].file_size > MAX_BYTES:
            raise TooLargeError("the document in the file is larger than any report")
        return _name(found[0]), archive.read(found[0])


def why_unread(error: Exception) -> str:
    """The flag of a document that could not be taken out."""
    if isinstance(error, EncryptedError):
        return "unread_encrypted"
    if isinstance(error, TooLargeError):
        return "unread_too_large"
    return "unread_zip" if isinstance(error, SeveralError) else "unread_broken_zip"


PROBLEMS = (SeveralError, EncryptedError, TooLargeError, BadZipFile, NotImplementedError, OSError, ValueError)
"""What taking the document out may raise: the rest comes from files that are damaged or packed in rare ways."""


def _is_document(member: ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    is_hidden = any(part.startswith((".", "__", "~$")) for part in path.parts)  # what macOS and Word leave
    return not is_hidden and path.suffix.lower() in _DOCUMENTS


def _name(member: ZipInfo) -> str:
    name = PurePosixPath(member.filename).name
    if member.flag_bits & _UTF8_NAME:
        return name
    return name.encode("cp437", "replace").decode("gb18030", "replace")
