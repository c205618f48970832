"""Sentences that tell a table of the form, and those that tell too little to be read as one."""

from __future__ import annotations

import pytest

from harvester.parsers.sentences import written_out

_DISCLOSURE, _REQUESTS, _LITIGATION = "proactive_disclosure", "requests", "review_and_litigation"


def _lines(text: str, table: str = _DISCLOSURE) -> list[list[str]]:
    grid = written_out([text], table)
    return [[cell.text for cell in row] for row in grid.rows] if grid else []


def test_a_row_is_told_with_the_names_of_its_columns() -> None:
    assert _lines("规章：本年制发件数0，本年废止件数1，现行有效件数5。") == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "1", "5"],
    ]


def test_the_row_may_stand_behind_its_first_column() -> None:
    assert _lines("本年度制发规章3件，废止0件，现行有效8件。")[1] == ["规章", "3件", "0件", "8件"]


def test_two_rows_of_one_sentence_keep_their_own_figures() -> None:
    text = "制发规章1件，废止0件，现行有效4件；制发行政规范性文件9件，废止2件，现行有效30件。"
    assert [line[1:] for line in _lines(text)[1::2]] == [["1件", "0件", "4件"], ["9件", "2件", "30件"]]


@pytest.mark.parametrize(
    "text",
    [
        "本年度制发行政规范性文件9件。",
        "规章：本年制发件数1，本年废止件数0，现行有效件数4。规章：本年制发件数2，本年废止件数0，现行有效件数4。",
        "行政许可事项全部公开，2023年共办理12件。",
        "本年处理决定数量12件。",
    ],
    ids=["columns missing", "told twice in different figures", "no column", "no row"],
)
def test_what_sentences_leave_open_is_no_row(text: str) -> None:
    assert _lines(text) == []


def test_a_year_is_no_figure() -> None:
    assert _lines("行政许可处理决定2023年12件。") == []


def test_the_groups_of_litigation_are_told_in_turn() -> None:
    text = "行政复议：结果维持2件，结果纠正0件，其他结果1件，尚未审结0件，总计3件。"
    assert _lines(text, _LITIGATION)[1] == ["行政复议", "2件", "0件", "1件", "0件", "3件"]


def test_a_row_of_requests_is_told_with_all_its_columns() -> None:
    text = "（一）予以公开：自然人3件，商业企业0件，科研机构0件，社会公益组织1件，法律服务机构0件，其他0件，总计4件。"
    assert _lines(text, _REQUESTS)[1] == ["（一）予以公开", "3件", "0件", "0件", "1件", "0件", "0件", "4件"]


@pytest.mark.parametrize(
    "text",
    [
        "（一）予以公开：自然人3件，法人或其他组织1件，总计4件。",
        "本年新收政府信息公开申请12件，其中自然人10件，商业企业2件；予以公开9件。",
        "（一）予以公开：自然人3商业企业0科研机构0社会公益组织1法律服务机构0其他0总计42.重复申请",
    ],
    ids=["columns missing", "prose", "the number of the next label behind the figure"],
)
def test_a_row_of_requests_that_is_told_in_part_is_left_out(text: str) -> None:
    assert _lines(text, _REQUESTS) == []


def test_figures_apart_by_spaces_alone_are_not_put_together() -> None:
    text = "2.重复申请 自然人 3 商业企业 0 科研机构 0 社会公益组织 0 法律服务机构 0 其他 0 总计 3 3.要求提供公开出版物"
    assert _lines(text, _REQUESTS)[1][1:] == ["3", "0", "0", "0", "0", "0", "3"]
