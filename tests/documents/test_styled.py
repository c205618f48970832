"""Figures that a style sheet prints are not in the page's text: they are marked, not taken for blanks."""

from __future__ import annotations

import pytest

from harvester.documents.html import read_html
from harvester.items import PICTURE, Grid


def _cells(style: str, cell: str) -> list[str]:
    page = f"<html><head><style>{style}</style></head><table><tr><td>规章</td>{cell}<td>0</td></tr></table></html>"
    (grid,) = (block for block in read_html(page.encode()).blocks if isinstance(block, Grid))
    return [cell.text for cell in grid.rows[0]]


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        ('.m::after{content:"12"}', '<td class="a m"></td>'),
        ("#t td.m:before, .x {color:red; content: '12'}", '<td class="m">&nbsp;</td>'),
        ("td[data-v]::before{content:attr(data-v)}", '<td data-v="12"></td>'),
        ('.m::after{content:"2"}', '<td><span class="m">1</span></td>'),
    ],
)
def test_a_figure_of_the_style_sheet_is_marked(style: str, cell: str) -> None:
    assert PICTURE in _cells(style, cell)[1]


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        ('a[href]:after{content:" (" attr(href) ")"}', '<td><a href="/1.html">12</a></td>'),
        ('.i:before{content:"\\e900"}', '<td class="i">12</td>'),
        ('.clear:after{content:""}', '<td class="clear">12</td>'),
        ('.m:before{content:"12"}', "<td>12</td>"),
    ],
)
def test_other_content_changes_nothing(style: str, cell: str) -> None:
    assert _cells(style, cell) == ["规章", "12", "0"]


def test_a_label_keeps_its_wording() -> None:
    assert _cells('td:before{content:"1"}', "<td>12</td>")[0] == "规章"
