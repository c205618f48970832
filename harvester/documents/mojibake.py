"""Characters that were decoded with the wrong codec and stored: 鏀垮簻 or æ”¿åºœ where 政府 was meant."""

from __future__ import annotations

import re
from functools import cache

_WORDS = ("政府", "信息", "公开", "年度", "报告", "申请")
_MISREADINGS = (("utf-8", "gb18030"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1"))
"""Written with the first codec, read with the second."""
_ANNOTATED = re.compile(r"[\u4e00-\u9fff][（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[）)]")
"""``標(biāo)題``: what one converter makes of characters that its target charset lacks."""
_MARKED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")


def decoded_twice(text: str) -> str | None:
    """What shows that a text was decoded twice; None for a text that was not.

    At least two of the field's words have to stand there misread: one alone may be a quotation, or chance.
    """
    words, forms = sum(text.count(word) for word in _WORDS), _misread()
    misread = [form for _, form in forms if form in text] if words < len(forms) else []
    if len(misread) > 1 and words < len(misread):
        return "、".join(misread[:3])
    annotated = [found for found in _ANNOTATED.findall(text) if _MARKED.search(found)] if _MARKED.search(text) else []
    return "、".join(annotated[:3]) if len(annotated) > 2 else None


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
