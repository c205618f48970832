"""Headers of 表三 that do not say for certain which column is whose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from doubtful import EMPTY, FIGURES, marked, read, values

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, markdown_lines
from fixtures.cases.report_page import text_page
from harvester.editions.cells import edition_cells


@pytest.mark.parametrize("as_text", [True, False])
def test_the_order_of_names_in_a_header_without_spans_is_not_believed_where_every_figure_is_zero(
    as_text: bool,
) -> None:
    figures = EMPTY | {"requests.granted.org_business": "0"}
    _, (stub, people, names, *rows), _ = tables(figures=figures)
    spread = [[Box(stub[0].text), *people], [Box(stub[0].text), people[0], people[-1], *names], *rows]
    granted = read(spread, as_text=as_text).tables["requests"]["granted"]
    assert granted["org_business"] == 0
    assert granted["total"] is None


def test_a_header_of_one_row_is_believed_in_its_order() -> None:
    _, (stub, people, names, *rows), _ = tables(figures=EMPTY | {"requests.granted.org_business": "0"})
    header = [Box(stub[0].text, 3), replace(people[-1], rowspan=1), replace(people[0], rowspan=1), *names]
    report = read([header, *([*row[:-FIGURES], row[-1], *row[-FIGURES:-1]] for row in rows)])
    assert report.tables["requests"]["granted"]["org_business"] == 0


def test_where_total_stands_first_a_table_that_adds_up_nowhere_is_read_in_the_order_of_its_header() -> None:
    figures = EMPTY | {"requests.granted.org_business": "1", "requests.granted.total": "0"}
    _, (stub, people, names, *rows), _ = tables(figures=figures)
    person, organisations, total = people
    head = [stub, [total, person, organisations], names]
    report = read([*head, *([*row[:-FIGURES], row[-1], *row[-FIGURES:-1]] for row in rows)])
    granted = report.tables["requests"]["granted"]
    assert (granted["org_business"], granted["total"], granted["org_research"]) == (1, 0, None)


def test_organisations_in_another_order_are_read_as_their_names_stand() -> None:
    """No sum tells it: 科研机构 before 商业企业."""
    _, (stub, people, names, *rows), _ = tables(figures=EMPTY | {"requests.granted.org_business": "7"})
    head = [stub, people, [names[1], names[0], *names[2:]]]
    body = [[*row[:-6], row[-5], row[-6], *row[-4:]] for row in rows]
    granted = read([*head, *body]).tables["requests"]["granted"]
    assert (granted["org_business"], granted["org_research"]) == (7, None)


@pytest.mark.parametrize("lacking", [0, 3, 6])
def test_figures_of_a_text_whose_header_lacks_a_column_are_marked(lacking: int) -> None:
    _, (stub, people, names, *rows), _ = tables()
    columns = [people[0], *names, people[-1]]
    head = [Box(stub[0].text), *(box for place, box in enumerate(columns) if place != lacking)]
    body = [
        [row[-FIGURES - 1], *(box for place, box in enumerate(row[-FIGURES:]) if place != lacking)] for row in rows
    ]
    report = read([head, *([*row, Box("")] for row in body)], as_text=True)
    assert {cell for cell, value in values(report).items() if value is not None} <= marked(report)


def test_a_text_whose_header_has_its_names_in_pieces_lacks_none() -> None:
    _, (stub, people, names, *rows), _ = tables()
    pieces = [[Box(part) for box in names for part in (box.text[:2],)], [Box(box.text[2:]) for box in names]]
    report = read([[Box(box.text) for box in (stub[0], *people)], *pieces, *rows], as_text=True)
    assert "columns_lacking" not in {note.reason for note in report.cells}


def test_figures_of_a_text_whose_header_lacks_a_result_are_marked() -> None:
    """The four blanks that fill up the header make sixteen cells of twelve figures, and the sums hold in fifteen."""
    own = {"suit_after_review.upheld": "5", "suit_after_review.total": "5"}
    cells = [name for name in edition_cells("2021") if name.startswith("review_and_litigation.")]
    figures = {name: own.get(name.partition(".")[2], "0") for name in cells}
    first, second, (groups, results, *rows) = tables(figures=figures)
    short = [[box for place, box in enumerate(row) if place % 5 != 3] for row in (results[:5], *rows)]
    third = [groups, [*short[0], *results[5:]], *short[1:]]
    text = text_page([markdown_lines(rows) for rows in (first, second, third)])
    report = harvester.parse(text.encode(), filename="report.txt")
    table = report.tables["review_and_litigation"] or {}
    ids = (f"review_and_litigation.{row}.{column}" for row, values in table.items() for column in values)
    assert {*ids} <= marked(report)


@pytest.mark.parametrize("total", ["0", "1"])
def test_an_order_that_no_row_of_figures_bears_out_is_in_doubt(total: str) -> None:
    """总计 behind 自然人 may be a header of two rows whose spans are lost; 0 1 0 0 0 0 1 adds up either way."""
    figures = EMPTY | {"requests.granted.org_business": "1", "requests.granted.total": total}
    _, (stub, people, names, *rows), _ = tables(figures=figures)
    report = read([[Box(stub[0].text), people[0], people[-1], *names], *rows])

    assert {"requests.granted.org_business", "requests.granted.total"} <= marked(report)
