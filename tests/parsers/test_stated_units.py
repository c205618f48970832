"""The unit of an amount that stands in a line above the table, or in its first row."""

from __future__ import annotations

import pytest

from harvester.items import Block, Document, Grid, GridCell, Text
from harvester.parsers.tables import Tables, read_tables

HEADING = Text("二、主动公开政府信息情况")
PROCURED = (("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "3", "126.39"))
FEES = (("信息内容", "本年收费金额（单位：万元）"), ("行政事业性收费", "126.39"))


def _grid(*rows: tuple[str, ...]) -> Grid:
    cells = ((GridCell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows))
    return Grid(tuple(tuple(row) for row in cells))


def _read(*blocks: Block) -> Tables:
    return read_tables(Document(blocks=blocks))


def _unit(tables: Tables) -> tuple[str, str | None] | None:
    return next(((note.state, note.unit) for note in tables.notes if note.cell.endswith("amount")), None)


@pytest.mark.parametrize(
    ("line", "unit"),
    [("单位：万元", "万元"), ("（单位：件、元）", "元"), ("金额单位：亿元", "亿元"), ("单位：件", None)],
)
def test_a_line_above_the_table_states_the_unit(line: str, unit: str | None) -> None:
    expected = ("number", unit) if unit else None
    assert _unit(_read(HEADING, Text(line), _grid(*PROCURED))) == expected


def test_the_first_row_of_the_table_states_it() -> None:
    assert _unit(_read(HEADING, _grid(("单位：元",), *PROCURED))) == ("number", "元")


def test_a_unit_that_the_header_contradicts_is_marked() -> None:
    assert _unit(_read(HEADING, Text("单位：元"), _grid(*FEES))) == ("uncertain", "元")
    assert _unit(_read(HEADING, Text("单位：万元"), _grid(*FEES))) is None


def test_prose_and_further_headings_state_none() -> None:
    prose = Text("单位：启东市财政局，本年度共收取信息处理费若干，按照有关规定全部上缴国库，经费1000元")
    assert _unit(_read(prose, HEADING, _grid(*PROCURED))) is None
    assert _unit(_read(Text("单位：元"), HEADING, _grid(*PROCURED))) is None


@pytest.mark.parametrize("line", ["单位：件、元", "单位：元"])
def test_an_amount_of_four_decimals_is_none_in_yuan(line: str) -> None:
    fees = (("信息内容", "本年收费金额（单位：万元）"), ("行政事业性收费", "726.0125"))
    assert _unit(_read(HEADING, Text(line), _grid(*fees))) is None
