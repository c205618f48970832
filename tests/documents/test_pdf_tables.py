"""Tables of PDF files where a program had to break what stands in their cells."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from harvester.documents.paged import read_pages
from harvester.documents.pages import RunOn
from harvester.documents.pdf_cells import cell_text
from harvester.documents.pdf_columns import columned
from harvester.documents.pdf_furniture import without_furniture, without_watermark
from harvester.documents.pdf_lines import Line, figures_apart, lines_of
from harvester.documents.pdf_page import Glyph, Raw, Ruling, assemble
from harvester.documents.pdf_slow import letters
from harvester.documents.pdf_tables import ruled_tables
from harvester.documents.pdf_wrapped import unwrapped
from harvester.documents.worker import read
from tests.documents.glyphs import SIZE, written


def _cell(*lines: str, room: float) -> str:
    glyphs = [glyph for n, line in enumerate(lines) for glyph in written(line, 0, SIZE * (n + 1))]
    return cell_text(glyphs, room)


@pytest.mark.parametrize(
    ("lines", "room", "text"),
    [
        (("318", "80"), 19, "31880"),
        (("12", "04", "5"), 14, "12045"),
        (("-58", "2"), 19, "-582"),
        (("31,8", "80"), 19, "31,880"),
        (("7", ",070"), 40, "7,070"),
        (("3188", "0件"), 24, "31880件"),
        (("12", "5"), 40, "12\n5"),
        (("规章", "12"), 20, "规章\n12"),
        (("3\ufffd880",), 40, "3\ufffd880"),
        (("\ufffd1.重复申请",), 90, "1.重复申请"),
    ],
)
def test_a_figure_goes_on_on_the_next_line_where_its_cell_has_no_room(
    lines: tuple[str, ...], room: float, text: str
) -> None:
    assert _cell(*lines, room=room) == text


def test_the_number_of_a_note_in_a_line_of_its_own_is_no_rest_of_a_figure() -> None:
    note = Glyph("1", 0, 2, 2 * SIZE, SIZE / 2)
    assert cell_text([*written("318", 0, SIZE), note], 16) == "318\n1"


def test_a_label_that_stands_upright_in_two_columns_is_read_from_the_right() -> None:
    right, left = "（三）不", "予公开"
    glyphs = [g for n, char in enumerate(right) for g in written(char, 12, SIZE * (n + 1))]
    glyphs += [g for n, char in enumerate(left) for g in written(char, 0, SIZE * (n + 1))]
    assert cell_text(glyphs, 30) == "（三）不予公开"


def _table(*lines: tuple[float, dict[float, str]]) -> list[str]:
    glyphs = [g for base, words in lines for x, text in words.items() for g in written(text, x, base)]
    return [line.text for line in unwrapped(lines_of(glyphs))]


def test_without_lines_the_rest_of_a_figure_is_put_behind_it() -> None:
    found = _table(
        (20, {0: "1.信访举报投诉类申请", 120: "1204", 150: "31,8", 180: "0"}),
        (33, {150: "80"}),
        (46, {0: "2.重复申请", 120: "5", 150: "7", 180: "9"}),
    )
    assert [line.split()[-2:] for line in found] == [["31,880", "0"], ["7", "9"]]


@pytest.mark.parametrize(
    "below", [{0: "2.重复申请", 150: "80"}, {100: "禁止", 120: "5", 150: "80", 180: "9"}, {150: "80", 180: "-"}]
)
def test_a_row_of_its_own_is_no_rest(below: dict[float, str]) -> None:
    above = (20.0, {0.0: "1.信访举报投诉类申请", 120.0: "1204", 150.0: "318", 180.0: "0"})
    assert len(_table(above, (33.0, below))) == 2


@pytest.mark.parametrize(("upper", "lower"), [(("4", "1"), ("0", "2")), (("29", "18"), ("16", "35"))])
def test_a_row_whose_label_has_a_line_of_its_own_is_no_rest_at_the_top_of_the_next_page(
    upper: tuple[str, ...], lower: tuple[str, ...]
) -> None:
    above = [glyph for place, text in enumerate(upper) for glyph in written(text, 12.0 * place, 800)]
    below = [glyph for place, text in enumerate(lower) for glyph in written(text, 12.0 * place, 20)]
    assert len(unwrapped([*lines_of(above), *lines_of(below, page=1)])) == 2


def test_one_digit_does_not_go_on_below() -> None:
    assert (
        len(_table((20, {0: "1.信访举报投诉类申请", 120: "4", 132: "1", 144: "3"}), (33, {120: "0", 132: "2"}))) == 2
    )


def test_a_border_between_two_digits_parts_two_figures() -> None:
    uprights = [Ruling(False, x, 0, 20) for x in (0, 60, 65.4, 90)]
    levels = [Ruling(True, y, 0, 90) for y in (0, 20)]
    glyphs = [*written("规章", 2, 14), *written("1", 60.2, 14), *written("1", 65.7, 14)]
    (table,) = ruled_tables([*uprights, *levels], glyphs)
    assert [cell.text for cell in table.grid.rows[0]] == ["规章", "1", "1"]


def test_a_figure_too_long_for_its_cell_is_kept_together_across_the_border() -> None:
    uprights = [Ruling(False, x, 0, 20) for x in (0, 60, 80, 110)]
    levels = [Ruling(True, y, 0, 110) for y in (0, 20)]
    glyphs = [*written("规章", 2, 14), *written("77302", 58, 14), *written("5", 100, 14)]
    (table,) = ruled_tables([*uprights, *levels], glyphs)
    assert [cell.text for cell in table.grid.rows[0]] == ["规章", "77302", "5"]


def test_the_gap_between_cells_set_apart_is_no_column() -> None:
    uprights = [Ruling(False, x, 0, 20) for x in (0, 60, 63.7, 90)]
    levels = [Ruling(True, y, 0, 90) for y in (0, 20)]
    (table,) = ruled_tables([*uprights, *levels], [*written("规章", 2, 14), *written("1", 70, 14)])
    assert [cell.text for cell in table.grid.rows[0]] == ["规章", "1"]


@pytest.mark.parametrize("coloured", [(0, 2, 4), (0, 1)])
def test_of_rows_of_which_only_some_are_coloured_none_is_lost(coloured: tuple[int, ...]) -> None:
    rows = (
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "1", "2", "3"),
        ("行政规范性文件", "4", "5", "6"),
    )
    raw = [
        Raw(glyph.char, (glyph.x0, 800 - glyph.base), (glyph.x1, 810 - glyph.base), (glyph.x0, 800 - glyph.base), 0.0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        for glyph in written(text, 100.0 * column, 20.0 * row)
    ]
    boxes = [
        ((x, 795 - 20.0 * row), (x + 100, 795 - 20.0 * row), (x + 100, 815 - 20.0 * row), (x, 815 - 20.0 * row))
        for row in coloured
        for x in (0.0, 100.0, 200.0, 300.0)
    ]
    page = assemble((0, 0, 400, 840), raw, [(box, False, True) for box in boxes])
    document = read_pages([page], count=1)
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows][1:] == [
        list(texts) for texts in rows[1:]
    ]


def test_a_dotted_border_is_a_line() -> None:
    """Browsers draw it as small filled boxes."""
    dots = [(2.0 * n, 10.0) for n in range(40)] + [(30.0, 2.0 * n) for n in range(20)]
    paths = [(((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)), False, True) for x, y in dots]
    rulings = assemble((0, 0, 100, 100), [], paths).rulings
    assert [(item.is_level, item.place, item.start, item.end) for item in rulings] == [
        (True, 90.0, 0.0, 78.0),
        (False, 30.0, 62.0, 100.0),
    ]


def test_a_watermark_over_the_figures_is_left_out_and_a_large_title_is_not() -> None:
    mark = [Glyph(char, x, x + 50, 60, 50) for char, x in (("水", 0), ("务", 50))]
    figures = written("规章12", 10, 40)
    title = [Glyph("年", 0, 40, 200, 40)]
    assert without_watermark([*mark, *figures, *title]) == [*figures, *title]


def _kept(*lines: tuple[float, float, str]) -> list[str]:
    page = [Line(tuple(written(text, x, base))) for x, base, text in lines]
    (kept,) = without_furniture([page], [842])
    return [line.text for line in kept]


@pytest.mark.parametrize(
    "text", ["7", "- 7 -", "第7页共9页", "2024/1/30 16:30 年度报告", "https://www.example.cn/a.html 1/3"]
)
def test_what_is_printed_around_a_page_is_left_out(text: str) -> None:
    assert _kept((80, 700, "规章 1"), (300, 800, text)) == ["规章 1"]


def test_a_character_of_which_only_the_ink_is_known_is_as_high_as_the_others() -> None:
    raw = [Raw("第", (0, 100), (10, 110), (0, 102), 0.0), Raw("一", (10.5, 105), (19.5, 106), (10, 102), 0.0)]
    assert [glyph.size for glyph in assemble((0, 0, 100, 200), raw, []).glyphs] == [10, 9]


def test_a_unit_between_a_label_and_its_figure_is_a_cell_of_the_row() -> None:
    rows = [("1.当面申请数", "件", "9"), ("2.传真申请数", "件", "0"), ("七、依申请公开信息收取的费用", "万元", "0.32")]
    lines = [
        Line(tuple(glyph for text, x in zip(row, (0, 300, 360), strict=True) for glyph in written(text, x, 20 * n)))
        for n, row in enumerate(rows)
    ]
    (table,) = columned(lines)
    assert isinstance(table, RunOn)
    assert [tuple(cell.text for cell in row) for row in table.grid.rows] == rows


def test_a_unit_that_touches_its_figure_is_apart_from_it() -> None:
    assert [part.text for part in figures_apart(Line(tuple(written("万元0.32", 0, 20))))] == ["万元", "0.32"]
    assert [part.text for part in figures_apart(Line(tuple(written("第3件", 0, 20))))] == ["第3件"]


def test_a_label_that_touches_its_figure_is_apart_from_it() -> None:
    for label in ("4.保护第三方合法权", "（七）总计"):
        assert [part.text for part in figures_apart(Line(tuple(written(f"{label}12", 0, 20))))] == [label, "12"]
    assert [part.text for part in figures_apart(Line(tuple(written("办公室电话12", 0, 20))))] == ["办公室电话12"]


def test_the_rest_of_a_figure_at_the_end_of_a_page_is_no_page_number() -> None:
    assert _kept((80, 786, "规章"), (300, 786, "318"), (300, 800, "80"))[-1] == "80"


def test_a_row_of_dashes_and_a_figure_at_the_edge_is_no_page_number() -> None:
    row = [glyph for place, text in enumerate("---1--") for glyph in written(text, 40.0 * place, 790)]
    number = [glyph for place, text in enumerate("-1-") for glyph in written(text, 200 + 10.0 * place, 820)]
    (kept,) = without_furniture([lines_of([*row, *number])], [840])
    assert [line.text for line in kept] == ["- - - 1 - -"]


def test_rows_of_figures_at_the_edge_of_pages_are_no_running_heads() -> None:
    pages = [[Line(tuple(written(text, 100, 790)))] for text in ("0 1 7 8", "3 4 5 12")]
    assert without_furniture(pages, [842, 842]) == pages
    heads = [[Line(tuple(written("水务局文件", 100, 40)))] for _ in range(2)]
    assert without_furniture(heads, [842, 842]) == [[], []]


def test_text_in_a_font_of_the_file_is_read_whichever_way_the_page_is_turned() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    for quarters in range(4):
        stream = BytesIO()
        canvas = Canvas(stream, pagesize=(500, 500))
        canvas.translate(250, 250)
        canvas.rotate(90 * quarters)
        canvas.setFont("Vera", 12)
        for y, text in ((100, "annual report of the water bureau"), (60, "open government information 2023")):
            canvas.drawString(-200, y, text)
        canvas.save()
        document = read("pdf", stream.getvalue())
        assert " ".join(document.texts) == "annual report of the water bureau open government information 2023"


@pytest.mark.parametrize("char", ["(cid:97)", "Ä"])
def test_characters_without_unicode_are_no_text(char: str) -> None:
    show = assemble((0, 0, 500, 500), [Raw(letter, (0, 0), (9, 9), (0, 0), 0.0) for letter in letters(char) * 100], [])
    assert read_pages([show], count=1).flags == ("needs_ocr",)
