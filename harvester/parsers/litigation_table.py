"""表四 政府信息公开行政复议、行政诉讼情况: one row of fifteen figures, known by their order alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from harvester.editions.form import Column, load_form
from harvester.editions.labels import look_up, meaning
from harvester.items import GridCell, Number
from harvester.parsers.litigation_order import Order, in_form_order, is_unsure, keys, page_order, results
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.placed import Placed
from harvester.parsers.placing import Placer, adds_up
from harvester.parsers.row import Header, Row
from harvester.parsers.table_reading import TableReading

_TABLE = "review_and_litigation"
_FIGURES = 15
_MOST_OF_A_GROUP = 8
"""Cells: a row of more is not the row of one group with blanks around it."""
_PAIR = 2
"""Groups of a table that has the lawsuits alone."""


def read_litigation(rows: Sequence[Row]) -> TableReading:
    """Fifteen figures in one row, or those of each group under or beside its name."""
    reading = TableReading()
    if not any(_names(row) or row.is_due for row in rows):
        return reading
    if not _read_groups(reading, rows):
        _read_row(reading, rows)
    return reading


def _read_row(reading: TableReading, rows: Sequence[Row]) -> None:
    """The row with the most filled cells after the header, placed into three groups of five."""
    row = max(filter(_has_figures, rows), key=lambda row: (_filled(row), not _names(row)), default=Row((), ()))
    if row.is_due and len(row.values) != _FIGURES and _filled(row) < _FIGURES:
        return
    heads = [head for head in rows if head.grid == row.grid and _names(head)] or list(filter(_names, rows))
    order = page_order(heads)
    placed = _in_order(row, rows, order)
    if is_unsure(heads, order):
        placed = placed.doubted("lines_mixed")
    if len(row.values) > _FIGURES and len(_places(heads)) > _FIGURES:
        placed = placed.doubted("surplus_cells")
    if any(_contradicts(other, row) for other in rows):
        placed = placed.doubted("copies_differ")
    for group, start in zip(load_form().litigation_groups, range(0, _FIGURES, 5), strict=True):
        reading.add(group.key, keys(), placed.part(start, 5), row, group.zh)


def _contradicts(other: Row, row: Row) -> bool:
    """True for a further row of fifteen figures that are not the same."""
    texts = [[cell.text for cell in found.values if cell.text] for found in (other, row)]
    return _has_figures(other) and len(texts[0]) == len(texts[1]) == _FIGURES and texts[0] != texts[1]


def _in_order(row: Row, rows: Sequence[Row], order: Order) -> Placed:
    """The fifteen figures in the form's order; one that their sums alone allow, against the header's, is marked."""
    placed = _placed(row, rows, order)
    usual = tuple(range(_FIGURES))
    if order == usual or _groups_add_up(placed.values) is not False:
        return placed
    otherwise = _placed(row, rows, usual)
    return otherwise.doubted("by_sum") if _groups_add_up(otherwise.values) is True else placed


def _placed(row: Row, rows: Sequence[Row], order: Order) -> Placed:
    kinds = tuple(column.kind for _ in range(3) for column in _columns())
    places = [order.index(place) for place in range(_FIGURES)]

    def check(values: Sequence[Number | None]) -> bool | None:
        return _groups_add_up([values[place] for place in places])

    values = _without_number(row, rows)
    placed = Placer(kinds, check, groups=3).place(values, row.hint(_header(rows, row.grid)))
    return placed.ordered(places)


def _read_groups(reading: TableReading, rows: Sequence[Row]) -> bool:
    """Small tables, a row or a column for each group, or a row for each figure; False for any other layout."""
    found: dict[str, tuple[Row, tuple[GridCell, ...]]] = {}
    for group, row, cells in _beside(rows) or _groups(rows):
        if group not in found or any(cell.text for cell in cells):  # 行政诉讼 above the second table names the first
            found[group] = (row, cells)
    if set(found) != {group.key for group in load_form().litigation_groups} or _misses_figures(found, rows):
        return False
    for group, (row, cells) in found.items():
        placed = Placer(tuple(column.kind for column in _columns()), adds_up).place(cells, row.hint())
        reading.add(group, keys(), placed, row, row.labels[0] if row.labels else "")
    return True


def _misses_figures(found: Mapping[str, tuple[Row, tuple[GridCell, ...]]], rows: Sequence[Row]) -> bool:
    """True where all groups come out blank, and a row of the table holds figures."""
    is_blank = not any(cell.text for _, cells in found.values() for cell in cells)
    return is_blank and any(_has_figures(row) and _filled(row) for row in rows)


def _beside(rows: Sequence[Row]) -> list[tuple[str, Row, tuple[GridCell, ...]]]:
    """The groups beside each other, a row for each result; empty for any other layout."""
    groups = [group.key for group in load_form().litigation_groups]
    named = next((found for row in rows if set(found := _named_groups(row)) == set(groups)), [])
    lines = {key: row for row in rows if row.values and (key := _result(row)) and len(row.values) == len(groups)}
    if not named or set(lines) != set(keys()):
        return []
    first = lines[keys()[0]]
    return [(group, first, tuple(lines[key].values[place] for key in keys())) for place, group in enumerate(named)]


def _named_groups(row: Row) -> list[str]:
    return [key for text in row.texts if (key := meaning(text, _TABLE, "group"))]


def _result(row: Row) -> str | None:
    return next((key for label in reversed(row.labels) if (key := meaning(label, _TABLE, "column"))), None)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[str, Row, tuple[GridCell, ...]]]:
    """Each group with its row and its figures; before it may come rows that are empty."""
    group: str | None = None
    named: list[str] = []
    names: list[str] = []
    upright: dict[str, GridCell] = {}
    columns: Sequence[int] = ()
    for wide in rows:
        columns = _columns_of_results(wide) or columns
        row = _narrowed(wide, columns)
        named = _named_groups(row) or named
        names = results(row) if len(results(row)) >= len(keys()) else names
        if named and _named_groups(row):
            group, upright = named[0], {}
        if len(named) == _PAIR and len(row.values) == _PAIR * len(keys()) and _has_figures(row):
            half = len(keys())
            for place, key in enumerate(named):
                start = place * half
                yield key, row, in_form_order(row.values[start:][:half], names[start % len(names or named) :][:half])
            group = None
        if group is None or not _has_figures(row) or len(row.values) > _MOST_OF_A_GROUP:
            continue
        column = _result(row)
        if column and _filled(row) <= 1:
            upright[column] = next((cell for cell in row.values if cell.text), row.values[0])
            if set(upright) == set(keys()):
                yield group, row, tuple(upright[key] for key in keys())
                group = None
        elif not column and len(row.values) >= len(_columns()):
            yield group, row, in_form_order(row.values, names)
            group = None if _filled(row) else group


def _columns_of_results(row: Row) -> Sequence[int]:
    """Where the five names of one group's results stand in the grid."""
    places = [cell.column for cell in (*row.heads, *row.values) if meaning(cell.text, _TABLE, "column")]
    return places if not row.flowing and len(places) == len(set(places)) == len(keys()) else ()


def _narrowed(row: Row, columns: Sequence[int]) -> Row:
    """The figures of one group, without the blank cells that it has around them.

    A text has those of the groups beside it, a sheet those of a wider table above or below.
    """
    if row.flowing and len(row.values) > _MOST_OF_A_GROUP:
        filled = [index for index, cell in enumerate(row.values) if cell.text]
        is_group = filled and filled[-1] - filled[0] + 1 == len(keys())
        return replace(row, values=row.values[filled[0] : filled[-1] + 1]) if is_group else row
    below = tuple(cell for cell in row.values if cell.column in columns)
    is_group = len(below) == len(keys()) and not any(cell.text for cell in row.values if cell not in below)
    return replace(row, values=below) if is_group else row


def _columns() -> tuple[Column, ...]:
    return load_form().litigation_columns


def _without_number(row: Row, rows: Sequence[Row]) -> Sequence[GridCell]:
    """The row's cells without those below names that the form does not know, before all that it knows: 序号."""
    heads = [head for head in rows if head.grid == row.grid and _names(head)]
    first = min((cell.column for head in heads for cell in _known(head)), default=0)
    others = {column for head in heads for column in head.further_columns(look_up) if column < first}
    return [cell for cell in row.values if cell.column not in others] if len(row.values) > _FIGURES else row.values


def _known(row: Row) -> Iterator[GridCell]:
    return (cell for cell in (*row.heads, *row.values) if cell.text and look_up(cell.text))


def _names(row: Row) -> bool:
    """True where the row names something of the table."""
    return any(known.table == _TABLE for text in row.texts for known in look_up(text))


def _has_figures(row: Row) -> bool:
    """False for a header, also where a further column is named in it: 行政复议 | 行政诉讼 | 备注."""
    texts = [cell.text for cell in row.values if cell.text]
    is_header = bool(texts) and _names(row) and not any(map(looks_like_value, texts))
    return bool(row.values) and not is_header and not _counts(row) and not any(map(look_up, texts))


def _counts(row: Row) -> bool:
    """True for a row that numbers its columns: 1 2 3 4 5 is no group of results, whose last is their sum."""
    texts = [cell.text for cell in row.values if cell.text]
    return len(texts) >= len(_columns()) and texts == [str(number) for number in range(1, len(texts) + 1)]


def _filled(row: Row) -> int:
    return sum(bool(cell.text) for cell in row.values)


def _header(rows: Sequence[Row], grid: int) -> Header | None:
    """The places of the fifteen names of results in the grid; None where not all are there."""
    heads = [row for row in rows if row.grid == grid and not row.flowing and _names(row)]
    places = _places(heads)
    if len(places) != _FIGURES:
        return None
    others = frozenset(column for row in heads for column in row.further_columns(look_up))
    return Header(tuple(places), max(row.edge for row in heads), others)


def _places(heads: Sequence[Row]) -> list[int]:
    """Where names of results stand in the grid; a further group is one that the form does not have: 诉讼合计."""
    cells = (cell for row in heads if not row.flowing for cell in (*row.heads, *row.values))
    return sorted({cell.column for cell in cells if meaning(cell.text, _TABLE, "column")})


def _groups_add_up(values: Sequence[Number | None]) -> bool | None:
    """True where every group that has figures adds up, False where one does not, None where one states no total."""
    groups = [values[start : start + 5] for start in (0, 5, 10)]
    sums = [adds_up(group) for group in groups if any(value is not None for value in group)]
    if False in sums:
        return False
    return True if sums and None not in sums else None
