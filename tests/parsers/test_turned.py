"""表三 on its side is read whatever stands before and behind the names of its columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import harvester
from fixtures.cases.base_figures import texts
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, html_table
from fixtures.cases.office_files import placed
from fixtures.cases.report_page import html_page

_BLANK = {cell: "" for cell, text in texts().items() if cell.startswith("requests") and "org_research" in cell}


def _exchanged(rows: Rows) -> Rows:
    """Every cell of the official layout with its row and column, and its spans, exchanged."""
    lines: dict[int, list[tuple[int, Box]]] = {}
    for row, column, box in placed(rows):
        lines.setdefault(column, []).append((row, Box(box.text, box.rowspan, box.colspan, box.id)))
    return [[box for _, box in sorted(line, key=lambda item: item[0])] for _, line in sorted(lines.items())]


def _with_numbers(rows: Rows) -> Rows:
    return [[Box("序号" if number == 0 else str(number)), *row] for number, row in enumerate(rows)]


def _with_subtotal(rows: Rows) -> Rows:
    over = ("申请人情况", "法人或其他组织")
    wider = [[Box(b.text, b.colspan, b.rowspan + 1) if b.text in over else b for b in row] for row in rows]
    return [*wider[:-1], [Box("小计"), *(Box("") for box in rows[-1] if box.id)], wider[-1]]


def _with_empty_line(rows: Rows) -> Rows:
    return [[], *rows]


@pytest.mark.parametrize(
    "change", [list, _with_numbers, _with_subtotal, lambda rows: [*rows, [Box("备注")]], _with_empty_line]
)
@pytest.mark.parametrize("figures", [{}, _BLANK])
def test_a_table_with_all_its_spans_exchanged_is_read(change: Callable[[Rows], Rows], figures: dict[str, str]) -> None:
    first, second, third = tables(figures=figures)
    page = html_page([html_table(first), html_table(change(_exchanged(second))), html_table(third)])
    read = harvester.parse(page.encode(), filename="report.html").tables["requests"]
    expected = {cell: text for cell, text in {**texts(), **figures}.items() if cell.startswith("requests")}
    assert {
        f"requests.{row}.{column}": "" if value is None else str(value)
        for row, columns in (read or {}).items()
        for column, value in columns.items()
    } == expected


def test_a_table_whose_lines_end_in_different_columns_is_not_turned() -> None:
    first, second, third = tables()
    rows = [
        [box for box in row if box.text != "申请人情况"] if number == 3 else row
        for number, row in enumerate(_exchanged(second))
    ]
    page = html_page([html_table(first), html_table(rows), html_table(third)])
    report = harvester.parse(page.encode(), filename="report.html")
    marked = {note.cell for note in report.cells if note.state in ("uncertain", "garbled", "absent")}
    read = report.tables["requests"] or {}
    wrong = {
        cell
        for cell, text in texts().items()
        if cell.startswith("requests") and str(read.get(cell.split(".")[1], {}).get(cell.split(".")[2], text)) != text
    }
    assert wrong <= marked


def test_a_cell_that_is_no_figure_does_not_lose_a_table_on_its_side() -> None:
    first, second, third = tables(figures={"requests.granted.org_research": "见附件"})
    page = html_page([html_table(first), html_table(_exchanged(second)), html_table(third)])
    report = harvester.parse(page.encode(), filename="report.html")
    assert [(note.cell, note.state) for note in report.cells if note.state == "garbled"] == [
        ("requests.granted.org_research", "garbled")
    ]
