"""Digits that ran together: ``640020470`` cut into the figures of a row, by the sums of the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import comb
from typing import TypeAlias

Sum: TypeAlias = Callable[[Sequence[int]], bool | None]

_MAX_CUTS = 12_000
"""Beyond so many ways to cut a run of digits more than one adds up."""
_MAX_WAYS = 400


@lru_cache(maxsize=64)
def ways_to_cut(digits: str, size: int, groups: int, sums: Sum | None) -> Sequence[tuple[int, ...]]:
    """Every way to cut the digits into ``groups`` of ``size`` numbers that add up; none where they are too many."""
    if groups == 1:
        return [cut for cut in _cuts(digits, size) if sums is None or sums(cut) is not False]
    ways: dict[int, list[tuple[int, ...]]] = {0: [()]}
    for left in range(groups - 1, -1, -1):
        ends: dict[int, list[tuple[int, ...]]] = {}
        for start, begun in ways.items():
            for end in range(start + size, len(digits) - left * size + 1):
                if left == 0 and end != len(digits):
                    continue
                for cut in ways_to_cut(digits[start:end], size, 1, sums):
                    ends.setdefault(end, []).extend((*before, *cut) for before in begun)
                    if len(ends[end]) > _MAX_WAYS:
                        return []
        ways = ends
    return ways.get(len(digits), ())


def _cuts(digits: str, parts: int) -> list[tuple[int, ...]]:
    """Every way to cut a run of digits into so many numbers without leading zeros; none where they are too many."""
    if not parts <= len(digits) or comb(len(digits) - 1, parts - 1) > _MAX_CUTS:
        return []
    ways: list[tuple[tuple[int, ...], int]] = [((), 0)]
    for left in range(parts - 1, -1, -1):
        ways = [
            ((*cut, int(digits[start:end])), end)
            for cut, start in ways
            for end in ([len(digits)] if left == 0 else range(start + 1, len(digits) - left + 1))
            if start < end and (digits[start] != "0" or end == start + 1)
        ]
    return [cut for cut, _ in ways]
