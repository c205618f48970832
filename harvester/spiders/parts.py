"""Articles that go on over several addresses: ``t20200903_2748784.html``, ``t20200903_2748784_1.html``."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import linked_steps, read_totals, script_steps
from harvester.spiders.families.urls import identity, page_parameter

MAX_PARTS = 30
"""The longest reports with all their tables fill five."""
_NUMBER = re.compile(rb"=\d")
_PARAMETER = re.compile(rb"[?;&](?:cur_?|current_?|c)?p(?:n|g|age)?(?:_?(?:no|num|number|index))?$", re.IGNORECASE)
_LONGEST_PARAMETER = 24
_WRITERS = (b"createPageHTML", b"nextPage", b"countPage")
_NAME = re.compile(r"(?P<stem>.*?)(?P<ending>\.\w+)?$")


def next_part(page: ListPage, first_url: str, number: int) -> str | None:
    """Where part ``number + 1`` of the article stands; an address that is not made from its first one is another's."""
    if not _may_go_on(page, first_url):
        return None
    candidates = (*linked_steps(page, number), *script_steps(page, number))
    url = next((step.url for step in candidates if _belongs(step.url, first_url, page.url)), None)
    total = read_totals(page).pages if url else None
    return url if number < min(total or MAX_PARTS, MAX_PARTS) else None


def _may_go_on(page: ListPage, first_url: str) -> bool:
    """A quick test of the bytes, which name no address made from the article's own and hold no script of a pager."""
    own = _NAME.match(urlsplit(first_url).path)
    stem = own["stem"].rpartition("/")[2] if own else ""
    if not stem.isascii() or "%" in stem:
        return True
    named = re.search(rb"%s[_-]\d" % re.escape(stem.encode()), page.body)
    return bool(named or _names_page(page.body)) or any(word in page.body for word in _WRITERS)


def _names_page(body: bytes) -> bool:
    """True for ``?page=2`` anywhere."""
    numbers = (found.start() for found in _NUMBER.finditer(body))
    return any(_PARAMETER.search(body, max(0, end - _LONGEST_PARAMETER), end) for end in numbers)


def _belongs(url: str, first_url: str, shown_url: str) -> bool:
    """``12_2.htm`` beside ``12.htm``, ``show.aspx?id=5&page=2`` beside ``show.aspx?id=5``."""
    if identity(url) in (identity(first_url), identity(shown_url)):
        return False
    first, other = urlsplit(first_url), urlsplit(url)
    if first.netloc != other.netloc:
        return False
    if first.path == other.path:
        return page_parameter(url) is not None and set(first.query.split("&")) <= set(other.query.split("&"))
    own, found = _NAME.match(first.path), _NAME.match(other.path)
    if own is None or found is None or own["ending"] != found["ending"]:
        return False
    return bool(re.fullmatch(r"[_-]\d{1,2}", found["stem"].removeprefix(own["stem"])))
