"""An article that goes on over several pages as one page."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from lxml import etree

from harvester.parsers.container import locate_container

CONTENT_TYPE = "text/html; charset=utf-8"
"""Of what `one_page` gives."""


def one_page(first: Any, others: Iterable[Any]) -> bytes:
    """The first tree with the articles of the others behind its own; a table that a page cuts in two is two tables."""
    tree = deepcopy(first)
    place = _article(tree)
    for other in others:
        place.extend(deepcopy(list(_article(other))))
    page: bytes = etree.tostring(tree, encoding="utf-8", method="html")
    return page


def _article(tree: Any) -> Any:
    found = locate_container(tree)
    body = tree.find("body") if found is None else found
    return tree if body is None else body
