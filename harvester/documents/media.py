"""What kind of document the bytes are, by what they hold rather than by what the server says."""

from __future__ import annotations

import codecs
import re
from typing import Literal, TypeAlias

Media: TypeAlias = Literal["empty", "html", "json", "text", "pdf", "zip", "ole", "image", "binary"]

_MAGIC: tuple[tuple[bytes, Media], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "binary"),
    (b"\x1f\x8b", "binary"),
)
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
_HEAD = 4096
_JSON = re.compile(rb"\s*(?:[\w$.]+\s*\(\s*)?(?:\[\s*)?\{\s*\"")
"""``{"data":…``, ``[{"title":…``, ``callback({"data":…``"""


def sniff(body: bytes, filename: str | None = None, content_type: str | None = None) -> Media:
    """Media of the bytes; a .txt name or text/plain header is believed over stray tags."""
    head = body[:_HEAD]
    if not head.strip():
        return "empty"
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if head.startswith(_UNICODE_BOMS):
        return "html" if b"<\x00" in head or b"\x00<" in head else "text"
    if b"\x00" in head:
        return "binary"
    return _of_text(body, (filename or "").lower().endswith(".txt"), (content_type or "").lower())


def _of_text(body: bytes, is_named_text: bool, content_type: str) -> Media:
    if _JSON.match(body[:_HEAD].removeprefix(codecs.BOM_UTF8)):
        return "json"
    if is_named_text or content_type.startswith("text/plain"):
        return "text"
    lowered = body[: 16 * _HEAD].lower()
    return "html" if any(mark in lowered for mark in _HTML_MARKS) else "text"
