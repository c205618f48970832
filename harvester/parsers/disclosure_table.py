"""表二 主动公开政府信息情况: blocks of rows under their own headers, in either edition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from harvester.editions.form import EDITIONS, ArticleBlock, Column, load_form
from harvester.editions.labels import begun_column, look_up, meaning
from harvester.items import Edition
from harvester.parsers.naming import Named, name_by_place
from harvester.parsers.numbers import Reading, looks_like_value
from harvester.parsers.placing import Placer
from harvester.parsers.repeated import written_once
from harvester.parsers.row import Header, Row, without_empty_columns
from harvester.parsers.script import canonical
from harvester.parsers.table_reading import MIN_ROWS, TableReading

_TABLE = "proactive_disclosure"
_MONEY = frozenset(("元", "亿元"))
"""What a column 单位 may say beside an amount."""
_PLACES = 2
"""Decimals of an amount in 元."""
_UNIT = re.compile(r"\((?:单位[:：]?)?(万元|亿元|元)\)")


def read_disclosure(rows: Sequence[Row]) -> TableReading:
    """Rows by their label, figures by their order under the block's columns."""
    reading = TableReading()
    rows = [_with_blank_label(row) for row in written_once(rows, _column)]
    edition = _edition(rows)
    if edition is None:
        return reading
    named = _named(_trimmed(rows, edition), edition)
    heads, parted = _Heads(), _parted(named, edition)
    for item in named:
        heads.see(item.row)
        block = _block_of(item.key, edition) if item.key else None
        if item.key and block and (item.row.values or not item.row.flowing):
            item.doubt = "of_two_tables" if item.key in parted else None
            _add(reading, item, block, heads)
        elif not item.key:
            reading.unknown += _unknown(item.row)
    if reading.cells:
        reading.edition = edition
        if len(_editions_of_grids(rows)) > 1:
            reading.doubt_all()
        reading.complete((row.key, column.key) for _, row, column in load_form().disclosure_cells(edition))
    return reading


def _with_blank_label(row: Row) -> Row:
    """A row of figures whose label is blank, or was lost, with a blank one: its place tells which row it is."""
    if row.heads or not any(cell.text[-1:].isdigit() for cell in row.values):
        return row
    first, *others = row.values
    return replace(row, heads=(replace(first, text=""),), values=row.values if first.text else tuple(others))


class _Heads:
    """The header above a row: its columns with their places in the grid, and the units that it states."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.units: dict[str, str] = {}
        self.begun: set[str | None] = set()
        self._others: frozenset[int] = frozenset()
        self._strange: tuple[int, ...] = ()
        self._grid = self._edge = 0

    def see(self, row: Row) -> None:
        """Take note of a header row: ``信息内容 | 采购项目数量 | 采购总金额（万元）``."""
        if row.grid != self._grid:
            self.places, self.units, self._grid, self._others = {}, {}, row.grid, frozenset()
        self._others |= row.further_columns(look_up)
        cells = {key: cell for cell in (*row.heads, *row.values) if (key := _column(cell.text))}
        if cells or _names_no_figure(row):
            self.places, self._edge = {key: cell.column for key, cell in cells.items()}, row.edge
            self.begun = {begun_column(text, _TABLE) for text in row.texts}
            behind = (*row.heads, *row.values)[1:]
            strange = (cell.column for cell in behind if cell.text and not look_up(cell.text))
            self._strange = tuple(dict.fromkeys(strange))
            units = {key: _UNIT.search(canonical(cell.text)) for key, cell in cells.items()}
            self.units = {key: unit[1] for key, unit in units.items() if unit}

    def of(self, columns: tuple[Column, ...]) -> dict[str, int]:
        """The places of the columns; where as many are not named as names are not known, these are theirs."""
        lacking = [column.key for column in columns if column.key not in self.places]
        if len(lacking) == len(self._strange) and not {*self.places.values()} & {*self._strange}:
            return {**self.places, **dict(zip(lacking, self._strange, strict=True))}
        return self.places

    def over(self, columns: tuple[Column, ...]) -> Header | None:
        found = self.of(columns)
        places = tuple(found[column.key] for column in columns if column.key in found)
        others = frozenset(column for column in self._others if column not in places)
        return Header(places, self._edge, others) if len(places) == len(columns) else None


def _column(text: str) -> str | None:
    return meaning(text, _TABLE, "column") if text else None


def _names_no_figure(row: Row) -> bool:
    """True for ``信息内容 | 新发 | 作废``: a header none of whose columns is known."""
    if row.flowing or not row.heads or not any(known.role == "header" for known in look_up(row.heads[0].text)):
        return False
    return not any(map(looks_like_value, row.texts))


def _named(rows: Sequence[Row], edition: Edition) -> list[Named]:
    """The rows with their keys; one whose label is not known by its place between known ones."""
    found = [Named(row, _row_key(row)) for row in rows]
    body = [item for item in found if item.row.values and item.row.labels and not any(map(_column, item.row.texts))]
    name_by_place(body, [row for block in load_form().blocks[edition] for row in block.rows])
    return found


def _parted(named: Sequence[Named], edition: Edition) -> set[str]:
    """The rows of an article that stand in several tables, each below its columns: one may be last year's table.

    Where each row of the page is a table of its own, these are one.
    """
    sizes = Counter(item.row.grid for item in named if item.key)
    if len(sizes) <= 1 or max(sizes.values()) <= 1:
        return set()
    articles: dict[str, dict[int, set[str]]] = {}
    headed: dict[int, set[str]] = {}
    for item in named:
        grid, names = item.row.grid, {key for text in item.row.texts if (key := _column(text))}
        headed[grid] = names or headed.get(grid, set())
        block = _block_of(item.key, edition) if item.key else None
        if item.key and block and headed[grid] & {column.key for column in block.columns}:
            articles.setdefault(block.article, {}).setdefault(grid, set()).add(item.key)
    several = [grids.values() for grids in articles.values() if len(grids) > 1]
    return {key for rows in several if not set.intersection(*rows) for keys in rows for key in keys}


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


def _editions_of_grids(rows: Sequence[Row]) -> set[Edition]:
    """The editions of the page's tables that name columns of one edition alone, and hold several rows of the form."""
    grids: dict[int, list[Row]] = {}
    for row in rows:
        grids.setdefault(row.grid, []).append(row)
    if len(grids) == 1:
        return set()
    whole = [own for own in grids.values() if sum(bool(_row_key(row)) for row in own) >= MIN_ROWS]
    named = ([edition for edition in EDITIONS if _names_own(own, edition)] for own in whole)
    return {editions[0] for editions in named if len(editions) == 1}


def _names_own(rows: Iterable[Row], edition: Edition) -> bool:
    return any(_column(text) in _own_columns(edition) for row in rows for text in row.texts)


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


def _add(reading: TableReading, item: Named, block: ArticleBlock, heads: _Heads) -> None:
    columns = _in_page_order(block.columns, heads.of(block.columns))
    row = item.row.without_note(len(columns))
    placed = Placer(tuple(column.kind for column in columns)).place(row.values, row.hint(heads.over(columns)))
    if row.unsettled:
        placed = placed.doubted("surplus_cells")
    if item.doubt:
        placed = placed.doubted(item.doubt)
    if item.similarity is not None:
        placed = placed.doubted("label_alike")
    own = next((text for text in item.row.texts if text in _MONEY), None)
    keys = [column.key for column in columns]
    guessed = heads.of(block.columns).keys() - heads.places.keys() - heads.begun
    units = tuple(
        _with_unit(one, column, own or heads.units.get(column.key), item.row.unit)
        for one, column in zip(placed.readings, columns, strict=True)
    )
    placed = replace(placed, readings=units).doubted_in([keys.index(key) for key in guessed])
    label = next((label for label in reversed(item.row.labels) if meaning(label, _TABLE, "row")), item.row.labels[-1])
    reading.add(item.key or "", keys, placed, item.row, label)


def _in_page_order(columns: tuple[Column, ...], header: Mapping[str, int]) -> tuple[Column, ...]:
    """The block's columns as the page orders them, where its header names every one of them once."""
    order = sorted(header, key=lambda key: header[key])
    if set(order) == {column.key for column in columns}:
        return tuple(sorted(columns, key=lambda column: order.index(column.key)))
    return columns


def _with_unit(reading: Reading, column: Column, header: str | None, above: str | None) -> Reading:
    """The amount with the unit of its header, or of the line above the table; never rescaled.

    元 under a column in 万元 is marked, as is -9 件.
    """
    if column.kind != "change" and reading.value is not None and reading.value < 0:
        return replace(reading, state="uncertain", reason="negative")
    if column.kind != "money":
        return reading
    unit = reading.unit or _stated(column, header, above)
    if (
        column.unit == "万元"
        and unit in ("元", "亿元", "亿")
        and reading.value
        and not _is_in_ten_thousands(reading, unit)
    ):
        return replace(reading, state="uncertain", unit=unit, reason="unit_differs")
    if column.unit is None and unit and reading.value is not None:
        return replace(reading, unit=unit)
    return reading


def _is_in_ten_thousands(reading: Reading, unit: str) -> bool:
    """True for ``726.0125`` below 单位：件、元: an amount in 元 has two places at most; its own unit is believed."""
    places = -int(Decimal(str(reading.value)).normalize().as_tuple().exponent)
    return unit == "元" and reading.unit is None and places > _PLACES


def _stated(column: Column, header: str | None, above: str | None) -> str | None:
    """The unit of the header; one above the table that differs from the form's own, in which the header is printed."""
    return above if above and header in (None, column.unit) else header


def _unknown(row: Row) -> list[str]:
    """Label of a row with figures that the form does not have (其他主动公开文件)."""
    label = next((label for label in reversed(row.labels) if label), "")
    named = any(look_up(text) for text in row.labels)
    has_figures = any(cell.text and cell.text[-1].isdigit() for cell in row.values)
    return [canonical(label)] if label and not named and has_figures else []
