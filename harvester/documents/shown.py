"""What a browser shows of a table's cells: not what is struck out or hidden, but what stands in boxes and pictures.

<td><s>13</s>12</td>, <td><span style="display:none">13</span>12</td>   12
<td>12<sup>1</sup></td>, <td>12<sub>注1</sub></td>                      12[1]: a footnote, not a hundred and twenty-one
<td><input value="12"></td>, <td><img alt="12"></td>                    12
<td><select><option>3<option selected>12</select></td>                  12
<td><img src="12.gif"></td>                                             〔图〕: a figure that is a picture, not a blank

Outside of cells figures are looked at alone, and only on pages with the words of the form: tables are drawn with
``div``s there, or lines stand for their rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain, islice
from typing import Any

from lxml import etree

from harvester.documents.grid import bare_text, is_crowded
from harvester.documents.rich_text import note
from harvester.items import PICTURE, STRUCK

_CELLS = frozenset(("td", "th"))
_STRUCK = ("s", "strike", "del")
_UNSHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![\d.])|text-decoration[\w-]*\s*:[^;]*line-through",
    re.IGNORECASE,
)
_WORDS = ("one", "ONE", "idden", "IDDEN", "through", "size:0", "size: 0")
"""Of the styles that hide; few pages have more than one or two of them."""
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*su(?:b|per)\b", re.IGNORECASE)
_RAISED_WORDS = ("super", "SUPER", ":sub", ": sub", ":SUB")
_MARKED = re.compile(r"^[(（\[]?(?:注释?|备注)|[)）\]]$")
_NO_TEXT = frozenset(("hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file", "password"))
_MOST = 5_000
"""Elements of a page that are looked at."""
_FEW_INSIDE = 20
_SMALLEST = 4
"""Pixels: a smaller picture only holds a space open."""
_SPACER = re.compile(r"(?:spacer|blank|space|transparent|pixel|dot|clear)\w*\.\w+$", re.IGNORECASE)
_FEWEST_CELLS = 2
"""Cells of a row with a label and a figure."""
_LONGEST = 20
"""Characters that a figure has, with its unit."""
_WITHIN_LINES = frozenset(
    ("a", "abbr", "b", "bdi", "big", "del", "em", "font", "i", "ins", "label", "mark", "s", "small", "span", "strike")
) | {"strong", "sub", "sup", "u", "option", "select"}
_OF_FORM = ("结果维持", "商业企业", "信息内容", "結果維持", "商業企業", "信息內容", "被依法纠错", "被依法糾錯")
"""Words of the three tables and of the statistics; a page without any has no figures of theirs outside of cells."""


def as_shown(tree: Any, source: str) -> None:
    """Change the tree of the page in place; only cells that hold no table of their own."""
    if all(tree.find(f".//{cell}") is None for cell in _CELLS) and not any(word in source for word in _OF_FORM):
        return
    if any(word in source for word in _RAISED_WORDS):
        _set_apart(tree)
    styled = _styled(tuple(word for word in _WORDS if word in source))
    hidden = (node for node in styled(tree) if _is_unshown(node))
    alone = [node for node in list(islice(chain(tree.iter(*_STRUCK), hidden), _MOST)) if not _take_out(node)]
    is_shown = bool(alone) and _shows_figures(tree)
    for node in alone:
        _mark_or_hide(node, shows_figures=is_shown)
    for node in list(islice(tree.iter("select"), _MOST)):
        if (cell := _cell(node)) is not None and _is_of_row(cell):
            _put(node, _chosen(node))
    for tag, text_of in _TEXTS.items():
        for node in list(islice(tree.iter(tag), _MOST)):
            if (cell := _cell(node)) is not None and (text := text_of(node, cell)):
                _put(node, text)


def _set_apart(tree: Any) -> None:
    """Make elements that only their style sets high or low what such elements are called."""
    for node in list(islice(tree.iter("span", "font"), _MOST)):
        if _RAISED_STYLE.search(node.get("style") or ""):
            node.tag = "sup"


@cache
def _styled(words: tuple[str, ...]) -> Any:
    """Finds the elements that may be hidden: half of a page by Word have a style, and each word takes its time."""
    tests = " or ".join(f"contains(., '{word}')" for word in words)
    return etree.XPath("//@hidden/.." + (f" | //@style[{tests}]/.." if words else ""))


def _is_unshown(node: Any) -> bool:
    return node.get("hidden") is not None or _UNSHOWN.search(node.get("style") or "") is not None


def _cell(node: Any) -> Any:
    """The cell that the element stands in, drawn ones too; None where it lays out the page."""
    cell = next(node.iterancestors(*_CELLS), None)
    if cell is None:
        return _drawn_cell(node)
    if is_crowded(cell):
        return None
    return None if next(cell.iterdescendants("table"), None) is not None else cell


def _drawn_cell(node: Any) -> Any:
    """Outside of tables: the block, or the line, that holds an element with a figure; None for other elements."""
    if node.tag == "img":
        return None
    block = next((above for above in node.iterancestors() if above.tag not in _WITHIN_LINES), None)
    if block is None or block.tag in ("body", "html") or is_crowded(block):
        return None
    if node.tag in ("sup", "sub"):
        return block if _before(node, block)[-1:].isdigit() else None
    text = (node.get("value") or "").strip() if node.tag == "input" else bare_text(node)
    return block if text.isdecimal() else None


def _take_out(node: Any) -> bool:
    """Leave the element out, if its cell says anything else; False where it says all."""
    cell = _cell(node)
    text = "" if cell is None else bare_text(node)
    if text and bare_text(cell) == text:
        return False
    if text:
        _put(node, "")
    return True


def _mark_or_hide(node: Any, *, shows_figures: bool) -> None:
    """A figure that is struck out in a cell of its own keeps a mark; one that is hidden is none beside shown ones."""
    text, cell = bare_text(node), _cell(node)
    if _is_struck(node):
        _put(node, STRUCK + text if text.isdecimal() and cell is not None and _is_of_row(cell) else text)
    elif shows_figures:
        _put(node, "")


def _is_struck(node: Any) -> bool:
    return node.tag in _STRUCK or "through" in (node.get("style") or "")


def _shows_figures(tree: Any) -> bool:
    """True where a cell of the page has a figure that is not hidden."""
    return any(
        bare_text(cell).isdecimal() and not any(_is_unshown(inside) for inside in islice(cell.iter(), 1, _FEW_INSIDE))
        for cell in islice(tree.iter(*_CELLS), _MOST)
    )


def _put(node: Any, text: str) -> None:
    """The text in place of the element's own."""
    tail = node.tail
    node.clear()
    node.tag, node.text, node.tail = "span", text, tail


def _note(node: Any, cell: Any) -> str:
    """A number, or 注, set high or low behind a figure."""
    text = bare_text(node)
    digits = _MARKED.sub("", text) or ("1" if text else "")
    return note(digits, _before(node, cell)) if digits.isdecimal() else ""


def _before(node: Any, cell: Any) -> str:
    """The cell's text in front of the element."""
    return "".join("".join(_texts_until(node, cell)).split())


def _texts_until(node: Any, cell: Any) -> Iterator[str]:
    for event, item in etree.iterwalk(cell, events=("start", "end")):
        if item is node:
            return
        yield (item.text if event == "start" else item.tail) or ""


def _entered(node: Any, cell: Any) -> str:
    kind, value = (node.get("type") or "text").lower(), (node.get("value") or "").strip()
    return value if kind not in _NO_TEXT and len(value) <= _LONGEST and _is_of_row(cell) else ""


def _chosen(node: Any) -> str:
    """The option that a list shows: the one that is selected, or its first."""
    options = list(islice(node.iter("option"), _MOST))
    chosen = next(
        (option for option in options if option.get("selected") is not None), options[0] if options else None
    )
    return "" if chosen is None else bare_text(chosen)


def pictured(node: Any, cell: Any) -> str:
    """The digits that a picture stands for; its mark where only the eye knows, in the place of a figure."""
    alt = (node.get("alt") or "").strip()
    if alt.isdecimal():
        return alt
    return PICTURE if _is_figure(cell) and not _is_spacer(node) else ""


def holds_figure(node: Any) -> bool:
    """True for a cell, or an element in one, in the place of a figure: blank, or digits alone."""
    cell = node if node.tag in _CELLS else _cell(node)
    return cell is not None and _is_figure(cell)


def _is_figure(cell: Any) -> bool:
    text = bare_text(cell)
    return (not text or text.isdecimal()) and _is_of_row(cell)


def _is_of_row(cell: Any) -> bool:
    row = cell.getparent()
    return row is not None and len(row) >= _FEWEST_CELLS


def _is_spacer(node: Any) -> bool:
    sizes = [size for name in ("width", "height") if (size := (node.get(name) or "").removesuffix("px")).isdecimal()]
    return any(int(size) < _SMALLEST for size in sizes) or _SPACER.search(node.get("src") or "") is not None


_TEXTS: Mapping[str, Callable[[Any, Any], str]] = {
    "sup": _note,
    "sub": _note,
    "input": _entered,
    "img": pictured,
}
"""The text that an element in a cell stands for; none where it is to be left as it is."""
