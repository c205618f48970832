"""Numbers and codes of rows (序号, 行次, 代码), which are no figures.

In flattened text those of a column 序号, or of a label, stand behind the figures of the row before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from harvester.editions.form import load_form
from harvester.editions.labels import look_up
from harvester.items import GridCell
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.row import Row
from harvester.parsers.script import canonical

_FEWEST = 5
"""Numbers that rise from row to row; the totals of so many rows do not by chance."""
_POINTS = frozenset(".．、")
_CODE = re.compile(r"[(【\[]?([A-Za-z]{0,2}-?)(\d{1,3})[)】\]]?")
_LONGEST = 3
"""Digits of such a number."""
_STEP = 3
"""Rows whose numbers may be lost in between."""


def without_row_numbers(stream: Sequence[GridCell]) -> list[GridCell]:
    """The cells without the numbers right before labels that count the rows: ``1 规章 2 1 12 2 行政规范性文件``.

    One before a label that begins with its point (``2`` ``.重复申请``) is the label's.
    """
    before = [(place, after.text) for place, (cell, after) in enumerate(pairwise(stream)) if cell.text.isdecimal()]
    apart = {place for place, text in before if text[:1] in _POINTS and not looks_like_value(text)}
    counting = [place for place, text in before if place not in apart and text and look_up(text)]
    numbers = [stream[place].text for place in counting]
    is_counted = max(map(len, numbers), default=0) <= _LONGEST and _count(list(map(int, numbers)))
    dropped = apart.union(counting if is_counted else ())
    return [cell for place, cell in enumerate(stream) if place not in dropped]


def without_codes(rows: Sequence[Row]) -> list[Row]:
    """The rows of one table without the codes before their figures: ``规章 | A01 | 2 | 1 | 12``.

    Only where every row that the form knows has one, and they count the rows; of the others those that count on.
    A row without a figure may have nothing else behind its label.
    """
    known = [row for row in rows if row.values and any(map(_names_row, row.labels))]
    behind = list(map(_behind_label, known))
    if sum(len(cells) > 1 for cells in behind) < _FEWEST:
        return list(rows)
    codes = [code for cells in behind if (code := _code(cells[:1]))]
    is_coded = len(codes) == len(known) and len({code.prefix for code in codes}) == 1
    if not is_coded or not _count([code.number for code in codes]):
        return list(rows)
    return list(_uncoded(rows, codes[0].prefix))


class _Code(NamedTuple):
    cell: GridCell
    prefix: str
    number: int


def _code(cells: Iterable[GridCell]) -> _Code | None:
    """The first code among the cells."""
    found = ((cell, _CODE.fullmatch(canonical(cell.text))) for cell in cells)
    return next((_Code(cell, code[1], int(code[2])) for cell, code in found if code), None)


def _behind_label(row: Row) -> list[GridCell]:
    """The cells behind the label but for units, and the dash in place of one; a code may count as a label."""
    units = load_form().statistic_units
    behind = max((place for place, cell in enumerate(row.heads) if _names_row(cell.text)), default=0) + 1
    cells = (*row.heads[behind:], *row.values)
    return [cell for cell in cells if cell.text not in units and (cell.text[:1].isalnum() or not _is_dash(cell.text))]


def _is_dash(text: str) -> bool:
    return read_value(text).state == "dash"


def _uncoded(rows: Iterable[Row], prefix: str) -> Iterator[Row]:
    last = 0
    for row in rows:
        code = _code(_behind_label(row)) if row.values else None
        if code and code.prefix == prefix and 0 < code.number - last <= _STEP:
            last = code.number
            heads, values = ([cell for cell in cells if cell is not code.cell] for cells in (row.heads, row.values))
            yield replace(row, heads=tuple(heads), values=tuple(values))
        else:
            yield row


def _names_row(label: str) -> bool:
    return any(known.role == "row" for known in look_up(label))


def _count(numbers: Sequence[int]) -> bool:
    """True where the numbers rise from row to row."""
    is_rising = all(0 < after - before <= _STEP for before, after in pairwise(numbers))
    return len(numbers) >= _FEWEST and numbers[0] <= _STEP and is_rising
