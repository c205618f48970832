"""The place of the page's number in what a script asks for: ``pageIndex={one}``, ``start={skip:10}&limit=10``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvester.spiders.families.urls import PAGE_PARAMETER

_OFFSET = re.compile(r"^(?:start|offset|skip|begin|first|from)(?:_?(?:row|record|index|num|no|pos))?$", re.IGNORECASE)
SIZE_PARAMETER = re.compile(
    r"^(?:limit|max|rows|size|length|count|num|(?:page|per|list)_?(?:size|page|rows|num|count))$", re.IGNORECASE
)


def with_place(url: str) -> str:
    """``/was5/list.jsp?pageIndex=1&pageSize=10`` → ``/was5/list.jsp?pageIndex={one}&pageSize=10``."""
    path, mark, query = url.partition("?")
    parts = [part.partition("=") for part in query.split("&")]
    pairs = skipping([(key, placed(key, value)) for key, _, value in parts])
    return path + mark + "&".join(f"{key}{part[1]}{value}" for (key, value), part in zip(pairs, parts, strict=True))


def placed(key: str, value: str) -> str:
    """The value, or the place where it is a page's number."""
    if PAGE_PARAMETER.match(key) and value in ("", "0", "1"):
        return "{zero}" if value == "0" else "{one}"
    return value


def skipping(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """``start=0&limit=10`` counts rows, not pages: ``start={skip:10}&limit=10``."""
    sizes = (value for key, value in pairs if SIZE_PARAMETER.match(key) and value.isdecimal())
    size = next((value for value in sizes if int(value)), None)
    places = {"": f"{{skip:{size}}}", "0": f"{{skip:{size}}}", "1": f"{{start:{size}}}"} if size else {}
    return tuple((key, places.get(value, value) if _OFFSET.match(key) else value) for key, value in pairs)
