"""What a row of 表四 is told by: names of the form, figures, blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvester.editions.labels import look_up
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.row import Row
from harvester.parsers.script import canonical

TABLE = "review_and_litigation"
_WHOLE = re.compile(r".{0,6}(?:合计|总计|汇总)")
_BODIES = 2
"""Rows beside that of the sums which make a table one of several bodies."""


def names(row: Row) -> bool:
    """True where the row names something of the table."""
    return any(known.table == TABLE for text in row.texts for known in look_up(text))


def has_figures(row: Row) -> bool:
    """False for a header, also where a further column is named in it: 行政复议 | 行政诉讼 | 备注."""
    texts = [cell.text for cell in row.values if cell.text]
    is_header = bool(texts) and names(row) and not any(map(looks_like_value, texts))
    return bool(row.values) and not is_header and not row.numbers_columns and not any(map(look_up, texts))


def filled(row: Row) -> int:
    return sum(bool(cell.text) for cell in row.values)


def whole(rows: Sequence[Row]) -> Row | None:
    """The row 合计 of a table that has one for each of several bodies; None in any other."""
    sums = [
        row for row in rows if any(_WHOLE.fullmatch(canonical(label)) for label in row.labels) and has_figures(row)
    ]
    return sums[0] if len(sums) == 1 and len(_beside(sums[0], rows)) >= _BODIES else None


def is_sum(row: Row, rows: Sequence[Row]) -> bool:
    """True where the row adds up all others of its table."""
    others = [[read_value(cell.text).value or 0 for cell in other.values] for other in _beside(row, rows)]
    own = [read_value(cell.text).value or 0 for cell in row.values]
    return len(others) >= _BODIES and own == [sum(column) for column in zip(*others, strict=True)]


def _beside(row: Row, rows: Sequence[Row]) -> list[Row]:
    """The further rows of its table that have figures, and as many cells."""
    others = (other for other in rows if other is not row and other.grid == row.grid and has_figures(other))
    return [other for other in others if other.labels and len(other.values) == len(row.values)]
