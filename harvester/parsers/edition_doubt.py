"""表三 taken for the form of 2019, where it may be that of 2021, the rows below （六）其他处理 lost or not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harvester.editions.form import RequestRow
from harvester.items import Number
from harvester.parsers.table_reading import TableReading

_ROW = "other_handling"
_FEWEST = 2
"""Columns that lack something: one may by a slip of the agency."""


def doubt_edition(reading: TableReading, order: Sequence[RequestRow], columns: Sequence[str]) -> None:
    """Mark the row that only the form of 2019 has, where rows were not named, or outcomes fall short of a total."""
    if reading.edition != "2019" or not (reading.unknown or _fall_short(reading, order, columns)):
        return
    for column in columns:
        cell = reading.cells[_ROW, column]
        if cell.state not in ("garbled", "absent"):
            reading.cells[_ROW, column] = replace(cell, state="uncertain", reason=cell.reason or "edition_unsure")


def _fall_short(reading: TableReading, order: Sequence[RequestRow], columns: Sequence[str]) -> bool:
    """True where the outcomes of several columns add up to less than a total that balances."""

    def value(row: str, column: str) -> Number:
        return reading.cells[row, column].value or 0

    short = 0
    for column in columns:
        total = value("outcome_total", column)
        is_balanced = value("new_received", column) + value("carried_over", column) == total + value(
            "carried_forward", column
        )
        short += is_balanced and sum(value(row.key, column) for row in order if row.role == "outcome") < total
    return short >= _FEWEST
