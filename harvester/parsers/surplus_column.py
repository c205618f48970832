"""A column among those of 表三 that the form does not have: 小计 between 其他 and 总计, 上年总计 behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from harvester.editions.form import request_width
from harvester.editions.labels import look_up, meaning
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.placing import Check
from harvester.parsers.row import Row

_FEWEST_FILLED = 4
"""Rows with figures that show where the column too many stands."""


def without_surplus(rows: Sequence[Row], headers: Iterable[Row], check: Check) -> list[Row]:
    """The rows without the one inner cell too many that the sums of the rows of their grid tell to leave out.

    Where the header names 小计, rows that keep more cells than the form has columns are ``unsettled``: the sum of one
    row alone holds in several places. So are rows of text without the cell that others of their grid have besides.
    """
    named = frozenset(head.grid for head in headers if _names_subtotal(head))
    grids: dict[int, list[Row]] = {}
    for row in rows:
        grids.setdefault(row.grid, []).append(row)
    chosen = {grid: _surplus(_wide(own), check, grid in named) for grid, own in grids.items()}
    wide = {grid for grid, own in grids.items() if own[0].flowing and any(map(_is_whole, _wide(own)))}
    left = [replace(row, unsettled=True) if row.grid in wide and _may_lack_one(row) else row for row in rows]
    left = [_without(row, chosen[row.grid]) for row in left]
    return [
        replace(row, unsettled=row.unsettled or len(row.values) > request_width()) if row.grid in named else row
        for row in left
    ]


def _is_whole(row: Row) -> bool:
    """True for a row of figures alone, without blanks and remarks."""
    return all(cell.text and looks_like_value(cell.text) for cell in row.values)


def _may_lack_one(row: Row) -> bool:
    """True for a row of text beside such as have a cell too many: it may be one that lost a blank."""
    return len(row.values) == request_width() and _is_whole(row)


def _wide(rows: Iterable[Row]) -> list[Row]:
    """The rows of one cell too many that have figures."""
    wide = [row for row in rows if len(row.values) == request_width() + 1]
    return [row for row in wide if any(cell.text for cell in row.values)]


def _surplus(rows: Sequence[Row], check: Check, is_named: bool) -> int | None:
    """The place of 小计 where the header names it and the rows bear it out, else the one no row speaks against."""
    subtotal = request_width() - 1
    if _are_all_behind(rows, check):
        return request_width()
    is_filled = any(row.values[0].text and row.values[-1].text for row in rows)
    if is_named and _holds_subtotals(rows, check, blank=is_filled):
        return subtotal
    places = [place for place in _places() if _fits(rows, place, check)] if is_filled else []
    return places[0] if len(places) == 1 and not _is_behind(rows, places[0], check) else None


def _are_all_behind(rows: Sequence[Row], check: Check) -> bool:
    """True where every row with figures adds up without its last cell, and there are several."""
    filled = [row for row in rows if any(read_value(cell.text).value for cell in row.values)]
    holds = all(_adds_up(row, request_width(), check) is True for row in filled)
    return holds and len(filled) >= _FEWEST_FILLED and not any(map(_ends_in_sum, rows))


def _ends_in_sum(row: Row) -> bool:
    """True where the last cell is the sum of those before it, or of those but the last."""
    values = [read_value(cell.text).value or 0 for cell in row.values]
    return values[-1] != 0 and values[-1] in (sum(values[:-1]), sum(values[:-2]))


def _is_behind(rows: Sequence[Row], place: int, check: Check) -> bool:
    """True where more rows add up without their last cell, which a further column has behind 总计: 上年总计."""
    held = sum(_adds_up(row, place, check) is True for row in rows)
    return held < sum(_adds_up(row, request_width(), check) is True for row in rows)


def _places() -> range:
    return range(1, request_width())


def _holds_subtotals(rows: Sequence[Row], check: Check, *, blank: bool) -> bool:
    """True where more rows have the sum of the organisations before the total than speak against it.

    ``blank``: it may be left blank, as neither end of the rows is.
    """
    place = request_width() - 1
    against = [row for row in rows if not _is_no_figure(row, place) or _refutes(row, place, check)]
    held = sum(
        bool(read_value(row.values[place].text).value) or (blank and _adds_up(row, place, check) is True)
        for row in rows
        if row not in against
    )
    return held > len(against)


def _fits(rows: Sequence[Row], place: int, check: Check) -> bool:
    """True where rows add up without this place, and it holds blanks or the sum of the organisations, not 0 alone."""
    texts = [row.values[place].text for row in rows]
    is_shown = not all(texts) or any(read_value(text).value for text in texts)
    if not is_shown or not any(_adds_up(row, place, check) for row in rows):
        return False
    return all(_is_no_figure(row, place) and not _refutes(row, place, check) for row in rows)


def _refutes(row: Row, place: int, check: Check) -> bool:
    """True for a row that adds up without another cell only; one that never does is the source's own slip."""
    return _adds_up(row, place, check) is False and any(_adds_up(row, other, check) for other in _places())


def _adds_up(row: Row, place: int, check: Check) -> bool | None:
    return check([read_value(cell.text).value for cell in _without(row, place).values])


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
    if place is None or len(row.values) != request_width() + 1:
        return row
    return replace(row, values=(*row.values[:place], *row.values[place + 1 :]))
