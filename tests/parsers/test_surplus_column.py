"""A column 小计 among those of 表三: left out where the sums of the rows tell its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harvester.items import GridCell, Number
from harvester.parsers.placing import adds_up
from harvester.parsers.row import Row
from harvester.parsers.surplus_column import without_surplus


def _row(label: str, *texts: str) -> Row:
    cells = tuple(GridCell(text, 0, column) for column, text in enumerate(texts, start=1))
    return Row((GridCell(label, 0, 0),) if label else (), cells)


_HEADER = _row("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "小计", "总计")
_BOTH_ENDS = _row("（一）予以公开", "5", "", "", "", "4", "", "4", "9")
_BLANK_FIRST = _row("（二）部分公开", "", "", "2", "", "", "", "2", "2")


def _texts(rows: list[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.values] for row in rows]


def test_the_sum_of_the_organisations_is_left_out() -> None:
    rows = without_surplus([_BOTH_ENDS, _BLANK_FIRST], [_HEADER], adds_up)
    assert _texts(rows) == [["5", "", "", "", "4", "", "9"], ["", "", "2", "", "", "", "2"]]


def test_a_blank_one_is_left_out_by_its_name() -> None:
    blank = [
        _row("（一）予以公开", "5", "", "", "", "4", "", "", "9"),
        _row("2.重复申请", "", "", "", "", "", "9", "", "9"),
    ]
    assert _texts(without_surplus(blank, [_HEADER], adds_up))[1] == ["", "", "", "", "", "9", "9"]
    assert without_surplus(blank, [], adds_up) == blank


def test_rows_stay_where_a_sum_speaks_against_it_and_are_unsettled() -> None:
    rows = [_BOTH_ENDS, _row("2.重复申请", "1", "", "", "2", "", "", "5", "6")]
    left = without_surplus(rows, [_HEADER], adds_up)
    assert _texts(left) == _texts(rows)
    assert all(row.unsettled for row in left)


_LAST_YEAR = [
    _row("（一）予以公开", "0", "5", "", "", "4", "", "9", "7"),
    _row("（二）部分公开", "0", "", "2", "", "", "", "2", "0"),
    _row("2.重复申请", "0", "1", "2", "", "", "", "3", "12"),
    _row("（七）总计", "0", "6", "4", "", "4", "", "14", "19"),
]


def test_a_column_behind_the_total_is_left_out_where_all_rows_add_up_before_it() -> None:
    left = without_surplus(_LAST_YEAR, [], adds_up)
    assert _texts(left) == [[cell.text for cell in row.values[:-1]] for row in _LAST_YEAR]


def test_rows_shifted_by_a_blank_keep_their_last_cell() -> None:
    """The page has 总计 first: without the last cell none of them states its total."""
    rows = [_row(f"{n}.", "", str(3 * n), "", str(n), str(n), "", "", str(n)) for n in range(1, 6)]

    def total_first(values: Sequence[Number | None]) -> bool | None:
        return adds_up([*values[1:], values[0]])

    assert without_surplus(rows, [], total_first) == rows


def test_the_total_is_no_subtotal_where_a_further_column_stands_behind_it() -> None:
    """自然人 is 0 throughout: 总计 is the sum of the organisations."""
    slip = _row("1.信访举报投诉类申请", "0", "1", "", "", "", "", "2", "5")
    assert _texts(without_surplus([*_LAST_YEAR, slip], [], adds_up))[0] == [cell.text for cell in _LAST_YEAR[0].values]


def test_a_row_that_never_adds_up_does_not_speak_against_it() -> None:
    rows = [_BOTH_ENDS, _row("2.重复申请", "1", "", "", "", "", "2", "2", "9")]
    left = without_surplus(rows, [_HEADER], adds_up)
    assert _texts(left)[1] == ["1", "", "", "", "", "2", "9"]
    assert not any(row.unsettled for row in left)


def test_a_blank_first_column_is_no_subtotal() -> None:
    """The row has no 小计, and its first cell belongs to the labels."""
    rows = [_row("（一）予以公开", "", "5", "1", "", "", "", "4", "10")]
    assert _texts(without_surplus(rows, [_HEADER], adds_up)) == _texts(rows)


def test_a_subtotal_is_left_out_where_the_first_column_is_blank_throughout() -> None:
    assert _texts(without_surplus([_BLANK_FIRST], [_HEADER], adds_up)) == [["", "", "2", "", "", "", "2"]]


def test_a_row_of_text_that_may_have_lost_a_blank_beside_a_subtotal_is_unsettled() -> None:
    """Without its blank a row with 小计 has as many figures as the form has columns."""
    whole = replace(_row("（一）予以公开", "5", "1", "0", "1", "4", "2", "8", "13"), flowing=True)
    lost = replace(_row("（二）部分公开", "1", "2", "0", "0", "1", "3", "4"), flowing=True)
    rows = without_surplus([whole, lost], [_HEADER], adds_up)
    assert [row.unsettled for row in rows if row.labels == lost.labels] == [True]


def test_a_zero_too_many_in_one_row_is_no_column() -> None:
    """0 before any figure is the sum of nothing: the row adds up without any of its zeros."""
    row = _row("（二）部分公开", "0", "0", "2", "0", "0", "103", "0", "105")
    assert _texts(without_surplus([row], [], adds_up)) == _texts([row])
