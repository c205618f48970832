"""Cells that an editor put within one cell are the cells of its row."""

from __future__ import annotations

import time

import pytest

from harvester.documents.html import read_html

ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "2", "", "12"),
    ("行政规范性文件", "5", "0", "9"),
)
MORE = (*ROWS, ("行政许可", "7"))


def _grid(table: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_html(f"<body>{table}</body>".encode()).grids[0].rows]


@pytest.mark.parametrize(("tag", "between"), [("div", ""), ("span", " "), ("p", "\n")])
def test_a_row_drawn_in_one_cell_has_a_cell_for_each_part(tag: str, between: str) -> None:
    lines = ("".join(f"<{tag}>{text}</{tag}>{between}" for text in row) for row in MORE)
    table = "<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in lines) + "</table>"
    assert _grid(table) == [list(row) for row in MORE]


def test_digits_of_one_figure_in_parts_stay_one_figure() -> None:
    cells = ("规章", "<b>1</b><b>2</b>", "行政规范性文件", "<b>3</b><b>4</b>", "行政许可", "<b>5</b><b>6</b>")
    table = "<table>" + "".join(f"<tr><td>{cell}</td></tr>" for cell in cells) + "</table>"
    assert [row[0] for row in _grid(table)][1::2] == ["12", "34", "56"]


def test_figures_in_a_table_within_their_cell_stand_behind_the_label() -> None:
    inside = ["".join(f"<td>{figure}</td>" for figure in row[1:]) for row in ROWS]
    rows = (
        f"<tr><td>{row[0]}</td><td><table><tr>{cells}</tr></table></td></tr>"
        for row, cells in zip(ROWS, inside, strict=True)
    )
    assert _grid(f"<table>{''.join(rows)}</table>") == [list(row) for row in ROWS]


def test_labels_and_figures_in_tables_beside_each_other_are_one_table() -> None:
    columns = (
        f"<td><table>{''.join(f'<tr><td>{text}</td></tr>' for text in column)}</table></td>"
        for column in zip(*ROWS, strict=True)
    )
    assert _grid(f"<table><tr>{''.join(columns)}</tr></table>") == [list(row) for row in ROWS]


def test_tables_of_prose_beside_each_other_are_none() -> None:
    table = "<table><tr><td>一月</td></tr><tr><td>二月</td></tr></table>"
    page = f"<table><tr><td>{table}</td><td>{table}</td></tr></table>"
    assert len(read_html(f"<body>{page}</body>".encode()).grids) == 2


def test_a_heading_in_every_cell_of_its_row_is_one_over_all_columns() -> None:
    row = "<tr>" + "<td>二、主动公开政府信息情况</td>" * 4 + "</tr>"
    figures = "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>"
    grid = read_html(f"<body><table>{row}{figures}</table></body>".encode()).grids[0]
    assert [[(cell.text, cell.colspan) for cell in line] for line in grid.rows[:1]] == [
        [("二、主动公开政府信息情况", 4)]
    ]
    assert [cell.text for cell in grid.rows[1]] == ["规章", "0", "0", "0"]


def test_a_caption_is_a_line_above_its_table() -> None:
    table = "<table><caption>二、主动公开政府信息情况</caption><tr><td>规章</td><td>0</td></tr></table>"
    blocks = read_html(f"<body>{table}</body>".encode()).blocks
    assert getattr(blocks[0], "text", None) == "二、主动公开政府信息情况"
    assert len(blocks) == 2


def test_tables_nested_deeply_are_looked_through_once() -> None:
    start = time.perf_counter()
    read_html(("<table><tr><td>" * 9_000 + "规章").encode())
    assert time.perf_counter() - start < 5
