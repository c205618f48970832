"""政府信息公开情况统计表 of 2014 to 2018: a label, a unit and one figure a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harvester.editions.form import Statistic, load_form
from harvester.editions.labels import look_up, look_up_cut
from harvester.items import STATISTICS, GridCell
from harvester.parsers.placing import Placed, Placer
from harvester.parsers.row import Row
from harvester.parsers.script import squeeze
from harvester.parsers.table_reading import TableReading

_MIN_ROWS = 10
"""Rows that make a table this one: a few of its labels stand in many a table."""


def read_statistics(rows: Sequence[Row]) -> TableReading:
    """Each row by its label; of two with the same label (（二）被依法纠错数) by the order of the table."""
    reading = TableReading()
    found = list(_in_order(rows))
    if len({row.key for row, _, _ in found}) < _MIN_ROWS:
        return reading
    for row, label, source in found:
        if row.unit:
            reading.add(row.key, (row.column.key,), _figure(row, source), source, label)
    reading.complete((row.key, row.column.key) for row in load_form().statistics if row.unit)
    return reading


def _in_order(rows: Sequence[Row]) -> Iterator[tuple[Statistic, str, Row]]:
    """Rows of the page with their rows of the form; only the last of several labels can have a figure behind it."""
    form = load_form().statistics
    place = -1
    for row in rows:
        for label in row.labels:
            keys = {known.key for known in look_up(label) or look_up_cut(label) if known.table == STATISTICS}
            places = [index for index, item in enumerate(form) if item.key in keys]
            if places:
                place = next((index for index in places if index > place), places[0])
                yield form[place], label, row if label == row.labels[-1] else Row(row.heads, (), row.grid)


def _figure(row: Statistic, source: Row) -> Placed:
    """The one figure behind the label and its unit."""
    cells = tuple(cell for cell in source.values if squeeze(cell.text) not in load_form().statistic_units)
    filled = [cell for cell in cells if cell.text]
    one: Sequence[GridCell] = filled if len(filled) == 1 else cells
    return Placer((row.column.kind,)).place(one)
