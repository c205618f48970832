"""表二 主动公开政府信息情况: blocks of rows under their own headers, in either edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from harvester.editions.form import EDITIONS, ArticleBlock, Column, load_form
from harvester.editions.labels import look_up, meaning
from harvester.items import Edition
from harvester.parsers.numbers import Reading
from harvester.parsers.placing import Placer
from harvester.parsers.rows import Header, Row, without_empty_columns
from harvester.parsers.script import canonical
from harvester.parsers.table_reading import MIN_ROWS, TableReading

_TABLE = "proactive_disclosure"


def read_disclosure(rows: Sequence[Row]) -> TableReading:
    """Rows by their label, figures by their order under the block's columns."""
    reading = TableReading()
    edition = _edition(rows)
    if edition is None:
        return reading
    header: dict[str, int] = {}
    grid, edge = 0, 0
    for row in _trimmed(rows, edition):
        if row.grid != grid:
            header, grid = {}, row.grid
        if named := _header(row):
            header, edge = named, row.edge
        key = _row_key(row)
        block = _block_of(key, edition) if key else None
        if key and block and (row.values or not row.flowing):
            columns = _in_page_order(block.columns, header)
            places = tuple(header[column.key] for column in columns if column.key in header)
            known = Header(places, edge) if len(places) == len(columns) else None
            _add(reading, row, key, columns, known)
        elif not key:
            reading.unknown += _unknown(row)
    if reading.cells:
        reading.edition = edition
        reading.complete((row.key, column.key) for _, row, column in load_form().disclosure_cells(edition))
    return reading


def _trimmed(rows: Sequence[Row], edition: Edition) -> list[Row]:
    """The rows without columns that are empty throughout."""
    blocks = [_block_of(key, edition) if (key := _row_key(row)) else None for row in rows]
    widths = [len(block.columns) if block else len(row.values) for block, row in zip(blocks, rows, strict=True)]
    return without_empty_columns(list(zip(rows, widths, strict=True)))


def _edition(rows: Iterable[Row]) -> Edition | None:
    """The edition whose own columns the headers name more often; None where no header names one."""
    counts = dict.fromkeys(EDITIONS, 0)
    for row in rows:
        for text in row.texts:
            columns = {known.key for known in look_up(text) if known.table == _TABLE and known.role == "column"}
            for edition in EDITIONS:
                counts[edition] += bool(columns & _own_columns(edition))
    best = max(counts, key=lambda edition: counts[edition])
    return best if counts[best] else _edition_by_rows(rows)


@cache
def _own_columns(edition: Edition) -> set[str]:
    columns = {name: {c.key for _, _, c in load_form().disclosure_cells(name)} for name in EDITIONS}
    other = next(name for name in EDITIONS if name != edition)
    return columns[edition] - columns[other]


def _edition_by_rows(rows: Iterable[Row]) -> Edition | None:
    """Without headers: only the 2019 edition has 其他对外管理服务事项 and 政府集中采购."""
    keys = {_row_key(row) for row in rows} - {None}
    if len(keys) < MIN_ROWS:
        return None
    return "2019" if keys & {"other_external_services", "government_central_procurement"} else "2021"


def _row_key(row: Row) -> str | None:
    return next((key for label in reversed(row.labels) if (key := meaning(label, _TABLE, "row"))), None)


def _block_of(key: str, edition: Edition) -> ArticleBlock | None:
    return next((block for block in load_form().blocks[edition] if key in {row.key for row in block.rows}), None)


def _header(row: Row) -> dict[str, int]:
    """Columns of a header row in the page's order, with their places in the grid: ``信息内容 | 本年制发件数 | …``."""
    found: dict[str, int] = {}
    for cell in (*row.heads, *row.values):
        key = meaning(cell.text, _TABLE, "column") if cell.text else None
        if key:
            found[key] = cell.column
    return found


def _add(reading: TableReading, row: Row, key: str, columns: tuple[Column, ...], header: Header | None) -> None:
    placed = Placer(tuple(column.kind for column in columns)).place(row.values, row.hint(header))
    units = tuple(_with_unit(item, column) for item, column in zip(placed.readings, columns, strict=True))
    label = next(label for label in reversed(row.labels) if meaning(label, _TABLE, "row"))
    reading.add(key, [column.key for column in columns], replace(placed, readings=units), row, label)


def _in_page_order(columns: tuple[Column, ...], header: Mapping[str, int]) -> tuple[Column, ...]:
    """The block's columns as the page orders them, where its header names every one of them once."""
    order = list(header)
    if set(order) == {column.key for column in columns}:
        return tuple(sorted(columns, key=lambda column: order.index(column.key)))
    return columns


def _with_unit(reading: Reading, column: Column) -> Reading:
    """A cell in 元 under a column in 万元 is kept as written and marked: the amount is never rescaled."""
    if column.unit == "万元" and reading.unit in ("元", "亿元", "亿"):
        return replace(reading, state="uncertain", reason="unit_differs")
    return reading


def _unknown(row: Row) -> list[str]:
    """Label of a row with figures that the form does not have (其他主动公开文件)."""
    label = next((label for label in reversed(row.labels) if label), "")
    named = any(look_up(text) for text in row.labels)
    has_figures = any(cell.text and cell.text[-1].isdigit() for cell in row.values)
    return [canonical(label)] if label and not named and has_figures else []
