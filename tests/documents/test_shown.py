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
        ("<s>12</s>", "12"),
        ("12<sup>1</sup>", "12[1]"),
        ("<b>12</b><sup><a href='#n1'>1</a></sup>", "12[1]"),
        ("-<sup>1</sup>", "-[1]"),
        ("<sup>12</sup>", "12"),
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
