"""下一页 where it is no link: a control that a browser presses on a page that a script has built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from harvester.parsers.script import squeeze
from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

_VERBS = ("加载", "点击加载", "下拉加载", "上拉加载", "滚动加载", "显示", "点击查看", "查看", "展开")
MORE = (*(f"{verb}更多{end}" for verb in _VERBS for end in ("", "...", "…")), "loadmore", "load more")
"""What adds rows to those that are shown."""
LABELS = ("下一页", "下页", "后一页", "下一頁", "下頁", *MORE, "next", ">", "›", "»")
_SCROLL = r"(?:[\"']scroll[\"']\s*,|\bonscroll\s*=|\.scroll\s*\(|\bIntersectionObserver\s*\()"
_ON_SCROLL = re.compile(_SCROLL)
_ASKS_ON_SCROLL = re.compile(
    rf"{_SCROLL}\s*(?:function\b|\(?\w*\)?\s*=>).{{0,300}}?"
    r"(?:\$\.(?:ajax|get|post|getJSON)\b|\bfetch\s*\(|XMLHttpRequest|\b\w*(?:more|nextpage)\w*\s*\()",
    re.DOTALL | re.IGNORECASE,
)
"""``$(window).scroll(function(){ if (…) loadMore(); })``; a handler that shows 返回顶部 asks for nothing."""
_CONTROLS = ("a", "button", "span", "li", "div", "input", "i", "em")
_LONGEST = max(map(len, LABELS))


def with_presses(steps: Iterable[Step], page: ListPage, first: Step, number: int) -> Iterator[Step]:
    """The pages that the page names, then its control pressed on its first page, then guesses."""
    found = tuple(steps)
    yield from (step for step in found if not step.probe)
    if any(_is_control(node) for node in page.tree.iter(*_CONTROLS)) or _may_scroll(page):
        yield replace(first, presses=number, probe=True)
    yield from (step for step in found if step.probe)


def is_pressable(page: ListPage) -> bool:
    """True where 下一页 is no link: what it does only a browser finds out."""
    controls = (node for node in page.tree.iter(*_CONTROLS) if _is_control(node))
    return any(_leads_nowhere(node, page) for node in controls) or bool(_ASKS_ON_SCROLL.search(page.script))


def loads_more(page: ListPage) -> bool:
    """True where a control that is no link would add rows, ``<div onclick="more()">加载更多</div>``, or scrolling."""
    controls = (node for node in page.tree.iter(*_CONTROLS) if _is_control(node, MORE))
    is_shown = any(_leads_nowhere(node, page) and not _is_hidden(node) for node in controls)
    return is_shown or bool(_ASKS_ON_SCROLL.search(page.script))


def _leads_nowhere(node: Any, page: ListPage) -> bool:
    """True as well for ``<button data-api="/api/rows">加载更多</button>``: its script knows how it asks there."""
    own = {name: node.get(name) or "" for name in ("href", "onclick")} if _is_control(node, MORE) else node
    return link_of(own, page.base) is None


def _may_scroll(page: ListPage) -> bool:
    """True where a script may add rows to a list that it has built; a script of its own file may do anything."""
    return bool(_ON_SCROLL.search(page.script)) or bool(page.tree.xpath("//script[@src]"))


def _is_control(node: Any, labels: tuple[str, ...] = LABELS) -> bool:
    """True for the innermost element that says it, unless that or one around it is switched off."""
    if not _says(node, labels) or any(_says(child, labels) for child in node):
        return False
    return not any(_is_off(item) for item in (node, *node.iterancestors()))


def _says(node: Any, labels: tuple[str, ...]) -> bool:
    text = node.text_content() if isinstance(node.tag, str) else ""
    if len(text) > 4 * _LONGEST:
        return False
    return (squeeze(text) or squeeze(node.get("value") or node.get("title") or "")).lower() in labels


def _is_off(node: Any) -> bool:
    return "disabled" in (node.get("class") or "") or node.get("disabled") is not None


def _is_hidden(node: Any) -> bool:
    around = (node, *node.iterancestors())
    return any("display:none" in squeeze(item.get("style") or "").lower() for item in around)
