"""A row of 表三 that the end of a page cut in two, its label with it, is one row again."""

from __future__ import annotations

from harvester.items import GridCell
from harvester.parsers.broken_rows import rejoined
from harvester.parsers.row import Row

_FIGURES = ("0", "2", "0", "0", "0", "0", "2")
_BLANKS = ("",) * 7


def _row(label: str, texts: tuple[str, ...]) -> Row:
    cells = tuple(GridCell(text, 0, column) for column, text in enumerate(texts, start=1))
    return Row((GridCell(label, 0, 0),), cells)


def _shown(rows: list[Row]) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.labels[-1], tuple(cell.text for cell in row.values)) for row in rows]


def test_the_figures_may_stand_on_either_page() -> None:
    whole = [("5.要求行政机关确认或重新出具已获取信息", _FIGURES)]
    begin, end = "5.要求行", "政机关确认或重新出具已获取信息"
    assert _shown(rejoined([_row(begin, _FIGURES), _row(end, _BLANKS)])) == whole
    assert _shown(rejoined([_row(begin, _BLANKS), _row(end, _FIGURES)])) == whole


def test_two_rows_with_figures_stay_two() -> None:
    rows = [_row("5.要求行", _FIGURES), _row("政机关确认或重新出具已获取信息", _FIGURES)]
    assert rejoined(rows) == rows


def test_labels_that_are_the_forms_own_are_not_joined() -> None:
    rows = [_row("2.重复申请", _FIGURES), _row("3.要求提供公开出版物", _BLANKS)]
    assert rejoined(rows) == rows


def test_labels_that_make_none_of_the_forms_are_not_joined() -> None:
    rows = [_row("5.要求行", _FIGURES), _row("出具已获取信息", _BLANKS)]
    assert rejoined(rows) == rows
