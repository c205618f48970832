"""Characters that were decoded with the wrong codec and stored: 鏀垮簻 or æ”¿åºœ where 政府 was meant."""

from __future__ import annotations

import re
from functools import cache

_WORDS = ("政府", "信息", "公开", "年度", "报告", "申请")
_MISREADINGS = (("utf-8", "gb18030"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1"))
"""Written with the first codec, read with the second."""
_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_ANNOTATED = re.compile(rf"[\u4e00-\u9fff][（(][a-z{_MARKED}]{{1,6}}[）)]")
"""``標(biāo)題``: what one converter makes of characters that its target charset lacks."""


def decoded_twice(text: str) -> str | None:
    """What shows that a text was decoded twice; None for a text that was not.

    At least two of the field's words have to stand there misread: one alone may be a quotation, or chance.
    """
    forms = _misread()
    words = _count(text, enough=len(forms))
    misread = [form for _, form in forms if form in text] if words < len(forms) else []
    if len(misread) > 1 and words < len(misread):
        return "、".join(misread[:3])
    annotated = [found for found in _ANNOTATED.findall(text) if _is_marked(found)] if _is_marked(text) else []
    return "、".join(annotated[:3]) if len(annotated) > 2 else None


def _count(text: str, enough: int) -> int:
    """How often the words stand in the text; no further than to ``enough``."""
    found = 0
    for word in _WORDS:
        found += text.count(word) if found < enough else 0
    return found


def _is_marked(text: str) -> bool:
    return any(mark in text for mark in _MARKED)


@cache
def _misread() -> tuple[tuple[str, str], ...]:
    """Each word as it looks after each misreading; in two byte positions where the wrong codec reads pairs."""
    forms = []
    for word in _WORDS:
        for written, read in _MISREADINGS:
            forms.append((word, word.encode(written).decode(read, "ignore")))
        shifted = word.encode("utf-8")[1:].decode("gb18030", "ignore")
        forms.append((word, shifted[:2]))
    return tuple(sorted({(word, form) for word, form in forms if len(form) > 1}))
