"""The element of an HTML page that holds the 索引号 block, as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, groupby, islice
from typing import Any

from lxml import etree

from harvester.items import Document, Grid
from harvester.parsers.labelled import count_labels, is_label, spaced
from harvester.parsers.script import fold, squeeze
from harvester.parsers.wording import load

_LONGEST_TEXT = 300
_LONGEST_BLOCK = 1500
"""Characters: an element that holds more is the page around the block."""
_CELLS = ("td", "th", "dt", "dd")
_LINES = frozenset((*_CELLS, "tr", "tbody", "table", "dl", "ul", "ol", "li", "p", "div", "h1", "h2", "h3"))
_TRIES = 5
"""Landmarks that are tried, and places for each."""
_ROWS = 12
"""Rows of a table that are searched for a landmark."""
_GAPS = " \u00a0\u3000"
_BEHIND = ("", ":", "：", "】", "]", "\n")
_TEXTS: Any = etree.XPath(
    f"//body//text()[contains(., $first) and string-length(.) < {_LONGEST_TEXT} and "
    "contains(translate(., ' \u00a0\u3000\n\t\r', ''), $word)]"
)
_BREAK = "\ue000"
"""Stands for <br>; a character of the private use area, which no page holds."""


def lines(document: Document) -> Iterator[str | None]:
    """One line for each innermost cell, item or paragraph of the block; None for a cell without text."""
    block = None if document.tree is None else _block(document)
    for node in () if block is None else _in_pairs(block):
        yield from _lines_of(node)


def _in_pairs(block: Any) -> Iterator[Any]:
    """The innermost elements in order; of a row of labels over a row of values each label and its value on end."""
    innermost = (node for node in block.iter(*_LINES) if next(node.iterdescendants(*_LINES), None) is None)
    over: list[Any] = []
    for row, nodes in groupby(innermost, key=_row_of):
        cells = list(nodes)
        if row is not None and len(cells) == len(over):
            yield from chain.from_iterable(zip(over, cells, strict=True))
            over = []
            continue
        yield from over
        over = cells if row is not None and _are_labels(cells) else []
        yield from () if over else cells
    yield from over


def _row_of(node: Any) -> Any:
    return next(iter(node.iterancestors("tr")), None) if node.tag in _CELLS else None


def _are_labels(nodes: list[Any]) -> bool:
    return len(nodes) > 1 and all(is_label(node.text_content()) for node in nodes)


def _lines_of(node: Any) -> Iterator[str | None]:
    text = fold(" ".join(_pieces(node)))
    if not text and node.tag in _CELLS:
        yield None
    yield from (line.strip() for line in text.split(_BREAK) if line.strip())


def _pieces(node: Any) -> Iterator[str]:
    """The texts of the node in order, with a mark for each <br>."""
    for event, item in etree.iterwalk(node, events=("start", "end")):
        if item.tag == "br" and event == "start":
            yield _BREAK
        if event == "start" or item is not node:
            yield (item.text if event == "start" else item.tail) or ""


@cache
def _landmark() -> re.Pattern[str]:
    """A landmark as the page writes it, in either script; what may stand around it is tested on the match."""
    return re.compile(spaced(load("metadata.yaml")["landmarks"]))


def _block(document: Document) -> Any:
    for word in islice(dict.fromkeys(_words(document)), _TRIES):
        for text in islice(_TEXTS(document.tree, first=word[0], word=word), _TRIES):
            parent = text.getparent()
            block = _grown(parent.getparent() if text.is_tail else parent)
            if block is not None:
                return block
    return None


def _words(document: Document) -> Iterator[str]:
    """Landmarks without spaces that stand as labels do, found in the blocks that are read already."""
    text = "\n".join(_short_texts(document))
    for match in _landmark().finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 3]
        starts_line = before in ("", "\n")
        if (not before.isalnum() and behind.lstrip(_GAPS)[:1] in _BEHIND) or (starts_line and behind[:1] in _GAPS):
            yield squeeze(match[0])


def _short_texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows[:_ROWS] for cell in row)
        elif len(block.text) < _LONGEST_TEXT:
            yield block.text


def _grown(start: Any) -> Any:
    """From the landmark up to the smallest element with the most labels; None where it is the only label."""
    best, most = None, 1
    for element in (start, *start.iterancestors()):
        text = element.text_content()
        if element.tag in ("body", "html") or len(text) > _LONGEST_BLOCK:
            break
        count = count_labels(text)
        if count > most:
            best, most = element, count
    return None if best is None else _with_its_values(best)


def _with_its_values(block: Any) -> Any:
    """The block; of a row of labels the table, whose next row holds the values."""
    table = next(iter(block.iterancestors("table")), None) if block.tag == "tr" else None
    is_small = table is not None and len(table.text_content()) <= _LONGEST_BLOCK
    return table if is_small and _are_labels(list(block.iterchildren(*_CELLS))) else block
