"""Tables that run on over the pages of a file."""

from __future__ import annotations

from harvester.documents.pages import RunOn, run_on
from harvester.items import Grid, GridCell


def _row(row: int, *texts: str) -> tuple[GridCell, ...]:
    return tuple(GridCell(text, row, column) for column, text in enumerate(texts))


def _over_a_break(upper: tuple[str, ...], lower: tuple[str, ...]) -> list[list[str]]:
    edges = (0.0, 50.0, 80.0, 110.0)
    parts = [RunOn(Grid((_row(0, *texts),)), edges) for texts in (upper, lower)]
    (grid,) = run_on(parts)
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_figure_that_the_page_break_cuts_is_shown_in_both_its_lines() -> None:
    assert _over_a_break(("5.要求行政机关确认或重新", "999", "101"), ("出具已获取信息", "", "5")) == [
        ["5.要求行政机关确认或重新\n出具已获取信息", "999", "101\n5"]
    ]
    assert _over_a_break(("2.重复申请", "999", "101"), ("", "", "5")) == [["2.重复申请", "999", "101\n5"]]
    assert _over_a_break(("2.重复申请", "999", "101"), ("", "3", "5")) == [["2.重复申请", "999\n3", "101\n5"]]
    assert _over_a_break(("23", "999", "101"), ("", "", "5")) == [["23", "999", "101\n5"]]


def test_a_row_is_one_again_where_the_first_line_of_its_label_is_known_by_itself() -> None:
    upper = ("2.没有现成信息", "318", "", "16", "5", "1", "", "319")
    lower = ("需要另行制作", "80", "", "", "", "", "", "02")
    (row,) = _over_a_break(upper, lower)
    assert row == ["2.没有现成信息\n需要另行制作", "318\n80", "", "16", "5", "1", "", "319\n02"]


def test_a_header_that_is_printed_again_does_not_part_the_halves_of_a_row() -> None:
    header, edges = _row(0, "", "自然人", "总计"), (0.0, 50.0, 80.0, 110.0)
    upper = Grid((header, _row(1, "（七）总计", "999", "3873")))
    lower = Grid((header, _row(1, "", "", "2"), _row(2, "四、结转下年度继续办理", "0", "0")))
    (grid,) = run_on([RunOn(upper, edges), RunOn(lower, edges)])
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["", "自然人", "总计"],
        ["（七）总计", "999", "3873\n2"],
        ["四、结转下年度继续办理", "0", "0"],
    ]


def test_the_blank_rest_of_a_row_below_a_page_break_is_no_row() -> None:
    assert _over_a_break(("2.重复申请", "5", "5"), ("", "", "")) == [["2.重复申请", "5", "5"]]


def test_rows_on_both_sides_of_a_page_break_stay_two() -> None:
    assert len(_over_a_break(("2.重复申请", "999", "101"), ("3.其他", "", "5"))) == 2
    assert len(_over_a_break(("", "999", "101"), ("", "3", "5"))) == 2


def test_a_name_over_all_columns_is_the_first_row_of_the_next_table_and_no_half_of_a_row() -> None:
    edges = (0.0, 50.0, 80.0, 110.0)
    upper = Grid((_row(0, "结果维持", "尚未审结", "总计"), _row(1, "1", "3", "4")))
    lower = Grid(((GridCell("行政诉讼", 0, 0, colspan=3),), _row(1, "结果维持", "尚未审结", "总计")))
    (grid,) = run_on([RunOn(upper, edges), RunOn(lower, edges)])
    assert [[cell.text for cell in row] for row in grid.rows[1:3]] == [["1", "3", "4"], ["行政诉讼"]]


def test_a_part_of_a_wide_table_whose_left_border_is_missing_goes_on_with_it() -> None:
    edges = tuple(range(0, 440, 40))
    upper = Grid((_row(0, "三、本年度办理结果", "（七）总计", *"1111116"),))
    lower = Grid((_row(0, "", "四、结转下年度继续办理", *"0000000"),))
    assert len(list(run_on([RunOn(upper, edges), RunOn(lower, edges[1:])]))) == 1
    assert len(list(run_on([RunOn(upper, edges[:5]), RunOn(lower, edges[1:5])]))) == 2
