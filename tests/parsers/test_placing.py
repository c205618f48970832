"""Which cell stands in which column, when a row has too many cells, too few, or lost its blanks."""

from __future__ import annotations

from harvester.items import GridCell, Number
from harvester.parsers.placed import Hint
from harvester.parsers.placing import Placer, adds_up

SEVEN = Placer(("count",) * 7, adds_up)
LONG = ("58", "0", "0", "0", "0", "0", "58", "3")
THREE = Placer(("count",) * 3)


def _cells(*texts: str) -> list[GridCell]:
    return [GridCell(text, 0, column) for column, text in enumerate(texts)]


def _values(placer: Placer, *texts: str, flowing: bool = False) -> list[Number | None]:
    return placer.place(_cells(*texts), Hint(flowing=flowing)).values


def _states(placer: Placer, *texts: str, flowing: bool = False) -> set[str]:
    return {reading.state for reading in placer.place(_cells(*texts), Hint(flowing=flowing)).readings}


def test_a_full_row_is_read_in_order() -> None:
    assert _values(SEVEN, "5", "1", "0", "", "0", "0", "6") == [5, 1, 0, None, 0, 0, 6]


def test_empty_columns_at_the_end_are_put_aside() -> None:
    assert _values(SEVEN, "5", "1", "0", "0", "0", "0", "6", "", "") == [5, 1, 0, 0, 0, 0, 6]
    assert _states(SEVEN, "5", "1", "0", "0", "0", "0", "6", "", "") == {"number"}


def test_an_empty_column_in_front_is_put_aside_where_the_sum_shows_it() -> None:
    assert _values(SEVEN, "", "5", "1", "", "", "", "", "6") == [5, 1, None, None, None, None, 6]


def test_an_empty_column_in_front_of_a_full_row_is_put_aside_though_a_sum_of_the_source_fails() -> None:
    pairs = Placer(("count",) * 6, lambda _: False, groups=2)
    assert _values(pairs, "", *"123456") == [1, 2, 3, 4, 5, 6]
    assert _states(pairs, "", *"123456") == {"number"}
    assert _states(pairs, "", "1", "", *"3456") == {"garbled"}
    assert _states(pairs, *"123456", "") == {"uncertain"}


def test_a_row_of_too_many_cells_whose_first_is_no_figure_is_marked_though_its_sum_of_zeros_holds() -> None:
    assert "number" not in _states(SEVEN, "甲7", "", "0", "", "", "", "0", "")


def test_zeros_and_blanks_that_fit_in_more_than_one_place_are_marked() -> None:
    assert "uncertain" in _states(SEVEN, "", "0", "", "", "", "", "0", "")
    assert "uncertain" in _states(SEVEN, "", "0", "0", "", "", "0", "0", "", flowing=True)


def test_more_figures_than_columns_give_no_number() -> None:
    assert _values(SEVEN, *"12345678") == [None] * 7
    assert _states(SEVEN, *"12345678") == {"garbled"}


def test_fewer_cells_than_columns_give_no_number() -> None:
    assert _values(SEVEN, "5", "1", "6") == [None] * 7
    assert _states(SEVEN, "5", "1", "6") == {"garbled"}


def test_merged_blanks_are_laid_out_by_their_span() -> None:
    cells = [GridCell("5", 0, 0), GridCell("", 0, 1, colspan=5), GridCell("5", 0, 6)]
    assert SEVEN.place(cells).values == [5, None, None, None, None, None, 5]


def test_a_figure_over_several_columns_is_not_copied_into_them() -> None:
    cells = [GridCell("5", 0, 0, colspan=6), GridCell("5", 0, 6)]
    assert {reading.state for reading in SEVEN.place(cells).readings} == {"garbled"}


def test_flowing_text_may_have_pulled_the_total_to_the_left() -> None:
    assert _values(SEVEN, "3", "3", "", "", "", "", "", flowing=True) == [3, None, None, None, None, None, 3]
    assert "uncertain" in _states(SEVEN, "3", "3", "", "", "", "", "", flowing=True)
    assert _values(SEVEN, "3", "2", "5", "", "", "", "", flowing=True) == [None] * 6 + [5]


def test_a_grid_keeps_its_blanks_where_they_are() -> None:
    assert _values(SEVEN, "3", "3", "", "", "", "", "") == [3, 3, None, None, None, None, None]


def test_a_figure_behind_the_sum_in_flowing_text_is_of_the_next_row() -> None:
    assert _values(SEVEN, "23", "5", "1", "3", "23", "55", "2", flowing=True) == [None] * 7
    assert _states(SEVEN, "23", "5", "1", "3", "23", "55", "110", flowing=True) == {"number"}
    assert "uncertain" in _states(SEVEN, "", "", "", "", "", "", "2", flowing=True)


def test_zeros_below_a_header_beyond_which_the_row_reaches_are_marked() -> None:
    hint = Hint(columns=(0, 1, 2, 3, 4, 5, 7), edge=8, others=frozenset((6,)))
    zeros = _cells("", "0", "", "", "", "", "0", "0", "")
    assert {reading.state for reading in SEVEN.place(zeros, hint).readings} >= {"uncertain"}
    assert {reading.state for reading in SEVEN.place(zeros[:-1], hint).readings} == {"number", "blank"}


def test_zeros_of_a_shifted_row_are_marked_though_they_add_up_below_the_header() -> None:
    hint = Hint(columns=(0, 1, 2, 3, 4, 5, 6), edge=7)
    shifted = _cells("", "", "0", "0", "", "0", "0", "")
    assert "uncertain" in {reading.state for reading in SEVEN.place(shifted, hint).readings}
    behind = [*_cells("", "0", "0", "", "0", "0", "0"), GridCell("", 0, 7)]
    beside = Hint(columns=hint.columns, edge=8)
    assert {reading.state for reading in SEVEN.place(behind, beside).readings} == {"number", "blank"}


def test_flowing_rows_without_a_total_are_marked_when_their_end_is_blank() -> None:
    assert _states(THREE, "5", "", "", flowing=True) == {"uncertain"}


def test_digits_run_together_are_cut_where_only_one_way_adds_up() -> None:
    assert _values(SEVEN, "580000058") == [58, 0, 0, 0, 0, 0, 58]
    assert _states(SEVEN, "580000058") == {"uncertain"}
    assert _values(THREE, "000") == [0, 0, 0]
    assert _values(THREE, "2112") == [None] * 3


def test_a_number_broken_by_a_space_is_joined_where_the_sum_shows_it() -> None:
    assert _values(SEVEN, "1 2", "0", "0", "0", "0", "0", "12")[0] == 12
    assert _values(SEVEN, "1 2", "0", "0", "0", "0", "0", "13")[0] is None


def test_the_figure_of_a_further_column_is_none_of_the_row() -> None:
    assert _values(SEVEN, *LONG) == [58, 0, 0, 0, 0, 0, 58]
    assert _states(SEVEN, *LONG) == {"uncertain"}
    assert "number" not in _states(SEVEN, "", "3", "", "", "", "", "3", "9")


def test_a_row_of_as_many_cells_as_the_header_names_is_read_in_order() -> None:
    hint = Hint(columns=(3, 4, 5, 6, 7, 8, 9), edge=11, others=frozenset((10,)))
    placed = SEVEN.place(_cells("5", "1", "0", "0", "0", "0", "6", "详见正文"), hint)
    assert placed.values == [5, 1, 0, 0, 0, 0, 6]
    assert {reading.state for reading in placed.readings} == {"number"}


def test_blanks_behind_merged_ones_are_put_aside() -> None:
    cells = [GridCell("5", 0, 0), GridCell("", 0, 1, colspan=5), GridCell("5", 0, 6), GridCell("", 0, 7)]
    assert SEVEN.place(cells).values == [5, None, None, None, None, None, 5]


def test_flowing_text_that_lost_merged_blanks_is_marked() -> None:
    assert _states(SEVEN, "5", "", "5", "", "", "", "", flowing=True) == {"uncertain"}
    assert _states(THREE, "", "5", "5", "", flowing=True) == {"uncertain"}


def test_a_row_whose_sum_holds_only_beside_the_header_is_not_below_it() -> None:
    cells = [GridCell(text, 0, column) for column, text in enumerate(("", "", "", "7", "0", "", "7", "", ""), 1)]
    placed = SEVEN.place(cells, Hint(columns=(3, 4, 5, 6, 7, 8, 9), edge=12))
    assert placed.values == [None, None, None, 7, 0, None, 7]


def test_a_number_in_the_place_of_a_further_column_is_not_put_aside_where_the_sum_speaks_against_it() -> None:
    hint = Hint(columns=(1, 3, 4, 5, 6, 0, 2), edge=8, others=frozenset({7}))
    placed = SEVEN.place(_cells("", "", "5", "1", "3", "", "", "9"), hint)
    assert placed.values == [None, 5, 1, 3, None, None, 9]
    assert SEVEN.place(_cells("", "", "5", "1", "3", "", "9", ""), hint).values == [None, None, 5, 1, 3, None, 9]


def test_one_figure_among_too_many_cells_of_three_groups_is_marked() -> None:
    placer = Placer(("count",) * 6, lambda values: None if not values[2] else True, groups=2)
    assert _states(placer, "1", "", "", "", "", "", "") == {"uncertain"}


def test_the_figure_beside_garbled_ones_in_flowing_text_is_marked() -> None:
    assert _states(SEVEN, "4000004", "法权益23", "1", "0", "0", "0", "1", flowing=True) == {"garbled", "uncertain"}


def test_a_blank_beside_the_first_figure_and_the_total_is_marked_where_blanks_were_lost() -> None:
    """``3 | 3``: the first figure may be of any column, so no blank of the row is certain."""
    assert _states(SEVEN, "3", "3", "", "", "", "", "", flowing=True) == {"uncertain"}


def test_blanks_of_a_row_whose_places_are_in_doubt_are_marked_like_its_figures() -> None:
    shifted = SEVEN.place(_cells("", "5", "1", "", "", "6", ""))
    assert {(reading.state, reading.reason) for reading in shifted.readings} == {("uncertain", "holds_if_shifted")}


def test_figures_behind_a_whole_row_of_blanks_are_those_of_a_label_that_was_lost() -> None:
    assert _states(SEVEN, *[""] * 7, "24", "", "2", "96", "", "3", "125", flowing=True) == {"garbled"}


def test_a_row_that_fails_its_sum_is_read_below_a_header_that_is_cut_like_it() -> None:
    cells = [GridCell(text, 1, column) for column, text in enumerate(("5", "1", "0", "0", "0", "0", "9", "", "", ""))]
    placed = SEVEN.place(cells, Hint(columns=tuple(range(7)), edge=10))
    assert {reading.state for reading in placed.readings} == {"number"}


def test_of_cells_too_many_that_all_say_the_same_it_is_no_matter_which_are_left_out() -> None:
    assert _values(THREE, *"00000") == [0, 0, 0]
    assert _states(THREE, *"00000") == _states(SEVEN, *"000000000") == {"number"}
    assert _states(SEVEN, *"111111111") == {"uncertain"}
    assert _states(THREE, *"00010") == {"garbled"}
