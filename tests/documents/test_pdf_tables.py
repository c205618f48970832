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
from harvester.documents.pdf_lines import Line, figures_apart, lines_of, paragraphs
from harvester.documents.pdf_page import Glyph, Ruling, assemble
from harvester.documents.pdf_slow import letters
from harvester.documents.pdf_struck import without_struck
from harvester.documents.pdf_tables import ruled_tables
from harvester.documents.pdf_wrapped import unwrapped
from harvester.documents.worker import read

SIZE = 10.0


def _written(text: str, x: float, base: float) -> list[Glyph]:
    """Characters beside each other, digits half as wide as they are high."""
    glyphs = []
    for char in text:
        wide = SIZE if ord(char) > 0xFF else SIZE / 2
        glyphs.append(Glyph(char, x, x + wide, base, SIZE))
        x += wide
    return glyphs


def _cell(*lines: str, room: float) -> str:
    glyphs = [glyph for n, line in enumerate(lines) for glyph in _written(line, 0, SIZE * (n + 1))]
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


def test_a_label_that_stands_upright_in_two_columns_is_read_from_the_right() -> None:
    right, left = "（三）不", "予公开"
    glyphs = [g for n, char in enumerate(right) for g in _written(char, 12, SIZE * (n + 1))]
    glyphs += [g for n, char in enumerate(left) for g in _written(char, 0, SIZE * (n + 1))]
    assert cell_text(glyphs, 30) == "（三）不予公开"


def _table(*lines: tuple[float, dict[float, str]]) -> list[str]:
    glyphs = [g for base, words in lines for x, text in words.items() for g in _written(text, x, base)]
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
    above = [glyph for place, text in enumerate(upper) for glyph in _written(text, 12.0 * place, 800)]
    below = [glyph for place, text in enumerate(lower) for glyph in _written(text, 12.0 * place, 20)]
    assert len(unwrapped([*lines_of(above), *lines_of(below, page=1)])) == 2


def test_one_digit_does_not_go_on_below() -> None:
    assert (
        len(_table((20, {0: "1.信访举报投诉类申请", 120: "4", 132: "1", 144: "3"}), (33, {120: "0", 132: "2"}))) == 2
    )


def test_a_border_between_two_digits_parts_two_figures() -> None:
    uprights = [Ruling(False, x, 0, 20) for x in (0, 60, 65.4, 90)]
    levels = [Ruling(True, y, 0, 90) for y in (0, 20)]
    glyphs = [*_written("规章", 2, 14), *_written("1", 60.2, 14), *_written("1", 65.7, 14)]
    (table,) = ruled_tables([*uprights, *levels], glyphs)
    assert [cell.text for cell in table.grid.rows[0]] == ["规章", "1", "1"]


def test_a_figure_too_long_for_its_cell_is_kept_together_across_the_border() -> None:
    uprights = [Ruling(False, x, 0, 20) for x in (0, 60, 80, 110)]
    levels = [Ruling(True, y, 0, 110) for y in (0, 20)]
    glyphs = [*_written("规章", 2, 14), *_written("77302", 58, 14), *_written("5", 100, 14)]
    (table,) = ruled_tables([*uprights, *levels], glyphs)
    assert [cell.text for cell in table.grid.rows[0]] == ["规章", "77302", "5"]


def test_the_gap_between_cells_set_apart_is_no_column() -> None:
    uprights = [Ruling(False, x, 0, 20) for x in (0, 60, 63.7, 90)]
    levels = [Ruling(True, y, 0, 90) for y in (0, 20)]
    (table,) = ruled_tables([*uprights, *levels], [*_written("规章", 2, 14), *_written("1", 70, 14)])
    assert [cell.text for cell in table.grid.rows[0]] == ["规章", "1"]


@pytest.mark.parametrize("coloured", [(0, 2, 4), (0, 1)])
def test_of_rows_of_which_only_some_are_coloured_none_is_lost(coloured: tuple[int, ...]) -> None:
    rows = (
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "1", "2", "3"),
        ("行政规范性文件", "4", "5", "6"),
    )
    raw = [
        (glyph.char, (glyph.x0, 800 - glyph.base), (glyph.x1, 810 - glyph.base), (glyph.x0, 800 - glyph.base), 0.0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        for glyph in _written(text, 100.0 * column, 20.0 * row)
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
    figures = _written("规章12", 10, 40)
    title = [Glyph("年", 0, 40, 200, 40)]
    assert without_watermark([*mark, *figures, *title]) == [*figures, *title]


def _paragraphs(*lines: tuple[str, float, float]) -> list[str]:
    made = [
        Line(tuple(Glyph(char, x + n * size, x + (n + 1) * size, 30.0 * place, size) for n, char in enumerate(text)))
        for place, (text, x, size) in enumerate(lines, 1)
    ]
    return list(paragraphs(made, [(0, 200)]))


def test_a_title_whose_first_line_is_full_goes_on_in_the_middle_of_the_next() -> None:
    body = [("为正文的一行共二十个字长短与版心同宽的文", 0.0, 10.0)] * 3
    assert _paragraphs(("县水务局公开工作", 2.0, 24.0), ("报告", 76.0, 24.0), *body)[0] == "县水务局公开工作报告"
    assert (
        _paragraphs(("水务局信息公开", 16.0, 24.0), ("年度报告书", 40.0, 24.0), *body)[0] == "水务局信息公开年度报告书"
    )
    assert _paragraphs(*body, ("总体情况", 80.0, 10.0))[-1] == "总体情况"


def test_margins_are_those_of_the_lines_own_page() -> None:
    first = Line(tuple(_written("青溪县水务局二〇二三年", 0, 20)), 0)
    second = Line(tuple(_written("政府信息公开报告。", 0, 40)), 0)
    assert list(paragraphs([first, second], [(0, 110), (0, 400)])) == [first.text + second.text]
    assert list(paragraphs([first, second], [(0, 400), (0, 110)])) == [first.text, second.text]


def test_rows_wider_than_the_prose_do_not_hide_where_its_lines_are_full() -> None:
    first, second = "青溪县水务局按照上级要求编制本年度的", "报告，数据截至年底。"
    rows = [_written(f"规章{' ' * 20}1{' ' * 20}2{' ' * 20}3", 0, 60 + 20 * row) for row in range(12)]
    glyphs = [*_written(first, 0, 20), *_written(second, 0, 36), *(glyph for row in rows for glyph in row)]
    raw = [
        (g.char, (g.x0, 800 - g.base), (g.x1, 810 - g.base), (g.x0, 800 - g.base), 0.0)
        for g in glyphs
        if g.char != " "
    ]
    document = read_pages([assemble((0, 0, 400, 840), raw, [])], count=1)
    assert next(iter(document.texts)) == first + second


def test_a_line_without_a_stop_below_a_sentence_that_fills_its_line_is_no_part_of_it() -> None:
    full = "没有需要报告的事项。"
    assert _paragraphs((full, 0, 20), ("网站首页网站地图", 0, 20)) == [full, "网站首页网站地图"]
    assert _paragraphs((full, 0, 20), ("以上，特此说明。", 0, 20)) == [f"{full}以上，特此说明。"]


def _kept(*lines: tuple[float, float, str]) -> list[str]:
    page = [Line(tuple(_written(text, x, base))) for x, base, text in lines]
    (kept,) = without_furniture([page], [842])
    return [line.text for line in kept]


@pytest.mark.parametrize(
    "text", ["7", "- 7 -", "第7页共9页", "2024/1/30 16:30 年度报告", "https://www.example.cn/a.html 1/3"]
)
def test_what_is_printed_around_a_page_is_left_out(text: str) -> None:
    assert _kept((80, 700, "规章 1"), (300, 800, text)) == ["规章 1"]


def test_a_character_of_which_only_the_ink_is_known_is_as_high_as_the_others() -> None:
    raw = [("第", (0, 100), (10, 110), (0, 102), 0.0), ("一", (10.5, 105), (19.5, 106), (10, 102), 0.0)]
    assert [glyph.size for glyph in assemble((0, 0, 100, 200), raw, []).glyphs] == [10, 9]


def test_figures_of_narrow_columns_are_apart_and_words_are_not() -> None:
    near = [*_written("191", 0, 10), *_written("119", 18, 10)]
    assert [figure.text for figure in figures_apart(Line(tuple(near)))] == ["191", "119"]
    label = [*_written("规章", 0, 10), *_written("119", 23, 10)]
    assert [word.text for word in figures_apart(Line(tuple(label)))] == ["规章119"]


def _struck(text: str, line: Ruling, *more: Ruling) -> str:
    """What is left of a text at the left margin, its digits five points wide, its middle at 16.5."""
    return "".join(glyph.char for glyph in without_struck(_written(text, 0, 20), [line, *more]))


def test_a_figure_struck_out_beside_another_is_left_out() -> None:
    assert _struck("1312", Ruling(is_level=True, place=16.5, start=0, end=10)) == "12"
    assert _struck("1213", Ruling(is_level=True, place=16.5, start=10, end=20)) == "12"


def test_a_line_through_all_of_a_figure_below_it_or_through_words_strikes_nothing_out() -> None:
    assert _struck("13", Ruling(is_level=True, place=16.5, start=0, end=10)) == "13"
    assert _struck("1312", Ruling(is_level=True, place=21, start=0, end=10)) == "1312"
    assert _struck("规章12", Ruling(is_level=True, place=16.5, start=0, end=20)) == "规章12"


def test_the_border_of_a_cell_strikes_nothing_out() -> None:
    border = Ruling(is_level=False, place=10, start=0, end=40)
    assert _struck("1312", Ruling(is_level=True, place=16.5, start=0, end=10), border) == "1312"


def test_a_unit_between_a_label_and_its_figure_is_a_cell_of_the_row() -> None:
    rows = [("1.当面申请数", "件", "9"), ("2.传真申请数", "件", "0"), ("七、依申请公开信息收取的费用", "万元", "0.32")]
    lines = [
        Line(tuple(glyph for text, x in zip(row, (0, 300, 360), strict=True) for glyph in _written(text, x, 20 * n)))
        for n, row in enumerate(rows)
    ]
    (table,) = columned(lines)
    assert isinstance(table, RunOn)
    assert [tuple(cell.text for cell in row) for row in table.grid.rows] == rows


def test_a_unit_that_touches_its_figure_is_apart_from_it() -> None:
    assert [part.text for part in figures_apart(Line(tuple(_written("万元0.32", 0, 20))))] == ["万元", "0.32"]
    assert [part.text for part in figures_apart(Line(tuple(_written("第3件", 0, 20))))] == ["第3件"]


def test_a_label_that_touches_its_figure_is_apart_from_it() -> None:
    for label in ("4.保护第三方合法权", "（七）总计"):
        assert [part.text for part in figures_apart(Line(tuple(_written(f"{label}12", 0, 20))))] == [label, "12"]
    assert [part.text for part in figures_apart(Line(tuple(_written("办公室电话12", 0, 20))))] == ["办公室电话12"]


def test_the_rest_of_a_figure_at_the_end_of_a_page_is_no_page_number() -> None:
    assert _kept((80, 786, "规章"), (300, 786, "318"), (300, 800, "80"))[-1] == "80"


def test_a_row_of_dashes_and_a_figure_at_the_edge_is_no_page_number() -> None:
    row = [glyph for place, text in enumerate("---1--") for glyph in _written(text, 40.0 * place, 790)]
    number = [glyph for place, text in enumerate("-1-") for glyph in _written(text, 200 + 10.0 * place, 820)]
    (kept,) = without_furniture([lines_of([*row, *number])], [840])
    assert [line.text for line in kept] == ["- - - 1 - -"]


def test_rows_of_figures_at_the_edge_of_pages_are_no_running_heads() -> None:
    pages = [[Line(tuple(_written(text, 100, 790)))] for text in ("0 1 7 8", "3 4 5 12")]
    assert without_furniture(pages, [842, 842]) == pages
    heads = [[Line(tuple(_written("水务局文件", 100, 40)))] for _ in range(2)]
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
    show = assemble((0, 0, 500, 500), [(letter, (0, 0), (9, 9), (0, 0), 0.0) for letter in letters(char) * 100], [])
    assert read_pages([show], count=1).flags == ("needs_ocr",)
