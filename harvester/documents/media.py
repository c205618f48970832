"""What kind of document the bytes are, by what they hold rather than by what the server says."""

from __future__ import annotations

import codecs
import re
from io import BytesIO
from typing import Literal, TypeAlias
from zipfile import ZipFile

from harvester.documents.errors import BROKEN_ZIP

Media: TypeAlias = Literal[
    "empty",
    "html",
    "mhtml",
    "json",
    "text",
    "pdf",
    "docx",
    "wordxml",
    "xlsx",
    "xlsb",
    "sheetxml",
    "csv",
    "ofd",
    "doc",
    "xls",
    "rtf",
    "odt",
    "ods",
    "uof",
    "zip",
    "rar",
    "ole",
    "encrypted",
    "image",
    "binary",
]

_MAGIC: tuple[tuple[bytes, Media], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "rar"),
    (b"\x1f\x8b", "binary"),
)
_PDF_START = 1024
"""Bytes within which a PDF may begin: some servers put a blank line before it."""
_IN_ZIP: tuple[tuple[str, Media], ...] = (
    ("word/", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("OFD.xml", "ofd"),
    ("content.xml", "odt"),
)
_IN_OLE: tuple[tuple[str, Media], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
"""Names in the directory of an OLE file; a Word file may hold a workbook."""
_ODF_SHEET = b"opendocument.spreadsheet"
_IN_XML: tuple[tuple[bytes, Media], ...] = (
    (b"<w:worddocument", "wordxml"),
    (b"<pkg:package", "wordxml"),
    (b"<workbook", "sheetxml"),
    (b"<office:document", "odt"),
    (b"<uof:", "uof"),
)
"""How the first tag begins where a program writes its files as one XML file, in lower case."""
_SHEET_NAMES = (".xls", ".et")
_MHTML = re.compile(rb"\s*(?:MIME-Version|Message-ID|From|Subject|Content-Type):", re.IGNORECASE)
_UNICODE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_HTML_MARKS = (
    b"<html",
    b"<!doctype",
    b"<body",
    b"<table",
    b"<div",
    b"<p",
    b"<meta",
    b"<head",
    b"<ucap",
    b"<tr",
    b"<br",
)
_HEAD, _XML_HEAD = 4096, 64
_JSON = re.compile(rb"\s*(?:[\w$.]+\s*\(\s*)?(?:\[\s*)?\{\s*\"")
"""``{"data":…``, ``[{"title":…``, ``callback({"data":…``"""


def sniff(body: bytes, filename: str | None = None, content_type: str | None = None) -> Media:
    """Media of the bytes; a .txt name or text/plain header is believed over stray tags."""
    head = body[:_HEAD]
    if not head.strip():
        return "empty"
    media = _by_magic(body, filename)
    if media is not None:
        return media
    if head.startswith(_UNICODE_BOMS):
        return "html" if b"<\x00" in head or b"\x00<" in head else "text"
    name, declared = (filename or "").lower(), (content_type or "").lower()
    if b"\x00" in head and not (_has_tags(head) or _is_plain(name, declared)):
        return "binary"
    return _of_text(body, name, declared)


def _by_magic(body: bytes, filename: str | None) -> Media | None:
    found = next((media for magic, media in _MAGIC if body.startswith(magic)), None)
    if found == "zip":
        return _of_zip(body)
    if found == "ole":
        return _of_ole(body, (filename or "").lower())
    if found == "image" and body.startswith(b"BM") and b"\x00" not in body[:_HEAD]:
        return None
    if found is None and b"%PDF-" in body[:_PDF_START]:
        return "pdf"
    return found


def _of_zip(body: bytes) -> Media:
    """What a zip file is by the names of its members; one whose directory is lost is a zip."""
    try:
        with ZipFile(BytesIO(body)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype") if "mimetype" in names else b""
    except BROKEN_ZIP:
        return "zip"
    if _ODF_SHEET in kind:
        return "ods"
    return next((media for start, media in _IN_ZIP if any(name.startswith(start) for name in names)), "zip")


def _of_ole(body: bytes, filename: str) -> Media:
    found = [media for name, media in _IN_OLE if name.encode("utf-16-le") in body]
    if "xls" in found and filename.endswith(_SHEET_NAMES):
        return "xls"
    return found[0] if found else "ole"


def _of_text(body: bytes, filename: str, content_type: str) -> Media:
    if _JSON.match(body[:_HEAD].removeprefix(codecs.BOM_UTF8)):
        return "json"
    if _MHTML.match(body[:_HEAD]) and b"multipart/" in body[:_HEAD].lower():
        return "mhtml"
    lowered = body[: 16 * _HEAD].lower()
    if lowered[:_XML_HEAD].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<?xml"):
        found = next((media for start, media in _IN_XML if start in lowered[:_HEAD]), None)
        if found is not None:
            return "ods" if found == "odt" and _ODF_SHEET in lowered[:_HEAD] else found
    if filename.endswith(".csv") or content_type.startswith("text/csv"):
        return "csv"
    if _is_plain(filename, content_type):
        return "text"
    return "html" if _has_tags(lowered) else "text"


def _is_plain(filename: str, content_type: str) -> bool:
    return filename.endswith(".txt") or content_type.startswith("text/plain")


def _has_tags(source: bytes) -> bool:
    lowered = source.lower()
    return any(mark in lowered for mark in _HTML_MARKS)
