"""表四 政府信息公开行政复议、行政诉讼情况: one row of fifteen figures, known by their order alone."""

from __future__ import annotations

from collections.abc import Sequence

from harvester.editions.form import Column, load_form
from harvester.editions.labels import look_up, meaning
from harvester.items import GridCell, Number
from harvester.parsers.placing import Placer, adds_up
from harvester.parsers.rows import Row
from harvester.parsers.table_reading import TableReading

_TABLE = "review_and_litigation"


def read_litigation(rows: Sequence[Row]) -> TableReading:
    """The row with the most filled cells after the header, placed into three groups of five."""
    reading = TableReading()
    if not any(_is_header(row) for row in rows):
        return reading
    parts = _one_by_one(rows)
    cells, flowing = (parts, False) if parts else _figures_row(rows)
    keys = [(group.key, column.key) for group in load_form().litigation_groups for column in _columns()]
    placed = Placer(tuple(column.kind for _ in range(3) for column in _columns()), _groups_add_up, groups=3)
    for key, cell in zip(keys, placed.place(cells, flowing=flowing), strict=True):
        reading.cells[key] = cell
    return reading


def _one_by_one(rows: Sequence[Row]) -> tuple[GridCell, ...]:
    """The fifteen figures of three small tables, each under the name of its group; empty for any other layout."""
    found: dict[str, tuple[GridCell, ...]] = {}
    group: str | None = None
    for row in rows:
        group = next((key for label in row.labels if (key := meaning(label, _TABLE, "group"))), group)
        if group and len(row.values) == len(_columns()) and not _is_header(row):
            found.setdefault(group, row.values)
            group = None
    keys = [item.key for item in load_form().litigation_groups]
    return tuple(cell for key in keys for cell in found[key]) if set(found) == set(keys) else ()


def _columns() -> tuple[Column, ...]:
    return load_form().litigation_columns


def _is_header(row: Row) -> bool:
    texts = (*row.labels, *(cell.text for cell in row.values))
    return any(known.table == _TABLE for text in texts if text for known in look_up(text))


def _figures_row(rows: Sequence[Row]) -> tuple[tuple[GridCell, ...], bool]:
    candidates = [(row.values, row.flowing) for row in rows if row.flowing or not _is_header(row)]
    return max(candidates, key=lambda item: sum(bool(cell.text) for cell in item[0]), default=((), False))


def _groups_add_up(values: Sequence[Number | None]) -> bool | None:
    """True where every group that has figures adds up, False where one does not, None where one states no total."""
    groups = [values[start : start + 5] for start in (0, 5, 10)]
    sums = [adds_up(group) for group in groups if any(value is not None for value in group)]
    if False in sums:
        return False
    return True if sums and None not in sums else None
