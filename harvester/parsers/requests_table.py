"""表三 收到和处理政府信息公开申请情况: 23 or 25 rows of seven figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from harvester.editions.form import RequestRow, load_form, request_width
from harvester.editions.labels import column_key, is_numbered, look_up, look_up_cut, meaning
from harvester.items import Edition, GridCell
from harvester.parsers.borderless import doubt
from harvester.parsers.broken_rows import rejoined
from harvester.parsers.column_order import (
    Order,
    check_in,
    form_order,
    is_borne_out,
    lacks_columns,
    page_order,
    unnamed,
)
from harvester.parsers.edition_doubt import doubt_edition
from harvester.parsers.headings import find
from harvester.parsers.naming import Named, name_by_place
from harvester.parsers.numbers import looks_like_value, read_value
from harvester.parsers.parting import part
from harvester.parsers.placed import Placed
from harvester.parsers.placing import Placer, adds_up
from harvester.parsers.row import Header, Row, without_empty_columns
from harvester.parsers.second_thoughts import reconsider
from harvester.parsers.surplus_column import without_surplus
from harvester.parsers.table_reading import MIN_ROWS, TableReading

_TABLE = "requests"


def read_requests(rows: Sequence[Row]) -> TableReading:
    """Rows by their label; a label with an unknown slip by its place between two known rows, and flagged."""
    width = request_width()
    lines = _header_lines(rows)
    headers = _headers(rows, lines)
    in_page = page_order(rows, headers.values())
    named = (_with_blank_label(row).without_note(width) for row in rows)
    body = rejoined(row for row in named if _has_cells(row) and not _is_header(row))
    body = without_surplus(body, filter(_is_header, rows), check_in(in_page))
    trimmed = without_empty_columns([(row, width) for row in body], check_in(in_page), headers)
    found = [Named(row, _row_key(row)) for row in _with_blanks_kept(trimmed)]
    edition = _edition(found)
    reading = TableReading()
    if edition is None:
        return reading
    order = load_form().request_rows(edition)
    name_by_place(found, order)
    keys = tuple(column.key for column in load_form().request_columns)
    places = {row.key for row in order}
    doubt(found)
    naming = list(_naming(rows))
    is_short = lacks_columns(row for row in naming if row.flowing)
    for item in found:
        item.doubt = item.doubt or ("surplus_cells" if _is_cut_off(item.row, lines.get(item.row.grid, ())) else None)
        item.doubt = item.doubt or ("columns_lacking" if is_short and item.row.flowing else None)
    taken = [(item, _placed(item, headers.get(item.row.grid), in_page)) for item in found if item.key in places]
    parted = _parted(taken, order)
    guessed = unnamed(naming, [placed.values for _, placed in taken])
    is_sure = is_borne_out(in_page, rows)
    for item, placed in taken:
        shown = parted.get(item.key or "", placed).doubted_in(guessed)
        shown = shown if is_sure or not any(placed.values) else shown.doubted("order_unsure")
        reading.add(item.key or "", keys, shown, item.row, item.row.labels[-1])
    reading.unknown += [item.row.labels[-1] for item in found if item.key not in places and _has_figures(item)]
    reading.edition = edition
    reading.complete((row.key, column.key) for row in order for column in load_form().request_columns)
    reconsider(reading, order, keys)
    doubt_edition(reading, found, order, keys)
    return reading


def _header_lines(rows: Sequence[Row]) -> dict[int, list[GridCell]]:
    """The cells of each grid that name columns."""
    cells: dict[int, list[GridCell]] = {}
    for row in rows:
        if not row.flowing and _is_header(row):
            cells.setdefault(row.grid, []).extend((*row.heads, *row.values))
    return cells


def _headers(rows: Sequence[Row], lines: Mapping[int, Sequence[GridCell]]) -> dict[int, Header]:
    """The places of the seven names of columns in each grid; one without them continues the grid before."""
    found = {grid: _header(line) for grid, line in lines.items()}
    headers: dict[int, Header] = {}
    known = Header()
    for grid in dict.fromkeys(row.grid for row in rows):
        known = headers[grid] = found.get(grid) or known
    return headers


def _named_places(cells: Sequence[GridCell]) -> dict[str, int]:
    places: dict[str, int] = {}
    for cell in cells:
        key = column_key(cell.text, _TABLE)
        if key:
            places[key] = max(cell.column, places.get(key, 0))
    return places


def _is_cut_off(row: Row, cells: Sequence[GridCell]) -> bool:
    """True where the last columns stand on another page, so that blank cells of the label make up the number.

    Below ``(blank) | (blank) | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他``, without 总计:
    ``（七）总计 | (blank) | 259 | 4867 | 77 | 8 | 2 | 63760``.
    """
    keys, places = [column.key for column in load_form().request_columns], _named_places(cells)
    known = [(cell.column, places[key]) for cell, key in zip(row.values, keys, strict=False) if key in places]
    return not row.values[0].text and keys[-1] not in places and bool(known) and all(a < b for a, b in known)


def _header(cells: Sequence[GridCell]) -> Header | None:
    places = _named_places(cells)
    keys = [column.key for column in load_form().request_columns]
    first = min(places.values(), default=0)
    strange = [cell for cell in cells if cell.text and cell.column > first and not look_up(cell.text)]
    beside = sorted((cell for cell in strange if cell.column not in places.values()), key=lambda cell: cell.column)
    lacking = [key for key in keys if key not in places]
    if len(lacking) == len(beside):
        places.update((key, cell.column) for key, cell in zip(lacking, beside, strict=True))
    if set(places) != set(keys):
        return None
    last = max(places.values())
    edge = max(cell.column + cell.colspan for cell in cells)
    others = frozenset(cell.column for cell in cells if cell.text and cell.column > last)
    others |= {cell.column for cell in beside if cell.column not in places.values()}
    return Header(tuple(places[key] for key in keys), edge, others)


def _with_blanks_kept(rows: list[Row]) -> list[Row]:
    """Rows of flattened text, told that blanks stayed in their places where the rows that state no total show it.

    ``1 | 0 | 0 | 0 | 0 | 0 | `` has its own; ``3 | 3 | | | | | `` would have the total of a row pulled to the left.
    """
    moved = Counter(_is_total_moved(row) for row in rows if row.flowing)
    if moved[False] <= moved[True]:
        return rows
    return [replace(row, keeps_blanks=True) if row.flowing else row for row in rows]


def _is_total_moved(row: Row) -> bool | None:
    """Whether the last figure is the sum of those before it, where the total is blank; None where nothing tells."""
    width = request_width()
    texts = [cell.text for cell in row.values[:width]]
    values = [read_value(text).value for text in texts if text]
    if len(texts) < width or texts[-1] or len(values) < 2 or not any(values):
        return None
    return adds_up(values)


def _with_blank_label(row: Row) -> Row:
    """A row of figures whose label's cells are blank, with these as its label."""
    width = request_width()
    label, values = row.values[:-width], row.values[-width:]
    is_named = row.heads or any(cell.text for cell in label)
    if is_named or not label or not any(cell.text[-1:].isdigit() for cell in values):
        return row
    return replace(row, heads=label, values=values)


def _has_cells(row: Row) -> bool:
    return bool(row.values) and bool(row.heads)


def _has_figures(item: Named) -> bool:
    """True for a row that the page has more than the form, or whose label is known for none of its rows.

    The heading of the next section is none, in a worksheet's one table for all.
    """
    if item.row.numbers_columns or (not any(cell.text for cell in item.row.values) and find(item.row.labels[-1])):
        return False
    return item.is_labelled or any(cell.text[-1:].isdigit() for cell in item.row.values)


def _is_header(row: Row) -> bool:
    """True for ``自然人 | 法人或其他组织 | 总计``: names of columns and no figure; not for a blank row 3.其他."""
    texts = row.texts
    if any(cell.text and looks_like_value(cell.text) for cell in row.values):
        return False
    names = (look_up(text) for text in texts if not is_numbered(text))
    columns = sum(any(known.role in ("column", "header") for known in found) for found in names)
    return columns >= 2 or columns == len(texts)


def _naming(rows: Sequence[Row]) -> Iterator[Row]:
    """The header, with what stands right below it and holds no figure: names that the form does not have."""
    is_above = False
    for row in rows:
        is_above = _is_header(row) or (is_above and not any(map(looks_like_value, row.texts)))
        if is_above:
            yield row


def _row_key(row: Row) -> str | None:
    """By its last label that the form knows; ``（六）其他处理 | 1.申信人…`` is a row below it."""
    if row.labels and is_numbered(row.labels[-1]) and not (look_up(row.labels[-1]) or look_up_cut(row.labels[-1])):
        return None
    for label in reversed(row.labels):
        key = meaning(label, _TABLE, "row") or next((known.key for known in look_up_cut(label)), None)
        if key:
            return key
        if look_up(label):
            return None
    return None


def _edition(found: Sequence[Named]) -> Edition | None:
    """2021 where （六）其他处理 is a group with rows of its own, 2019 where it is a row, or left out of a whole table.

    A table that was cut off, or lacks more than （六）, counts as the edition in force.
    """
    rows = {row.key: row for row in load_form().all_request_rows}
    keys = {item.key for item in found if item.key in rows}
    if len(keys) < MIN_ROWS:
        return None
    own = {rows[key].edition for key in keys if key}
    if "2021" in own:
        return "2021"
    lacks_one = {row.key for row in load_form().request_rows("2019") if row.edition is None} <= keys
    return "2019" if "2019" in own or lacks_one else "2021"


@cache
def _placer(order: Order) -> Placer:
    """For rows whose columns stand in this order; the figures of each column are of the same kind."""
    return Placer(tuple(column.kind for column in load_form().request_columns), check_in(order))


def _placed(item: Named, header: Header | None, order: Order) -> Placed:
    """The row's figures in the form's order; ``order`` is that of the page."""
    if header is not None and header.columns and order != form_order():
        header = replace(header, columns=tuple(header.columns[column] for column in order))
    placed = _placer(order).place(item.row.values, item.row.hint(header))
    if order != form_order():
        placed = placed.ordered([order.index(column) for column in form_order()])
    if item.doubt:
        placed = placed.doubted(item.doubt)
    if item.row.unsettled and not (header and header.covers(item.row)):
        placed = placed.doubted("surplus_cells")
    return placed if item.similarity is None else placed.doubted("label_alike")


def _parted(taken: Sequence[tuple[Named, Placed]], order: Sequence[RequestRow]) -> dict[str, Placed]:
    """Rows whose figures ran together, where the sums of rows and columns leave one way to part them."""
    glued: dict[str, GridCell] = {}
    ways: dict[str, Sequence[tuple[int, ...]]] = {}
    for item, placed in taken:
        key, cells = item.key or "", item.row.values
        if len(cells) == 1 and cells[0].text.isdecimal():
            glued.setdefault(key, cells[0])
            ways.setdefault(key, _placer(form_order()).ways(cells[0].text))
        else:
            ways.setdefault(key, _as_known(placed))
    parted = part(ways, order) if glued else {}
    return {key: _placer(form_order()).cut(glued[key], figures) for key, figures in parted.items() if key in glued}


def _as_known(placed: Placed) -> list[tuple[int, ...]]:
    """The row's figures, blanks as 0; empty where one could not be read."""
    if any(reading.state == "garbled" or not isinstance(reading.value, int | None) for reading in placed.readings):
        return []
    return [tuple(int(value or 0) for value in placed.values)]
