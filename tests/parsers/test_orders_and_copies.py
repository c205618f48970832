"""Columns that a page has in another order than the form, and tables that it has twice: a template, last year's."""

from __future__ import annotations

from dataclasses import replace

import pytest

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, html_table, pipe_lines
from fixtures.cases.report_page import html_page, text_page
from fixtures.cases.variations import extra_columns
from harvester.editions.cells import edition_cells
from harvester.items import Report

_FIGURES = 7
CELLS = edition_cells("2021")
_TEMPLATE = dict.fromkeys(CELLS, "0")
_BLANK = dict.fromkeys(CELLS, "")


def read(*built: Rows) -> Report:
    return _parsed([html_table(rows) for rows in built])


def _beside(first: list[Rows], second: list[Rows]) -> Report:
    """A page that has each table twice, one below the other."""
    return _parsed([html_table(one) + html_table(other) for one, other in zip(first, second, strict=True)])


def _parsed(parts: list[str]) -> Report:
    return harvester.parse(html_page(parts).encode(), filename="report.html")


def marked_cells(report: Report) -> set[str]:
    return {note.cell for note in report.cells if note.state in ("uncertain", "garbled")}


def test_persons_behind_the_organisations_are_read_where_their_name_stands() -> None:
    """No sum tells it: the total is that of all six kinds of applicants in any order."""
    first, (stub, (person, organisations, total), names, *rows), third = tables()
    body = [[*row[:-_FIGURES], *row[-6:-1], row[-_FIGURES], row[-1]] for row in rows]
    assert read(first, [stub, [organisations, person, total], names, *body], third).tables == plain().tables


def test_a_total_behind_the_persons_is_read_there_though_the_sums_hold_in_the_forms_order() -> None:
    ones = {f"requests.{row}.{column}" for row in ("new_received", "granted") for column in ("org_other", "total")}
    first, (stub, (person, organisations, total), names, *rows), third = tables(
        figures={key: "1" if key in ones else "0" for key in CELLS}
    )
    body = [[*row[:-6], row[-1], *row[-6:-1]] for row in rows]
    behind = read(first, [stub, [person, total, organisations], names, *body], third).tables
    assert behind == read(first, [stub, [person, organisations, total], names, *rows], third).tables


def test_a_header_that_was_cut_does_not_move_the_total_of_rows_with_an_empty_column_before_their_figures() -> None:
    ones = {f"requests.{row}.{column}" for row in ("new_received", "granted") for column in ("org_business", "total")}
    twos = {f"requests.{row}.natural_person" for row in ("carried_over", "granted")} | {"requests.carried_over.total"}
    figures = {key: "1" if key in ones else "2" if key in twos else "0" for key in CELLS} | {
        "requests.granted.total": "3"
    }
    first, (stub, (person, _, total), names, *rows), third = tables(figures=figures)
    head = [Box(""), Box(stub[0].text), *(replace(box, rowspan=1) for box in (person, total, *names))]
    body = [[*row[:-_FIGURES], Box(""), *row[-_FIGURES:]] for row in rows]
    assert read(first, [head, *body], third).tables == read(*tables(figures=figures)).tables


@pytest.mark.parametrize("places", [(3, 1, 0, 2, 4, 5, 6), (6, 5, 4, 3, 2, 1, 0)])
def test_a_header_of_one_row_that_total_begins_or_ends_is_believed(places: tuple[int, ...]) -> None:
    first, (stub, people, names, *rows), third = tables()
    columns = [replace(box, rowspan=1) for box in (people[0], *names, people[-1])]
    head = [Box(stub[0].text, 3), *(columns[place] for place in places)]
    body = [[*row[:-_FIGURES], *(row[place - _FIGURES] for place in places)] for row in rows]
    assert read(first, [head, *body], third).tables == plain().tables


def test_a_total_before_all_others_is_found_in_text_with_an_empty_column() -> None:
    first, (stub, (person, organisations, total), names, *rows), third = tables()
    body = [[*row[:-_FIGURES], row[-1], *row[-_FIGURES:-1]] for row in rows]
    shown = [first, extra_columns(1)([stub, [total, person, organisations], names, *body]), third]
    report = harvester.parse(text_page(list(map(pipe_lines, shown))).encode(), filename="report.txt")
    assert report.tables["requests"] == plain().tables["requests"]


@pytest.mark.parametrize("template_first", [True, False])
def test_zeros_beside_the_same_table_in_blank_are_in_doubt(template_first: bool) -> None:
    pair = (_TEMPLATE, _BLANK) if template_first else (_BLANK, _TEMPLATE)
    report = _beside(*(tables(figures=figures) for figures in pair))
    figures = {cell for cell in CELLS if _value(report, cell) is not None}
    assert figures <= marked_cells(report)


def test_an_empty_template_beside_the_report_leaves_its_figures_alone() -> None:
    assert marked_cells(_beside(tables(figures=_BLANK), tables())) == set()


def test_a_template_of_zeros_beside_review_and_litigation_with_blanks_is_marked() -> None:
    own = {"review_and_litigation.review.other_result": "", "review_and_litigation.review.total": "38"}
    report = _beside(tables(figures=_TEMPLATE), tables(figures=own))
    assert {cell for cell in CELLS if cell.startswith("review_and_litigation")} <= marked_cells(report)


def test_groups_of_review_and_litigation_in_a_row_each_are_marked_where_the_page_has_others_as_well() -> None:
    first, second, third = tables()
    *others, earlier = tables(figures={"review_and_litigation.review.upheld": "23"})
    report = _beside([first, second, _one_a_row(third)], [*others, _one_a_row(earlier)])
    assert "review_and_litigation.review.upheld" in marked_cells(report)


def test_results_in_another_order_are_read_as_they_stand_in_a_text_that_has_the_table_twice() -> None:
    *others, third = tables()
    order = (4, 0, 2, 1, 3)
    first, second, names, figures = third
    moved = [
        first,
        [*(second[place] for place in order), *second[5:]],
        *([row[group + place] for group in range(0, len(row), 5) for place in order] for row in (names, figures)),
    ]
    lines = pipe_lines(moved)
    report = harvester.parse(text_page([*map(pipe_lines, others), f"{lines}\n{lines}"]).encode(), filename="a.txt")
    assert report.tables["review_and_litigation"] == plain().tables["review_and_litigation"]


def test_results_of_which_some_begin_on_a_higher_line_are_in_the_order_of_the_form() -> None:
    *others, (first, second, names, figures) = tables()
    broken = [[*second[2:4]], [*second[:2], second[4], *names]]
    cut = [[replace(box, colspan=1, rowspan=1) for box in row] for row in (*broken, figures)]
    report = read(*others, [first, *cut])
    assert report.tables["review_and_litigation"] == plain().tables["review_and_litigation"]


def _one_a_row(rows: Rows) -> Rows:
    groups = ("行政复议", "未经复议直接起诉", "复议后起诉")
    results = [replace(box, rowspan=1) for box in rows[1][:5]]
    figures = rows[-1]
    lines = [[Box(group), *figures[5 * place :][:5]] for place, group in enumerate(groups)]
    return [[Box("类别"), *results], *lines]


def plain() -> Report:
    return read(*tables())


def _value(report: Report, cell: str) -> object:
    table, row, column = cell.split(".")
    return (report.tables[table] or {}).get(row, {}).get(column)


def test_a_row_that_only_one_of_two_differing_tables_has_is_in_doubt() -> None:
    first, second, third = tables()
    earlier = tables(figures={"proactive_disclosure.normative_documents.in_force": "99"})[0][:4]
    report = _beside([earlier, second, third], [first, second, third])
    assert "proactive_disclosure.administrative_licensing.decisions" in marked_cells(report)


def test_rows_of_an_article_in_two_tables_are_in_doubt_though_no_row_is_in_both() -> None:
    band, head, rules, documents, *rest = tables()[0]
    marked = marked_cells(_of_tables([band, head, documents], [band, head, rules, *rest]))
    assert {cell.split(".")[1] for cell in marked} == {"rules", "normative_documents"}


def test_rows_that_one_of_two_tables_has_beside_equal_ones_are_in_doubt() -> None:
    first = tables()[0]
    report = _of_tables(first[:7], [*first[:4], *first[7:]])
    further = {*(report.tables["proactive_disclosure"] or ())} - {"rules", "normative_documents"}
    assert {cell.split(".")[1] for cell in marked_cells(report)} == further


def test_a_row_twice_under_different_labels_is_in_doubt_though_its_figures_are_the_same() -> None:
    first, second, third = tables(figures={"proactive_disclosure.normative_documents.repealed": "0"})
    place = next(at for at, row in enumerate(first) if row[0].text == "行政规范性文件")
    label, *figures = first[place]
    twice = [[replace(label, text=f"{label.text}（{whose}）"), *figures] for whose in ("政府", "政府办")]
    marked = marked_cells(read([*first[:place], *twice, *first[place + 1 :]], second, third))
    assert marked == {f"proactive_disclosure.normative_documents.{column}" for column in ("issued", "in_force")}


def test_a_table_for_each_row_is_one_table() -> None:
    band, head, rules, documents, *rest = tables()[0]
    penalties = rest[3:5]
    cards = [[band, head, rules], [band, head, documents], rest[:3], rest[3:6], [*penalties, rest[6]], rest[7:]]
    assert marked_cells(_of_tables(*cards)) == set()


def _of_tables(*parts: Rows) -> Report:
    """A report whose first table is these."""
    return _parsed(["".join(map(html_table, parts)), *map(html_table, tables()[1:])])


def test_a_table_in_both_editions_is_in_doubt() -> None:
    first, second, third = tables()
    report = _beside([first, second, third], [tables(("2019", "2021"))[0], second, third])
    table = report.tables["proactive_disclosure"] or {}
    figures = {
        f"{row}.{column}" for row, cells in table.items() for column, value in cells.items() if value is not None
    }
    assert {f"proactive_disclosure.{figure}" for figure in figures} <= marked_cells(report)


@pytest.mark.parametrize("place", range(4))
def test_a_name_of_applicants_that_is_broken_over_two_rows_is_no_unknown_one(place: int) -> None:
    first, (stub, people, names, *rows), third = tables()
    upper = [replace(box, text=box.text[:-2]) if at == place else box for at, box in enumerate(names)]
    lower = [Box(box.text[-2:] if at == place else "") for at, box in enumerate(names)]
    taller = [
        [replace(box, rowspan=box.rowspan + 1 if box.rowspan > 1 else 1) for box in row] for row in (stub, people)
    ]
    assert marked_cells(read(first, [*taller, upper, lower, *rows], third)) == set()
