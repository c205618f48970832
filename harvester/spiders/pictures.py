"""Pictures that are what a page is about: reports are posted as scans of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harvester.parsers.container import known_container
from harvester.parsers.wording import load
from harvester.spiders.families.page import ListPage

_SCANS = 2
"""Pictures side by side, none of them a link, from which they are the pages of something."""


def is_of_pictures(page: ListPage) -> bool:
    """True for pictures in an article or a paragraph, or in a row; logos, banners and those in links do not count."""
    shown = list(_shown(page.tree))
    if not shown:
        return False
    container = known_container(page.tree)
    around = [list(node.iterancestors()) for node in shown]
    if any(container in ancestors or any(item.tag == "p" for item in ancestors) for ancestors in around):
        return True
    parents = [node.getparent() for node in shown]
    return any(parents.count(parent) >= _SCANS for parent in parents)


def _shown(tree: Any) -> Iterator[Any]:
    noise = load("attachments.yaml")["noise_images"]
    for node in tree.xpath("//img[not(ancestor::a)]"):
        address = (node.get("src") or "").lower()
        if address and not any(word in address for word in noise):
            yield node
