"""Which of the three tables a part of a document holds, told by labels that only one of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from harvester.editions.labels import look_up
from harvester.items import TABLES, Grid

_FEWEST = 3


def tables_held(texts: Iterable[str]) -> set[str]:
    """The tables of which at least three labels stand among the texts."""
    named = ({known.table for known in look_up(text)} for text in texts if text)
    counts = Counter(table for tables in named if len(tables) == 1 for table in tables)
    return {table for table in TABLES if counts[table] >= _FEWEST}


def tables_in(grids: Iterable[Grid]) -> set[str]:
    """The same of all cells of a document's grids."""
    return tables_held(cell.text for grid in grids for row in grid.rows for cell in row)
