"""表四 政府信息公开行政复议、行政诉讼情况: one row of fifteen figures, known by their order alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harvester.editions.form import Column, load_form
from harvester.editions.labels import look_up, meaning
from harvester.items import GridCell, Number
from harvester.parsers.litigation_groups import Group, Groups, beside
from harvester.parsers.litigation_order import (
    Order,
    header_names,
    in_form_order,
    is_unsure,
    keys,
    lacks_results,
    page_order,
    unnamed,
)
from harvester.parsers.litigation_rows import TABLE, filled, has_figures, is_sum, names, whole
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.placed import Placed
from harvester.parsers.placing import Placer, adds_up
from harvester.parsers.row import Header, Row
from harvester.parsers.table_reading import TableReading

_FIGURES = 15


def read_litigation(rows: Sequence[Row]) -> TableReading:
    """Fifteen figures in one row, or those of each group under or beside its name."""
    reading = TableReading()
    if not any(names(row) or row.is_due for row in rows):
        return reading
    if not _read_groups(reading, rows):
        _read_row(reading, rows)
    return reading


def _read_row(reading: TableReading, rows: Sequence[Row]) -> None:
    """The row of the sums of several bodies, else that with the most filled cells, put into three groups of five."""
    fullest = max(filter(has_figures, rows), key=lambda row: (filled(row), not names(row)), default=Row((), ()))
    row = whole(rows) or fullest
    if row.is_due and len(row.values) != _FIGURES and filled(row) < _FIGURES:
        return
    naming = [head for head in rows if names(head) and not any(map(looks_like_value, filter(None, head.texts)))]
    heads = [head for head in naming if head.grid == row.grid] or naming
    names_above, width = header_names(heads), len(keys())
    order = page_order(heads, names_above)
    placed = _in_order(row, rows, order)
    if is_unsure(heads, order):
        placed = placed.doubted("lines_mixed")
    if row.flowing and lacks_results(heads):
        placed = placed.doubted("columns_lacking")
    if len(row.values) > _FIGURES and len(_places(heads)) > _FIGURES:
        placed = placed.doubted("surplus_cells")
    if any(_contradicts(other, row) for other in rows) and not is_sum(row, rows):
        placed = placed.doubted("copies_differ")
    for group, start in zip(load_form().litigation_groups, range(0, _FIGURES, width), strict=True):
        above = order.index(start) // width * width
        figures = placed.part(start, width).doubted_in(unnamed(names_above[above : above + width]))
        reading.add(group.key, keys(), figures, row, group.zh)


def _contradicts(other: Row, row: Row) -> bool:
    """True for a further row of fifteen cells that does not say the same, blanks of its own table beside zeros too."""
    if other is row or not has_figures(other) or min(len(other.values), len(row.values)) < _FIGURES:
        return False
    texts = [_texts(found.values) for found in (other, row)]
    return texts[0] != texts[1] and (bool(texts[0]) or (other.grid != row.grid and _is_zero(row)))


def _is_zero(row: Row) -> bool:
    return not any(read_value(cell.text).value for cell in row.values)


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
    found: dict[str, Group] = {}
    differing: set[str] = set()
    for group in beside(rows) or Groups().read(rows):
        key, _, cells, _ = group
        if key not in found or any(cell.text for cell in cells):  # 行政诉讼 above the second table names the first
            if key in found and _texts(found[key][2]) not in ([], _texts(cells)):
                differing.add(key)
            found[key] = group
    if set(found) != {group.key for group in load_form().litigation_groups} or _misses_figures(found, rows):
        return False
    for key, row, cells, names_above in found.values():
        kinds = tuple(column.kind for column in _columns())
        placed = Placer(kinds, adds_up).place(in_form_order(cells, names_above), row.hint())
        placed = placed.doubted("copies_differ") if differing else placed
        placed = placed.doubted_in(unnamed(names_above))
        reading.add(key, keys(), placed, row, row.labels[0] if row.labels else "")
    return True


def _texts(cells: Sequence[GridCell]) -> list[str]:
    return [cell.text for cell in cells if cell.text]


def _misses_figures(found: Mapping[str, Group], rows: Sequence[Row]) -> bool:
    """True where all groups come out blank, and a row of the table holds figures."""
    is_blank = not any(cell.text for _, _, cells, _ in found.values() for cell in cells)
    return is_blank and any(has_figures(row) and filled(row) for row in rows)


def _columns() -> tuple[Column, ...]:
    return load_form().litigation_columns


def _without_number(row: Row, rows: Sequence[Row]) -> Sequence[GridCell]:
    """The row's cells without those below names that the form does not know, before all that it knows: 序号."""
    heads = [head for head in rows if head.grid == row.grid and names(head)]
    first = min((cell.column for head in heads for cell in _known(head)), default=0)
    others = {column for head in heads for column in head.further_columns(look_up) if column < first}
    return [cell for cell in row.values if cell.column not in others] if len(row.values) > _FIGURES else row.values


def _known(row: Row) -> Iterator[GridCell]:
    return (cell for cell in (*row.heads, *row.values) if cell.text and look_up(cell.text))


def _header(rows: Sequence[Row], grid: int) -> Header | None:
    """The places of the fifteen names of results in the grid; None where not all are there."""
    heads = [row for row in rows if row.grid == grid and not row.flowing and names(row)]
    places = _places(heads)
    if len(places) != _FIGURES:
        return None
    others = frozenset(column for row in heads for column in row.further_columns(look_up))
    return Header(tuple(places), max(row.edge for row in heads), others)


def _places(heads: Sequence[Row]) -> list[int]:
    """Where names of results stand in the grid; a further group is one that the form does not have: 诉讼合计."""
    cells = (cell for row in heads if not row.flowing for cell in (*row.heads, *row.values))
    return sorted({cell.column for cell in cells if meaning(cell.text, TABLE, "column")})


def _groups_add_up(values: Sequence[Number | None]) -> bool | None:
    """True where every group that has figures adds up, False where one does not, None where one states no total."""
    groups = [values[start : start + 5] for start in (0, 5, 10)]
    sums = [adds_up(group) for group in groups if any(value is not None for value in group)]
    if False in sums:
        return False
    return True if sums and None not in sums else None
