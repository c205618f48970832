"""Grids to rows of the three tables, by wording alone."""

from __future__ import annotations

from harvester.editions.form import load_form
from harvester.items import Grid, GridCell, Text
from harvester.parsers.numbers import read_value
from harvester.parsers.placing import adds_up
from harvester.parsers.requests_table import read_requests
from harvester.parsers.row import Row, without_empty_columns
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


def test_blocks_beside_each_other_are_rows_of_their_own() -> None:
    grid = _grid(("规章", "0", "1", "5", "行政许可", "12"), ("规范性文件", "0", "", "5", "行政处罚", ""))
    assert _rows("proactive_disclosure", grid) == [
        (("规章",), ("0", "1", "5")),
        (("行政许可",), ("12",)),
        (("规范性文件",), ("0", "", "5")),
        (("行政处罚",), ("",)),
    ]


def test_labels_behind_their_figures_come_before_them() -> None:
    labels = ("1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物")
    grid = _grid(*((str(number), "0", label, "（五）不予处理") for number, label in enumerate(labels, 5)))
    assert _rows("requests", grid) == [
        (("（五）不予处理", label), (str(number), "0")) for number, label in enumerate(labels, 5)
    ]


def test_a_list_that_numbers_its_labels_holds_no_figures() -> None:
    grid = _grid(("1", "行政许可"), ("2", "行政处罚"), ("3", "行政强制"))
    assert [values for _, values in _rows("proactive_disclosure", grid)] == [(), (), ()]


def test_halves_of_a_table_beside_each_other_are_rows_of_their_own() -> None:
    grid = _grid(
        ("（五）不予处理", "1.信访举报投诉类申请", "2", "3.其他", "1"), ("", "2.重复申请", "4", "（七）总计", "7")
    )
    assert [row for row, _ in _rows("requests", grid)] == [
        ("（五）不予处理", "1.信访举报投诉类申请"),
        ("3.其他",),
        ("2.重复申请",),
        ("（七）总计",),
    ]


def test_rows_that_share_their_cells_are_taken_apart_line_by_line() -> None:
    grid = _grid(("规章\n行政规范性文件", "0\n2", "0\n1", "5\n8"))
    assert _rows("proactive_disclosure", grid) == [
        (("规章",), ("0", "0", "5")),
        (("行政规范性文件",), ("2", "1", "8")),
    ]


def test_rows_that_share_a_cell_are_not_read_where_their_figures_are_fewer_than_their_labels() -> None:
    assert _rows("proactive_disclosure", _grid(("规章\n行政规范性文件", "0\n2", "0\n1", "8"))) == []


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
    assert _rows("requests", stream) == [(("（三）不予公开1.属于国家秘密",), ("2", "2"))]


def test_the_rest_of_a_label_behind_its_figures_is_no_figure() -> None:
    stream = _stream("2.重复申请", "1", "1", "5.要求行政机关确认或重新出", "3", "3", "具已获取信息")
    assert _rows("requests", stream)[1] == (("5.要求行政机关确认或重新出",), ("3", "3"))


def test_an_unknown_numbered_label_in_a_stream_starts_a_row() -> None:
    stream = _stream("5.属于三类内部事务信息", "1", "1", "6.属于四类过成性信息", "2", "2")
    assert [labels for labels, _ in _rows("requests", stream)][1] == ("6.属于四类过成性信息",)


def test_a_label_and_its_number_in_one_cell_are_two() -> None:
    assert _rows("requests", _grid(("（一）予以公开：58件", "0", "58"))) == [
        (("（一）予以公开",), ("58件", "0", "58"))
    ]
    assert _rows("requests", _grid(("（七）总计 5", "5"))) == [(("（七）总计",), ("5", "5"))]


def test_the_sign_of_a_number_behind_its_label_is_kept_however_it_is_written() -> None:
    for sign in "-－−—":
        ((labels, values),) = _rows("proactive_disclosure", _grid((f"行政强制：{sign}９", "")))
        assert labels == ("行政强制",)
        assert read_value(values[0], "change").value == -9


def test_the_number_of_a_row_with_a_unit_is_no_name_of_a_column() -> None:
    row = Row((GridCell("行政规范性文件", 0, 0),), (GridCell("16件", 0, 3), GridCell("8件", 0, 4)))
    assert row.further_columns(bool) == frozenset()


def test_the_name_of_a_column_before_its_number_is_no_label_of_the_row() -> None:
    rows = _rows("proactive_disclosure", _grid(("规章", "本年制发件数：5", "本年废止件数：1", "现行有效件数：12")))
    assert rows[-1] == (("规章",), ("5", "1", "12"))


def test_a_table_without_wording_belongs_to_the_heading_above_it() -> None:
    blocks = [Text("四、政府信息公开行政复议、行政诉讼情况"), Text("单位：件"), _grid(tuple("123456789012345"))]
    assert [row.is_due for row in rows_by_table(blocks)["review_and_litigation"]] == [True]
    assert rows_by_table([Text("五、存在的主要问题及改进情况"), blocks[2]]) == {}


def test_a_number_before_an_unknown_label_is_none_of_the_figures() -> None:
    grid = _grid(("3", "（一）予以公开", "5", "5"), ("4", "（二）部份公开的", "2", "2"))
    assert _rows("requests", grid)[1] == (("4", "（二）部份公开的"), ("2", "2"))


def test_a_row_with_figures_above_the_first_known_one_is_of_its_table() -> None:
    grid = _grid(("附表",), ("1.属于国家密秘", "0", "7"), ("2.其他法律行政法规禁止公开", "0", "0"))
    assert _rows("requests", grid)[0] == (("1.属于国家密秘",), ("0", "7"))


def test_an_unknown_label_in_a_stream_begins_a_row_behind_a_group_too() -> None:
    stream = _stream("（五）不予处理", "1.信访举报投述类申请", "5", "5", "没有现成的信息需要另行制作", "2", "2")
    assert _rows("requests", stream) == [
        (("（五）不予处理", "1.信访举报投述类申请"), ("5", "5")),
        (("没有现成的信息需要另行制作",), ("2", "2")),
    ]


def test_figures_in_a_table_of_their_own_right_behind_their_header_are_of_its_table() -> None:
    header, figures = _grid(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")), _grid(("1", "0", "0", "2", "3"))
    assert len(rows_by_table([header, figures])["review_and_litigation"]) == 2
    assert len(rows_by_table([header, Text("附表"), figures])["review_and_litigation"]) == 1


def _as_rows(*rows: str) -> list[tuple[Row, int]]:
    return [
        (Row((), tuple(GridCell(text, 0, column) for column, text in enumerate(row.split(",")))), 7) for row in rows
    ]


def test_an_empty_column_is_taken_out_where_the_sums_allow_it() -> None:
    kept = [len(row.values) for row in without_empty_columns(_as_rows("5,1,,0,0,0,0,6", "2,3,,0,0,0,1,6"), adds_up)]
    assert kept == [7, 7]


def test_a_blank_column_of_the_form_stays_where_the_one_too_many_is_another() -> None:
    rows = _as_rows("5,1,0,,0,0,6,2", "2,3,1,,0,1,7,4")
    assert without_empty_columns(rows, adds_up) == [row for row, _ in rows]


def test_an_unknown_label_behind_a_group_that_is_a_row_of_2019_is_named_by_its_place() -> None:
    labels = [(row.group, row.zh) for row in load_form().request_rows("2021")]
    slip = [zh.replace("1.申请人", "1.申信人") for _, zh in labels]
    group = ["（六）其他处理" if key == "other_handling" else "" for key, _ in labels]
    rows = [tuple(filter(None, (name, label))) + ("4",) * 7 for name, label in zip(group, slip, strict=True)]
    reading = read_requests(rows_by_table([_grid(*rows)])["requests"])
    assert reading.cells["other_no_correction", "total"].value == 4
    assert reading.cells["other_no_correction", "total"].reason == "label_alike"
