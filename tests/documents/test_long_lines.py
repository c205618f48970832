"""A line of two million characters is no page on one line."""

from __future__ import annotations

from harvester.documents.boxes import holds_page

_PAGE = "规章 2 1 12 行政规范性文件 50 27 420 行政许可 15204 行政处罚 1277 行政强制 45 " * 20


def test_a_report_on_one_line_is_a_page_and_a_thousand_of_them_are_none() -> None:
    assert holds_page(_PAGE)
    assert not holds_page(_PAGE * 1_000)
