"""The name of a file: what the link calls it, or what the server's Content-Disposition says, in whatever bytes."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from functools import cache
from mimetypes import guess_type
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from harvester.parsers.attachments import file_ending
from harvester.parsers.script import fold
from harvester.parsers.wording import load

_EXTENDED = re.compile(r"filename\*\s*=\s*\"?(?P<charset>[\w.:-]*)'[^']*'(?P<value>[^;\"]+)", re.IGNORECASE)
_PLAIN = re.compile(r"filename\s*=\s*(?:\"(?P<quoted>(?:\\.|[^\"\\])*)\"|(?P<bare>[^;]+))", re.IGNORECASE)
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_WORD = re.compile(r"=\?[\w-]+\?[BbQq]\?")
_ENDING = re.compile(r"\.([0-9A-Za-z]{1,4})$")
_MACHINE = re.compile(r"^[A-Z]{0,2}[\W_0-9a-f]{6,}$|^[\W_\d]*$", re.IGNORECASE)
"""``P020240118001``, ``1a2b3c4d…``: what a system calls a file that nobody named."""
_LONGEST = 200


def stated_name(disposition: str | None) -> str | None:
    """The file name of a Content-Disposition header whose bytes were read as Latin-1.

    Met are ``filename*=UTF-8''%E5%B9%B4.pdf``, bytes of GBK or UTF-8 as they are, percent signs or
    ``=?UTF-8?B?…?=`` within ``filename=``, and UTF-8 that was taken for Latin-1 and encoded once more.
    """
    extended = _EXTENDED.search(disposition or "")
    if extended:
        return _clean(_decoded(unquote_to_bytes(extended["value"].strip()), extended["charset"]))
    plain = _PLAIN.search(disposition or "")
    if plain is None:
        return None
    text = (plain["quoted"] or plain["bare"] or "").replace('\\"', '"').strip()
    return _clean(_of_plain(text))


def best_name(link_name: str, stated: str | None, url: str) -> str:
    """The name that says most, with an ending where anybody knows it.

    ``附表.xlsx`` of the link, ``年报.pdf`` of the server for 点击下载, ``2023年年报`` + ``.pdf`` of the address.
    """
    own = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    if _ending(link_name) and not says_nothing(link_name):
        return link_name
    if stated and (says_nothing(link_name) or (_ending(stated) and link_name in stated)):
        return stated
    if says_nothing(link_name):
        return link_name if _ending(link_name) and says_nothing(own) else own or link_name
    ending = _ending(stated or "") or file_ending(url)
    return f"{link_name}.{ending}" if ending else link_name


def media_type(name: str, content_type: str | None, known: str | None) -> str | None:
    """What kind of file it is: by its ending, else by what the server says, else by what the link let expect."""
    data = load("attachments.yaml")
    ending = _ending(name) or ""
    stated = (content_type or "").partition(";")[0].strip().lower()
    is_vague = not stated or stated.endswith(("octet-stream", "x-download", "force-download"))
    by_name = data["endings"].get(ending) or data["images"].get(ending) or known
    return by_name or (None if is_vague else stated) or guess_type(name)[0]


def _of_plain(text: str) -> str:
    if _WORD.search(text):
        try:
            return "".join(_part(part, charset) for part, charset in decode_header(text))
        except HeaderParseError:
            return text
    if _ESCAPED.search(text):
        return _decoded(unquote_to_bytes(text))
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    found = _decoded(data)
    return _decoded(found.encode("latin-1")) if _is_latin(found) else found


def _part(part: bytes | str, charset: str | None) -> str:
    return _decoded(part, charset or "") if isinstance(part, bytes) else part


def _decoded(data: bytes, charset: str = "") -> str:
    """By the charset that is named, by UTF-8, by GB18030: the first that all bytes fit."""
    for name in (charset, "utf-8", "gb18030"):
        try:
            return data.decode(name) if name else data.decode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _is_latin(text: str) -> bool:
    return any(char >= "\x80" for char in text) and all(char <= "\xff" for char in text)


def _clean(name: str) -> str | None:
    """Without folders, control characters and what no name needs; None where nothing is left."""
    last = re.split(r"[/\\]", name)[-1]
    printable = "".join(char for char in last if char.isprintable() or char.isspace())
    return fold(printable).strip(" .\"'")[-_LONGEST:] or None


def _ending(name: str) -> str | None:
    found = _ENDING.search(name)
    data = load("attachments.yaml")
    ending = found[1].lower() if found else ""
    return ending if ending in data["endings"] or ending in data["images"] else None


@cache
def _generic() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("attachments.yaml")["generic_names"]))
    return re.compile(rf"^(?:{words}|[\W_\d])*$", re.IGNORECASE)


def says_nothing(name: str) -> bool:
    """True for 点击下载, 附件1, P020240118001.pdf and an empty name."""
    ending = _ending(name)
    stem = name[: -len(ending) - 1] if ending else name
    return bool(_generic().match(stem) or _MACHINE.match(stem))
