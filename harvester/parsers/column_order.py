"""The columns of 表三 in the order in which a page has them: 总计 may stand before 自然人."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from harvester.editions.form import load_form, request_width
from harvester.editions.labels import column_key, is_fragment, is_part, look_up
from harvester.items import Number
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.placing import Check, adds_up
from harvester.parsers.row import Header, Row
from harvester.parsers.trimming import without_blank_end, without_remark

Order: TypeAlias = tuple[int, ...]
"""Which column of the form stands in each column of the page."""

_TOTAL = 6
"""总计 among the columns of the form; on some pages it stands first."""
_ORGANISATIONS = "法人"
"""How 法人或其他组织 begins, and 法人或者其他组织."""
_TOTAL_FIRST: Order = (_TOTAL, *range(_TOTAL))
_FEWEST = 3
"""Rows: as many may add up in a wrong order by chance."""
_FEWEST_NAMED = 2
"""Names: 总计 and 其他 are rows as well."""


def form_order() -> Order:
    return tuple(range(request_width()))


def page_order(rows: Sequence[Row], headers: Iterable[Header]) -> Order:
    """The order in which most rows add up: that of the form, of a header of one row, or of the names' places.

    Where as many rows hold in several (all in a table of zeros, 0 1 0 0 0 0 1 in two), 总计 stands before the
    organisations if the header has it so. No sum tells the six kinds of applicants apart: they stand as it names them.
    """
    found = _of_one_row(rows)
    usual = _as_named(rows, found)
    found = [*found, *_by_place(headers), *_read_on(rows)]
    found += [_TOTAL_FIRST] if not found and _adds_up_from_first(rows) else []
    plain = next((order for order in found if order[0] == _TOTAL or _is_total_apart(order)), usual)
    orders = dict.fromkeys((plain, usual, *_in_one_row(rows), *found))
    if len(orders) == 1:
        return plain
    held = {order: _holding(rows, order) for order in orders}
    return max(held, key=lambda order: held[order])


def _is_total_apart(order: Order) -> bool:
    """True for 总计 before all organisations; among them it stands only where spans are lost."""
    places = sorted(order.index(column) for column in form_order()[1:_TOTAL])
    return order.index(_TOTAL) < places[0] and places[-1] - places[0] == len(places) - 1


def _as_named(rows: Sequence[Row], plain: Sequence[Order]) -> Order:
    """The ``plain`` order of a header of one row that 总计 begins or ends; else the form's, with two exceptions.

    Its organisations stand as the rows that name all five have them, 科研机构 before 商业企业, and 自然人 behind them
    where 法人或其他组织 stands before it.
    """
    if plain and _TOTAL in (plain[0][0], plain[0][-1]) and not _names_organisations(rows):
        return plain[0]
    first, *organisations, last = form_order()
    named = {
        tuple(sorted(names, key=lambda column: names[column]))
        for row in rows
        if sorted(names := columns_named(row.texts, organisations)) == organisations
    }
    applicants = [first, *(named.pop() if len(named) == 1 else organisations)]
    return (*(applicants[1:] + applicants[:1] if _are_persons_behind(rows) else applicants), last)


def _are_persons_behind(rows: Iterable[Row]) -> bool:
    """True for ``法人或其他组织 | 自然人 | 总计``; either may stand in several rows, or twice in a text."""
    for row in rows:
        order = [_is_organisations(text) for text in row.texts if _is_organisations(text) or _column(text) == 0]
        if len(set(order)) > 1:
            return order[0]
    return False


def _names_organisations(rows: Iterable[Row]) -> bool:
    return any(_is_organisations(text) for row in rows for text in row.texts)


@lru_cache(maxsize=256)
def _is_organisations(text: str) -> bool:
    """True for 法人或其他组织, the one name of several columns among those of applicants."""
    return any(known.role == "header" and known.key.startswith(_ORGANISATIONS) for known in look_up(text))


def check_in(order: Order) -> Check:
    """Whether the figures of a row add up, their columns in this order."""
    if order == form_order():
        return adds_up
    places = [order.index(column) for column in form_order()]
    return lambda values: adds_up([values[place] for place in places]) if len(values) == len(places) else None


def _in_one_row(rows: Iterable[Row]) -> Iterator[Order]:
    """The orders of rows that name all columns; the cells of a text without rows have no places."""
    for row in rows:
        cells = {cell.column: cell.text for cell in (*row.heads, *row.values)}
        named = columns_named([cells[place] for place in sorted(cells)], form_order())
        if sorted(named) == list(form_order()):
            yield tuple(sorted(named, key=lambda column: named[column]))


def columns_named(texts: Sequence[str], columns: Collection[int]) -> dict[int, int]:
    """Which of the texts names each of these columns; unknown ones among or beside them name those left over.

    ``总计 | 自然人 | 商业企业 | 科研机构 | 公益性组织 | 法律服务机构 | 其他``, but not 小计 of
    ``企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 小计``.
    """
    named = {column: place for place, text in enumerate(texts) if (column := _column(text)) in columns}
    lacking = [column for column in columns if column not in named]
    if lacking and len(named) >= _FEWEST_NAMED:
        strange = _strange(texts, min(named.values()), is_all=len(texts) == len(columns))
        is_sure = len(columns) == request_width() or 0 in (*strange, *named.values())
        named |= dict(zip(lacking, strange, strict=True)) if len(strange) == len(lacking) and is_sure else {}
    return {column: place for column, place in named.items() if column is not None}


def unnamed(header: Iterable[Row], figures: Iterable[Sequence[Number | None]]) -> set[int]:
    """The columns that only their being left over names: their header has as many names that are unknown.

    总计 is known by its sum in the rows of ``figures``.
    """
    left, strange = _left_over(header)
    if _TOTAL in left and _mostly_add_up(figures):
        left.discard(_TOTAL)
    return left if len(left) <= strange else set()


def _mostly_add_up(figures: Iterable[Sequence[Number | None]]) -> bool:
    sums = [adds_up(values) for values in figures if any(values)]
    return sums.count(True) >= sums.count(False)


def is_borne_out(order: Order, rows: Sequence[Row]) -> bool:
    """False where names alone tell that 总计 does not stand last: the figures add up as well in the form's order.

    Of a header of two rows that lost its spans it stands behind 自然人. Other orders no sum can tell apart.
    """
    if order[-1] == _TOTAL or not any(any(_values(row, len(order))) for row in rows):
        return True
    return _holding(rows, order) > _holding(rows, form_order())


def lacks_columns(header: Iterable[Row]) -> bool:
    """True for names of both rows of the header, but for fewer columns than the form has."""
    left, strange = _left_over(header)
    named = {*form_order()} - left
    first, *organisations, last = form_order()
    return len(left) > strange and bool(named & {first, last}) and bool(named & {*organisations})


def _left_over(header: Iterable[Row]) -> tuple[set[int], int]:
    """The columns that no name is for, and how many names are unknown besides the first, which is that of the labels.

    A name that is broken over two rows is known by a part of it.
    """
    texts = list(dict.fromkeys(text for row in header for text in row.texts))
    lacking = {*form_order()} - {_column(text) for text in texts}
    columns = load_form().request_columns
    left = {place for place in lacking if not any(is_part(text, columns[place].wordings) for text in texts)}
    return left, (sum(map(_is_strange, texts[1:])) or sum(map(_is_strange, texts))) if left else 0


@lru_cache(maxsize=1024)
def _is_strange(text: str) -> bool:
    """True for a name that the form does not have, nor any part of one."""
    return bool(text) and not (look_up(text) or is_fragment(text) or looks_like_value(text))


def _strange(texts: Sequence[str], first: int, *, is_all: bool) -> list[int]:
    """Where names that the form does not know stand: behind the first known one, else right before it.

    The first text of a row is the label of its rows, unless the row is ``all`` names of columns.
    """
    found = [place for place, text in enumerate(texts) if _is_strange(text)]
    if is_all:
        return found
    return [place for place in found if place > first] or [place for place in found if 0 < place == first - 1]


def _of_one_row(rows: Iterable[Row]) -> list[Order]:
    """The order of a header of one row; where spans are lost, 总计 stands in two rows of it, in one too early."""
    naming = [row for row in rows if any(_column(text) == 0 for text in row.texts)]
    orders = list(_in_one_row(naming))
    return orders[:1] if len(orders) == len(naming) else []


def _read_on(rows: Iterable[Row]) -> Iterator[Order]:
    """总计 before all other names of a text with one cell a line; behind some of them it may stand in a row above."""
    for row in rows:
        names = [place for text in row.texts if row.flowing and (place := _column(text)) is not None]
        if names[:1] == [_TOTAL] and sorted(names) == list(form_order()):
            yield tuple(names)


def _by_place(headers: Iterable[Header]) -> Iterator[Order]:
    """The orders of the names' places in the grid."""
    for header in headers:
        if len(set(header.columns)) == len(form_order()):
            yield tuple(sorted(form_order(), key=lambda column: header.columns[column]))


@lru_cache(maxsize=1024)
def _column(text: str) -> int | None:
    key = column_key(text, "requests")
    return next((place for place, column in enumerate(load_form().request_columns) if column.key == key), None)


def _holding(rows: Sequence[Row], order: Order) -> int:
    """How many rows that hold figures add up in this order."""
    check = check_in(order)
    return sum(check(values) is True for row in rows if any(values := _values(row, len(order))))


def _adds_up_from_first(rows: Sequence[Row]) -> bool:
    """True where the first figure is the sum of the others, and not the last, in most rows without a blank."""
    whole = [row for row in rows if all(cell.text for cell in row.values[: len(_TOTAL_FIRST)])]
    return _holding(whole, _TOTAL_FIRST) > max(_FEWEST, 2 * _holding(whole, form_order()))


def _values(row: Row, width: int) -> list[Number | None]:
    cells = without_blank_end([*without_remark(row.values, width)], width)
    surplus = len(cells) - width
    cells = cells if any(cell.text for cell in cells[:surplus]) else cells[surplus:]
    return [read_value(cell.text).value for cell in cells] if len(cells) == width else []
