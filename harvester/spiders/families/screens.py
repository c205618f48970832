"""Pagers that turn over rows which the page holds already: they show some and hide the others."""

from __future__ import annotations

import re
from functools import lru_cache

_FUNCTION = re.compile(
    r"\bfunction\s+(\w+)\s*\([^()]*\)\s*\{|\b(\w+)\s*=\s*(?:function\s*\([^()]*\)|\(?\w*\)?\s*=>)\s*\{"
)
_NEXT = re.compile(r"\bfunction\s+\w+\s*\(")
_SHOWS = re.compile(r"\.(?:hide|show|toggle)\(|\.style\.display\b|\bdisplay\s*[\"']?\s*[:,]")
_LEADS = re.compile(
    r"\blocation\b|\bajax\b|\$\.(?:get|post|getJSON)\b|\bfetch\s*\(|XMLHttpRequest|\baxios\b|\.load\(|\bsubmit\b"
    r"|\bopen\(|\bsrc\b|\bhref\b"
)
_CALLED = re.compile(r"^\s*(?:javascript\s*:)?\s*(?:return\s+)?(\w+)\s*\(", re.IGNORECASE)
_LONGEST = 1500


def stays_within(handler: str, script: str) -> bool:
    """True for ``show(2)`` with ``function show(n){ $("li").hide().slice(10 * n - 10, 10 * n).show(); }``."""
    called = _CALLED.match(handler)
    return called is not None and called[1] in _screens(script)


@lru_cache(maxsize=4)  # every control of a page asks for them
def _screens(script: str) -> frozenset[str]:
    """The functions that show and hide, and do nothing that a server would hear of."""
    found = set()
    for function in _FUNCTION.finditer(script):
        body = _NEXT.split(script[function.end() : function.end() + _LONGEST])[0]
        if _SHOWS.search(body) and not _LEADS.search(body):
            found.add(function[1] or function[2])
    return frozenset(found)
