"""What an answer in JSON says of the one after it: an address, a mark to be sent back, or only that there is more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from harvester.spiders.families.json_rows import scalars
from harvester.spiders.families.numbered import with_parameter
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.urls import resolve

_NEXT = re.compile(r"^next(?:_?page)?(?:_?(?:url|link|href))?$", re.IGNORECASE)
_MARK = re.compile(r"^(?:next_?)?(?:cursor|token|scroll_?id|last_?id|after)$", re.IGNORECASE)
_MORE = re.compile(r"^(?:has|is)_?(?:more|next)(?:_?page)?$", re.IGNORECASE)


def marked_steps(page: ListPage) -> Iterator[Step]:
    """``{"next": "/api/nb?cursor=c2"}``, or ``{"nextCursor": "c2"}`` for ``/api/nb?cursor=c1``."""
    own = urlsplit(page.url)
    sent = [name for name, _ in parse_qsl(own.query, keep_blank_values=True) if _MARK.match(name)]
    for key, value in scalars(page.data):
        url = resolve(value, page.url) if isinstance(value, str) and _NEXT.match(key) else None
        if url and urlsplit(url).path == own.path:
            yield Step(url)
        elif value and len(sent) == 1 and _MARK.match(key) and isinstance(value, str | int):
            yield Step(with_parameter(page.url, sent[0], str(value)))


def says_more(data: Any) -> bool:
    """True for ``{"hasMore": true}``."""
    return any(_MORE.match(key) and value is True for key, value in scalars(data))
