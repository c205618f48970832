"""HTML to a document: text and tables in order, whatever the markup."""

from __future__ import annotations

import pytest

from harvester.documents.html import read_html
from harvester.editions.form import load_form
from harvester.items import Document, Grid


def _document(body: str) -> Document:
    return read_html(f"<html><head><title>t</title></head><body>{body}</body></html>".encode())


def _cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in document.grids for row in grid.rows]


def test_text_and_tables_stand_in_the_order_of_the_page() -> None:
    document = _document("<p>前</p><table><tr><td>规章</td><td>1</td></tr></table><p>后</p>")
    assert [type(block).__name__ for block in document.blocks] == ["Text", "Grid", "Text"]
    assert document.texts == ("前", "后")


def test_inline_tags_join_without_a_gap_and_blocks_break_lines() -> None:
    document = _document("<div>共<b>5</b><font>8</font>件<p>第二段</p></div>")
    assert document.texts == ("共58件", "第二段")


def test_a_number_cut_by_spans_is_one_number() -> None:
    document = _document("<table><tr><td>规章</td><td><span>1</span><span>2</span><o:p></o:p></td></tr></table>")
    assert _cells(document) == [["规章", "12"]]


def test_paragraphs_in_a_cell_are_lines() -> None:
    document = _document("<table><tr><td><p>（三）不予</p><p>公开</p></td><td>1<br>2</td></tr></table>")
    assert _cells(document) == [["（三）不予\n公开", "1\n2"]]


def test_a_table_that_lays_out_the_page_is_no_grid() -> None:
    inner = "<table><tr><td>规章</td><td>1</td></tr></table>"
    document = _document(f"<table><tr><td>导航</td><td><p>正文</p>{inner}</td></tr></table>")
    assert _cells(document) == [["规章", "1"]]
    assert document.texts == ("导航", "正文")


def test_spans_place_the_cells_below_them() -> None:
    rows = "<tr><td rowspan=2>组</td><td>甲</td></tr><tr><td>乙</td></tr>"
    grid = _document(f"<table>{rows}</table>").grids[0]
    assert [(cell.text, cell.row, cell.column) for row in grid.rows for cell in row] == [
        ("组", 0, 0),
        ("甲", 0, 1),
        ("乙", 1, 1),
    ]


@pytest.mark.parametrize("span", ["9999", "0", "-1", "abc", "", "99999999999999999999"])
def test_a_span_that_cannot_be_is_held_within_bounds(span: str) -> None:
    grid = _document(f'<table><tr><td rowspan="{span}" colspan="{span}">甲</td></tr></table>').grids[0]
    assert 1 <= grid.rows[0][0].rowspan <= 100
    assert 1 <= grid.rows[0][0].colspan <= 100


def test_scripts_styles_and_comments_are_left_out() -> None:
    document = _document("<!-- 注释 --><script>var a='正文'</script><style>p{}</style><p>正文</p>")
    assert document.texts == ("正文",)


def test_meta_tags_and_links_are_kept() -> None:
    page = '<meta name="SiteIDCode" content="3303820001"><a href="/a.pdf"> 附件 1 </a>'
    document = read_html(f"<html><head>{page}</head></html>".encode())
    assert document.meta == {"siteidcode": "3303820001"}
    assert [(link.url, link.text) for link in document.links] == [("/a.pdf", "附件 1")]


def test_lines_of_pre_stay_lines() -> None:
    assert _document("<pre>甲\n乙 丙\n</pre>").texts == ("甲", "乙 丙")


def test_a_table_pasted_as_escaped_markup_is_a_table() -> None:
    escaped = (
        '&lt;table border="1"&gt;&lt;tr&gt;&lt;td&gt;规章&lt;/td&gt;&lt;td&gt;1&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;'
    )
    assert _cells(_document(f"<div>{escaped}</div>")) == [["规章", "1"]]


def test_prose_is_not_taken_for_a_table() -> None:
    document = _document("".join(f"<p>第{n}项工作已完成，予以公开。</p>" for n in range(30)))
    assert not any(isinstance(block, Grid) for block in document.blocks)


def test_a_table_of_one_cell_in_a_cell_is_its_text() -> None:
    cell = "<table><tr><td><p>5</p></td></tr></table>"
    document = _document(f"<table><tr><td>规章</td><td>{cell}</td><td>3</td></tr></table>")
    assert _cells(document) == [["规章", "5", "3"]]


def test_rows_and_cells_that_are_not_shown_are_left_out() -> None:
    hidden = 'style="DISPLAY: none"'
    rows = f"<tr {hidden}><td>规章</td><td>9</td></tr><tr><td>规章</td><td {hidden}>8</td><td>1</td></tr>"
    assert _cells(_document(f"<table>{rows}</table>")) == [["规章", "1"]]


def test_a_table_drawn_with_blocks_keeps_its_blank_cells() -> None:
    rows = (("信息内容", "本年制发件数", "本年废止件数"), ("规章", "", "3"), ("规范性文件", "1", ""))
    drawn = "".join(f"<div>{''.join(f'<div>{text}</div>' for text in row)}</div>" for row in rows)
    assert _cells(_document(f"<div>{drawn}</div>")) == [list(row) for row in rows]


def test_blocks_of_prose_are_no_table() -> None:
    assert _document("<div><div><p>规章</p><p>甲</p></div><div><p>乙</p></div><div><p>丙</p></div></div>").grids == ()


def test_lines_of_labels_and_figures_in_paragraphs_are_a_table() -> None:
    rows = ("规章", "规范性文件", "行政许可", "行政处罚", "行政强制", "1.属于国家秘密", "2.重复申请", "（一）予以公开")
    document = _document("".join(f"<p>{label}\t0\t３\t—</p>" for label in rows))
    assert _cells(document)[0] == ["规章", "0", "３", "—"]


def test_cells_with_a_stroke_behind_each_in_paragraphs_are_a_table() -> None:
    header = "信息内容 本年制发件数 本年废止件数 现行有效件数"
    cells = f"{header} 规章 0 0 2 行政规范性文件 1 0 5 行政许可 7 行政处罚 3 行政强制 0"
    document = read_html("".join(f"<p>{cell} |</p>" for cell in cells.split()).encode())
    assert any(isinstance(block, Grid) for block in document.blocks)


def test_tabs_in_preformatted_text_keep_blank_cells() -> None:
    lines = ("规章\t\t3", "规范性文件\t1\t", "行政许可\t2\t2", "行政处罚\t\t5") * 2
    document = _document("<pre>" + "\n".join(lines) + "</pre>")
    assert _cells(document)[0] == ["规章", "", "3"]


def test_blank_paragraphs_are_cells_where_every_row_of_requests_comes_out_whole():
    labels = [row.zh for row in load_form().request_rows("2021")]
    cells = [cell for label in labels for cell in (label, "3", "&nbsp;", "", "", "", "", "3")]
    markup = "".join(f"<p>{cell}</p>" for cell in cells)
    (grid,) = read_html(f"<p>&nbsp;</p>{markup}<p>五、其他</p>".encode()).grids
    assert [row[0].text for row in grid.rows][:9] == [labels[0], "3", "", "", "", "", "", "3", labels[1]]
