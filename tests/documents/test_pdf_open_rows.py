"""Rows of PDF tables between whose cells no lines stand, and labels that run on far below their figures."""

from __future__ import annotations

from harvester.documents.pages import RunOn
from harvester.documents.pdf_columns import columned
from harvester.documents.pdf_lines import Line, lines_of
from harvester.documents.pdf_page import Glyph, Ruling
from harvester.documents.pdf_tables import ruled_tables

SIZE = 10.0


def _written(text: str, x: float, base: float) -> list[Glyph]:
    return [Glyph(char, x + n * SIZE, x + (n + 1) * SIZE, base, SIZE) for n, char in enumerate(text)]


def _row_below(first: list[tuple[str, float]], *cells: tuple[str, float]) -> list[str]:
    """The row below one with lines between its cells, which it has none of."""
    uprights = [Ruling(False, x - 2, 0, 20) for _, x in first]
    uprights += [Ruling(False, x, 0, 40) for x in (0, 200)]
    levels = [Ruling(True, y, 0, 200) for y in (0, 20, 40)]
    glyphs = [
        glyph for base, row in ((14, first), (34, cells)) for text, x in row for glyph in _written(text, x, base)
    ]
    (table,) = ruled_tables([*uprights, *levels], glyphs)
    return [cell.text for cell in table.grid.rows[1]]


def _second_row(*cells: tuple[str, float]) -> list[str]:
    return _row_below([("规章", 2.0), ("1", 82.0), ("2", 122.0), ("3", 162.0)], *cells)


def test_figures_behind_a_label_are_cells_where_lines_of_the_rows_around_would_part_them() -> None:
    assert _second_row(("行政许可", 2), ("4", 90), ("6", 170)) == ["行政许可", "4", "", "6"]


def test_a_piece_of_the_groups_label_may_stand_before_the_label() -> None:
    first = [("规章", 2.0), ("行政许可", 42.0), ("1", 92.0), ("2", 132.0), ("3", 172.0)]
    assert _row_below(first, ("理", 2), ("3.其他", 42), ("4", 92), ("6", 172)) == ["理", "3.其他", "4", "", "6"]


def test_words_that_are_no_row_of_the_form_stay_one_cell() -> None:
    assert _second_row(("申请", 2), ("4", 90), ("6", 170)) == ["申请 4 6"]
    assert _second_row(("行政许可以及行政处罚决定数量", 2)) == ["行政许可以及行政处罚决定数量"]


def test_a_label_goes_on_over_many_lines_below_its_figures() -> None:
    label = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    pieces = [label[start : start + 4] for start in range(0, len(label), 4)]
    glyphs = [glyph for n, piece in enumerate(pieces) for glyph in _written(piece, 0, 20 + 14 * n)]
    for n, other in enumerate(("1.重复申请", "2.重复申请", "3.其他")):
        base = 6.0 if n == 0 else 20 + 14 * (len(pieces) + n)
        glyphs += [*_written(other, 0, base), *_written("5", 90, base), *_written("6", 120, base)]
    glyphs += [*_written("7", 90, 20), *_written("8", 120, 20)]
    lines: list[Line] = lines_of(glyphs)
    (table,) = (block for block in columned(lines) if isinstance(block, RunOn))
    assert [cell.text for cell in table.grid.rows[1]] == [label, "7", "8"]


def _columned(*lines: tuple[float, tuple[tuple[str, float], ...]]) -> list[list[str]]:
    glyphs = [glyph for base, words in lines for text, x in words for glyph in _written(text, x, base)]
    (table,) = (block for block in columned(lines_of(glyphs)) if isinstance(block, RunOn))
    return [[cell.text for cell in row] for row in table.grid.rows]


NAMES = (("信息内容", 0.0), ("本年制发件数", 80.0), ("本年废止件数", 160.0), ("现行有效件数", 240.0))


def test_a_column_without_figures_is_known_by_its_name() -> None:
    rows = ((20.0, (("规章", 0.0), ("1", 105.0), ("3", 265.0))), (35.0, (("行政规范性文件", 0.0), ("7", 265.0))))
    assert _columned((5.0, NAMES), *rows)[1:] == [["规章", "1", "", "3"], ["行政规范性文件", "", "", "7"]]


def test_names_that_stand_beside_their_figures_tell_no_columns() -> None:
    rows = ((20.0, (("规章", 0.0), ("1", 145.0), ("3", 305.0))), (35.0, (("行政规范性文件", 0.0), ("7", 305.0))))
    assert _columned((5.0, NAMES), *rows)[1:] == [["规章", "1", "3"], ["行政规范性文件", "", "7"]]
