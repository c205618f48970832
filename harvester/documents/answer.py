"""What an interface answers, as JSON or as JSONP: ``{"data": …}``, ``result({"data": …});``."""

from __future__ import annotations

import json
import re
from typing import Any

_BEFORE = re.compile(r"(?:\s|/\*.*?\*/|\)\]\}'?,?|(?:while|for)\s*\([^()]*\)\s*;|;)+", re.DOTALL)
"""What keeps other sites from running an answer: ``/**/``, ``)]}',`` and ``while(1);``."""
_JSONP = re.compile(
    r"(?:try\s*\{\s*)?(?:typeof\s+[\w$.]+\s*={2,3}\s*[\"']function[\"']\s*&&\s*|[\w$.]+\s*&&\s*)?"
    r"[\w$.]+\s*\((.*?)\)\s*+;?\s*+(?:\}\s*+catch\s*\(\w*\)\s*+\{\s*+\}\s*+;?\s*+)?$",
    re.DOTALL,
)
_ASSIGNED = re.compile(r"(?:(?:var|let|const)\s+)?[\w$.]+\s*=\s*([\[{].*[\]}])\s*+;?\s*+$", re.DOTALL)
_HELD = re.compile(r"\s*[\[{].*[\]}]\s*$", re.DOTALL)
_HALF = "\\ud"
"""How the halves of a character beyond the first 65,536 begin; a title cut to its length may end in one."""


def read_answer(text: str) -> Any:
    r"""The data, without halves of characters; None for anything else.

    ``/**/typeof cb === 'function' && cb({…});``, ``)]}',`` before it, ``var data = {…};``, and JSON that is held in a
    string of JSON, as ``{"d": "[{\"title\": …}]"}``, are met.
    """
    begun = _BEFORE.match(text)
    text = text[begun.end() :] if begun else text
    found = None if text.startswith(("{", "[", "<")) else _JSONP.match(text) or _ASSIGNED.match(text)
    inside = found.group(1) if found else text
    try:
        data = json.loads(inside, strict=False)
        return _unpacked(data if _HALF not in inside.lower() else _without_halves(data))
    except (ValueError, RecursionError):
        return None


def _without_halves(data: Any) -> Any:
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "ignore"))


def _unpacked(data: Any) -> Any:
    """The answer that is a string as a whole, or in one of its own fields."""
    if isinstance(data, dict):
        return {key: _loaded(value) for key, value in data.items()}
    return _loaded(data)


def _loaded(value: Any) -> Any:
    if not (isinstance(value, str) and _HELD.match(value)):
        return value
    try:
        return json.loads(value, strict=False)
    except (ValueError, RecursionError):
        return value
