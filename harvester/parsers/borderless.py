"""Rows of 表三 from flattened text that may have figures of their neighbours, or lack some: marked, not dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from harvester.editions.form import request_width
from harvester.items import GridCell
from harvester.parsers.naming import Named
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.placing import adds_up

_IRREGULAR = 3
"""Rows with more or fewer cells than columns that show a text which lost cells."""


def doubt(found: Sequence[Named]) -> None:
    """Say of each such row why its figures are in doubt."""
    flowing = [item for item in found if item.row.flowing]
    for reason, items in (
        ("surplus_cells", _of_two_rows(flowing)),
        ("blanks_lost", _with_blanks_lost(flowing)),
        ("lines_mixed", flowing if sum(map(_is_mixed, flowing)) >= _IRREGULAR else ()),
    ):
        for item in items:
            item.doubt = reason


def _of_two_rows(flowing: Sequence[Named]) -> Iterator[Named]:
    """A row with the figures of two, and the one behind it: perhaps a label came behind its figures."""
    for before, item in pairwise(flowing):
        if sum(bool(cell.text) for cell in before.row.values) >= 2 * request_width():
            yield from (before, item)


def _with_blanks_lost(flowing: Sequence[Named]) -> Iterator[Named]:
    """A row without the total that most have; and one whose sum fails, where rows have other numbers of cells."""
    whole = [item for item in flowing if len(item.row.values) == request_width()]
    have_totals = sum(bool(item.row.values[-1].text) for item in whole) > len(whole) / 2
    for item in flowing:
        cells = item.row.values
        if have_totals and _lacks_total(cells):
            yield item
        irregular = len(flowing) - len(whole)
        is_lossy = irregular > len(whole) or (irregular >= _IRREGULAR and not all(cell.text for cell in cells))
        if is_lossy and adds_up([read_value(cell.text).value for cell in cells]) is False:
            yield item


def _is_mixed(item: Named) -> bool:
    """True for what PDF text has whose cells broke over lines.

    Words among the figures (``0 3 2 1 1 7 予公开 件 0``), more figures than columns, figures behind a part of a label
    (``三、本年度办理结果（一） 5 5``). Words behind all seven figures are a remark, unless a figure is among them
    (``其他情形） 1 1``).
    """
    words = [cell.text for cell in item.row.values if not looks_like_value(cell.text)]
    figures = len(item.row.values) - len(words)
    has_words = bool(words) and (figures != request_width() or any(map(str.isdigit, "".join(words))))
    is_part = item.is_labelled and any(cell.text[-1:].isdigit() for cell in item.row.values)
    return has_words or is_part or request_width() < figures == sum(bool(cell.text) for cell in item.row.values)


def _lacks_total(cells: Sequence[GridCell]) -> bool:
    return not cells[-1].text and any(cell.text.strip("0") for cell in cells)
