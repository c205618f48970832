"""The XML parts of an Office file and how they name each other: ``Target="numbering.xml"`` in ``word/_rels``.

python-docx opens neither files with macros, templates, files in the strict spelling of the standard, nor files of
which a part is missing; WPS and document management systems write all of them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from harvester.documents.archive_limits import checked

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_SPELLINGS = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _TRANSITIONAL + b"spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _TRANSITIONAL + b"drawingml/2006/main"),
)
"""Namespaces of the strict standard and of Word 2003 -> those that Word and Excel write."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    """The tag or attribute of Word with this name."""
    return _WORD + name


def parsed(xml: bytes) -> Any:
    """The root of a part, its namespaces in the usual spelling. Raises XMLSyntaxError."""
    return etree.fromstring(_respelt(xml), etree.XMLParser(resolve_entities=False, no_network=True))


def transitional(body: bytes) -> BytesIO:
    """The file in the usual spelling, for libraries that know no other. Raises what `checked` raises."""
    stream = checked(body)
    with ZipFile(stream) as archive:
        if "_rels/.rels" not in archive.namelist() or _STRICT not in archive.read("_rels/.rels"):
            stream.seek(0)
            return stream
        usual = BytesIO()
        with ZipFile(usual, "w") as written:
            for name in archive.namelist():
                written.writestr(name, _respelt(archive.read(name)))
    usual.seek(0)
    return usual


def _respelt(xml: bytes) -> bytes:
    for rare, usual in _SPELLINGS:
        xml = xml.replace(rare, usual)
    return xml


class Package:
    """The parts of a file by name; one that is missing is None."""

    def __init__(self, body: bytes) -> None:
        """Raises TooLargeError, EncryptedError, BadZipFile."""
        self._archive = ZipFile(checked(body))
        self._names = {name.lstrip("/").lower(): name for name in self._archive.namelist()}

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; names differ in case from how they are called."""
        found = self._names.get(name.lower())
        return None if found is None else self._archive.read(found)

    def root(self, name: str | None) -> Any:
        """The parsed part; None where there is none. Raises XMLSyntaxError."""
        xml = self.read(name) if name else None
        return None if xml is None else parsed(xml)

    def related(self, name: str, kind: str) -> dict[str, str]:
        """Id -> name of the parts of a kind (``officeDocument``, ``numbering``) that a part refers to."""
        return {key: target for key, found, target in self._relations(name) if found == kind}

    def only(self, name: str, kind: str) -> str | None:
        """The name of the one part of that kind."""
        return next(iter(self.related(name, kind).values()), None)

    def _relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        folder, own = posixpath.split(name)
        root = self.root(posixpath.join(folder, "_rels", f"{own}.rels"))
        for node in () if root is None else root:
            target = node.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield node.get("Id", ""), posixpath.basename(node.get("Type", "")), path
