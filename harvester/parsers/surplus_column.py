"""A column among those of 表三 that the form does not have: 小计 between 其他 and 总计."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from harvester.editions.form import load_form
from harvester.editions.labels import look_up, meaning
from harvester.parsers.numbers import read_value
from harvester.parsers.placing import Check
from harvester.parsers.row import Row


def without_surplus(rows: Sequence[Row], headers: Iterable[Row], check: Check) -> list[Row]:
    """The rows without the one inner cell too many that the sums of all rows of their grid agree to leave out."""
    named = frozenset(head.grid for head in headers if _names_subtotal(head))
    chosen = {grid: _surplus(_wide(rows, grid), check, grid in named) for grid in {row.grid for row in rows}}
    return [_without(row, chosen[row.grid]) for row in rows]


def _width() -> int:
    return len(load_form().request_columns)


def _wide(rows: Iterable[Row], grid: int) -> list[Row]:
    """The rows of one cell too many with figures; empty where none fills its first and its last cell."""
    wide = [row for row in rows if row.grid == grid and len(row.values) == _width() + 1]
    filled = [row for row in wide if any(cell.text for cell in row.values)]
    return filled if any(row.values[0].text and row.values[-1].text for row in filled) else []


def _surplus(rows: Sequence[Row], check: Check, is_named: bool) -> int | None:
    """The place that every row's sum allows to leave out; that of 小计 where the header names it, and several do."""
    places = [place for place in range(1, _width()) if _fits(rows, place, check)] if rows else []
    subtotal = _width() - 1
    return subtotal if is_named and subtotal in places else places[0] if len(places) == 1 else None


def _fits(rows: Sequence[Row], place: int, check: Check) -> bool:
    """True where the rows add up without this place, and it holds blanks or the sum of the organisations."""
    held = [check([read_value(cell.text).value for cell in _without(row, place).values]) for row in rows]
    return True in held and False not in held and all(_is_no_figure(row, place) for row in rows)


def _is_no_figure(row: Row, place: int) -> bool:
    values = [read_value(cell.text).value or 0 for cell in row.values]
    return not row.values[place].text or values[place] == sum(values[1:place])


def _names_subtotal(row: Row) -> bool:
    """True for ``法律服务机构 | 其他 | 小计``: a name that the form does not know right behind 其他."""
    texts = [cell.text for cell in (*row.heads, *row.values)]
    return any(
        behind and not look_up(behind) and meaning(text, "requests", "column") == "org_other"
        for text, behind in pairwise(texts)
    )


def _without(row: Row, place: int | None) -> Row:
    if place is None or len(row.values) != _width() + 1:
        return row
    return replace(row, values=(*row.values[:place], *row.values[place + 1 :]))
