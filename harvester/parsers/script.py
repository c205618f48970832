"""Chinese text made comparable: Traditional to Simplified, one width, no spaces, no quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import Any

_TRADITIONAL = "".join(files("harvester.parsers").joinpath("traditional.txt").read_text(encoding="utf-8").split())
"""Characters that Simplified text never has: of Big5, not of GB 2312, in no name of a place, changed by OpenCC."""
_ANY_TRADITIONAL = re.compile(f"[{_TRADITIONAL}]")
_ZERO_WIDTH = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What no reader sees: joiners, marks of the direction of writing, places where a word may break."""
_UNSHOWN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
"""Controls, halves of characters, and what is none: not every database, workbook and UTF-8 file takes them."""
_WIDE = re.compile(r"[\uff01-\uff5e\u3000\u00a0]")
_ODD = re.compile(r"[^\u4e00-\u9fff\x00-\x7f\uff01-\uff5e\u3000\u00a0、。“”‘’《》【】—·]")
"""Characters other than those that NFKC leaves alone and the wide ones, which it maps one by one."""
_NARROW = {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "\u00a0": " "}
_FREQUENT = "，：；（）\u3000"
_MAX_SPELLINGS = 200
"""More than any word has; a sentence is looked for in its first ones."""
_ICONS = re.compile(r"^[\ue000-\uf8ff]+|[\ue000-\uf8ff]+$")
"""Signs of a font of icons around a word."""
_QUOTES = re.compile(r"[“”„‟\"'‘’「」『』]")


@cache
def _converter() -> Any:
    import opencc  # noqa: PLC0415  (loads its dictionaries; Simplified pages never need them)

    return opencc.OpenCC("t2s")


def is_traditional(text: str) -> bool:
    """True where the text holds characters that only Traditional script has."""
    return _ANY_TRADITIONAL.search(text) is not None


def simplify(text: str) -> str:
    """Traditional text in Simplified characters, of the same length; other text as it is (乾县 stays 乾县)."""
    if not is_traditional(text):
        return text
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else text


def may_begin(text: str, firsts: Container[str]) -> bool:
    """False for most sentences, by their first character alone: it is a word's, and none of ``firsts``."""
    return not "一" <= text[:1] <= "龥" or text[0] in firsts


def spellings(word: str) -> frozenset[str]:
    """A word as it may be published: as it stands, in Simplified, and in every Traditional writing of it.

    复议 is 復議 on one page and, converted by machine, 複議 on another.
    """
    plain = simplify(word)
    written = product(*(_traditional().get(character, character) for character in plain))
    return frozenset((word, plain, *("".join(characters) for characters in islice(written, _MAX_SPELLINGS))))


@cache
def _traditional() -> Mapping[str, str]:
    """Every Traditional character that a Simplified one stands for: 复 -> 復複."""
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    found: dict[str, str] = {}
    for traditional, plain in zip(every, _converter().convert(every), strict=True):
        if traditional != plain:
            found[plain] = found.get(plain, "") + traditional
    return found


def narrow(text: str) -> str:
    """The text in NFKC; ordinary Chinese text twenty times as fast as by `unicodedata`."""
    if _ODD.search(text):
        return unicodedata.normalize("NFKC", text)
    for wide in _FREQUENT:
        text = text.replace(wide, _NARROW[wide])
    return _WIDE.sub(lambda wide: _NARROW[wide[0]], text)


def squeeze(text: str) -> str:
    """Text without any white space, NBSP and zero-width characters included: ``自 然 人`` -> ``自然人``.

    Text that can be shown (`str.isprintable`) has no white space but the plain space.
    """
    if text.isprintable():
        return text.replace(" ", "")
    packed = "".join(text.split())
    return packed if packed.isprintable() else _ZERO_WIDTH.sub("", packed)


def fold(text: str) -> str:
    """One line with single spaces, of characters that can be shown: what stands in a `Text` block or a cell."""
    if text.isprintable():
        return " ".join(text.split()) if " " in text else text
    packed = " ".join(text.split())
    if packed.isprintable():
        return packed
    return " ".join(_ZERO_WIDTH.sub("", _UNSHOWN.sub("", text)).split())


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The form in which labels and headings are compared: NFKC, Simplified, no spaces, no quotes.

    >>> canonical("3.危及“三安全一稳定” ")
    '3.危及三安全一稳定'
    """
    plain = _QUOTES.sub("", squeeze(simplify(narrow(text))))
    return plain if plain.isprintable() else _ICONS.sub("", plain)
