"""Rows of 表三 that were read as they stand, and would fit the sums better if they had been shifted by one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from harvester.editions.form import RequestRow
from harvester.items import Number
from harvester.parsers.placed import all_doubted
from harvester.parsers.table_reading import TableReading

Values: TypeAlias = tuple[Number | None, ...]
_FEWER = 2
"""Columns whose sums must come to hold: one may do so by chance."""


def reconsider(reading: TableReading, order: Sequence[RequestRow], columns: Sequence[str]) -> None:
    """Mark the rows that a shift by one would mend: their figures may stand in the wrong columns."""
    rows: dict[str, Values] = {
        row.key: tuple(reading.cells[row.key, column].value for column in columns) for row in order
    }
    broken = _broken(rows, order)
    if len(broken) < _FEWER:
        return
    for key, values in rows.items():
        for moved in _moved(values):
            left = _broken({**rows, key: moved}, order)
            if len(broken) - len(left) >= _FEWER:
                cells = [reading.cells[key, column] for column in columns]
                for column, cell in zip(columns, all_doubted(cells, "holds_if_shifted"), strict=True):
                    reading.cells[key, column] = cell


def _moved(values: Values) -> list[Values]:
    """The row one cell further on, and one back, where the cell that falls out is blank."""
    if not any(values):
        return []
    right = [(None, *values[:-1])] if values[-1] is None else []
    return right + ([(*values[1:], None)] if values[0] is None else [])


def _broken(rows: Mapping[str, Values], order: Sequence[RequestRow]) -> frozenset[int]:
    """The columns in which Σ outcomes is not （七）总计."""
    totals = rows["outcome_total"]
    outcomes = [rows[row.key] for row in order if row.role == "outcome"]
    sums = [sum(values[place] or 0 for values in outcomes) for place in range(len(totals))]
    return frozenset(place for place, total in enumerate(totals) if total is not None and sums[place] != total)
