"""Chinese text made comparable: Traditional to Simplified, one width, no spaces, no quotes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

_TRADITIONAL = frozenset("關開報務機辦總處數廳請質訴審據規無項與業會國發條議過從門學縣鎮鄉區員結")
_SPACES = re.compile(r"[\s\u00a0\u3000\u200b-\u200d\ufeff]+")
_QUOTES = re.compile(r"[“”„‟\"'‘’「」『』]")


@cache
def _converter() -> Any:
    import opencc  # noqa: PLC0415  (loads its dictionaries; Simplified pages never need them)

    return opencc.OpenCC("t2s")


def is_traditional(text: str) -> bool:
    """True where the text holds characters that only Traditional script has."""
    return not _TRADITIONAL.isdisjoint(text)


def simplify(text: str) -> str:
    """Traditional text in Simplified characters, of the same length; other text as it is (乾县 stays 乾县)."""
    if not is_traditional(text):
        return text
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else text


def squeeze(text: str) -> str:
    """Text without any white space, NBSP and zero-width characters included: ``自 然 人`` -> ``自然人``."""
    return _SPACES.sub("", text)


def fold(text: str) -> str:
    """One line with single spaces: what stands in a `Text` block or a cell."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The form in which labels and headings are compared: NFKC, Simplified, no spaces, no quotes.

    >>> canonical("3.危及“三安全一稳定” ")
    '3.危及三安全一稳定'
    """
    return _QUOTES.sub("", squeeze(simplify(unicodedata.normalize("NFKC", text))))
