"""Blocks nested in one another are no cells: their text would be put together anew at each depth."""

import pytest
from lxml import html

from harvester.documents.drawn import drawn

ROWS = (("规章", "1"), ("行政规范性文件", "2"), ("行政许可", "3"), ("行政处罚", "4"))


def block(inside):
    rows = "".join(f"<div><div>{label}{inside}</div><div>{figure}</div></div>" for label, figure in ROWS)
    return html.fromstring(f"<div>{rows}</div>")


@pytest.mark.parametrize(("spans", "is_table"), [(3, True), (200, False)])
def test_a_cell_holds_few_elements(spans, is_table):
    assert (drawn(block("<span></span>" * spans)) is not None) is is_table


def test_rows_may_stand_in_groups():
    head = "<div><p>信息内容</p><p>本年制发件数</p><p>本年废止件数</p></div>"
    body = "".join(f"<div><p>{label}</p><p>{figure}</p><p>0</p></div>" for label, figure in ROWS)
    grid = drawn(html.fromstring(f"<div><div>{head}</div><div>{body}</div></div>"))

    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["信息内容", "本年制发件数", "本年废止件数"],
        *([*row, "0"] for row in ROWS),
    ]


def test_names_with_a_figure_each_are_the_cells_of_a_card():
    names = "".join(f"<div><span>{name}</span><span>1</span></div>" for name in ("自然人", "商业企业", "总计"))
    cards = "".join(
        f"<div><div>{label}</div>{names}</div>" for label in ("（一）予以公开", "2.重复申请", "（七）总计")
    )
    grid = drawn(html.fromstring(f"<div>{cards}</div>"))

    assert [len(row) for row in grid.rows] == [4, 4, 4]


def test_a_label_broken_over_paragraphs_makes_no_group():
    rows = "".join(f"<div><div><p>{label[:2]}</p><p>{label[2:]}</p></div><div>0</div></div>" for label, _ in ROWS[1:])
    grid = drawn(html.fromstring(f"<div>{rows}</div>"))

    assert [row[0].text.replace("\n", "") for row in grid.rows] == [label for label, _ in ROWS[1:]]


def figures(*texts):
    return html.fromstring("<div>" + "".join(f"<div>{text}</div>" for text in texts) + "</div>")


@pytest.mark.parametrize(
    ("texts", "is_table"),
    [
        (map(str, range(15)), True),
        (("", *map(str, range(14)), "—", ""), True),
        (map(str, range(14)), False),
        (("上一页", *map(str, range(14))), False),
        (("",) * 15, False),
    ],
)
def test_the_row_of_litigation_may_have_lost_the_names_above_it(texts, is_table):
    assert (drawn(figures(*texts)) is not None) is is_table


def test_a_row_without_cells_is_a_row():
    body = "".join(f"<div></div><div><p>{label}</p><p>{figure}</p></div>" for label, figure in ROWS)
    grid = drawn(html.fromstring(f"<div>{body}</div>"))

    assert [tuple(cell.text for cell in row) for row in grid.rows if row] == list(ROWS)
