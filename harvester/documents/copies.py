"""Pages that content farms copied from a portal and altered by pinyin behind characters."""

from __future__ import annotations

import re

ALTERED = "altered_copy"
"""Flag of such a document."""
_FEW = 5
"""How often pinyin stands in brackets where a page explains how a rare character is read."""
_SAMPLE = 8000
"""Characters from the page's first third on: a farm puts pinyin into every line."""
_PINYIN = re.compile(r"[（(][a-zɡāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,7}[)）]")
"""``政(zheng)府``, ``報(bào)告``."""


def restored(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without inserted pinyin, and the flag of an altered copy where it is one."""
    start = len(text) // 3
    plain, count = _PINYIN.subn("", text) if _PINYIN.search(text, start, start + _SAMPLE) else (text, 0)
    return (plain, (ALTERED,)) if count > _FEW else (text, ())
