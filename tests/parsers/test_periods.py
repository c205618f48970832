"""Of a table with the figures of several periods, those of the report's own are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

import harvester
from fixtures.cases.base_figures import texts
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, html_table
from fixtures.cases.report_page import html_page
from harvester.editions.cells import edition_cells
from harvester.items import Grid, GridCell, Report
from harvester.parsers.periods import of_this_year

_OTHER = {cell: str(int(float(text)) + 3) for cell, text in texts().items()}
PERIODS = [("本年", "上年"), ("2022年", "2023年"), ("本年累计", "本期实际"), ("本年度", "上年同期")]

_FIGURES = 7


def _read(parts: list[Rows]) -> Report:
    return harvester.parse(html_page([html_table(rows) for rows in parts]).encode(), filename="report.html")


def _own_first(names: tuple[str, str]) -> bool:
    return names[0] in ("本年", "本年度", "2023年")


def _figures(row: list[Box], other: list[Box], *, own_first: bool) -> list[Box]:
    parts = [[box for box in line if box.id] for line in (row, other)]
    return [box for part in (parts if own_first else parts[::-1]) for box in part]


def _assert_right(report: Report) -> None:
    found = {
        f"{table}.{row}.{column}": str(value)
        for table, rows in report.tables.items()
        for row, columns in (rows or {}).items()
        for column, value in columns.items()
    }
    assert found == texts()
    assert report.cells == ()


@pytest.mark.parametrize("names", PERIODS)
def test_columns_of_another_period_are_left_out(names: tuple[str, str]) -> None:
    (first, second, third), others = tables(), tables(figures=_OTHER)
    own_first = _own_first(names)
    wide = [[Box("信息内容"), Box(names[0], 3), Box(names[1], 3)]]
    for row, other in zip(first, others[0], strict=True):
        labels = [box for box in row if not box.id]
        names_again = row[1:] if len(row) > 1 and not row[-1].id else []
        wide.append([*labels, *names_again, *_figures(row, other, own_first=own_first)])
    stub, people, columns = second[:3]
    both = [[Box(stub[0].text, 3, 4), Box(names[0], 7), Box(names[1], 7)], [stub[1], stub[1]]]
    both += [[*people, *people], [*columns, *columns]]
    for row, other in zip(second[3:], others[1][3:], strict=True):
        both.append([*(box for box in row if not box.id), *_figures(row, other, own_first=own_first)])
    _assert_right(_read([wide, both, third]))


@pytest.mark.parametrize("names", PERIODS)
def test_rows_of_another_period_are_left_out(names: tuple[str, str]) -> None:
    (first, second, third), others = tables(), tables(figures=_OTHER)
    figures = [third[3], others[2][3]] if _own_first(names) else [others[2][3], third[3]]
    lines = [[Box(name), *row] for name, row in zip(names, figures, strict=True)]
    _assert_right(_read([first, second, [[Box("年度", 1, 3), *third[0]], *third[1:3], *lines]]))


def test_last_year_and_this_year_over_different_columns_are_left_as_they_are() -> None:
    first, second, third = tables(("2019", "2021"))
    header = next(number for number, row in enumerate(first) if any("上一年" in box.text for box in row))
    names = [Box("信息内容", 1, 2), Box("上一年"), Box("本年"), Box("处理决定数量", 1, 2)]
    split = [*first[:header], names, [Box("项目数量"), Box("增/减")], *first[header + 1 :]]
    licensing = _read([split, second, third]).tables["proactive_disclosure"]["administrative_licensing"]
    assert licensing == {"items_last_year": 211, "items_change": 36, "decisions": 15_204}


@pytest.mark.parametrize("names", [("2023年数据：", "2022年数据："), ("（一）本年度情况", "（二）上年度情况")])
@pytest.mark.parametrize("own_first", [True, False])
def test_tables_below_the_name_of_another_period_are_left_out(names: tuple[str, str], *, own_first: bool) -> None:
    parts = [
        [f"<p>{name}</p>{html_table(rows)}" for name, rows in zip(names, both, strict=True)]
        for both in zip(tables(), tables(figures=_OTHER), strict=True)
    ]
    page = html_page(["".join(part if own_first else part[::-1]) for part in parts])
    _assert_right(harvester.parse(page.encode(), filename="report.html"))


@pytest.mark.parametrize("name", ["上年度数据", "附：2022年情况"])
def test_last_years_tables_behind_blank_ones_of_the_report_are_not_taken_for_them(name: str) -> None:
    blank, others = tables(figures=dict.fromkeys(edition_cells("2021"), "")), tables(figures=_OTHER)
    page = html_page(
        [html_table(own) + f"<p>{name}</p>" + html_table(other) for own, other in zip(blank, others, strict=True)]
    )
    report = harvester.parse(page.encode(), filename="report.html")
    assert not any(value for rows in report.tables.values() for row in (rows or {}).values() for value in row.values())


@pytest.mark.parametrize("own_first", [True, False])
def test_rows_in_pairs_behind_one_label_are_told_apart_by_the_names_of_their_periods(*, own_first: bool) -> None:
    first, (stub, people, names, *rows), third = tables()
    body: Rows = [[replace(stub[0], rowspan=1), Box("年度"), people[0], *names, people[-1]]]
    for row, other in zip(rows, tables(figures=_OTHER)[1][3:], strict=True):
        labels = [replace(box, rowspan=2 * box.rowspan) for box in row[:-_FIGURES]]
        pair = [[Box("本年度"), *row[-_FIGURES:]], [Box("上年度"), *other[-_FIGURES:]]]
        upper, lower = pair if own_first else pair[::-1]
        body += [[*labels, *upper], lower]
    _assert_right(_read([first, body, third]))


def test_figures_with_a_blank_beside_each_are_marked_as_they_may_be_another_years() -> None:
    first, (stub, people, names, *rows), third = tables()
    head = [replace(stub[0], rowspan=1), people[0], *names, people[-1]]
    wide = [[*row[:-_FIGURES], *(part for box in row[-_FIGURES:] for part in (Box(""), box))] for row in rows]
    header = [head[0], *(Box(box.text, 2) for box in head[1:])]
    report = _read([first, [header, *wide], third])
    assert {note.reason for note in report.cells} == {"surplus_cells"}


def test_figures_of_two_years_in_a_text_are_marked() -> None:
    first, (_, people, names, *rows), third = tables()
    columns = [people[0], *names, people[-1]]
    head = [[Box(""), Box("上年"), *[Box("")] * 6, Box("本年")], [Box("项目"), *columns, *columns]]
    body = [
        [row[-_FIGURES - 1], *[replace(box, text="") for box in row[-_FIGURES:]], *row[-_FIGURES:]] for row in rows
    ]
    lines = "".join("<div>" + "".join(f"<div>{box.text}</div>" for box in row) + "</div>" for row in [*head, *body])
    page = html_page([html_table(first), f"<div>{lines}</div>", html_table(third)])
    report = harvester.parse(page.encode(), filename="report.html")
    figures = [
        value for row in (report.tables["requests"] or {}).values() for value in row.values() if value is not None
    ]
    assert len([note for note in report.cells if note.state in ("uncertain", "garbled")]) >= len(figures) > 0


def test_figures_that_look_like_years_are_none_beside_others() -> None:
    """Below a header whose spans say otherwise than those of the rows, nothing names the columns."""
    line = tuple(GridCell(text, 0, column) for column, text in enumerate(("3.其他", "5", "2014", "2019")))
    grid = Grid((line, tuple(replace(cell, row=1) for cell in line)))

    assert of_this_year(grid) == grid
