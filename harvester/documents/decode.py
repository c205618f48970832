"""Bytes to text: the encoding that the bytes themselves show beats the one that is declared.

Portals declare gb2312 and send GB18030, declare utf-8 in the header and send GBK, or declare nothing.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}
_SINGLE_BYTE = ("iso8859-1", "cp1252", "ascii")
"""Codecs that accept any byte: a declaration of one says nothing about a Chinese page."""
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """``flags``: encoding_guessed where no declaration fitted, undecodable where characters were lost."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Text of the bytes, NUL characters left out: no reader needs them, and no database shows what follows them."""
    decoded = _decode(body, content_type)
    return replace(decoded, text=decoded.text.replace("\x00", "")) if "\x00" in decoded.text else decoded


def _decode(body: bytes, content_type: str | None) -> Decoded:
    """BOM, then UTF-8 if it is valid, then what is declared, then GB18030, then a guess."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(encoding, "replace"), encoding)
    text = _strict(body, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    declared = list(_declared(body, content_type))
    for encoding in dict.fromkeys((*declared, "gb18030")):
        text = _strict(body, encoding)
        if text is not None:
            return Decoded(text, encoding)
    return _best_effort(body, declared)


def _declared(body: bytes, content_type: str | None) -> Iterator[str]:
    from bs4.dammit import EncodingDetector  # noqa: PLC0415  (takes a third of the start of a process that reads files)

    header = (content_type or "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    for name in (header, EncodingDetector.find_declared_encoding(body[:_HEAD], is_html=True)):
        if not name:
            continue
        try:
            codec = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        if codec not in _SINGLE_BYTE:
            yield _SUPERSETS.get(codec, codec)


def _strict(body: bytes, encoding: str) -> str | None:
    """Decode without loss; half a character at the very end (a page cut in transit) is left off."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(body, final=False)
    except UnicodeError:
        return None


def _best_effort(body: bytes, declared: list[str]) -> Decoded:
    tries = [(name, body.decode(name, "replace")) for name in dict.fromkeys((*declared, "utf-8", "gb18030"))]
    encoding, text = min(tries, key=lambda item: item[1].count("\ufffd"))
    if text.count("\ufffd") * 100 < len(text):
        return Decoded(text, encoding, ("undecodable",))
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, rarely needed)

    guess = from_bytes(body[:65536]).best()
    if guess is None:
        return Decoded(text, encoding, ("undecodable",))
    return Decoded(body.decode(guess.encoding, "replace"), guess.encoding, ("encoding_guessed",))
