"""Addresses with a mark where the page's number goes, for a widget to fill in: ``data-url="/nb/list_{page}.html"``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from harvester.documents.script_text import STRING
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, fill
from harvester.spiders.families.urls import resolve

_WORD = r"(?:page(?:_?(?:no|num|number|index))?|pn?|n|num(?:ber)?)"
_MARK = re.compile(
    rf"\{{\{{?\s*{_WORD}\s*\}}?\}}|#{_WORD}#|__(?:{_WORD}|id)__|\[{_WORD}\]|%d|(?<=/):{_WORD}\b",
    re.IGNORECASE,
)
"""``{page}``, ``{{number}}``, ``#page#``, ``__id__`` of jQuery's pagination, ``[page]``, ``%d``, ``/:page``."""
_ADDRESS = re.compile(r"^[\w./:?&=%~-]+$")
_NUMBER = "pagenumber"
_STRINGS = re.compile(STRING)


def template_steps(page: ListPage, number: int) -> Iterator[Step]:
    """Both readings of each, base 0 first: it cannot skip a page."""
    data = page.tree.xpath("//@*[starts-with(name(), 'data-')]")
    texts = (found.group()[1:-1] for found in _STRINGS.finditer(page.script))
    for text in dict.fromkeys(chain(data, texts)):
        address, marks = _MARK.subn(_NUMBER, text)
        url = resolve(address, page.base) if marks == 1 and _ADDRESS.match(address) and address != _NUMBER else None
        for place in ("{zero}", "{one}") if url else ():
            yield replace(fill((url or "").replace(_NUMBER, place), number + 1), probe=True)
