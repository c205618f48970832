"""政府信息公开情况统计表 of 2014 to 2018: a label, a unit and one figure a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from harvester.editions.form import Statistic, load_form
from harvester.editions.labels import look_up, look_up_cut
from harvester.items import STATISTICS, GridCell
from harvester.parsers.naming import Named, name_by_place
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.placed import Placed
from harvester.parsers.placing import Placer
from harvester.parsers.row import Row
from harvester.parsers.script import canonical, squeeze
from harvester.parsers.table_reading import TableReading

_MIN_ROWS = 10
"""Rows that make a table this one: a few of its labels stand in many a table."""
_FIGURES = re.compile(
    r"统计数[据量]?|数[量值]|合计|本期(?:实际)?|本年度?(?:统计)?(?:数量?|实际)?|20\d\d年度?(?:统计)?(?:数量?)?"
)
"""The column of the figures where the table has further ones: 历年累计, 上年数, 备注."""


class _Columns(NamedTuple):
    """Where the header names the column of the figures, and where others."""

    figures: int | None = None
    others: frozenset[int] = frozenset()


def read_statistics(rows: Sequence[Row]) -> TableReading:
    """Each row by its label; of two with the same label (（二）被依法纠错数) by the order of the table."""
    reading = TableReading()
    rows = _one_below_another(rows)
    found = list(_in_order(rows))
    known = {item.key for item in found if item.key}
    if len(known) < _MIN_ROWS:
        return reading
    statistics = {row.key: row for row in load_form().statistics}
    name_by_place(found, load_form().statistics)
    columns = {row.grid: column for row in rows if (column := _column(row)) is not None}
    for item in found:
        statistic = statistics.get(item.key or "")
        if statistic is not None and statistic.unit:
            placed = _figure(statistic, item.row, columns.get(item.row.grid, _Columns()))
            placed = placed if item.similarity is None else placed.doubted("label_alike")
            reading.add(statistic.key, (statistic.column.key,), placed, item.row, item.row.labels[-1])
    reading.unknown += _unnamed(found)
    reading.complete((row.key, row.column.key) for row in load_form().statistics if row.unit)
    return reading


def _one_below_another(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a table set in two halves beside each other: the left half, then the right one."""
    halves = [part for row in rows for part in _halves(row)]
    if len(halves) == len(rows):
        return rows
    middle = min(part.heads[0].column for row in rows for part in (*_halves(row),)[1:])
    return sorted(halves, key=lambda part: bool(part.heads) and part.heads[0].column >= middle)


def _halves(row: Row) -> Iterator[Row]:
    """The row, cut before each label behind a figure: 1.当面申请数 | 件 | 3 | 四、行政复议数量 | 件 | 0."""
    heads: list[GridCell] = []
    values: list[GridCell] = []
    for cell in row.heads:
        if heads and (looks_like_value(cell.text) or _is_unit(cell)):
            values.append(cell)
            continue
        if values:
            yield Row(tuple(heads), tuple(values), row.grid, row.flowing)
            heads, values = [], []
        heads.append(cell)
    for cell, unit in zip(row.values, (*row.values, None)[1:], strict=True):
        if values and unit and _is_unit(unit) and not _is_unit(cell) and not looks_like_value(cell.text):
            yield Row(tuple(heads), tuple(values), row.grid, row.flowing)  # the label of the right half is not known
            heads, values = [cell], []
        else:
            values.append(cell)
    yield Row(tuple(heads), tuple(values), row.grid, row.flowing)


def _in_order(rows: Sequence[Row]) -> Iterator[Named]:
    """Rows of the page with their rows of the form; only the last of several labels can have a figure behind it."""
    form = load_form().statistics
    place = -1
    for row in rows:
        found: Statistic | None = None
        for label in dict.fromkeys(row.labels):  # a spanned label may stand in each cell of its span
            keys = {known.key for known in look_up(label) or look_up_cut(label) if known.table == STATISTICS}
            places = [index for index, item in enumerate(form) if item.key in keys]
            place = next((index for index in places if index > place), places[0]) if places else place
            found = form[place] if places else None
        heads = tuple(cell for cell in row.heads if not _is_unit(cell))  # the unit is behind a label that is not known
        if heads:
            yield Named(replace(row, heads=heads), found.key if found else None)


def _unnamed(found: Sequence[Named]) -> Iterator[str]:
    """Labels of rows with a figure among those of the table that are none of them."""
    named = [place for place, item in enumerate(found) if item.key]
    for item in found[named[0] : named[-1]]:
        if item.key is None and any(cell.text[-1:].isdigit() for cell in item.row.values):
            yield item.row.labels[-1]


def _column(row: Row) -> _Columns | None:
    """Where a row that names columns names that of the figures: 统计指标 | 单位 | 统计数 | 历年累计."""
    cells = (*row.heads, *row.values)
    own = [cell.column for cell in cells if _FIGURES.fullmatch(canonical(cell.text))]
    return (
        _Columns(own[0], frozenset(cell.column for cell in cells if cell.text) - {own[0]}) if len(own) == 1 else None
    )


def _is_unit(cell: GridCell) -> bool:
    return squeeze(cell.text) in load_form().statistic_units


def _figure(row: Statistic, source: Row, columns: _Columns) -> Placed:
    """The one figure behind the label and its unit; of several, that in the column of the figures.

    One alone below 上年数 is none of them, where the column of the figures has a blank.
    """
    cells = tuple(cell for cell in source.values if not _is_unit(cell))
    filled = [cell for cell in cells if cell.text]
    below = [cell for cell in cells if cell.column == columns.figures]
    is_alone = len(filled) == 1 and not (below and filled[0].column in columns.others)
    one: Sequence[GridCell] = filled if is_alone else below or cells
    return Placer((row.column.kind,)).place(one)
