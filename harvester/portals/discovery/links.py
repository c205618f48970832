"""Every way in which a page leads to another: links, buttons, choices, frames."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from harvester.parsers.siblings import sibling_of
from harvester.spiders.families.links import is_link, link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import full_title
from harvester.spiders.families.shells import own_scripts
from harvester.spiders.families.urls import resolve

_NUMBERED = re.compile(r"#/?[\w/=-]*\d[\w/=-]*$")
"""A fragment that names a column: ``/gkmlpt/annualreport#2629``."""
_WRITTEN = re.compile(
    r"""["']([^"'<>]{2,30})["']\s*,\s*["']?\w+["']?\s*:\s*["']((?:https?://|\.{0,2}/)[^"'\s]+)["']"""
)
_WRITTEN_LINK = re.compile(
    r"""<a\s[^<>]*?href\s*=\s*\\?["']?([^"'<>\s\\]+)[^<>]*>\s*(?:<\w+[^<>]*>\s*)*([^<>]{2,30})<""", re.IGNORECASE
)
_MENU_FILE = re.compile(r"menu|nav|head|top|left|lanmu|lm|column", re.IGNORECASE)
_MENU_DEPTH = 6
_MENU_LINKS = 40


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    text: str
    node: Any


def links(page: ListPage) -> tuple[Link, ...]:
    """Links, buttons and rows that open a page, with the names of pictures as their text."""
    return tuple(link for node in page.tree.iter() if is_link(node) for link in _of(node, page.base))


def frames(page: ListPage) -> tuple[str, ...]:
    """Pages shown inside this one: some columns are nothing but a frame."""
    found = (resolve(node.get("src"), page.base) for node in page.tree.iter("iframe", "frame"))
    return tuple(dict.fromkeys(url for url in found if url))


def scripted(page: ListPage) -> tuple[tuple[str, str], ...]:
    """Texts and addresses of a menu that a script writes: ``{name:'政府信息公开年报',url:'/zfxxgknb/'}``, or as
    ``document.write('<a href="/zfxxgknb/">政府信息公开年报</a>')``.
    """  # noqa: D205  (two samples)
    written = [*_WRITTEN.findall(page.script), *((text, url) for url, text in _WRITTEN_LINK.findall(page.script))]
    found = ((text.strip(), resolve(url, page.base)) for text, url in written)
    return tuple((text, url) for text, url in found if url)


def menu_files(page: ListPage) -> tuple[str, ...]:
    """Script files that may write the menu, by their names: ``/js/topmenu.js``."""
    return tuple(dict.fromkeys(url for url, name in own_scripts(page) if _MENU_FILE.search(name)))


def siblings_around(found: Iterable[Link]) -> dict[Any, frozenset[str]]:
    """For each link, which of the column's siblings stand in one menu with it."""
    items = list(found)
    kinds: dict[Any, set[str]] = defaultdict(set)
    sizes: dict[Any, int] = defaultdict(int)
    for link in items:
        kind = sibling_of(link.text)
        for ancestor in _near(link.node):
            sizes[ancestor] += 1
            if kind:
                kinds[ancestor].add(kind)
    return {link.node: _largest(link.node, kinds, sizes) for link in items}


def _largest(node: Any, kinds: dict[Any, set[str]], sizes: dict[Any, int]) -> frozenset[str]:
    menus = [kinds[ancestor] for ancestor in _near(node) if sizes[ancestor] <= _MENU_LINKS and ancestor in kinds]
    return frozenset(max(menus, key=len, default=()))


def _near(node: Any) -> Iterator[Any]:
    for depth, ancestor in enumerate(node.iterancestors()):
        if depth == _MENU_DEPTH or ancestor.tag == "body":
            return
        yield ancestor


def _of(node: Any, base: str) -> Iterator[Link]:
    url = link_of(node, base)
    if url:
        numbered = _NUMBERED.search(node.get("href") or "")
        yield Link(url + (numbered.group() if numbered else ""), full_title(node), node)
