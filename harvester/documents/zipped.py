"""Zip files that portals pack a report in: the documents inside are read, under their own names."""

from __future__ import annotations

from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from harvester.documents.apart import MAX_BYTES
from harvester.documents.archive_limits import checked
from harvester.documents.errors import BROKEN_ZIP, EncryptedError, TooLargeError

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


_MOST = 12
"""Documents of one file: a report, its three tables, and what is sent along."""


class SeveralError(Exception):
    """Raised where a zip file holds none, or several of which nobody but a person says which one is the report."""


def documents_of(body: bytes) -> list[tuple[str, bytes]]:
    """Names and bytes of the documents. Raises SeveralError, EncryptedError, TooLargeError, BadZipFile."""
    with ZipFile(checked(body)) as archive:
        found = [member for member in archive.infolist() if _is_document(member)]
        if not 0 < len(found) <= _MOST:
            raise SeveralError
        if sum(member.file_size for member in found) > MAX_BYTES:
            raise TooLargeError("the documents in the file are larger than any report")
        return [(_name(member), archive.read(member)) for member in found]


def why_unread(error: Exception) -> str:
    """The flag of a document that could not be taken out."""
    if isinstance(error, EncryptedError):
        return "unread_encrypted"
    if isinstance(error, TooLargeError):
        return "unread_too_large"
    return "unread_zip" if isinstance(error, SeveralError) else "unread_broken_zip"


PROBLEMS = (SeveralError, EncryptedError, TooLargeError, *BROKEN_ZIP)
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
