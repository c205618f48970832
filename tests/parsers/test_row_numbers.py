"""Numbers of rows, and those of labels that stand apart, are no figures of the row before."""

from __future__ import annotations

import pytest

from harvester.items import GridCell
from harvester.parsers.row import Row
from harvester.parsers.row_numbers import without_codes, without_row_numbers

NUMBERED = "1 规章 2 0 12 2 行政规范性文件 50 27 420 3 行政许可 15204 4 行政处罚 1277 5 行政强制 45"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (NUMBERED, "规章 2 0 12 行政规范性文件 50 27 420 行政许可 15204 行政处罚 1277 行政强制 45"),
        (NUMBERED.replace(" 4 ", " 9 "), NUMBERED.replace(" 4 ", " 9 ")),
        ("0 0 2 .重复申 请 0 0 3 .要求提供公开出版物", "0 0 .重复申 请 0 0 .要求提供公开出版物"),
        ("0 0 2 .5 0", "0 0 2 .5 0"),
        ("规章 2 0 12 行政规范性文件 50 27 420", "规章 2 0 12 行政规范性文件 50 27 420"),
    ],
)
def test_only_numbers_that_count_rows_or_belong_to_a_label_are_left_out(text: str, left: str) -> None:
    stream = [GridCell(word, place, 0) for place, word in enumerate(text.split())]
    assert " ".join(cell.text for cell in without_row_numbers(stream)) == left


LABELS = ("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费")


def _coded(*codes: str) -> list[Row]:
    labels = zip(LABELS, codes, strict=True)
    return [Row((GridCell(label, 0, 0),), (GridCell(code, 0, 1), GridCell("7", 0, 2))) for label, code in labels]


def _figures(rows: list[Row]) -> list[str]:
    return [" ".join(cell.text for cell in row.values) for row in without_codes(rows)]


def test_codes_between_labels_and_figures_are_no_figures() -> None:
    assert _figures(_coded("A01", "A02", "A03", "A04", "A05", "A06")) == ["7"] * 6
    assert _figures(_coded("1", "2", "3", "5", "6", "7")) == ["7"] * 6


def test_figures_that_do_not_count_the_rows_stay() -> None:
    assert _figures(_coded("1", "2", "3", "4", "5", "5"))[-1] == "5 7"
    assert _figures(_coded("0", "27", "152", "12", "45", "33"))[1] == "27 7"


def test_the_code_of_a_row_that_the_form_does_not_know_counts_on() -> None:
    rows = _coded("1", "2", "3", "4", "5", "7")
    unknown = Row((GridCell("其他文件", 0, 0),), (GridCell("6", 0, 1), GridCell("186", 0, 2)))
    assert _figures([*rows[:5], unknown, rows[5]])[5] == "186"


def test_a_code_behind_the_name_of_a_group_is_none_of_its_labels() -> None:
    other = Row((GridCell("（六）其他处理", 0, 0), GridCell("A07", 0, 1)), (GridCell("3", 0, 2),))
    coded = without_codes([*_coded("A01", "A02", "A03", "A04", "A05", "A06"), other])
    assert coded[-1].labels == ("（六）其他处理",)
