"""An article of several pages as one document."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from lxml import etree

from harvester.documents.html import read_html
from harvester.items import Document
from harvester.parsers.article import locate_container


def joined(first: Document, others: Sequence[Document]) -> Document:
    """The first page with the articles of the others behind its own; a table that a page cuts in two is two tables."""
    if any(document.tree is None for document in (first, *others)):
        return replace(first, blocks=tuple(block for document in (first, *others) for block in document.blocks))
    tree = deepcopy(first.tree)
    place = _article(tree)
    for other in others:
        place.extend(deepcopy(list(_article(other.tree))))
    whole = read_html(etree.tostring(tree, encoding="utf-8", method="html"), "text/html; charset=utf-8")
    return replace(whole, encoding=first.encoding, flags=tuple(dict.fromkeys((*first.flags, *whole.flags))))


def _article(tree: Any) -> Any:
    found = locate_container(tree)
    body = tree.find("body") if found is None else found
    return tree if body is None else body
