"""Figures of PDF tables that are wider than their column, or whose letters are spaced out."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from harvester.documents.pdf_overflow import put_together
from harvester.documents.pdf_page import Glyph, Ruling
from harvester.documents.pdf_tables import ruled_tables
from harvester.documents.worker import read
from harvester.items import ACROSS
from harvester.parsers.numbers import read_value

SIZE, DIGIT = 10.0, 5.0


def _written(text: str, x: float, *, spacing: float = 0.0, base: float = 14) -> list[Glyph]:
    wide = [SIZE if ord(char) > 0xFF else DIGIT for char in text]
    starts = [x + sum(wide[:n]) + n * spacing for n in range(len(text))]
    return [Glyph(char, start, start + w, base, SIZE) for char, start, w in zip(text, starts, wide, strict=True)]


def _row(*glyphs: list[Glyph], columns: tuple[float, ...] = (0, 60, 80, 100, 120)) -> list[str]:
    """The cells of a row, its characters given as PDFium does: from left to right, whatever overlaps."""
    uprights = [Ruling(False, x, 0, 40) for x in columns]
    levels = [Ruling(True, y, 0, columns[-1]) for y in (0, 40)]
    ordered = sorted((glyph for part in glyphs for glyph in part), key=lambda glyph: glyph.x0)
    (table,) = ruled_tables([*uprights, *levels], ordered)
    return [cell.text for cell in table.grid.rows[0]]


def test_a_figure_of_spaced_digits_is_one_across_the_border() -> None:
    figures = [_written(text, x, spacing=1.2) for text, x in (("31880", 62), ("7", 94), ("12", 102))]
    assert _row(_written("规章", 2), *figures) == ["规章", "31880", "7", "12"]


def test_figures_that_lie_over_each_other_are_parted_by_their_even_spaces() -> None:
    figures = [_written(text, x, spacing=1.2) for text, x in (("31880", 62), ("1204", 82), ("5", 112))]
    assert _row(_written("规章", 2), *figures) == ["规章", "31880", "1204", "5"]


def test_the_space_behind_a_digit_counts_where_a_figure_goes_on_below() -> None:
    figures = [_written("3308", 62, spacing=3), _written("7", 62, base=26)]
    assert _row(_written("规章", 2), *figures, columns=(0, 60, 105, 120))[1] == "33087"


def test_figures_whose_digits_lie_just_over_each_other_are_marked() -> None:
    figures = [_written(text, x, spacing=1.2) for text, x in (("31880", 62), ("1204", 80.6), ("5", 112))]
    assert all(text.startswith(ACROSS) for text in _row(_written("规章", 2), *figures)[1:3])


def test_a_figure_that_reaches_into_a_blank_cell_is_marked() -> None:
    found = _row(_written("规章", 2), _written("120416", 61), _written("5", 108))
    assert found == ["规章", f"{ACROSS}120416", "", "5"]


def test_a_figure_that_reaches_the_edge_of_the_table_may_be_cut_off() -> None:
    assert _row(_written("规章", 2), _written("3188", 102))[-1] == f"{ACROSS}3188"


def test_the_number_of_a_label_is_no_figure_that_is_marked() -> None:
    over = [_written("3", x, spacing=1.2) for x in (2, 2.3)]
    figures = [_written(text, x, spacing=1.2) for text, x in (("12", 62), ("13", 82), ("14", 102))]
    assert not _row(*over, _written(".其他", 8.2, spacing=1.2), *figures)[0].startswith(ACROSS)


def test_a_dash_that_ends_in_the_next_cell_is_no_sign_of_its_figure() -> None:
    found = _row(_written("规章", 2), _written("——", 62), _written("10", 81.5), _written("5", 108))
    assert found == ["规章", "——", "10", "5"]


def test_what_reaches_over_a_border_is_uncertain() -> None:
    assert (read_value(f"{ACROSS}12").value, read_value(f"{ACROSS}12").state) == (12, "uncertain")


def test_a_line_that_its_low_row_cuts_off_is_of_that_row_and_marked() -> None:
    """LibreOffice draws the second line of a figure outside of what the row shows, within the next row."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(300, 300))
    canvas.grid([20, 80, 105, 165], [260, 246, 232])
    for y, texts in ((250, ("made", "3188", "12")), (236, ("open", "7", "5"))):
        for x, text in zip((22, 82, 107), texts, strict=True):
            canvas.drawString(x, y, text)
    canvas.drawString(-200, 100, "annual report of the water bureau")
    row = canvas.beginPath()
    row.rect(80, 246, 25, 14)
    canvas.clipPath(row, stroke=0)
    canvas.drawString(90, 238, "0")
    canvas.save()
    (grid,) = read("pdf", stream.getvalue()).grids
    assert [[cell.text for cell in line] for line in grid.rows] == [
        ["made", f"{ACROSS}31880", "12"],
        ["open", "7", "5"],
    ]


@pytest.mark.parametrize("shown", [(80, 0, 100, 40), (80, -400, 100, 700)])
def test_what_its_narrow_cell_cuts_off_is_of_that_cell(shown: tuple[float, float, float, float]) -> None:
    """Worksheets print so what does not fit beside a filled cell; what shows it may be as high as the page."""
    label = [replace(glyph, held=shown if glyph.x0 >= 100 else None) for glyph in _written("属于国家秘密", 81)]
    found = _row(_written("规章", 2), label, _written("12", 104), columns=(0, 80, 100, 120))
    assert found == ["规章", "属于国家秘密", "12"]


def test_what_shows_several_cells_tells_none() -> None:
    label = [replace(glyph, held=(0, 0, 100, 40)) for glyph in _written("秘密", 101)]
    assert _row(_written("规章", 2), _written("7", 84), label, columns=(0, 80, 100, 140)) == ["规章", "7", "秘密"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (("1.属于国家", "秘密", "3"), ("1.属于国家秘密", "", "3")),
        (("2.其他法律", "行政法规禁止", "公开 12"), ("2.其他法律行政法规禁止公开", "", "12")),
        (("规章", "规范", "3"), ("规章", "规范", "3")),
        (("本级小计", "秘密", "3"), ("本级小计", "秘密", "3")),
        (("（七）总", "12", "计"), ("（七）总", "12", "计")),
        (("（五）", "1.信访举报投诉类申请", "3"), ("（五）", "1.信访举报投诉类申请", "3")),
        (("（五）", "1.信访举报", "投诉类申请"), ("（五）", "1.信访举报投诉类申请", "")),
    ],
)
def test_a_label_runs_on_over_the_blank_cells_beside_its_own(printed: tuple[str, ...], read: tuple[str, ...]) -> None:
    cells = {(0, column): [(0, column)] for column in range(len(printed))}
    assert tuple(put_together(dict(zip(cells, printed, strict=True)), cells).values()) == read
