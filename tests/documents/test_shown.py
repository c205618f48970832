"""Cells as a browser shows them: struck-out and hidden text, notes set high, boxes and pictures."""

from __future__ import annotations

import time

import pytest

from harvester.documents.html import read_html
from harvester.items import Grid


def _cell(inside: str) -> str:
    page = f"<table><tr><td>规章</td><td>{inside}</td><td>0</td></tr></table>"
    (grid,) = (block for block in read_html(page.encode()).blocks if isinstance(block, Grid))
    return grid.rows[0][1].text


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<s>13</s>12", "12"),
        ("<del>13</del><ins>12</ins>", "12"),
        ('<span style="text-decoration: line-through">13</span>12', "12"),
        ('<span style="DISPLAY:NONE">13</span>12', "12"),
        ('<font style="font-size:0">13</font>12', "12"),
        ('<font style="font-size:0.9em">12</font>', "12"),
        ("<span hidden>13</span>12", "12"),
        ("<s>12</s>", "〔划去〕12"),
        ("<s>13</s><ins></ins>", "〔划去〕13"),
        ('<span style="display:none">13</span>', ""),
        ("12<sup>1</sup>", "12[1]"),
        ("12<sub>2</sub>", "12[2]"),
        ('12<span style="Vertical-Align: super">1</span>', "12[1]"),
        ("12<sup>注</sup>", "12[1]"),
        ("12<sup></sup>", "12"),
        ("行政许可<sup>1</sup>", "行政许可[1]"),
        ("<select><option>3<option selected>12</select>", "12"),
        ("<select><option>3<option selected></select>", ""),
        ("<b>12</b><sup><a href='#n1'>1</a></sup>", "12[1]"),
        ("-<sup>1</sup>", "-[1]"),
        ("<sup>12</sup>", "12"),
        ("<sup>1</sup>", "[1]"),
        ('<input value="12">', "12"),
        ('<input type="hidden" value="13">12', "12"),
        ('<img src="a.gif" alt="1"><img src="b.gif" alt="2">', "12"),
        ('<img src="a.gif">', "〔图〕"),
        ('<img src="a.gif">2', "〔图〕2"),
        ('<img src="spacer.gif">', ""),
        ('<img src="a.gif" width="1" height="1">12', "12"),
        ('行政许可<img src="a.gif">', "行政许可"),
    ],
)
def test_a_cell_says_what_a_browser_shows(inside: str, shown: str) -> None:
    assert _cell(inside) == shown


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ('<td sdval="0" sdnum="2052;">-</td>', "0"),
        ('<td align=right x:num="0"><span>&nbsp;</span>- </td>', "0"),
        ('<TD SDVAL="12.5"><FONT>13</FONT></TD>', "12.5"),
        ('<td sdval="77302800">7730.28</td>', "7730.28"),
        ('<td sdval="12">12件</td>', "12件"),
        ("<td x:num>-</td>", "-"),
    ],
)
def test_a_worksheet_saved_as_a_page_keeps_the_figures_behind_what_their_format_shows(cell: str, figure: str) -> None:
    (grid,) = _grids(f"<table><tr><td>规章</td>{cell}</tr></table>")
    assert grid.rows[0][1].text == figure


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<td><span style="color:#fff">13</span>12</td>', "12"),
        ('<td><span style="color: white"><b>12</b></span></td>', "〔白字〕12"),
        ('<td><font color="#ffffff">12</font></td>', "〔白字〕12"),
        ('<td style="color:rgb(255, 255, 255)">12</td>', "〔白字〕12"),
        ('<td style="background-color:#ffffff">12</td>', "12"),
        ('<td style="background:#036"><span style="color:#fff">12</span></td>', "12"),
        ('<td bgcolor="#000080"><font color="#FFFFFF">12</font></td>', "12"),
        ('<td><span style="color:#ffff00">12</span></td>', "12"),
        ('<td><span style="color:#fff">件</span>12</td>', "件12"),
    ],
)
def test_white_figures_on_white_are_left_out_beside_others_and_marked_alone(cell: str, shown: str) -> None:
    (grid,) = _grids(f"<table><tr><td>规章</td>{cell}</tr></table>")
    assert grid.rows[0][1].text == shown


def test_a_page_with_many_white_figures_has_a_background_of_its_own() -> None:
    cells = '<td><font color="#ffffff">12</font></td>' * 21
    (grid,) = _grids(f"<table><tr><td>规章</td>{cells}</tr></table>")
    assert {cell.text for cell in grid.rows[0][1:]} == {"12"}


_ROWS = "<div>{}</div><div><p>信息内容</p><p>本年制发件数</p></div><div><p>行政许可</p><p>0</p></div>"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<s>13</s>12", "12"),
        ("<s>13</s>", "〔划去〕13"),
        ("<s>错字</s>", "错字"),
        ('<span style="display:none">0000000012</span>12', "12"),
        ("<select><option>3<option selected>12</select>", "12"),
        ("<select><option>全部<option>12</select>", "全部12"),
        ('<input value="12">', "12"),
        ('<input value="关键字">', ""),
        ("12<sup>①</sup>", "12①"),
        ("12<sup>1</sup>", "12[1]"),
        ("m<sup>2</sup>", "m2"),
        ('<img src="a.gif">', "〔图〕"),
        ('<img src="a.gif" alt="1"><img src="b.gif" alt="2">', "12"),
    ],
)
def test_a_cell_of_a_table_drawn_without_cells_says_what_a_browser_shows(inside: str, shown: str) -> None:
    page = f"<body><div>{_ROWS.format(f'<p>规章</p><p>{inside}</p>')}</div></body>"
    (grid,) = (block for block in read_html(page.encode()).blocks if isinstance(block, Grid))
    assert grid.rows[0][1].text == shown


def test_a_cell_that_the_page_hides_is_none() -> None:
    page = "<table><tr><td>规章</td><td hidden>7</td><td>0</td></tr></table>"
    (grid,) = (block for block in read_html(page.encode()).blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.rows[0]] == ["规章", "0"]


def test_hidden_text_in_a_cell_that_lays_out_the_page_stays() -> None:
    inner = "<table><tr><td>规章</td><td>1</td></tr><tr><td>行政许可</td><td>2</td></tr></table>"
    page = f"<table><tr><td><p>正文</p><div style='display:none'>全文</div>{inner}</td></tr></table>"
    assert "全文" in read_html(page.encode()).texts


@pytest.mark.parametrize("inside", ["<img src=a.gif>", "1<sup>1</sup>", "<s>1</s>", "<input value=1>"])
def test_a_cell_of_a_hundred_thousand_elements_takes_no_time(inside: str) -> None:
    began = time.process_time()
    read_html(f"<table><tr><td>规章</td><td>{inside * 50_000}</td></tr></table>".encode())
    assert time.process_time() - began < 3


def test_figures_are_read_where_a_page_hides_all_of_them() -> None:
    hidden = "".join(f'<td><span style="display:none">{figure}</span></td>' for figure in (2, 1, 12))
    assert [cell.text for cell in _grids(f"<table><tr><td>规章</td>{hidden}</tr></table>")[0].rows[0]][1:] == [
        "2",
        "1",
        "12",
    ]


ROWS = "".join(f"<tr><td>{label}</td><td>{{0}}</td></tr>" for label in ("规章", "行政规范性文件", "行政许可"))


def _grids(page: str) -> list[Grid]:
    return [block for block in read_html(f"<body>{page}</body>".encode()).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("hidden", ['<div style="display: none"><table>{}</table></div>', "<table hidden>{}</table>"])
def test_a_hidden_table_beside_a_shown_one_of_the_same_labels_is_left_out(hidden: str) -> None:
    grids = _grids(hidden.format(ROWS.format(9)) + f"<table>{ROWS.format(5)}</table>")
    assert [[line[1].text for line in grid.rows] for grid in grids] == [["5", "5", "5"]]


def test_a_hidden_table_that_is_the_only_one_of_its_kind_stays() -> None:
    other = "<table><tr><td>结果维持</td><td>1</td></tr></table>"
    assert len(_grids(f'<div style="display:none"><table>{ROWS.format(9)}</table></div>{other}')) == 2
