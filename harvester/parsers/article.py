"""The part of an HTML page that holds the report: its container, copied, without tables and furniture."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from harvester.parsers import headings
from harvester.parsers.script import fold, squeeze
from harvester.parsers.wording import load

_INLINE = (
    *("abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins"),
    *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr"),
)
_TABLE_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")
_WRAPPERS = ("div", "td", "section", "article", "main", "form", "dd", "li")
_CONTROLS = ("select", "input", "button", "textarea", "iframe", "nav", "marquee", "object", "link", "meta")
_MARGINS = ("aside", "header", "footer")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SAYING: Any = etree.XPath("descendant-or-self::*[text()[contains(., '。')]]")
_LETTER = re.compile(r"[^\W\d_年月日]")
"""What separators and the dates of a list do not have."""
_ORDINAL = re.compile(r"\s*[第（(]?\s*[一二三四五六]\s*(?:[、）)]|部分)")
_CLAUSE = re.compile(r"[^。；]{6}[。；]")
_LONG_CELL = 200
"""Characters: no label of the form is longer."""
_SENTENCE = 40
"""Characters: what is longer, has a full stop and stands alone in its row is no label."""
_FEW_CELLS = 8
_FEW_IN_ROW = 3
"""Cells in the row of a table of layout."""
_SENTENCES_OF_PROSE = 3
_FURNITURE_LIMIT = 300
"""Characters: a part that holds more is not thrown out by its class alone."""


@dataclass(frozen=True, slots=True)
class Article:
    """``tree`` is a page of its own (html > body > article) for trafilatura; ``trusted``: it is the container."""

    tree: HtmlElement
    lines: tuple[str, ...]
    links: frozenset[str]
    """Squeezed texts of the links, to know a line that is a link and nothing else."""
    trusted: bool

    @property
    def has_prose(self) -> bool:
        return any("。" in line or headings.may_head(line) for line in self.lines)


def locate(tree: Any) -> Article:
    """The article: the known container, else what holds the headings of the form, or all sentences, else the body."""
    known = _known_container(tree)
    if known is not None:
        article = _cut(known, trusted=True)
        if any(map(headings.may_head, article.lines)):
            return article
    holder = _holder_of_headings(tree)
    if holder is not None:
        return _cut(holder, trusted=holder.tag not in ("body", "html"))
    if known is not None:
        return article
    body = tree.find("body")
    body = tree if body is None else body
    prose = _holder_of_prose(body)
    return _cut(body, trusted=False) if prose is None else _cut(prose, trusted=True)


def locate_container(tree: Any) -> Any:
    """The element of the page that holds the article, not copied; None where nothing marks it."""
    known = _known_container(tree)
    return known if known is not None else _holder_of_headings(tree)


@cache
def _containers() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = load("chrome.yaml")
    names = frozenset(name.lower() for name in data["containers"])
    return names, tuple(data["container_tags"]), frozenset(data["furniture"])


def _known_container(tree: Any) -> Any:
    """The longest of the elements that a content system marks as the article."""
    names, tags, _ = _containers()
    marked = (node for node in tree.iter(*_WRAPPERS) if not names.isdisjoint(_marks(node)))
    found = [*tree.iter(*tags), *marked]
    return max(found, key=lambda node: len(node.text_content()), default=None)


def _marks(node: Any) -> frozenset[str]:
    """Class and id as words; ``vsb_content_501`` counts as vsb_content."""
    return _words(node.get("class", ""), node.get("id", ""))


@lru_cache(maxsize=1024)
def _words(classes: str, name: str) -> frozenset[str]:
    return frozenset(word.rstrip("_0123456789") for word in f"{classes} {name}".lower().split())


def _holder_of_headings(tree: Any) -> Any:
    """The innermost element with all headings of the form in it; None where there are none."""
    blocks = list(_heading_blocks(tree))
    return _holder(blocks if len(blocks) > 1 else [block.getparent() for block in blocks])


def _holder_of_prose(body: Any) -> Any:
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
    return next((node for node in reversed(shared) if node.tag not in _TABLE_PARTS or node.tag == "td"), None)


def _heading_blocks(tree: Any) -> Iterator[Any]:
    """The block around each text that is a heading of the form."""
    body = tree.find(".//body")
    for node in () if body is None else body.iter():
        if node.text and _ORDINAL.match(node.text) and headings.may_head(fold(node.text_content())):
            yield from _own_block(node)
        if node is not body and node.tail and _ORDINAL.match(node.tail) and headings.may_head(fold(node.tail)):
            yield from _own_block(node.getparent())


def _own_block(node: Any) -> Iterator[Any]:
    """The block around a text, unless it stands in a row of figures: <td><p>一、本</p><p>年新收…</p></td>."""
    block = _block(node)
    row = next(block.iterancestors("tr"), None)
    if row is None or len(row) <= _FEW_IN_ROW:
        yield block


def _block(node: Any) -> Any:
    while node.tag in _INLINE or node.tag == "a":
        node = node.getparent()
    return node


def _cut(container: Any, *, trusted: bool) -> Article:
    """A copy of the container with line structure only; inside a trusted one no class may sway trafilatura."""
    page = document_fromstring("<article></article>", parser=container.getroottree().parser)
    article = page[0][0]
    twin = copy.deepcopy(container)
    twin.tail = None
    article.append(twin)
    for table in list(article.iter("table")):
        _cut_table(table)
    _drop_furniture(article)
    if not trusted:
        _drop_menus(article)
    etree.strip_tags(article, *_INLINE)
    links = _level(article, trusted=trusted)
    return Article(page, tuple(_lines(article)), links, trusted)


def _drop_furniture(article: Any) -> None:
    """Take out controls; margins, hidden parts and parts with a telling class only where they hold no prose."""
    etree.strip_elements(article, *_CONTROLS, with_tail=False)
    _, _, furniture = _containers()
    for node in list(article.iter("div", "ul", "p", "span", "table", *_MARGINS)):
        telling = node.tag in _MARGINS or not furniture.isdisjoint(_marks(node))
        hidden = (style := node.get("style")) and _HIDDEN.search(style)
        if (telling or hidden) and node.getparent() is not None:
            text = node.text_content()
            is_short = len(text) < _FURNITURE_LIMIT and text.count("。") < _SENTENCES_OF_PROSE
            if is_short and not any(map(headings.may_head, text.splitlines())):
                node.drop_tree()


def _drop_menus(article: Any) -> None:
    """Take the items of menus out of a whole page: they are most of its elements and links only."""
    for node in dict.fromkeys(link.getparent() for link in article.iter("a") if _leads_away(link)):
        is_menu = node is not article and node.getparent() is not None and _is_only_links(node)
        if is_menu and not headings.may_head(fold(node.text_content())):
            node.drop_tree()


def _is_only_links(node: Any) -> bool:
    """True where nothing but separators and dates stands around the links."""
    around = [node.text or ""]
    for child in node:
        around += [child.tail or "", "" if child.tag == "a" else child.text_content()]
    return _LETTER.search("".join(around)) is None


def _leads_away(link: Any) -> bool:
    """False for an anchor and for a jump within the page, which prose has too."""
    return not (link.get("href") or "#").strip().startswith("#")


def _cut_table(table: Any) -> None:
    """Take a data table out; rows of it that are one heading or sentence stay, as does a table of layout."""
    if next(table.iterdescendants("table"), None) is not None:
        return
    cells = list(table.iterdescendants("td", "th"))
    if len(cells) <= _FEW_CELLS and any(len(cell.text_content()) > _LONG_CELL for cell in cells):
        return
    if len(cells) == 1 and _CLAUSE.search(cells[0].text_content()):
        return
    for row in table.iterdescendants("tr"):
        for cell in _prose_cells(row) if _may_hold_prose(row.text_content()) else ():
            table.addprevious(cell)
            cell.tail = None
    table.drop_tree()


def _may_hold_prose(text: str) -> bool:
    """A quick test that nearly all rows of figures fail."""
    return "。" in text or _ORDINAL.match(text) is not None


def _prose_cells(row: Any) -> list[Any]:
    filled = [(cell, text) for cell in row if (text := fold(cell.text_content()))]
    alone = len(filled) == 1
    return [cell for cell, text in filled if _is_prose(text, alone=alone) or (alone and headings.may_head(text))]


def _is_prose(text: str, *, alone: bool) -> bool:
    return "。" in text and len(text) > (_SENTENCE if alone else _LONG_CELL)


def _level(article: Any, *, trusted: bool) -> frozenset[str]:
    """Make wrappers plain, so that trafilatura sees paragraphs; return the texts of the links."""
    links = set()
    for node in article.iter("a"):
        if _leads_away(node):
            links.add(squeeze(node.text_content()))
        else:
            node.tag = "span"
    etree.strip_tags(article, "span")
    plain = {*_TABLE_PARTS, "form", "article", *_containers()[1]}
    for node in article.iterdescendants():
        if node.tag in plain:
            node.tag = "div"
        if trusted and node.tag != "a":
            node.attrib.clear()
    return frozenset(links)


def _lines(article: Any) -> Iterator[str]:
    """The text between block borders, in order; links are part of their line."""
    parts: list[str] = []
    for event, node in etree.iterwalk(article, events=("start", "end")):
        if parts and node.tag != "a" and (line := _taken(parts)):
            yield line
        text = node.text if event == "start" else node.tail
        if text:
            parts.append(text)
    if line := _taken(parts):
        yield line


def _taken(parts: list[str]) -> str:
    """The parts as one line, and none left."""
    line = fold("".join(parts))
    parts.clear()
    return line
