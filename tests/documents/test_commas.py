"""Lines whose cells a mark parts (规章，0，0，5) are rows; sentences with the same marks stay prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Rows
from fixtures.cases.report_page import html_page, text_page
from harvester.documents.commas import split_at_marks
from harvester.documents.notations import with_pipes
from harvester.documents.plain_text import read_text
from harvester.items import Report

_SOUND = tables()


def _lines(rows: Rows, mark: str) -> str:
    return "\n".join(mark.join(box.text for box in row) for row in rows)


def _read(mark: str, *, as_html: bool) -> Report:
    parts = [_lines(rows, mark) for rows in _SOUND]
    if as_html:
        parts = ["".join(f"<p>{line}</p>" for line in part.splitlines()) for part in parts]
        return harvester.parse(html_page(parts).encode(), filename="report.html")
    return harvester.parse(text_page(parts).encode(), filename="report.txt")


def _piped() -> Report:
    return harvester.parse(text_page([_lines(rows, " | ") for rows in _SOUND]).encode(), filename="report.txt")


@pytest.mark.parametrize("mark", ["，", ",", "、", "；", ";", "｜", "│", "┃", " ， "])
@pytest.mark.parametrize("as_html", [False, True])
def test_every_mark_parts_cells_as_pipes_do(mark: str, as_html: bool) -> None:
    report = _read(mark, as_html=as_html)
    assert report.tables == _piped().tables
    assert not report.findings


def _quoted(row: list[str]) -> str:
    return ",".join(f'"{cell}"' for cell in row)


def _latex(row: list[str]) -> str:
    return f"{' & '.join(row)} \\\\ \\hline"


def _bb(row: list[str]) -> str:
    return f"[tr]{''.join(f'[td]{cell}[/td]' for cell in row)}[/tr]"


@pytest.mark.parametrize(
    ("write", "table"),
    [
        (_quoted, "{}"),
        (_latex, "\\begin{{tabular}}{{|l|c|c|}}\n\\hline\n{}\n\\end{{tabular}}"),
        (_bb, "[table]{}[/table]"),
    ],
)
def test_tables_in_notations_of_their_own(write: Callable[[list[str]], str], table: str) -> None:
    parts = [table.format("\n".join(write([box.text for box in row]) for row in rows)) for rows in _SOUND]
    report = harvester.parse(text_page(parts).encode(), filename="report.txt")
    assert report.tables == _piped().tables
    assert not report.findings


def test_commas_of_thousands_in_quotes_are_none_between_cells() -> None:
    assert with_pipes('行政事业性收费,"1,234.5"') == "行政事业性收费,1234.5"
    assert with_pipes(r"行政许可 \& 处罚") == r"行政许可 \& 处罚"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章，0，，5", ("规章", "0", "", "5")),
        ("规章：0，1，5。", ("规章", "0", "1", "5")),
        ("行政许可，12", ("行政许可", "12")),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形），1，0，0，0，0，0，1",
         ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1", "0", "0", "0", "0", "0", "1")),
        ("8、属于行政查寻事项、1、0、0、0、0、0、1", ("8、属于行政查寻事项", "1", "0", "0", "0", "0", "0", "1")),
        ("；".join("0" * 15), tuple("0" * 15)),
        ("自然人，法人或其他组织，总计", ("自然人", "法人或其他组织", "总计")),
        ("规章/0/1/5", ("规章", "0", "1", "5")),
        ("规章//1/5", ("规章", "/1/5")),
    ],
)  # fmt: skip
def test_a_row_is_its_label_and_the_figures_behind(line: str, cells: tuple[str, ...]) -> None:
    assert split_at_marks(line) == cells


@pytest.mark.parametrize(
    "line",
    [
        "收到申请12件，其中自然人10件，法人2件。",
        "规章：本年制发件数0，本年废止件数0，现行有效件数5。",
        "政府信息公开行政复议、行政诉讼情况",
        "规章、行政规范性文件、行政许可",
        "会议，3",
        "2023/12/31",
        "，，，",
    ],
)
def test_sentences_lists_and_dates_are_no_rows(line: str) -> None:
    assert split_at_marks(line) == ()


def test_a_line_outside_tables_keeps_its_marks() -> None:
    assert read_text("行政许可，12\n我局｜政务公开｜年报\n全年没有收到申请。".encode()).texts == (
        "行政许可，12",
        "我局｜政务公开｜年报",
        "全年没有收到申请。",
    )


def test_blanks_between_slashes_leave_the_row_unread_and_marked() -> None:
    rows = [[*row[:-7], *[type(row[0])("") for _ in row[-7:-1]], row[-1]] for row in _SOUND[1][3:]]
    parts = [_lines(_SOUND[0], "|"), _lines(_SOUND[1][:3], "/") + "\n" + _lines(rows, "/"), _lines(_SOUND[2], "|")]
    report = harvester.parse(text_page(parts).encode(), filename="report.txt")
    states = {note.state for note in report.cells if note.cell.startswith("requests.")}
    assert states == {"garbled"}
