"""Rows of 表三 whose figures ran together, parted by the sums of rows and columns where these leave one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import TypeAlias

from harvester.editions.form import RequestRow

Figures: TypeAlias = tuple[int, ...]
Ways: TypeAlias = Mapping[str, Sequence[Figures]]
"""For each row of the form the figures that it may have; one that is known has one."""

_MAX_WAYS, _MAX_BALANCES = 200, 100_000
_MAX_SUMS = 4_000
"""Beyond so many different sums of columns the ways to part the rows are too many to look at."""


def part(ways: Ways, order: Sequence[RequestRow]) -> dict[str, Figures]:
    """The rows that only one way fits, all rows together: Σ outcomes = （七）, 一 + 二 = （七） + 四.

    Empty where no ways fit together, or where they are too many.
    """
    outcomes = [row.key for row in order if row.role == "outcome"]
    ends = [row.key for row in order if row.role != "outcome"]
    if not all(ways.get(key) for key in (*outcomes, *ends)):
        return {}
    if max(map(len, ways.values())) > _MAX_WAYS or prod(len(ways[key]) for key in ends) > _MAX_BALANCES:
        return {}
    forward = _sums([ways[key] for key in outcomes])
    balanced = _balanced(ways, forward[-1] if forward else set())
    if forward is None or not balanced:
        return {}
    fitting = _fitting([ways[key] for key in outcomes], forward, {found["outcome_total"] for found in balanced})
    found = dict(zip(outcomes, fitting, strict=True))
    found.update({key: {item[key] for item in balanced} for key in ends})
    return {key: next(iter(left)) for key, left in found.items() if len(left) == 1}


def _sums(rows: Sequence[Sequence[Figures]]) -> list[set[Figures]] | None:
    """The sums of columns that can be reached before each row and behind the last; None where too many."""
    reached: list[set[Figures]] = [{(0,) * len(rows[0][0])}]
    for row in rows:
        reached.append({_plus(before, figures) for before in reached[-1] for figures in row})
        if len(reached[-1]) > _MAX_SUMS:
            return None
    return reached


def _balanced(ways: Ways, sums: set[Figures]) -> list[dict[str, Figures]]:
    """The ways of 一, 二, （七） and 四 that balance, where （七） is a sum of outcomes that can be reached."""
    keys = ("new_received", "carried_over", "outcome_total", "carried_forward")
    choices = (ways[keys[0]], ways[keys[1]], [way for way in ways[keys[2]] if way in sums], ways[keys[3]])
    return [
        dict(zip(keys, chosen, strict=True))
        for chosen in product(*choices)
        if _plus(chosen[0], chosen[1]) == _plus(chosen[2], chosen[3])
    ]


def _fitting(
    rows: Sequence[Sequence[Figures]], forward: Sequence[set[Figures]], totals: set[Figures]
) -> list[set[Figures]]:
    """For each row the figures that lead from a sum before it to one of the totals."""
    left: list[set[Figures]] = []
    goals = totals
    for row, before in zip(reversed(rows), reversed(forward[:-1]), strict=True):
        fits = {(start, figures) for start in before for figures in row if _plus(start, figures) in goals}
        left.append({figures for _, figures in fits})
        goals = {start for start, _ in fits}
    return left[::-1]


def _plus(first: Figures, second: Figures) -> Figures:
    return tuple(map(int.__add__, first, second))
