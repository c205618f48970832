"""What the pager of a list page promises: pages after this one, whether or not the server has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Literal, TypeAlias

from harvester.parsers.script import squeeze
from harvester.spiders.families.links import link_of
from harvester.spiders.families.marks import says_more
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import counts_on, is_last, next_steps, numbered_steps, said_by, shows_more
from harvester.spiders.families.urls import identity, may_be_page

Promise: TypeAlias = Literal["", "next", "pages"]
"""``pages``: a later page by its number or as the last one; ``next``: no more than 下一页, which many pagers show
on the last page as well.
"""

_BACK = re.compile(r"^(?:首[页頁]|第一[页頁]|上一?[页頁]|前一?[页頁]|prev(?:ious)?|first)$", re.IGNORECASE)


def promise_of(page: ListPage, number: int, known: Collection[str]) -> Promise:
    """What page ``number`` says of those after it; a control that leads back or to the page itself says nothing.

    ``known``: identities of the column's articles, whose serial numbers may be links as well.
    """
    if page.data is not None and says_more(page.data):
        return "pages"
    back = {identity(page.url), *known, *map(identity, _led_to(page, lambda label: _is_back(label, number)))}
    is_named = any(identity(step.url) not in back for step in numbered_steps(page, number))
    if is_named or counts_on(page, number) or any(identity(url) not in back for url in _led_to(page, is_last)):
        return "pages"
    goes_on = any(identity(step.url) not in back for step in next_steps(page)) or shows_more(page, number)
    return "next" if goes_on else ""


def _led_to(page: ListPage, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """Where the controls lead that say so."""
    for node in page.tree.iter("a", "area", "button", "option", "input"):
        if is_wanted(re.sub(r"\W", "", squeeze(said_by(node)))):
            url = link_of(node, page.base)
            if url and may_be_page(url, page.url):
                yield url


def _is_back(label: str, number: int) -> bool:
    return bool(_BACK.match(label)) or (label.isdigit() and int(label) <= number)
