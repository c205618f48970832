"""Figures printed white on white, which nobody sees: left out beside others, marked where they stand alone.

<td><span style="color:#fff">13</span>12</td>       12
<td><font color="white">12</font></td>              〔白字〕12
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from harvester.documents.grid import bare_text
from harvester.items import FAINT

_SIGN = re.compile(r"color[:=][\"']? ?(?:#[fF]{3}|white\b|rgb\(255, ?255, ?255\))")
"""A quick test of a page; styles and attributes are written so by editors."""
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(255,\s*255,\s*255\))", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"background(?:-color|-image)?\s*:\s*(?!#fff(?:fff)?\b|white\b|none\b|transparent\b)", re.IGNORECASE
)
_WHITE_NAMES = frozenset(("#fff", "#ffffff", "white"))
_CELLS = ("td", "th")
_MANY = 20
"""Such figures that are the colours of a page whose background its style sheet tells."""
_MOST = 5_000
_COLOURED: Any = "descendant-or-self::*[@color or contains(@style, 'color') or contains(@style, 'COLOR')]"


def mark_faint(tree: Any, source: str) -> None:
    """Change the cells of the tree in place."""
    if not any(source[sign.start() - 1] != "-" for sign in islice(_SIGN.finditer(source), _MOST)):
        return
    found = [(node, cell) for node, cell in _figures(tree) if not _has_background(node)]
    if len(found) > _MANY:
        return
    for node, cell in found:
        is_alone = bare_text(cell) == bare_text(node)
        node.text = FAINT + bare_text(node) if is_alone else ""
        for inside in list(node):
            node.remove(inside)


def _figures(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Elements of white digits, and the cell of each; one within another counts once."""
    for cell in islice(tree.iter(*_CELLS), _MOST):
        white = next((node for node in cell.xpath(_COLOURED) if _is_white(node) and bare_text(node).isdecimal()), None)
        if white is not None:
            yield white, cell


def _is_white(node: Any) -> bool:
    return (node.get("color") or "").strip().lower() in _WHITE_NAMES or _WHITE.search(
        node.get("style") or ""
    ) is not None


def _has_background(node: Any) -> bool:
    """True where the element stands on a colour that the page itself tells."""
    return any(
        item.get("bgcolor") or item.get("background") or _BACKGROUND.search(item.get("style") or "")
        for item in (node, *node.iterancestors())
    )
