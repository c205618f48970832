"""What a row of 表四 is told by: names of the form, figures, blanks."""

from __future__ import annotations

from harvester.editions.form import load_form
from harvester.editions.labels import look_up
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.row import Row

TABLE = "review_and_litigation"


def names(row: Row) -> bool:
    """True where the row names something of the table."""
    return any(known.table == TABLE for text in row.texts for known in look_up(text))


def has_figures(row: Row) -> bool:
    """False for a header, also where a further column is named in it: 行政复议 | 行政诉讼 | 备注."""
    texts = [cell.text for cell in row.values if cell.text]
    is_header = bool(texts) and names(row) and not any(map(looks_like_value, texts))
    return bool(row.values) and not is_header and not counts(row) and not any(map(look_up, texts))


def counts(row: Row) -> bool:
    """True for a row that numbers its columns: 1 2 3 4 5 is no group of results, whose last is their sum."""
    texts = [cell.text for cell in row.values if cell.text]
    return len(texts) >= len(load_form().litigation_columns) and texts == [
        str(number) for number in range(1, len(texts) + 1)
    ]


def filled(row: Row) -> int:
    return sum(bool(cell.text) for cell in row.values)
