"""Flattened text to a document: lines of prose, and every table as one flowing grid."""

from __future__ import annotations

import pytest

from harvester.documents.html import read_html
from harvester.documents.lines import label_pieces, separate, upright
from harvester.documents.plain_text import read_text
from harvester.editions.form import load_form
from harvester.items import Document


def _document(text: str) -> Document:
    return read_text(text.encode())


def _stream(document: Document) -> list[str]:
    return [cell.text for grid in document.grids for row in grid.rows for cell in row]


TABLE = "信息内容 | 本年制发件数 | 本年废止件数\n规章 | | 0 |\n行政规范性文件 | 2 | 1 |\n"


def test_pipes_keep_blank_cells() -> None:
    assert _stream(_document(TABLE))[3:7] == ["规章", "", "0", "行政规范性文件"]


@pytest.mark.parametrize("rule", ["|:--|:--|:--|", "|---+---+---|", "| --- | ---: | :-: |"])
def test_the_line_that_rules_a_table_of_pipes_is_no_row(rule: str) -> None:
    header, *rows = (f"|{line.removesuffix('|')}|" for line in TABLE.splitlines())
    assert _stream(_document("\n".join((header, rule, *rows))))[3] == "规章"


def test_prose_around_a_table_stays_prose() -> None:
    document = _document(f"现公布如下。\n{TABLE}以上数据截至年底。")
    assert document.texts == ("现公布如下。", "以上数据截至年底。")


def test_page_numbers_are_left_out() -> None:
    assert "- 4 -" not in _stream(_document(TABLE.replace("规章", "- 4 -\n规章")))


def test_words_without_figures_are_no_table() -> None:
    assert _document("自然人\n其他\n总计\n我局没有收到申请。").grids == ()


@pytest.mark.parametrize(
    ("line", "separated"),
    [
        ("一、总体情况\t\t\t", "一、总体情况\t\t\t"),
        ("规章  0  1  2", "规章|0|1|2"),
        ("行政许可 15204", "行政许可|15204"),
        ("三、本年度办理结果 （一）予以公开 5 0 5", "三、本年度办理结果（一）予以公开|5|0|5"),
        ("结果维持 结果纠正 其他结果", "结果维持|结果纠正|其他结果"),
        ("规章\t0\t1", "规章|0|1|"),
        ("规章\t\t\t", "规章||||"),
        ("4.保护第三方合法利益 8 0 无 216 0 9 233", "4.保护第三方合法利益|8|0|无|216|0|9|233"),
        ("（一）予以公开 无 无 3 - - - 3", "（一）予以公开|无|无|3|-|-|-|3"),
        ("一年来共办理 5 件", "一年来共办理 5 件"),
        ("会议 3 次", "会议 3 次"),
        ("", ""),
    ],
)
def test_columns_are_told_apart_by_what_stands_in_them(line: str, separated: str) -> None:
    assert separate(line) == separated


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("规章000", ("规章", "000")),
        ("信息内容本年制发件数", ("信息内容", "本年制发件数")),
        ("行政事业性收费726.0125", ("行政事业性收费", "726.0125")),
        ("行政处罚954-105万元", ("行政处罚", "954-105万元")),
        ("规章", ()),
        ("2023年报告12", ()),
    ],
)
def test_labels_and_digits_that_ran_together_are_parted(text: str, pieces: tuple[str, ...]) -> None:
    assert label_pieces(text) == pieces


def test_vertical_labels_are_put_upright() -> None:
    assert list(upright(["不", "予", "公", "开", "5"])) == ["不予公开", "5"]
    assert list(upright(["甲", "乙", "丙"])) == ["甲", "乙", "丙"]
    assert list(upright(["尚", "", "未", "审", "结"])) == ["尚未审结"]


def test_upright_labels_beside_each_other_are_read_by_columns() -> None:
    lines = ["结 结 其 尚", "果 果 他 未", "维 纠 结 审", "持 正 果 结", "24 11 14 3"]
    assert list(upright(lines)) == ["结果维持|结果纠正|其他结果|尚未审结|", "24 11 14 3"]


def test_letters_that_make_no_labels_stay_as_they_are() -> None:
    assert list(upright(["天 地 人", "和 谐 美"])) == ["天 地 人", "和 谐 美"]


def test_the_number_of_an_upright_label_belongs_to_it() -> None:
    assert list(upright(["1", ".", "属", "于", "国", "家", "秘", "密", "5"])) == ["1.属于国家秘密", "5"]


def test_pipes_in_front_of_every_line_are_no_blank_cells() -> None:
    document = read_text("| 规章 | | 5 | |\n| 规范性文件 | 1 | | 2 |\n| 行政许可 | 3 |\n".encode())
    assert _stream(document)[:5] == ["规章", "", "5", "", "规范性文件"]


def test_lines_that_are_rows_stay_rows() -> None:
    lines = "| 信息内容 | 本年制发件数 |\n| --- | --- |\n| 规章 |  | 5 |\n| 规范性文件 | 1 |\n"
    grid = _document(lines).grids[0]
    assert [len(row) for row in grid.rows] == [2, 3, 2]
    assert grid.flowing


def test_the_bullets_of_a_list_are_none_of_its_labels() -> None:
    document = _document(
        "- 发布机构：青溪县水务局\n- 规章\n  - 本年制发件数：3\n  - 本年废止件数：0\n  - 现行有效件数：5\n"
    )
    assert document.texts == ("- 发布机构：青溪县水务局",)
    assert _stream(document) == ["规章", "本年制发件数", "3", "本年废止件数", "0", "现行有效件数", "5"]


def test_lines_that_are_parts_of_rows_make_a_stream() -> None:
    grid = _document("规章 | 0 | 5 |\n| 5 |\n规范性文件 | 1 |\n行政许可 | 2 |\n").grids[0]
    assert {len(row) for row in grid.rows} == {1}


def test_figures_before_their_label_are_its_own_unless_a_line_begins_with_one() -> None:
    labels = [row.zh for row in load_form().request_rows("2019")]
    before = [f"{number} 0 0 0 0 0 {number} {label}" for number, label in enumerate(labels)]
    (grid,) = _document("\n".join(before)).grids
    assert [cell.text for cell in grid.rows[3][:3]] == [labels[3], "3", "0"]
    (grid,) = _document("\n".join((labels[0], *before[1:]))).grids
    assert all(len(row) == 1 for row in grid.rows)


def test_a_text_of_too_many_cells_is_cut_and_flagged() -> None:
    document = read_text(("规章" + " | 1" * 20 + "\n").encode() * 4000)
    assert "truncated" in document.flags


def test_blank_lines_are_cells_where_every_row_of_requests_comes_out_whole() -> None:
    labels = [row.zh for row in load_form().request_rows("2021")]
    rows = [["3", "", "", "", "", "", "3"] for _ in labels]
    kept = "\n".join(line for label, row in zip(labels, rows, strict=True) for line in (label, *row))
    assert _stream(_document(kept))[:9] == [labels[0], "3", "", "", "", "", "", "3", labels[1]]
    assert _stream(_document(kept.replace("\n", "\n\n"))) == _stream(_document(kept))
    assert "" not in _stream(_document(kept.replace("\n\n", "\n")))


def test_lines_of_a_page_with_a_number_before_the_label_and_a_unit_behind_are_rows() -> None:
    labels = [row.zh for row in load_form().statistics if row.unit == "件"][:12]
    page = "".join(f"<p>{number} {label} 件 {number * 3}</p>" for number, label in enumerate(labels, 1))
    (grid,) = read_html(page.encode()).grids
    assert [row[-1].text for row in grid.rows] == [str(number * 3) for number in range(1, 13)]


def test_a_piece_of_a_label_does_not_end_the_table() -> None:
    lines = "（一）予以公开\n5\n5\n4.无正当理\n由大量反反\n复申请\n3\n3\n2.重复申请\n1\n1\n1.属于国家秘密\n0\n0\n"
    assert len(_document(lines).grids) == 1


def test_a_label_with_a_slip_among_blank_lines_does_not_end_the_table() -> None:
    slip = "2.没有现成信息需另行制作"
    rows = ["（一）予以公开", "1.属于国家秘密", slip, "2.重复申请"]
    lines = "\n\n\n\n\n\n".join(line for row in rows for line in (row, "5", "0", "5"))
    (grid,) = _document(lines).grids
    assert slip in [row[0].text for row in grid.rows]
