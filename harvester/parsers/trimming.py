"""Cells behind the figures of a row that are none of them."""

from __future__ import annotations

from collections.abc import Sequence

from harvester.items import GridCell
from harvester.parsers.numbers import looks_like_value


def without_remark(cells: Sequence[GridCell], width: int) -> Sequence[GridCell]:
    """The cells without words behind the last figure: 详见正文 in a column of remarks, not ``33164& nbsp;``."""
    end = len(cells)
    while end > width and not looks_like_value(cells[end - 1].text) and not cells[end - 1].text[0].isdigit():
        end -= 1
    return cells[:end]


def without_blank_end(cells: list[GridCell], width: int) -> list[GridCell]:
    """The cells without blank ones at the end that are too many: an empty column, behind merged cells."""
    while len(cells) > width and not cells[-1].text:
        cells.pop()
    return cells
