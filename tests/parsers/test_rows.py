"""Grids to rows of the three tables, by wording alone."""

from __future__ import annotations

from harvester.items import Grid, GridCell
from harvester.parsers.rows import rows_by_table


def _grid(*rows: tuple[str, ...]) -> Grid:
    cells = ((GridCell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows))
    return Grid(tuple(tuple(row) for row in cells))


def _stream(*texts: str) -> Grid:
    return Grid(tuple((GridCell(text, row, 0),) for row, text in enumerate(texts)), flowing=True)


def _rows(table: str, grid: Grid) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    rows = rows_by_table([grid]).get(table, [])
    return [(row.labels, tuple(cell.text for cell in row.values)) for row in rows]


def test_a_row_is_its_labels_and_then_its_figures() -> None:
    grid = _grid(("三、本年度办理结果", "（一）予以公开", "5", "", "5"))
    assert _rows("requests", grid) == [(("三、本年度办理结果", "（一）予以公开"), ("5", "", "5"))]


def test_words_among_the_figures_stay_figures_to_be_flagged() -> None:
    assert _rows("requests", _grid(("（一）予以公开", "见附件", "5"))) == [(("（一）予以公开",), ("见附件", "5"))]


def test_the_unknown_label_behind_a_group_is_a_label() -> None:
    grid = _grid(("（四）无法提供", "1.本机关不掌握有关资料", "5", "5"))
    assert _rows("requests", grid) == [(("（四）无法提供", "1.本机关不掌握有关资料"), ("5", "5"))]


def test_a_row_without_labels_starts_with_its_first_cell_even_if_that_is_blank() -> None:
    grid = _grid(("结果维持", "结果纠正"), ("", "4"))
    assert _rows("review_and_litigation", grid)[1] == ((), ("", "4"))


def test_one_table_that_holds_all_three_is_taken_apart() -> None:
    grid = _grid(("信息内容", "本年制发件数"), ("规章", "1"), ("（一）予以公开", "5"), ("行政复议", "行政诉讼"))
    assert set(rows_by_table([grid])) == {"proactive_disclosure", "requests", "review_and_litigation"}


def test_other_tables_are_left_out() -> None:
    assert rows_by_table([_grid(("网站名称", "县政府网"), ("访问量", "18230"))]) == {}


def test_a_stream_is_cut_at_its_labels() -> None:
    stream = _stream("（一）予以公开", "5", "5", "（二）部分公开", "2", "2")
    assert _rows("requests", stream) == [(("（一）予以公开",), ("5", "5")), (("（二）部分公开",), ("2", "2"))]


def test_a_label_wrapped_in_a_stream_is_put_together() -> None:
    stream = _stream("（三）不予", "公开", "1.属于国家", "秘密", "2", "2")
    assert _rows("requests", stream) == [(("（三）不予公开", "1.属于国家秘密"), ("2", "2"))]


def test_the_rest_of_a_label_behind_its_figures_is_no_figure() -> None:
    stream = _stream("2.重复申请", "1", "1", "5.要求行政机关确认或重新出", "3", "3", "具已获取信息")
    assert _rows("requests", stream)[1] == (("5.要求行政机关确认或重新出",), ("3", "3"))


def test_an_unknown_numbered_label_in_a_stream_starts_a_row() -> None:
    stream = _stream("5.属于三类内部事务信息", "1", "1", "6.属于四类过成性信息", "2", "2")
    assert [labels for labels, _ in _rows("requests", stream)][1] == ("6.属于四类过成性信息",)
