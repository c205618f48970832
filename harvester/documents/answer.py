"""What an interface answers, as JSON or as JSONP: ``{"data": …}``, ``result({"data": …});``."""

from __future__ import annotations

import json
import re
from typing import Any

_JSONP = re.compile(r"^\s*[\w$.]+\s*\(\s*(.*?)\s*\)\s*;?\s*$", re.DOTALL)
_HALF = "\\ud"
"""How the halves of a character beyond the first 65,536 begin; a title cut to its length may end in one."""


def read_answer(text: str) -> Any:
    """The data, without halves of characters; None for anything else."""
    found = _JSONP.match(text)
    inside = found.group(1) if found else text
    try:
        data = json.loads(inside, strict=False)
    except ValueError:
        return None
    if _HALF not in inside.lower():
        return data
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "ignore"))
