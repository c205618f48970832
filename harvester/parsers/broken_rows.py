"""Rows that the end of a page cut in two, their label with them: ``5.要求行 | 0 | 2 …``, ``政机关确认… | | …``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harvester.editions.labels import is_exact
from harvester.parsers.row import Row


def rejoined(rows: Iterable[Row]) -> list[Row]:
    """Two rows on end as one where only both labels together are one of the form's, and one row alone has figures."""
    whole: list[Row] = []
    for row in rows:
        joined = _joined(whole[-1], row) if whole else None
        whole[-1:] = [joined] if joined else [*whole[-1:], row]
    return whole


def _joined(first: Row, second: Row) -> Row | None:
    if not first.heads or not second.heads:
        return None
    begin, end = first.heads[-1], second.heads[-1]
    filled = [row for row in (first, second) if any(cell.text for cell in row.values)]
    if len(filled) != 1 or is_exact(begin.text) or is_exact(end.text) or not is_exact(begin.text + end.text):
        return None
    label = replace(begin, text=begin.text + end.text)
    return replace(filled[0], heads=(*first.heads[:-1], label))
