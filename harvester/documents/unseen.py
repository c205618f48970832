"""Tables that a page hides beside those that it shows: last year's, a template, the copy for another screen.

<div style="display:none"><table>…表三 of 2022</table></div> <table>…表三 of 2023</table>
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from harvester.documents.grid import is_unshown
from harvester.documents.held import tables_held
from harvester.parsers.script import fold

_MOST = 100
"""Tables of a page that are looked at."""
_HIDING = ("none", "idden")


def without_hidden_copies(tree: Any, source: str) -> None:
    """Take hidden tables out of the tree, where the page shows tables with the same labels; others stay.

    A page of tabs hides all but one of its tables, and each of them is the only one of its kind.
    """
    if not any(word in source for word in _HIDING):
        return
    tables = [table for table in islice(tree.iter("table"), _MOST) if table.find(".//table") is None]
    hidden = [table for table in tables if is_unshown(table) or any(map(is_unshown, table.iterancestors()))]
    if not hidden or len(hidden) == len(tables):
        return
    shown = set().union(*(_held(table) for table in tables if table not in hidden))
    for table in hidden:
        held = _held(table)
        if held and held <= shown:
            table.drop_tree()


def _held(table: Any) -> set[str]:
    return tables_held(fold(cell.text_content()) for cell in table.iter("td", "th"))
