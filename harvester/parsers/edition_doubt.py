"""表三 taken for the form of 2019, where it may be that of 2021, the rows below （六）其他处理 lost or not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harvester.editions.form import RequestRow
from harvester.items import Number
from harvester.parsers.naming import Named
from harvester.parsers.table_reading import TableReading

_ROW = "other_handling"
_TOTAL = "total"
_FEWEST = 2
"""Kinds of applicants whose outcomes lack something: one may by a slip of the agency."""


def doubt_edition(
    reading: TableReading, found: Sequence[Named], order: Sequence[RequestRow], columns: Sequence[str]
) -> None:
    """Mark the row that only the form of 2019 has, where rows were not named, or outcomes fall short of a total."""
    if reading.edition != "2019" or not (_has_unknown(reading, found, order) or _fall_short(reading, order, columns)):
        return
    for column in columns:
        cell = reading.cells[_ROW, column]
        if cell.state not in ("garbled", "absent"):
            reading.cells[_ROW, column] = replace(cell, state="uncertain", reason=cell.reason or "edition_unsure")


def _has_unknown(reading: TableReading, found: Sequence[Named], order: Sequence[RequestRow]) -> bool:
    """True for a row that was not named between （五） and （七）, or anywhere where the rows are not in order."""
    places = {row.key: place for place, row in enumerate(order)}
    known = [(index, places[item.key]) for index, item in enumerate(found) if item.key in places]
    first = max((index for index, place in known if place < places[_ROW]), default=0)
    last = min((index for index, place in known if place > places[_ROW]), default=len(found))
    near = found[first:last] if first < last else found
    return any(item.key not in places and item.row.labels[-1] in reading.unknown for item in near)


def _fall_short(reading: TableReading, order: Sequence[RequestRow], columns: Sequence[str]) -> bool:
    """True where the outcomes of several kinds of applicants, or of the only one, are fewer than a balanced total."""

    def value(row: str, column: str) -> Number:
        return reading.cells[row, column].value or 0

    def is_short(column: str) -> bool:
        total = value("outcome_total", column)
        inputs = value("new_received", column) + value("carried_over", column)
        outcomes = sum(value(row.key, column) for row in order if row.role == "outcome")
        return inputs == total + value("carried_forward", column) and outcomes < total

    kinds = [column for column in columns if column != _TOTAL and value("outcome_total", column)]
    return 0 < min(_FEWEST, len(kinds)) <= sum(map(is_short, kinds))
