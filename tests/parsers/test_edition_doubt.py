"""（六）其他处理 as a row: that of the form of 2019, or the group of the form of 2021 whose rows are lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, html_table
from fixtures.cases.report_page import html_page
from harvester.items import Report

_FIGURES = 7


def _read(requests: Rows) -> Report:
    first, _, third = tables()
    parts = [html_table(rows) for rows in (first, requests, third)]
    return harvester.parse(html_page(parts).encode(), filename="report.html")


def _marked(report: Report) -> set[str]:
    return {note.cell for note in report.cells if note.state in ("uncertain", "garbled")}


def test_other_handling_of_2019_is_marked_where_rows_of_2021_may_be_lost_below_it() -> None:
    _, rows, _ = tables()
    cut = next(number for number, row in enumerate(rows) if any(box.text.startswith("1.申请人无正当") for box in row))
    (group, _, *figures), below = rows[cut][-9:], rows[cut + 3 :]
    report = _read([*rows[:cut], [replace(group, colspan=2, rowspan=1), *figures], *below])
    assert report.editions["requests"] == "2019"
    assert {cell for cell in _marked(report) if "other_handling" in cell} == {
        f"requests.other_handling.{column}" for column in report.tables["requests"]["other_handling"]
    }


def test_a_slip_in_one_column_and_its_total_is_no_lost_row() -> None:
    slip = {"requests.granted.natural_person": "57", "requests.granted.total": "57"}
    _, rows, _ = tables(("2019", "2019"), slip)
    assert not _marked(_read(rows))


@pytest.mark.parametrize(("at", "marked"), [(5, False), (24, True)])
def test_other_handling_is_in_doubt_for_unknown_rows_beside_it_alone(at: int, marked: bool) -> None:
    _, rows, _ = tables(("2019", "2019"))
    further = [Box("其中：当面申请", 3), *(Box("0") for _ in range(_FIGURES))]
    report = _read([*rows[:at], further, *rows[at:]])
    assert any("other_handling" in cell for cell in _marked(report)) == marked
