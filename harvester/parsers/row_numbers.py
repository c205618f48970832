"""Numbers of rows in flattened text: those of a column 序号, or of a label, stand behind the figures before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harvester.editions.labels import look_up
from harvester.items import GridCell
from harvester.parsers.numbers import looks_like_value

_FEWEST = 5
"""Numbers that rise from row to row; the totals of so many rows do not by chance."""
_POINTS = frozenset(".．、")
_STEP = 3
"""Rows whose numbers may be lost in between."""


def without_row_numbers(stream: Sequence[GridCell]) -> list[GridCell]:
    """The cells without the numbers right before labels that count the rows: ``1 规章 2 1 12 2 行政规范性文件``.

    One before a label that begins with its point (``2`` ``.重复申请``) is the label's.
    """
    before = [(place, after.text) for place, (cell, after) in enumerate(pairwise(stream)) if cell.text.isdecimal()]
    apart = {place for place, text in before if text[:1] in _POINTS and not looks_like_value(text)}
    counting = [place for place, text in before if place not in apart and text and look_up(text)]
    dropped = apart.union(counting if _count(stream, counting) else ())
    return [cell for place, cell in enumerate(stream) if place not in dropped]


def _count(stream: Sequence[GridCell], places: Sequence[int]) -> bool:
    """True where the numbers at these places rise from row to row."""
    numbers = [int(stream[place].text) for place in places]
    is_rising = all(0 < after - before <= _STEP for before, after in pairwise(numbers))
    return len(numbers) >= _FEWEST and numbers[0] <= _STEP and is_rising
