"""下一页 where it is no link: a control that a browser presses on a page that a script has built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from harvester.parsers.script import squeeze
from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

LABELS = ("下一页", "下页", "后一页", "下一頁", "下頁", "加载更多", "next", ">", "›", "»")
_CONTROLS = ("a", "button", "span", "li", "div", "input", "i", "em")
_LONGEST = max(map(len, LABELS))


def with_presses(steps: Iterable[Step], page: ListPage, first: Step, number: int) -> Iterator[Step]:
    """The pages that the page names, then its control pressed on its first page, then guesses."""
    found = tuple(steps)
    yield from (step for step in found if not step.probe)
    if any(_is_control(node) for node in page.tree.iter(*_CONTROLS)):
        yield replace(first, presses=number, probe=True)
    yield from (step for step in found if step.probe)


def is_pressable(page: ListPage) -> bool:
    """True where 下一页 is no link: what it does only a browser finds out."""
    return any(_is_control(node) and link_of(node, page.base) is None for node in page.tree.iter(*_CONTROLS))


def _is_control(node: Any) -> bool:
    """True for the innermost element that says it, unless that or one around it is switched off."""
    if not _says_next(node) or any(_says_next(child) for child in node):
        return False
    return not any(_is_off(item) for item in (node, *node.iterancestors()))


def _says_next(node: Any) -> bool:
    text = node.text_content() if isinstance(node.tag, str) else ""
    if len(text) > 4 * _LONGEST:
        return False
    return (squeeze(text) or squeeze(node.get("value") or node.get("title") or "")).lower() in LABELS


def _is_off(node: Any) -> bool:
    return "disabled" in (node.get("class") or "") or node.get("disabled") is not None
