"""Script text as the readers of scripts want it: without comments, every string in plain quotes."""

from __future__ import annotations

import re

STRING = r"(?<!\\)(?:\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')"
"""A string in plain quotes, in a pattern; a quote behind a backslash begins none."""
_TOKEN = re.compile(
    rf"({STRING})"  # strings are kept: they hold addresses with //
    r"|`((?:\\.|[^`\\])*)`"
    r"|/\*.*?\*/|//[^\n]*",
    re.DOTALL,
)
_PLACE = re.compile(r"\$\{([^{}]*)\}")
_TERM = re.compile(r"[\w$.]+(?:\[[^\[\]\n]{1,20}\])?|\"[^\"]*\"|'[^']*'|\([^()]*\)")


def plain_script(script: str) -> str:
    """A commented-out pager names another number than the live one: ``//createPageHTML(9,0,"index","html")``.

    Template literals become sums: ```fetch(`/api/${id}/list?page=${n}`)``` is ``fetch("/api/"+id+"/list?page="+n)``.
    """
    return _TOKEN.sub(_rewritten, script)


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
