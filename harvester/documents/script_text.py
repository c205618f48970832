"""Script text as the readers of scripts want it: without comments, every string in plain quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

STRING = r"(?<!\\)(?:\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')"
"""A string in plain quotes, in a pattern; a quote behind a backslash begins none."""
_TOKENS = rf"({STRING})|`((?:\\.|[^`\\])*)`|//[^\n]*"
"""Strings are kept: they hold addresses with //."""
_TOKEN = re.compile(rf"{_TOKENS}|/\*", re.DOTALL)
_UNCOMMENTED = re.compile(_TOKENS, re.DOTALL)
_PLACE = re.compile(r"\$\{([^{}]*)\}")
_TERM = re.compile(r"[\w$.]+(?:\[[^\[\]\n]{1,20}\])?|\"[^\"]*\"|'[^']*'|\([^()]*\)")
_NUMBER = re.compile(r"\b(?:parseInt|Number)\(\s*([\"']?)(\d+)\1\s*(?:,\s*10\s*)?\)")


def plain_script(script: str) -> str:
    """A commented-out pager names another number than the live one: ``//createPageHTML(9,0,"index","html")``.

    Template literals become sums: ```fetch(`/api/${id}/list?page=${n}`)``` is ``fetch("/api/"+id+"/list?page="+n)``.
    ``parseInt('3')`` is 3.
    """
    return _NUMBER.sub(r"\2", "".join(_parts(script)))


def _parts(script: str) -> Iterator[str]:
    """A comment that is never closed is none, nor is any behind it."""
    place, token = 0, _TOKEN
    while found := token.search(script, place):
        yield script[place : found.start()]
        place = found.end()
        if found.group() != "/*":
            yield _rewritten(found)
        elif (end := script.find("*/", place)) >= 0:
            yield " "
            place = end + len("*/")
        else:
            yield "/*"
            token = _UNCOMMENTED
    yield script[place:]


def _rewritten(found: re.Match[str]) -> str:
    if found[2] is None:
        return found[1] or " "
    parts = [
        (part if _TERM.fullmatch(part.strip()) else f"({part})") if place % 2 else _quoted(part)
        for place, part in enumerate(_PLACE.split(found[2]))
        if part.strip()
    ]
    return "+".join(parts) or '""'


def _quoted(text: str) -> str:
    r"""``<a href="\`` over several lines, as one string."""
    line = re.sub(r"\s*[\r\n]+\s*", " ", re.sub(r"\\([`$])", r"\1", text))
    return '"' + re.sub(r'(?<!\\)"', r"\"", line) + '"'
