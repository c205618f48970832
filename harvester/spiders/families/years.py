"""Years of a list that no address stands for: a form or a script of its page would show them."""

from __future__ import annotations

import re
from typing import Any

from harvester.parsers.script import squeeze
from harvester.spiders.families.labels import is_year_label
from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage

YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_CONTROLS = ("option", "a", "li", "span", "button")


def years_in(text: str) -> frozenset[str]:
    return frozenset(YEAR.findall(text))


def held_years(page: ListPage) -> frozenset[str]:
    """``<select onchange="this.form.submit()"><option selected>2024年<option>2023年``, ``<li onclick="show(2023)">``.

    ``<li data-year="2023">`` as well. None of a box that is set to 全部 or to nothing: its list is whole.
    """
    return frozenset(year for node in page.tree.iter(*_CONTROLS) if _holds(node, page.base) for year in _shown(node))


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
