"""Figures of tables without ruling lines: what no sum confirms is not passed off as certain."""

from __future__ import annotations

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.pdf_writer import Style, report_pdf


def _doubted(rules: str, **figures: str) -> set[str]:
    """The cells marked uncertain for want of lines, of a report in which a figure is not as the sums have it."""
    changed = {name.replace("__", "."): text for name, text in figures.items()}
    report = harvester.parse(report_pdf(tables(figures=changed), Style(rules=rules)), filename="report.pdf")
    return {note.cell for note in report.cells if note.reason == "unruled"}


def test_the_figures_of_a_sum_that_fails_are_uncertain() -> None:
    found = _doubted("none", requests__granted__natural_person="9999")
    assert {
        "requests.granted.natural_person",
        "requests.granted.total",
        "requests.outcome_total.natural_person",
    } <= found
    assert "requests.granted.org_research" in found
    assert "requests.denied_state_secret.org_research" not in found


def test_the_outcomes_of_a_column_that_cannot_be_added_up_are_uncertain() -> None:
    found = _doubted("none", requests__outcome_total__natural_person="若干")
    assert "requests.granted.natural_person" in found


def test_a_row_that_states_no_total_is_uncertain_with_its_blanks() -> None:
    found = _doubted("none", requests__granted__total="", requests__granted__org_other="")
    assert {"requests.granted.natural_person", "requests.granted.org_other", "requests.granted.total"} <= found


def test_a_table_whose_sums_hold_or_that_has_lines_is_not_doubted() -> None:
    assert not _doubted("none")
    assert not _doubted("all", requests__granted__natural_person="9999")
