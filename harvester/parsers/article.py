"""The part of an HTML page that holds the report: its container, copied, without tables and furniture."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from harvester.parsers import headings
from harvester.parsers.container import (
    INLINE,
    ORDINAL,
    TABLE_PARTS,
    containers,
    holder_of_headings,
    holder_of_prose,
    known_container,
    marks,
)
from harvester.parsers.script import fold, squeeze

_CONTROLS = ("select", "input", "button", "textarea", "iframe", "nav", "marquee", "object", "link", "meta")
_MARGINS = ("aside", "header", "footer")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_年月日]")
"""What separators and the dates of a list do not have."""
_CLAUSE = re.compile(r"[^。；]{6}[。；]")
_LONG_CELL = 200
"""Characters: no label of the form is longer."""
_SENTENCE = 40
"""Characters: what is longer, has a full stop and stands alone in its row is no label."""
_FEW_CELLS = 8
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
    known = known_container(tree)
    if known is not None:
        article = _cut(known, trusted=True)
        if any(map(headings.may_head, article.lines)):
            return article
    holder = holder_of_headings(tree)
    if holder is not None:
        return _cut(holder, trusted=holder.tag not in ("body", "html"))
    if known is not None:
        return article
    body = tree.find("body")
    body = tree if body is None else body
    prose = holder_of_prose(body)
    return _cut(body, trusted=False) if prose is None else _cut(prose, trusted=True)


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
    etree.strip_tags(article, *INLINE)
    links = _level(article, trusted=trusted)
    return Article(page, tuple(_lines(article)), links, trusted)


def _drop_furniture(article: Any) -> None:
    """Take out controls; margins, hidden parts and parts with a telling class only where they hold no prose."""
    for button in article.iter("button"):  # what opens a section is its heading
        button.tag = "p" if headings.may_head(fold(button.text_content())) else button.tag
    etree.strip_elements(article, *_CONTROLS, with_tail=False)
    _, _, furniture = containers()
    for node in list(article.iter("div", "ul", "p", "span", "table", *_MARGINS)):
        telling = node.tag in _MARGINS or not furniture.isdisjoint(marks(node))
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
    if next(table.iterdescendants("table"), None) is not None or _is_layout(table):
        return
    for row in table.iterdescendants("tr"):
        for cell in _prose_cells(row) if _may_hold_prose(row.text_content()) else ():
            table.addprevious(cell)
            cell.tail = None
    table.drop_tree()


def _is_layout(table: Any) -> bool:
    """True for few cells of prose, and for a row for each paragraph: where half of the rows say something."""
    cells = list(table.iterdescendants("td", "th"))
    if len(cells) <= _FEW_CELLS and any(len(cell.text_content()) > _LONG_CELL for cell in cells):
        return True
    if len(cells) == 1:
        return _CLAUSE.search(cells[0].text_content()) is not None
    if table.text_content().count("。") < _SENTENCES_OF_PROSE:
        return False
    rows = [text for row in table.iterdescendants("tr") if (text := fold(row.text_content()))]
    return 2 * sum("。" in text or headings.may_head(text) for text in rows) >= len(rows)


def _may_hold_prose(text: str) -> bool:
    """A quick test that nearly all rows of figures fail."""
    return "。" in text or ORDINAL.match(text) is not None


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
    plain = {*TABLE_PARTS, "form", "article", *containers()[1]}
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
