"""The four columns that stand in one menu with 政府信息公开年报: 指南, 制度, 法定主动公开内容, 依申请公开."""

from __future__ import annotations

import re

from harvester.parsers.script import canonical
from harvester.parsers.wording import load

_LONGEST = 14
"""Characters; what is longer is a title."""
_MARKS = re.compile(r"[\W_]+")


def sibling_of(text: str) -> str | None:
    """Which of the four a link names: guide, rules, content, request.

    >>> sibling_of("政府信息公开指南"), sibling_of("政府信息公开年报")
    ('guide', None)
    """
    name = _MARKS.sub("", canonical(text))
    if len(name) > _LONGEST:
        return None
    found = (kind for kind, pattern in load("siblings.yaml")["siblings"].items() if re.search(pattern, name))
    return next(found, None)
