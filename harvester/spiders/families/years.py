"""Years and groups of a list that no address stands for: a form or a script of its page would show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from harvester.parsers.script import squeeze
from harvester.spiders.families.forms import form_fields, sent
from harvester.spiders.families.interface import NO_AJAX
from harvester.spiders.families.labels import is_group, is_year_label
from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_ID = re.compile(r"data-[\w-]*(?:id|code)$")
_POSTBACK = re.compile(r"__doPostBack\(\\?[\"']([^\"'\\]+)")
_CONTROLS = ("option", "a", "li", "span", "button")


def years_in(text: str) -> frozenset[str]:
    return frozenset(YEAR.findall(text))


def held_years(page: ListPage) -> frozenset[str]:
    """``<select onchange="this.form.submit()"><option selected>2024年<option>2023年``, ``<li onclick="show(2023)">``.

    ``<li data-year="2023">`` as well. None of a box that is set to 全部 or to nothing: its list is whole.
    """
    return frozenset(year for node in page.tree.iter(*_CONTROLS) if _holds(node, page.base) for year in _shown(node))


def year_steps(page: ListPage) -> Iterator[tuple[str, Step]]:
    """Each year of a box with the request that its form posts once it is chosen, by itself or by ``__doPostBack``."""
    for box in page.tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']//select[@name]"):
        form, target = next(box.iterancestors("form")), _POSTBACK.search(box.get("onchange") or "")
        untouched = dict(form_fields(form)) | ({"__EVENTTARGET": target[1]} if target else {})
        for option in (node for node in box.iter("option") if _holds(node, page.base)):
            chosen = {box.get("name"): option.get("value") or squeeze(option.text_content())}
            for step in sent(form, tuple((untouched | chosen).items()), page, NO_AJAX):
                yield from ((year, replace(step, probe=False)) for year in _shown(option))


def held_groups(page: ListPage) -> frozenset[str]:
    """Tabs beside the one that is shown: ``<li class="on" data-id="11">县政府</li><li data-id="12">县直部门</li>``.

    None beside 全部; numbers that count the tabs, as those of a script that hides and shows lists do, are no ids.
    """
    bars = {
        node.getparent()
        for node in page.tree.iter("li", "a", "span")
        if _identified(node) and node.getprevious() is None
    }
    return frozenset(label for bar in bars for label in _behind_tabs(bar, page.base))


def _behind_tabs(bar: Any, base: str) -> list[str]:
    tabs = [(squeeze(node.text_content() or ""), _identified(node)) for node in bar if link_of(node, base) is None]
    is_counted = [value for _, value in tabs] in ([str(n + first) for n in range(len(tabs))] for first in (0, 1))
    is_bar = 1 < len(tabs) == len(bar) and all(value and is_group(label) for label, value in tabs)
    return [label for label, _ in tabs[1:]] if is_bar and not is_counted else []


def _identified(node: Any) -> str:
    """The number that a script asks for: ``data-id``, ``data-catid``, ``data-dept-code``."""
    return next((value for name, value in node.items() if _ID.match(name) and value.isdecimal()), "")


def _shown(node: Any) -> frozenset[str]:
    label = squeeze(node.text_content() or "") if len(node) < 3 else ""
    return years_in(label) if is_year_label(label) else frozenset()


def _holds(node: Any, base: str) -> bool:
    if not _shown(node) or link_of(node, base) is not None:
        return False
    if node.tag == "option":
        return _is_set(node)
    is_handled = bool(node.get("onclick")) or (node.get("href") or "").startswith("javascript:")
    return is_handled or any(name.startswith("data-") and YEAR.search(value) for name, value in node.items())


def _is_set(option: Any) -> bool:
    """True where its box does something once it is chosen, and one of its years is chosen now."""
    box = next(option.iterancestors("select"), None)
    if box is None or not (box.get("onchange") or next(box.iterancestors("form"), None) is not None):
        return False
    options = list(box.iter("option"))
    return bool(_shown(next((node for node in options if node.get("selected") is not None), options[0])))
