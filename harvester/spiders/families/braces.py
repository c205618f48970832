"""How scripts write what they ask for: sums of strings and names, and the fields between braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvester.documents.script_text import STRING

_GIVEN = r"\((?:[^()\n]|\([^()\n]*\))*+\)"
_NAME = rf"(?:new\s+)?[A-Za-z_$][\w.$]*(?:{_GIVEN})*(?:\.\w+(?:{_GIVEN})?)?"
TERM = rf"(?:{STRING}|\d+|\([^()\"'\n]{{1,40}}\)|{_NAME})"
EXPRESSION = rf"{TERM}(?:\s*[+-]\s*{TERM})*"
_PAIR = re.compile(rf"(?:^|[,{{])\s*(\w+|{STRING})\s*:\s*({EXPRESSION})")
NESTED = re.compile(r"\b(?:data|params|body)\s*:\s*(?:JSON\.stringify\s*\(\s*)?\{")
_NESTED_SECOND = re.compile(
    rf"^\s*{EXPRESSION}\s*,\s*(?:JSON\.stringify\s*\(\s*)?\{{"
    r"(?!\s*[\"']?(?:method|headers|type|params|data|body|mode|cache|credentials|timeout)\b)"
)
"""``axios.post("/query", {channel: "nb", page: {no: 1}})``; what ``fetch`` is handed there are options."""
_PART = re.compile(rf"(\w+|{STRING})\s*:\s*(?:(\{{)|({EXPRESSION}))|(\}})")
UNTIL = 1500
"""Characters of a call's arguments that are looked at."""


def listed(fields: str) -> Iterator[tuple[str, str]]:
    """Names and values of what stands between braces."""
    yield from ((key.strip("\"'"), expression) for key, expression in _PAIR.findall(fields))


def within(inside: str) -> Iterator[tuple[str, str]]:
    """Fields of objects in objects: ``data: {query: {id: "c9"}, page: {no: n}}`` has query.id and page.no."""
    begun = NESTED.search(inside) or _NESTED_SECOND.match(inside)
    path: list[str] = []
    for part in _PART.finditer(inside, begun.end()) if begun else ():
        key, opened, expression, closed = part.groups()
        if closed and not path:
            return
        if closed:
            path.pop()
        elif opened:
            path.append(key.strip("\"'"))
        else:
            yield ".".join((*path, key.strip("\"'"))), expression
