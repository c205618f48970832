"""Rows of which neither a label nor a sum tells the place: named or placed with a mark, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from doubtful import EMPTY, FIGURES, marked, read, values

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, html_table, markdown_lines
from fixtures.cases.report_page import html_page, text_page
from harvester.editions.cells import edition_cells
from harvester.items import Report


def test_a_blank_label_in_a_table_without_header_is_that_of_the_first_row() -> None:
    _, rows, _ = tables()
    (label, *figures), *others = rows[3:]
    report = read([[replace(label, text=""), *figures], *others])
    assert report.tables["requests"]["new_received"]["total"] == int(figures[-1].text)
    assert "requests.new_received.total" in marked(report)
    assert report.findings == ()


def test_a_blank_cell_of_the_label_is_no_figure_where_the_last_column_is_on_another_page() -> None:
    names = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    header = [Box(""), Box(""), *map(Box, names)]
    body = [[Box(row[-8].text), Box(""), *row[-7:-1]] for row in tables()[1][3:]]
    report = read([header, *body])
    printed = {cell for cell, value in values(report).items() if value is not None}
    assert printed <= marked(report)


def test_zeros_of_a_row_with_a_cell_too_many_beside_a_subtotal_are_marked() -> None:
    _, (stub, people, names, *rows), _ = tables(figures=EMPTY)
    head = [[stub[0], Box("申请人情况", 8)], [people[0], Box("法人或其他组织", 6), people[-1]], [*names, Box("小计")]]
    shown = [*rows[2][:-FIGURES], *map(Box, ("", "", "", "0", "", "", "", "0", "0"))]
    body = [[*row[:-1], Box(""), row[-1]] for row in rows]
    report = read([*head, *body[:2], shown, *body[3:]])
    granted = report.tables["requests"]["granted"]
    assert {f"requests.granted.{column}" for column, value in granted.items() if value is not None} <= marked(report)


def test_a_figure_of_a_row_with_a_cell_too_many_beside_a_subtotal_is_marked_where_it_adds_up_by_chance() -> None:
    """``2`` is of 法律服务机构; its 小计 is 0, which is wrong, and the row one cell further on would hold too."""
    _, (stub, people, names, *rows), _ = tables(figures=EMPTY)
    head = [[stub[0], Box("申请人情况", 8)], [people[0], Box("法人或其他组织", 6), people[-1]], [*names, Box("小计")]]
    shown = [*rows[2][:-FIGURES], *map(Box, ("", "", "", "", "2", "", "0", "2", ""))]
    body = [[*row[:-1], Box(""), row[-1]] for row in rows]
    report = read([*head, *body[:2], shown, *body[3:]])
    granted = report.tables["requests"]["granted"]
    assert {f"requests.granted.{column}" for column, value in granted.items() if value is not None} <= marked(report)


def test_a_negative_count_is_marked() -> None:
    first, second, third = tables(("2019", "2021"), {"proactive_disclosure.administrative_fees.items_last_year": "-3"})
    body = html_page([html_table(rows) for rows in (first, second, third)])
    report = harvester.parse(body.encode(), filename="report.html")
    assert {note.cell for note in report.cells if note.reason == "negative"} == {
        "proactive_disclosure.administrative_fees.items_last_year"
    }


@pytest.mark.parametrize("unit", ["元", "亿元"])
def test_an_amount_below_a_header_in_another_unit_is_marked(unit: str) -> None:
    first, second, third = tables(figures={"proactive_disclosure.administrative_fees.fee_amount": "12.5"})
    first = [[replace(box, text=box.text.replace("万元", unit)) for box in row] for row in first]
    report = harvester.parse(html_page([html_table(rows) for rows in (first, second, third)]).encode())
    (note,) = (note for note in report.cells if note.cell.endswith("fee_amount"))
    assert (note.state, note.unit, note.reason) == ("uncertain", unit, "unit_differs")


def test_an_amount_beside_another_unit_is_marked() -> None:
    first, second, third = tables(figures={"proactive_disclosure.administrative_fees.fee_amount": "12.5"})
    wide = [
        row if len(row) == 1 else [row[0], Box("单位" if row[0].text == "信息内容" else "元"), *row[1:]]
        for row in first
    ]
    report = harvester.parse(html_page([html_table(rows) for rows in (wide, second, third)]).encode())
    reasons = {note.cell: note.reason for note in report.cells if note.cell.startswith("proactive_disclosure")}
    assert reasons == {"proactive_disclosure.administrative_fees.fee_amount": "unit_differs"}


@pytest.mark.parametrize("label", ["行次", "单位"])
def test_a_further_column_between_the_label_and_the_figures_is_put_aside(label: str) -> None:
    first, second, third = tables()
    texts = ["件" if label == "单位" else str(number) for number in range(len(first))]
    wide = [
        row if len(row) == 1 else [row[0], Box(label if row[0].text == "信息内容" else text), *row[1:]]
        for row, text in zip(first, texts, strict=True)
    ]
    report = harvester.parse(html_page([html_table(rows) for rows in (wide, second, third)]).encode())
    plain = harvester.parse(html_page([html_table(rows) for rows in (first, second, third)]).encode())
    assert report.tables["proactive_disclosure"] == plain.tables["proactive_disclosure"]
    assert not any(cell.startswith("proactive_disclosure") for cell in marked(report))


def test_a_picture_in_a_figures_place_is_no_blank() -> None:
    _, rows, _ = tables(figures=EMPTY)
    first, _, third = tables()
    body = html_page([html_table(first), html_table(rows).replace("<td></td>", '<td><img src="5.gif"></td>', 1), ""])
    report = harvester.parse(body.encode())
    assert [note.reason for note in report.cells if note.state == "garbled"] == ["picture"]
    assert third


def test_a_row_that_numbers_its_columns_is_not_the_figures_of_the_reviews() -> None:
    first, second, third = tables()
    numbered = [*third[:-1], [Box(str(number)) for number in range(1, 16)], third[-1]]
    report = harvester.parse(html_page([html_table(rows) for rows in (first, second, numbered)]).encode())
    plain = harvester.parse(html_page([html_table(rows) for rows in (first, second, third)]).encode())
    assert report.tables["review_and_litigation"] == plain.tables["review_and_litigation"]
    assert marked(report) == set()


def test_a_row_pulled_to_the_left_is_marked_though_its_first_figure_is_lost() -> None:
    """``2 | 2 | 0 … 4 | 8`` without its first figure; moved back, the sum of that column alone does not hold."""
    names = ("natural_person", "org_business", "org_other", "total")
    figures = {f"requests.{row}.{name}": "2" for row in ("unprocessed_reissue", "outcome_total") for name in names[:2]}
    figures |= {f"requests.{row}.org_other": "4" for row in ("unprocessed_reissue", "outcome_total")}
    figures |= {f"requests.{row}.total": "8" for row in ("unprocessed_reissue", "outcome_total")}
    _, rows, _ = tables(figures=EMPTY | figures)
    place = next(index for index, row in enumerate(rows) if row[-1].id == "requests.unprocessed_reissue.total")
    row = rows[place]
    rows[place] = [*row[:-FIGURES], *row[1 - FIGURES :], Box("")]
    report = read(rows)
    figures = report.tables["requests"]["unprocessed_reissue"]
    assert {f"requests.unprocessed_reissue.{name}" for name, value in figures.items() if value} <= marked(report)


def test_all_figures_of_pdf_text_whose_cells_broke_over_lines_are_marked() -> None:
    """The tens of a figure stand on the line before its units: sums hold of what is left (4 + 1 = 5 of 10 + 4 + 1)."""
    first, second, third = tables()
    parts = [markdown_lines(first), _broken(second), markdown_lines(third)]
    report = harvester.parse(text_page(parts).encode(), filename="report.txt")
    printed = {box.id: box.text for line in second for box in line if box.id}
    wrong = {cell for cell, text in printed.items() if _value(report, cell) not in (None, int(text))}
    assert wrong
    assert wrong <= marked(report)


def _value(report: Report, cell: str) -> object:
    _, row, column = cell.split(".")
    return report.tables["requests"][row][column]


def _broken(rows: Rows) -> str:
    lines = []
    for row in rows:
        label, figures = "".join(box.text for box in row if not box.id), [box.text for box in row if box.id]
        lines.append(" ".join((label[:12], *(text[:-1] for text in figures if len(text) > 1))))
        lines.append(" ".join((label[12:], *(text[-1] for text in figures))))
    return "\n".join(line for line in lines if line.strip())


def test_the_heading_of_the_next_section_in_the_same_table_is_no_lost_row() -> None:
    _, rows, _ = tables(("2019", "2019"))
    heading = [Box("四、政府信息公开行政复议、行政诉讼情况"), *(Box("") for _ in range(9))]
    assert not marked(read([*rows, heading]))


def test_of_two_copies_of_a_table_that_differ_every_cell_is_marked_that_one_of_them_leaves_blank() -> None:
    blank = {cell: "" for cell in edition_cells("2021") if cell.endswith("org_research")}
    parts = [tables(figures=blank), tables(figures={"requests.granted.natural_person": "1"})]
    page = html_page(["".join(html_table(rows) for rows in both) for both in zip(*parts, strict=True)])
    assert marked(harvester.parse(page.encode(), filename="report.html")) == {
        "requests.granted.natural_person",
        *blank,
    }


def test_a_blank_form_above_the_filled_one_is_no_other_copy() -> None:
    blank = dict.fromkeys(edition_cells("2021"), "")
    parts = [tables(figures=blank), tables()]
    page = html_page(["".join(html_table(rows) for rows in both) for both in zip(*parts, strict=True)])
    assert harvester.parse(page.encode(), filename="report.html").cells == ()


def test_a_further_column_named_above_blank_reviews_is_no_figure_of_theirs() -> None:
    blank = {cell: "" for cell in edition_cells("2021") if cell.startswith("review")}
    first, second, third = tables(figures=blank)
    wide = [[*third[0], Box("备注", 1, 3)], *third[1:3], [*third[3], Box("")]]
    page = html_page([html_table(rows) for rows in (first, second, wide)])
    report = harvester.parse(page.encode(), filename="report.html")
    assert {note.state for note in report.cells} == {"blank"}


def test_the_number_of_a_note_that_lost_its_place_is_no_figure() -> None:
    first, second, third = tables()
    noted = [[replace(row[0], text=row[0].text + "1"), *row[1:]] if row[0].text == "规章" else row for row in first]
    page = html_page([html_table(rows) for rows in (noted, second, third)])
    report = harvester.parse(page.encode(), filename="report.html")
    assert report.tables["proactive_disclosure"]["rules"] == {"issued": 2, "repealed": 1, "in_force": 12}
    blank = tables(figures={f"proactive_disclosure.rules.{name}": "" for name in ("issued", "repealed", "in_force")})[
        0
    ]
    noted = [[replace(row[0], text=row[0].text + "1"), *row[1:]] if row[0].text == "规章" else row for row in blank]
    page = html_page([html_table(rows) for rows in (noted, second, third)])
    assert "proactive_disclosure.rules.issued" in marked(harvester.parse(page.encode(), filename="report.html"))


def test_the_sum_of_both_kinds_of_lawsuits_is_not_taken_for_one_of_them() -> None:
    blank = {cell: "" for cell in edition_cells("2021") if cell.startswith("review")}
    first, second, third = tables(figures=blank | {"review_and_litigation.suit_direct.upheld": "1"})
    sums = [Box("诉讼合计", 5), *third[2][:5], *map(Box, ("1", "", "", "", "1"))]
    wide = [third[0], [*third[1], sums[0]], [*third[2], *sums[1:6]], [*third[3], *sums[6:]]]
    page = html_page([html_table(rows) for rows in (first, second, wide)])
    report = harvester.parse(page.encode(), filename="report.html")
    assert report.tables["review_and_litigation"]["suit_after_review"]["upheld"] is None or (
        "review_and_litigation.suit_after_review.upheld" in marked(report)
    )


def test_of_several_bodies_in_a_table_of_reviews_the_row_of_their_sums_is_read() -> None:
    first, second, (top, results, suits, figures) = tables()
    own = [int(box.text) for box in figures]
    shares = [[str(number // 2) for number in own], [str(number - number // 2) for number in own]]
    lines = [("局机关", shares[0]), ("市图书馆", shares[1]), ("本系统合计", [box.text for box in figures])]
    body = [[Box(name), *map(Box, texts)] for name, texts in lines]
    parts = (first, second, [[Box("单位", 1, 3), *top], results, suits, *body])
    report = harvester.parse(html_page([html_table(rows) for rows in parts]).encode(), filename="report.html")
    read = report.tables["review_and_litigation"]
    assert [value for group in read.values() for value in group.values()] == own
    assert not any(note.cell.startswith("review_and_litigation") for note in report.cells)


def test_a_row_that_numbers_the_columns_of_the_requests_is_no_lost_row() -> None:
    _, (stub, people, names, *rows), _ = tables()
    numbers = [Box("甲", 3), *(Box(str(number)) for number in range(1, FIGURES + 1))]
    assert read([stub, people, names, numbers, *rows]).findings == ()


@pytest.mark.parametrize("figure", ["3", "0"])
def test_a_figure_whose_cell_goes_on_beside_further_rows_may_be_their_sum(figure: str) -> None:
    _, rows, _ = tables(figures=EMPTY)
    place = next(at for at, row in enumerate(rows) if any(box.text == "1.属于国家秘密" for box in row))
    total, *further = rows[place : place + 8]
    merged = [*total[:-1], replace(total[-1], text=figure, rowspan=8)]
    shown = [*rows[:place], merged, *(row[:-1] for row in further), *rows[place + 8 :]]
    is_marked = "requests.denied_state_secret.total" in marked(read(shown))
    assert is_marked == (figure != "0")
