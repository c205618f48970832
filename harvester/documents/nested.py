"""Tables within tables: the rows of the form that stand beside the one that is nested."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from harvester.documents.grid import laid_out
from harvester.editions.labels import look_up
from harvester.items import Grid
from harvester.parsers.script import fold

_LONGEST = 200
"""Characters: no cell of the form is longer."""
_MOST_ROWS = 500
_MIN_LABELS = 2


_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def unwrap(tree: Any) -> None:
    """Turn tables of one cell that stand in a cell into plain blocks: editors put single figures in them."""
    for table in list(tree.iter("table")):
        cells = list(islice(table.iterdescendants("td", "th"), 2))
        if len(cells) == 1 and next(table.iterancestors("td", "th"), None) is not None:
            for part in list(table.iter(*_PARTS)):
                part.tag = "div"


def rows_beside_tables(table: Any) -> Iterator[tuple[Any, Grid | None]]:
    """The rows that hold no table: with the first of each run the grid that the run makes, None with the others.

    Nothing where they are not the form's: a table that holds others mostly lays out the page.
    """
    own = list(islice(rows_of(table), _MOST_ROWS))
    for holds_table, run in groupby(own, key=_is_layout):
        rows = list(run)
        if not holds_table and _is_of_the_form(rows):
            yield rows[0], laid_out(rows)
            yield from ((row, None) for row in rows[1:])


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table itself, not those of the tables in it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from child.iterchildren("tr")


def _is_layout(row: Any) -> bool:
    return next(row.iterdescendants("table"), None) is not None


def _is_of_the_form(rows: list[Any]) -> bool:
    texts = [fold(cell.text_content()) for row in rows for cell in row]
    if any(len(text) > _LONGEST for text in texts):
        return False
    return sum(bool(text and look_up(text)) for text in texts) >= _MIN_LABELS
