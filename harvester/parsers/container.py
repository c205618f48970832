"""Which element of an HTML page holds the report: one that is marked as the article, or what holds its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from lxml import etree

from harvester.parsers import headings
from harvester.parsers.script import fold
from harvester.parsers.wording import load

INLINE = (
    *("abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins"),
    *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr"),
)
TABLE_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")
_WRAPPERS = ("div", "td", "section", "article", "main", "form", "dd", "li")
_LISTS = ("ol", "ul", "dl")
_NO_PROSE = ("script", "style", "noscript", "option", "textarea", "a")
_SAYING: Any = etree.XPath("descendant-or-self::*[text()[contains(., '。')]]")
ORDINAL = re.compile(r"\s*[第（(]?\s*[一二三四五六]\s*(?:[、）)]|部分)")
_FEW_IN_ROW = 3
"""Cells in the row of a table of layout."""
_FEW_HEADINGS = 3
"""With fewer numbered ones the page may have left the numbers out, and （一）存在的主要问题 be a part of 五."""
_LONGEST_HEADING = 40


def locate_container(tree: Any) -> Any:
    """The element of the page that holds the article, not copied; None where nothing marks it."""
    known = known_container(tree)
    return known if known is not None else holder_of_headings(tree)


@cache
def containers() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = load("chrome.yaml")
    names = frozenset(name.lower() for name in data["containers"])
    return names, tuple(data["container_tags"]), frozenset(data["furniture"])


def known_container(tree: Any) -> Any:
    """The longest of the elements that a content system marks as the article."""
    names, tags, _ = containers()
    marked = (node for node in tree.iter(*_WRAPPERS) if not names.isdisjoint(marks(node)))
    found = [*tree.iter(*tags), *marked]
    return max(found, key=lambda node: len(node.text_content()), default=None)


def marks(node: Any) -> frozenset[str]:
    """Class and id as words; ``vsb_content_501`` counts as vsb_content."""
    return _words(node.get("class", ""), node.get("id", ""))


@lru_cache(maxsize=1024)
def _words(classes: str, name: str) -> frozenset[str]:
    return frozenset(word.rstrip("_0123456789") for word in f"{classes} {name}".lower().split())


def holder_of_headings(tree: Any) -> Any:
    """The innermost element with all headings of the form in it; None where there are none."""
    holder, first = _holder_of_all(tree)
    if holder is None or _introduces(holder, first):
        return holder
    apart = _introduction_apart(tree, holder)
    return holder if apart is None else _holder([apart, holder])


def _holder_of_all(tree: Any) -> tuple[Any, Any]:
    """The element with the headings, which is no list, and the first of them."""
    blocks = list(_heading_blocks(tree))
    few = len(blocks) < _FEW_HEADINGS or len({block.text_content() for block in blocks}) < _FEW_HEADINGS
    plain = list(_plain_heading_blocks(tree)) if few else []
    blocks = plain if len(plain) >= _FEW_HEADINGS else blocks
    holder = _holder(blocks if len(blocks) > 1 else [block.getparent() for block in blocks])
    is_list = holder is not None and holder.tag in _LISTS
    return (holder.getparent() if is_list else holder), next(iter(blocks), None)


def _introduces(holder: Any, heading: Any) -> bool:
    """True where something is said in the element before its first heading."""
    return "。" in holder.text_content().partition(heading.text_content())[0]


def _introduction_apart(tree: Any, holder: Any) -> Any:
    """The block of the introduction that stands before the element with the headings; None without one."""
    for node in tree.find(".//body").iter():
        if node is holder:
            return None
        said = node.text if node.tag not in _NO_PROSE else None
        for text, owner in ((said, node), (node.tail, node.getparent())):
            if text and "。" in text and headings.is_introduction(fold(_block(owner).text_content())):
                return _block(owner)
    return None


def holder_of_prose(body: Any) -> Any:
    """The innermost element with every sentence of the page in it, where it is most of the page and has no link."""
    blocks = set(map(_block, _SAYING(body)))
    holder = None if body in blocks else _holder([*{block.getparent() for block in blocks}])
    if holder is None or next(holder.iter("a"), None) is not None:
        return None
    return holder if len(holder.text_content()) > len(body.text_content()) / 2 else None


def _holder(nodes: list[Any]) -> Any:
    """The innermost element that is or holds each of them; None for none."""
    paths = [[node, *node.iterancestors()][::-1] for node in nodes]
    shared = [same[0] for same in zip(*paths, strict=False) if all(node is same[0] for node in same)]
    return next((node for node in reversed(shared) if node.tag not in TABLE_PARTS or node.tag == "td"), None)


def _heading_blocks(tree: Any) -> Iterator[Any]:
    """The block around each text that is a heading of the form."""
    body = tree.find(".//body")
    for node in () if body is None else body.iter():
        if node.text and ORDINAL.match(node.text) and headings.may_head(fold(node.text_content())):
            yield from _own_block(node)
        if node is not body and node.tail and ORDINAL.match(node.tail) and headings.may_head(fold(node.tail)):
            yield from _own_block(node.getparent())


def _plain_heading_blocks(tree: Any) -> Iterator[Any]:
    """The block around each text that is one of the form's headings without its number, as in the items of a list."""
    body = tree.find(".//body")
    for node in () if body is None else body.iter():
        text = node.text if node.tag not in _NO_PROSE else None
        if text and len(text) < _LONGEST_HEADING and headings.is_plain(text):
            yield from _own_block(node)


def _own_block(node: Any) -> Iterator[Any]:
    """The block around a text, unless it stands in a row of figures: <td><p>一、本</p><p>年新收…</p></td>."""
    block = _block(node)
    row = next(block.iterancestors("tr"), None)
    if row is None or len(row) <= _FEW_IN_ROW:
        yield block


def _block(node: Any) -> Any:
    while node.tag in INLINE or node.tag == "a":
        node = node.getparent()
    return node
