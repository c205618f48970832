"""Where a report begins in a document of several by its first section, and the agency's name above: 启东市北新镇."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harvester.divisions import locate
from harvester.items import Block, Text
from harvester.parsers import headings
from harvester.parsers.organs import is_credible, is_local, tidy

_LONGEST_HEADING, _LONGEST_NAME = 20, 40
_ABOVE = 4
"""Among how many blocks above its first section the name stands."""
_NUMBER = re.compile(r"^\W*(?:[一二三四五六七八九十]{1,3}|\d{1,3})[、.．）)]\s*")


def places(blocks: Sequence[Block]) -> Iterator[int]:
    """Where 一、总体情况 stands with something said below it, other than above: a table of contents says nothing."""
    known: set[str] = set()
    begin: int | None = None
    for place, block in enumerate(blocks):
        text = block.text if isinstance(block, Text) else ""
        if _begins(text):
            begin = place
        elif begin is not None and "。" in text:
            if text not in known:
                yield begin
            known.add(text)
            begin = None
        elif begin is not None and (heading := headings.find(text)) and heading.manner == "numbered":
            begin = None  # 一、总体情况……1 / 二、主动公开政府信息情况……2


def named(blocks: Sequence[Block], begins: Sequence[int]) -> list[tuple[int, str]]:
    """The line with the agency's name above each beginning, and the name; none where one lacks it."""
    found = [_named_above(blocks, begin) for begin in begins]
    return [item for item in found if item] if len(begins) > 1 and all(found) else []


def _begins(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST_HEADING:
        return False
    heading = headings.find(text)
    return heading is not None and heading.key == "overview" and heading.manner == "numbered" and not heading.rest


def _named_above(blocks: Sequence[Block], begin: int) -> tuple[int, str] | None:
    for place in range(begin - 1, max(begin - 1 - _ABOVE, -1), -1):
        block = blocks[place]
        name = _NUMBER.sub("", block.text) if isinstance(block, Text) and len(block.text) <= _LONGEST_NAME else ""
        if name and is_credible(name) and (locate(tidy(name)) or is_local(tidy(name))):
            return place, name
    return None
