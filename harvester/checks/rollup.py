"""A government's report against those of the governments below it, where it is known what it sums up.

A report may count the whole place or the government's office alone, and departments are counted beside the places
below. So a sum that does not fit says nothing by itself; it does in two cases:

* the parts are known to be complete, because in another year the same parts add up to the government's figures;
* the overview calls the figure that of the whole place (全市共收到申请12件), and the parts alone are more than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from harvester.checks.figures import Figures
from harvester.checks.rules import load_data, load_rules
from harvester.checks.years import PanelFinding
from harvester.items import Number, Report
from harvester.parsers.script import narrow, simplify, squeeze

RECEIVED = "requests.new_received.total"
SUMMED = (RECEIVED, "requests.outcome_total.total")
_FEW = 10
"""Sums below this may be equal by chance."""


def adds_up(parent: Report, parts: Sequence[Report]) -> bool:
    """True where the parts are all that the government counts: figures that are no accident, each with its sum."""
    return _sum(RECEIVED, parts)[0] >= _FEW and all(_is_sum(parent, parts, cell) for cell in SUMMED)


def check_rollup(parent: Report, parts: Sequence[Report], *, is_complete: bool) -> PanelFinding | None:
    """The finding where the parts' new requests do not add up to the government's, or are more than it may count.

    ``is_complete``: the same parts add up in another year.
    """
    total = Figures(parent).value(RECEIVED)
    expected, all_stated = _sum(RECEIVED, parts)
    if total is None or not parts:
        return None
    if is_complete and all_stated and expected != total:
        why = "complete"
    elif expected > total and counts_whole_place(parent, total):
        why = "whole"
    else:
        return None
    found = load_rules()["panel.rollup"].finding(
        (RECEIVED,), expected=expected, actual=total, count=len(parts), why=_words()[why], year=parent.year
    )
    return PanelFinding(finding=found, other_cells=(RECEIVED,))


def counts_whole_place(parent: Report, total: Number) -> bool:
    """True where the overview tells the table's figure as that of the whole place."""
    text = narrow(simplify(squeeze(parent.sections.get("overview") or "")))
    return any(int(found["number"]) == total for found in _whole_place().finditer(text))


def _is_sum(parent: Report, parts: Sequence[Report], cell: str) -> bool:
    total, (expected, all_stated) = Figures(parent).value(cell), _sum(cell, parts)
    return all_stated and total == expected


def _sum(cell: str, parts: Sequence[Report]) -> tuple[Number, bool]:
    """The sum of what the parts state, and whether every one states it."""
    values = [Figures(part).value(cell) for part in parts]
    return sum(value for value in values if value is not None), None not in values


@cache
def _words() -> dict[str, str]:
    return dict(load_data("rules.yaml")["rollup"])


@cache
def _whole_place() -> re.Pattern[str]:
    return re.compile(_words()["whole_place"])
