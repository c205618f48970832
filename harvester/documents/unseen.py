"""Tables that a page hides beside those that it shows: last year's, a template, the copy for another screen.

<div style="display:none"><table>…表三 of 2022</table></div> <table>…表三 of 2023</table>
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from harvester.documents.grid import is_unshown
from harvester.documents.held import tables_held
from harvester.parsers.script import fold, squeeze

_MOST = 100
"""Tables of a page that are looked at."""
_HIDING = ("none", "idden")
_LINES = ("h1", "h2", "h3", "h4", "p", "div", "td")
"""Elements that may hold the title of a report."""
_LONGEST = 60
_TITLE = re.compile(r"20\d\d年?度?[^，。；《》]*信息公开[^，。；《》]*(?:报告|年报)")


def without_hidden_copies(tree: Any, source: str) -> None:
    """Take hidden tables out of the tree, where the page shows tables with the same labels; others stay.

    A page of tabs hides all but one of its tables, and each of them is the only one of its kind; or all but one of
    its reports, each below a title of its own.
    """
    if not any(word in source for word in _HIDING):
        return
    tables = [table for table in islice(tree.iter("table"), _MOST) if table.find(".//table") is None]
    hidden = [table for table in tables if _hider(table) is not None]
    if not hidden or len(hidden) == len(tables):
        return
    shown = set().union(*(_held(table) for table in tables if table not in hidden))
    copies = [table for table in hidden if (held := _held(table)) and held <= shown]
    titles = _titles(node for node in tree.iter(*_LINES) if _hider(node) is None) if copies else set()
    for table in copies:
        if _titles(_hider(table).iter(*_LINES)) <= titles:
            table.drop_tree()


def _hider(node: Any) -> Any:
    """The outermost part that hides the element; None where it is shown."""
    return next((part for part in reversed([node, *node.iterancestors()]) if is_unshown(part)), None)


def _titles(nodes: Iterable[Any]) -> set[str]:
    texts = (squeeze(node.text_content()) for node in nodes)
    return {text for text in texts if len(text) <= _LONGEST and _TITLE.search(text)}


def _held(table: Any) -> set[str]:
    return tables_held(fold(cell.text_content()) for cell in table.iter("td", "th"))
