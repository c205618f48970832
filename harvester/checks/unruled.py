"""Tables without ruling lines: figures that no sum confirms may be of another row or column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.editions.form import load_form
from harvester.items import UNRULED, CellNote, Finding, Report


def doubted_sums(report: Report, findings: Iterable[Finding]) -> Report:
    """The report with the figures of sums that fail, and of columns of 表三 that cannot be added up, uncertain.

    Those that are not plain already keep the note that they have.
    """
    figures = Figures(report)
    known = {note.cell for note in report.cells if note.state != "number" or note.reason == "corrected"}
    doubtful = (*_in_broken_sums(findings), *_in_open_columns(figures))
    notes = {
        cell: CellNote(cell=cell, raw=str(value), state="uncertain", reason=UNRULED)
        for cell in doubtful
        if cell not in known and (value := figures.value(cell)) is not None
    }
    kept = (note for note in report.cells if note.cell not in notes)
    return replace(report, cells=(*kept, *notes.values()))


def _in_broken_sums(findings: Iterable[Finding]) -> Iterator[str]:
    return (cell for finding in findings if load_rules()[finding.rule].is_sum for cell in finding.cells)


def _in_open_columns(figures: Figures) -> Iterator[str]:
    """The outcomes of each column of 表三 whose total is not stated, or has parts that could not be read."""
    for column in load_form().request_columns:
        parts = [f"requests.{row}.{column.key}" for row in figures.outcomes()]
        total = figures.value(f"requests.outcome_total.{column.key}")
        if total is None or not figures.are_readable(parts):
            yield from parts
