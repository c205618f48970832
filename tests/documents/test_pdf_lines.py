"""Lines of a PDF page: paragraphs, figures beside each other, what is struck out."""

from __future__ import annotations

import pytest

from harvester.documents.paged import read_pages
from harvester.documents.pdf_lines import Line, figures_apart, lines_of, paragraphs
from harvester.documents.pdf_page import Glyph, Raw, Ruling, assemble
from harvester.documents.pdf_struck import without_struck
from harvester.items import STRUCK
from tests.documents.glyphs import written


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
    first = Line(tuple(written("青溪县水务局二〇二三年", 0, 20)), 0)
    second = Line(tuple(written("政府信息公开报告。", 0, 40)), 0)
    assert list(paragraphs([first, second], [(0, 110), (0, 400)])) == [first.text + second.text]
    assert list(paragraphs([first, second], [(0, 400), (0, 110)])) == [first.text, second.text]


def test_rows_wider_than_the_prose_do_not_hide_where_its_lines_are_full() -> None:
    first, second = "青溪县水务局按照上级要求编制本年度的", "报告，数据截至年底。"
    rows = [written(f"规章{' ' * 20}1{' ' * 20}2{' ' * 20}3", 0, 60 + 20 * row) for row in range(12)]
    glyphs = [*written(first, 0, 20), *written(second, 0, 36), *(glyph for row in rows for glyph in row)]
    raw = [
        Raw(g.char, (g.x0, 800 - g.base), (g.x1, 810 - g.base), (g.x0, 800 - g.base), 0.0)
        for g in glyphs
        if g.char != " "
    ]
    document = read_pages([assemble((0, 0, 400, 840), raw, [])], count=1)
    assert next(iter(document.texts)) == first + second


def test_a_line_without_a_stop_below_a_sentence_that_fills_its_line_is_no_part_of_it() -> None:
    full = "没有需要报告的事项。"
    assert _paragraphs((full, 0, 20), ("网站首页网站地图", 0, 20)) == [full, "网站首页网站地图"]
    assert _paragraphs((full, 0, 20), ("以上，特此说明。", 0, 20)) == [f"{full}以上，特此说明。"]


def test_figures_of_narrow_columns_are_apart_and_words_are_not() -> None:
    near = [*written("191", 0, 10), *written("119", 18, 10)]
    assert [figure.text for figure in figures_apart(Line(tuple(near)))] == ["191", "119"]
    label = [*written("规章", 0, 10), *written("119", 23, 10)]
    assert [word.text for word in figures_apart(Line(tuple(label)))] == ["规章119"]


def _struck(text: str, line: Ruling, *more: Ruling) -> str:
    """What is left of a text at the left margin, its digits five points wide, its middle at 16.5."""
    return "".join(glyph.char for glyph in without_struck(written(text, 0, 20), [line, *more]))


def test_a_figure_struck_out_beside_another_is_left_out() -> None:
    assert _struck("1312", Ruling(is_level=True, place=16.5, start=0, end=10)) == "12"
    assert _struck("1213", Ruling(is_level=True, place=16.5, start=10, end=20)) == "12"


def test_a_figure_struck_out_alone_keeps_a_mark() -> None:
    assert _struck("13", Ruling(is_level=True, place=16.5, start=0, end=10)) == f"{STRUCK}13"


@pytest.mark.parametrize(
    ("size", "base", "text"), [(6, 7.8, "12[1]"), (9, 12, "12[1]"), (6, 10, "121"), (10, 8, "121")]
)
def test_the_number_of_a_note_is_smaller_than_its_figure_and_stands_higher_or_lower(size, base, text) -> None:
    note = Glyph("1", 10, 10 + size / 2, base, size)
    assert lines_of([*written("12", 0, 10), note])[0].text == text


def test_a_line_below_a_figure_or_through_words_strikes_nothing_out() -> None:
    assert _struck("1312", Ruling(is_level=True, place=21, start=0, end=10)) == "1312"
    assert _struck("规章12", Ruling(is_level=True, place=16.5, start=0, end=20)) == "规章12"


def test_the_border_of_a_cell_strikes_nothing_out() -> None:
    border = Ruling(is_level=False, place=10, start=0, end=40)
    assert _struck("1312", Ruling(is_level=True, place=16.5, start=0, end=10), border) == "1312"
