"""Figures across the border of their cell: the sums of 表三 tell whether they were read right."""

from __future__ import annotations

from dataclasses import replace

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.pdf_writer import Style, report_pdf
from harvester.checks.across import settled
from harvester.items import CellNote


def _left(cell: str, **figures: str) -> set[str]:
    """What stays uncertain where ``cell`` reaches over its border."""
    changed = {name.replace("__", "."): text for name, text in figures.items()}
    report = harvester.parse(report_pdf(tables(figures=changed), Style()), filename="report.pdf")
    crossing = CellNote(cell=cell, raw="1", state="uncertain", reason="across")
    report = settled(replace(report, cells=(*report.cells, crossing)), report.findings)
    return {note.cell for note in report.cells if note.state == "uncertain"}


def test_a_figure_whose_row_and_column_add_up_is_certain() -> None:
    assert not _left("requests.granted.natural_person")


def test_one_whose_sum_fails_or_is_not_stated_stays_uncertain() -> None:
    cell = "requests.granted.natural_person"
    assert _left(cell, requests__granted__natural_person="9999") == {cell}
    assert _left(cell, requests__granted__total="") == {cell, "requests.granted.total"}


def test_beside_one_in_doubt_the_blanks_of_its_row_are_in_doubt() -> None:
    cell, blank = "requests.granted.natural_person", "requests.granted.org_other"
    assert _left(cell, requests__granted__total="9999", requests__granted__org_other="") == {cell, blank}


def test_no_sum_confirms_a_figure_of_the_other_tables() -> None:
    cell = "proactive_disclosure.administrative_licensing.decisions"
    assert _left(cell) == {cell}
