"""表三 收到和处理政府信息公开申请情况: 23 or 25 rows of seven figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from harvester.editions.form import RequestRow, load_form
from harvester.editions.labels import core, look_up, look_up_cut, meaning
from harvester.items import Edition
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.placing import Placed, Placer, adds_up
from harvester.parsers.rows import Header, Row, without_empty_columns
from harvester.parsers.table_reading import MIN_ROWS, TableReading

_TABLE = "requests"
_SIMILAR = 0.6
"""Share of common characters at which an unknown label in the right place is taken for the row of that place."""


@dataclass(slots=True)
class _Found:
    row: Row
    key: str | None
    similarity: float | None = None
    """Set where the row was named by its place and wording only alike."""


def read_requests(rows: Sequence[Row]) -> TableReading:
    """Rows by their label; a label with an unknown slip by its place between two known rows, and flagged."""
    width = len(load_form().request_columns)
    body = without_empty_columns([(row, width) for row in rows if _has_cells(row) and not _is_header(row)])
    found = [_Found(row, _row_key(row)) for row in body]
    edition = _edition(found)
    reading = TableReading()
    if edition is None:
        return reading
    order = load_form().request_rows(edition)
    _name_by_place(found, order)
    headers = _headers(rows)
    keys = tuple(column.key for column in load_form().request_columns)
    for item in found:
        if item.key is None:
            reading.unknown += [item.row.labels[-1]] if _is_named(item.row) else []
        elif item.key in {row.key for row in order}:
            placed = _placed(item, headers.get(item.row.grid))
            reading.add(item.key, keys, placed, item.row, item.row.labels[-1])
    reading.edition = edition
    reading.complete((row.key, column.key) for row in order for column in load_form().request_columns)
    return reading


def _headers(rows: Sequence[Row]) -> dict[int, Header]:
    """The places of the seven names of columns in each grid that has them all."""
    places: dict[int, dict[str, int]] = {}
    edges: dict[int, int] = {}
    for row in rows:
        if row.flowing or not _is_header(row):
            continue
        edges[row.grid] = max(edges.get(row.grid, 0), row.edge)
        for cell in (*row.heads, *row.values):
            key = meaning(cell.text, _TABLE, "column") if cell.text else None
            if key:
                places.setdefault(row.grid, {})[key] = cell.column
    keys = [column.key for column in load_form().request_columns]
    whole = {grid: found for grid, found in places.items() if set(found) == set(keys)}
    return {grid: Header(tuple(found[key] for key in keys), edges[grid]) for grid, found in whole.items()}


def _has_cells(row: Row) -> bool:
    return bool(row.values) and any(label for label in row.labels)


def _is_header(row: Row) -> bool:
    """True for ``自然人 | 法人或其他组织 | 总计``: names of columns and no figure."""
    texts = row.texts
    if any(cell.text and looks_like_value(cell.text) for cell in row.values):
        return False
    columns = sum(any(known.role in ("column", "header") for known in look_up(text)) for text in texts)
    return columns >= 2 or columns == len(texts)


def _row_key(row: Row) -> str | None:
    for label in reversed(row.labels):
        key = meaning(label, _TABLE, "row") or next((known.key for known in look_up_cut(label)), None)
        if key:
            return key
        if look_up(label):
            return None
    return None


def _edition(found: Sequence[_Found]) -> Edition | None:
    """2021 where （六）其他处理 is a group with rows of its own, 2019 where it is a row, or left out of a whole table.

    A table that was cut off before （六） counts as the edition in force.
    """
    rows = {row.key: row for row in load_form().all_request_rows}
    keys = {item.key for item in found if item.key in rows}
    if len(keys) < MIN_ROWS:
        return None
    own = {rows[key].edition for key in keys if key}
    if "2021" in own:
        return "2021"
    return "2019" if "2019" in own or "outcome_total" in keys else "2021"


def _name_by_place(found: Sequence[_Found], order: tuple[RequestRow, ...]) -> None:
    """Name rows with unknown labels: between two known rows whose distance leaves just their number of places."""
    places = {row.key: index for index, row in enumerate(order)}
    position = 0
    while position < len(found):
        if found[position].key is not None or not _is_named(found[position].row):
            position += 1
            continue
        end = position
        while end < len(found) and found[end].key is None and _is_named(found[end].row):
            end += 1
        before = places.get(found[position - 1].key or "", -1) if position else -1
        after = places.get(found[end].key or "", len(order)) if end < len(found) else len(order)
        _fill(found[position:end], order[before + 1 : after])
        position = end


def _is_named(row: Row) -> bool:
    return bool(row.labels) and not look_up(row.labels[-1])


def _fill(unknown: Sequence[_Found], places: tuple[RequestRow, ...]) -> None:
    for index, item in enumerate(unknown):
        candidates = (places[index],) if len(unknown) == len(places) else places
        best = max(candidates, key=lambda row: _similarity(item.row.labels[-1], row), default=None)
        similarity = _similarity(item.row.labels[-1], best) if best else 0
        if best is not None and similarity >= _SIMILAR:
            item.key, item.similarity = best.key, similarity


def _similarity(label: str, row: RequestRow) -> float:
    return max(SequenceMatcher(None, core(label), core(wording)).ratio() for wording in row.wordings)


def _placed(item: _Found, header: Header | None) -> Placed:
    kinds = tuple(column.kind for column in load_form().request_columns)
    placed = Placer(kinds, adds_up).place(item.row.values, item.row.hint(header))
    return placed if item.similarity is None else placed.doubted("label_alike")
