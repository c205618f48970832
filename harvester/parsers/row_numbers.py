"""A column 序号 in flattened text: its numbers stand behind the figures of the row before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harvester.editions.labels import look_up
from harvester.items import GridCell

_FEWEST = 5
"""Numbers that rise from row to row; the totals of so many rows do not by chance."""
_STEP = 3
"""Rows whose numbers may be lost in between."""


def without_row_numbers(stream: Sequence[GridCell]) -> list[GridCell]:
    """The cells without the numbers right before labels that count the rows: ``1 规章 2 1 12 2 行政规范性文件``."""
    places = [
        place
        for place, (cell, after) in enumerate(pairwise(stream))
        if cell.text.isdecimal() and after.text and look_up(after.text)
    ]
    numbers = [int(stream[place].text) for place in places]
    is_count = all(0 < after - before <= _STEP for before, after in pairwise(numbers))
    if len(numbers) < _FEWEST or numbers[0] > _STEP or not is_count:
        return list(stream)
    return [cell for place, cell in enumerate(stream) if place not in set(places)]
