"""What the pager of a list page promises: pages after this one, whether or not the server has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any, Literal, TypeAlias

from harvester.spiders.families.controls import is_last, shown_number, words_of
from harvester.spiders.families.links import link_of
from harvester.spiders.families.marks import says_more
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import SLIDES, counts_on, next_steps, numbered_steps, shows_more, sign_steps
from harvester.spiders.families.screens import stays_within
from harvester.spiders.families.urls import identity, may_be_page

Promise: TypeAlias = Literal["", "next", "pages"]
"""``pages``: a later page by its number or as the last one; ``next``: no more than 下一页, which many pagers show
on the last page as well.
"""

_BACK = re.compile(r"^(?:首[页頁]|第一[页頁]|上一?[页頁]|前一?[页頁]|prev(?:ious)?|first)$", re.IGNORECASE)

_WITHIN = 4
"""Elements around a control that may say what it is."""


def promise_of(page: ListPage, number: int, known: Collection[str]) -> Promise:
    """What page ``number`` says of those after it; a control that leads back or to the page itself says nothing.

    ``known``: identities of the column's articles, whose serial numbers may be links as well.
    """
    if page.data is not None and says_more(page.data):
        return "pages"
    back = {identity(page.url), *known, *map(identity, _led_to(page, lambda node: _is_back(node, number)))}
    is_named = any(identity(step.url) not in back for step in numbered_steps(page, number))
    if (
        is_named
        or counts_on(page, number)
        or _shows_next_number(page, number)
        or any(identity(url) not in back for url in _led_to(page, is_last))
    ):
        return "pages"
    named = (*next_steps(page), *sign_steps(page, number))
    goes_on = any(identity(step.url) not in back for step in named) or shows_more(page, number)
    return "next" if goes_on else ""


def names_later(page: ListPage, number: int, known: Collection[str]) -> bool:
    """True for a pager with a later page's number: a total may leave out rows that the pages show besides."""
    return promise_of(page, number, known) == "pages"


def _shows_next_number(page: ListPage, number: int) -> bool:
    """``<b>1</b><a href="javascript:;">2</a>``: a control of some script beside this page's number."""
    controls = (node for node in page.tree.iter("a", "button") if shown_number(node) == number + 1)
    own = (node for node in controls if not stays_within(node.get("onclick") or node.get("href") or "", page.script))
    return any(_is_bare(node) and _is_behind(node, number) for node in own)


def _is_bare(node: Any) -> bool:
    """False for ``<a href="#p2">``, which leads to a place of the page."""
    href = node.get("href") or "#"
    return (href == "#" or href.lower().startswith("javascript")) and link_of(node, "http://x/") is None


def _is_behind(node: Any, number: int) -> bool:
    """The slides of a picture show are numbered as well."""
    around = (node, *islice(node.iterancestors(), _WITHIN))
    is_slide = any(SLIDES.search(f"{item.get('id') or ''} {item.get('class') or ''}") for item in around)
    before = (item.getprevious() for item in around[:2])
    return not is_slide and any(item is not None and shown_number(item) == number for item in before)


def _led_to(page: ListPage, is_wanted: Callable[[Any], bool]) -> Iterator[str]:
    """Where the controls lead that say so."""
    for node in page.tree.iter("a", "area", "button", "option", "input"):
        if is_wanted(node):
            url = link_of(node, page.base)
            if url and may_be_page(url, page.url):
                yield url


def _is_back(node: Any, number: int) -> bool:
    label = words_of(node)
    return bool(_BACK.match(label)) or (label.isdecimal() and int(label) <= number)
