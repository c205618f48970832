"""政府信息公开情况统计表 of 2014 to 2018, in the layouts that are met."""

from __future__ import annotations

import pytest

from harvester.documents.html import read_html
from harvester.editions.form import load_form
from harvester.items import STATISTICS
from harvester.parsers.tables import Tables, read_tables

ROWS = load_form().statistics
FIGURES = {row.key: place for place, row in enumerate(ROWS, 3) if row.unit}
LINES = [[row.zh, row.unit or "——", str(FIGURES.get(row.key, ""))] for row in ROWS]
HEADER = ["统计指标", "单位", "统计数"]


def _read(lines: list[list[str]]) -> Tables:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    return read_tables(read_html(f"<p>统计表</p><table>{rows}</table>".encode()))


def _figures(lines: list[list[str]]) -> dict[str, object]:
    table = _read(lines).figures[STATISTICS]
    return {row: columns["value"] for row, columns in table.items()} if table else {}


def test_a_plain_table() -> None:
    assert _figures([HEADER, *LINES]) == FIGURES


@pytest.mark.parametrize("further", ["历年累计", "上年数", "备注"])
def test_further_columns_of_figures(further: str) -> None:
    assert _figures([[*HEADER, further], *([*line, "99" if line[2] else ""] for line in LINES)]) == FIGURES


def test_a_blank_beside_last_years_figure_stays_blank() -> None:
    lines = [[*line[:2], "" if line[2] in ("3", "4", "12") else line[2], "99" if line[2] else ""] for line in LINES]
    blank = {key: None if str(figure) in ("3", "4", "12") else figure for key, figure in FIGURES.items()}
    assert _figures([[*HEADER, "上年数"], *lines]) == blank


def test_two_columns_of_figures_that_nothing_tells_apart_give_none() -> None:
    tables = _read([["统计指标", "单位"], *([*line, "99"] for line in LINES)])
    assert all(note.state == "garbled" for note in tables.notes)
    assert {note.cell.split(".")[1] for note in tables.notes} == set(FIGURES)


def test_two_halves_beside_each_other() -> None:
    half = (len(LINES) + 1) // 2
    right = [*LINES[half:], *[["", "", ""]] * (2 * half - len(LINES))]
    assert _figures([HEADER * 2, *(left + other for left, other in zip(LINES[:half], right, strict=True))]) == FIGURES


def test_two_halves_of_which_the_right_label_has_a_slip() -> None:
    half = (len(LINES) + 1) // 2
    right = [*LINES[half:], *[["", "", ""]] * (2 * half - len(LINES))]
    lines = [left + other for left, other in zip(LINES[:half], right, strict=True)]
    slips = [[cell.replace("专门机构数", "专门机关数目") for cell in line] for line in lines]
    assert _figures([HEADER * 2, *slips]) == FIGURES


def test_a_label_that_stands_in_each_cell_of_its_span_is_one() -> None:
    """（二）被依法纠错数 is a row of the reviews and one of the lawsuits."""
    assert _figures([["统计指标", *HEADER], *([line[0], *line] for line in LINES)]) == FIGURES


def test_number_is_written_shorter_or_longer() -> None:
    longer = [[f"{zh}量" if zh.endswith("数") else zh, unit, figure] for zh, unit, figure in LINES]
    tables = _read([HEADER, *longer])
    assert _figures([HEADER, *longer]) == FIGURES
    assert not tables.notes


def test_a_label_with_a_slip_is_named_by_its_place_and_marked() -> None:
    lines = [[zh.replace("传真申请", "传直申请"), unit, figure] for zh, unit, figure in LINES]
    tables = _read([HEADER, *lines])
    assert _figures([HEADER, *lines]) == FIGURES
    assert [(note.cell, note.state) for note in tables.notes] == [(f"{STATISTICS}.received_fax.value", "uncertain")]


def test_a_figure_whose_label_is_none_of_the_form_leaves_the_missing_rows_in_doubt() -> None:
    lines = [["其中：电报数" if "传真申请" in zh else zh, unit, figure] for zh, unit, figure in LINES]
    (note,) = _read([HEADER, *lines]).notes
    assert (note.cell, note.state, note.raw) == (f"{STATISTICS}.received_fax.value", "garbled", "其中：电报数")


def test_a_hidden_figure_of_a_table_of_blocks_is_left_out() -> None:
    hidden = '<span style="display:none">9</span>'
    lines = "".join(
        f"<div><div>{zh}</div><div>{hidden if figure else ''}{figure}</div></div>" for zh, _, figure in LINES
    )
    table = read_tables(read_html(f"<p>统计表</p><div>{lines}</div>".encode())).figures[STATISTICS]
    assert {row: columns["value"] for row, columns in (table or {}).items()} == FIGURES


@pytest.mark.parametrize("unit_first", [True, False])
def test_codes_between_the_label_and_the_figure_are_put_aside(unit_first: bool) -> None:
    coded = [
        [label, *([unit or "—", f"{number:02}"] if unit_first else [f"{number:02}", unit or "—"]), figure]
        for number, (label, unit, figure) in enumerate(LINES, 1)
    ]
    assert _figures([["指标名称", "计量单位", "代码", "本期实际"], *coded]) == FIGURES


def test_text_whose_columns_full_width_spaces_part_with_a_column_of_codes() -> None:
    lines = [
        f"　{label}　{number:02}　{unit or '—'}　{figure}" for number, (label, unit, figure) in enumerate(LINES, 1)
    ]
    assert _figures_of_text(lines) == FIGURES


@pytest.mark.parametrize("stated", ["{}：{}{}", "{}：{}{}；", "{}:{}", "{}{}{}", "{}  {}{}"])
def test_a_paragraph_for_each_figure(stated: str) -> None:
    lines = [stated.format(label, figure, unit) if figure else label for label, unit, figure in LINES]
    assert _figures_of_text(lines) == FIGURES


def _figures_of_text(lines: list[str]) -> dict[str, object]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    table = read_tables(read_html(f"<p>统计表</p>{body}".encode())).figures[STATISTICS] or {}
    return {row: columns["value"] for row, columns in table.items()}
