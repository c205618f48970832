"""表三 收到和处理政府信息公开申请情况: 23 or 25 rows of seven figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from harvester.editions.form import RequestRow, load_form
from harvester.editions.labels import core, look_up, look_up_cut, meaning
from harvester.items import Edition
from harvester.parsers.numbers import Reading
from harvester.parsers.placing import Placer, adds_up
from harvester.parsers.rows import Row
from harvester.parsers.table_reading import MIN_ROWS, TableReading

_TABLE = "requests"
_SIMILAR = 0.6
"""Share of common characters at which an unknown label in the right place is taken for the row of that place."""


@dataclass(slots=True)
class _Found:
    row: Row
    key: str | None
    is_sure: bool = True


def read_requests(rows: Sequence[Row]) -> TableReading:
    """Rows by their label; a label with an unknown slip by its place between two known rows, and flagged."""
    found = [_Found(row, _row_key(row)) for row in rows if _has_cells(row) and not _is_header(row)]
    edition = _edition(found)
    reading = TableReading()
    if edition is None:
        return reading
    order = load_form().request_rows(edition)
    _name_by_place(found, order)
    for item in found:
        if item.key is None:
            reading.unknown += [item.row.labels[-1]] if _is_named(item.row) else []
        elif item.key in {row.key for row in order}:
            reading.add(item.key, _cells(item))
    reading.edition = edition
    reading.complete((row.key, column.key) for row in order for column in load_form().request_columns)
    return reading


def _has_cells(row: Row) -> bool:
    return bool(row.values) and any(label for label in row.labels)


def _is_header(row: Row) -> bool:
    """True for ``自然人 | 法人或其他组织 | 总计``: names of columns and no figure."""
    texts = [text for text in (*row.labels, *(cell.text for cell in row.values)) if text]
    columns = sum(any(known.role in ("column", "header") for known in look_up(text)) for text in texts)
    return columns >= 2 or (columns == len(texts) and not any(cell.text for cell in row.values))


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
        if best is not None and _similarity(item.row.labels[-1], best) >= _SIMILAR:
            item.key, item.is_sure = best.key, False


def _similarity(label: str, row: RequestRow) -> float:
    return max(SequenceMatcher(None, core(label), core(wording)).ratio() for wording in row.wordings)


def _cells(item: _Found) -> dict[str, Reading]:
    columns = load_form().request_columns
    placed = Placer(tuple(column.kind for column in columns), adds_up).place(item.row.values, flowing=item.row.flowing)
    if not item.is_sure:
        placed = tuple(replace(reading, state="uncertain") if reading.raw else reading for reading in placed)
    return {column.key: reading for column, reading in zip(columns, placed, strict=True)}
