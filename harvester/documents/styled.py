"""Figures that only a style sheet prints: marked as not read, as the page's text does not hold them.

<style> td.m::before {content: "12"}  .n::after {content: attr(data-v)} </style>
<td class="m"></td> <td class="n" data-v="7"></td>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from harvester.documents.shown import holds_figure
from harvester.items import PICTURE

_RULE = re.compile(r"(?:^|[{}])([^{}]{1,500})\{[^{}]{0,1000}?\bcontent\s*:\s*([^;}]{1,200})")
_FIGURE = re.compile(r"[\"'][^\"'\\]{0,10}\d[^\"'\\]{0,10}[\"']|attr\(\s*(?!href|title|abbr|label)[\w-]+")
"""Not ``"\\e900"``, a sign of a font, nor ``attr(href)``, which print style sheets put behind links."""
_PSEUDO = re.compile(r"::?(?:before|after)\b", re.IGNORECASE)
_LAST = re.compile(r"([\w-]*|\*)((?:[.#][\w-]+|\[[\w-]+[^\]]*\])*)$")
_PART = re.compile(r"([.#\[])([\w-]+)")
_CLASS, _ID = "[contains(concat(' ', normalize-space(@class), ' '), ' {} ')]", "[@id='{}']"
_TESTS = {".": _CLASS, "#": _ID, "[": "[@{}]"}
_MOST, _MOST_RULES, _LONGEST = 5_000, 50, 500_000
"""Cells of a rule, rules, and characters of a style sheet that are looked at."""


def mark_styled(tree: Any) -> None:
    """Put the mark of a picture into the cells whose figures the page's style sheets print; the tree is changed."""
    sheets = (style.text for style in tree.iter("style") if style.text and "content" in style.text)
    rules = (rule for sheet in sheets for rule in _RULE.finditer(sheet[:_LONGEST]) if _FIGURE.search(rule[2]))
    paths = (path for rule in rules for selector in rule[1].split(",") if (path := _path(selector)))
    for path in list(islice(paths, _MOST_RULES)):
        _mark(islice(tree.xpath(path), _MOST))


def _mark(nodes: Iterator[Any]) -> None:
    for node in nodes:
        if holds_figure(node):
            node.text = PICTURE + (node.text or "")


def _path(selector: str) -> str | None:
    """The elements that the last part of a selector names (``#t td.m::before``: every td.m), as an XPath."""
    if not _PSEUDO.search(selector):
        return None
    last = _LAST.search(_PSEUDO.sub("", selector).strip())
    if last is None or not (last[1] or last[2]):
        return None
    tests = "".join(_TESTS[sign].format(name) for sign, name in _PART.findall(last[2]))
    return f"//{last[1] or '*'}{tests}"
