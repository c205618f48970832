"""Numbers of rows, and those of labels that stand apart, are no figures of the row before."""

from __future__ import annotations

import pytest

from harvester.items import GridCell
from harvester.parsers.row_numbers import without_row_numbers

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
