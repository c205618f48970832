"""Tables without ruling lines: figures that no sum confirms may be of another row or column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.editions.form import load_form
from harvester.items import UNRULED, CellNote, Finding, Report

_CERTAIN = ("number", "blank")


def doubted_sums(report: Report, findings: Iterable[Finding]) -> Report:
    """The report with the cells of sums that fail, or that cannot be added up, uncertain; blank ones with them.

    Those that are doubtful already, or that a person has corrected, keep the note that they have.
    """
    figures = Figures(report)
    noted = {note.cell: note for note in report.cells}
    notes = dict(noted)
    for cell in (*_in_broken_sums(findings), *_in_open_columns(figures), *_in_open_rows(figures)):
        note, value = noted.get(cell), figures.value(cell)
        if note is None and value is not None:
            notes[cell] = CellNote(cell=cell, raw=str(value), state="uncertain", reason=UNRULED)
        elif note is not None and note.state in _CERTAIN and note.reason != "corrected":
            notes[cell] = replace(note, state="uncertain", reason=UNRULED)
    return replace(report, cells=tuple(notes.values()))


def _in_open_rows(figures: Figures) -> Iterator[str]:
    """Every row of 表三 that states figures and no total."""
    *parts, total = (column.key for column in load_form().request_columns)
    for row, columns in figures.rows("requests").items():
        if columns.get(total) is None and any(columns.get(part) for part in parts):
            yield from (f"requests.{row}.{column}" for column in (*parts, total))


def _in_broken_sums(findings: Iterable[Finding]) -> Iterator[str]:
    return (cell for finding in findings if load_rules()[finding.rule].is_sum for cell in finding.cells)


def _in_open_columns(figures: Figures) -> Iterator[str]:
    """The outcomes of each column of 表三 whose total is not stated, or has parts that could not be read."""
    for column in load_form().request_columns:
        parts = [f"requests.{row}.{column.key}" for row in figures.outcomes()]
        total = figures.value(f"requests.outcome_total.{column.key}")
        if total is None or not figures.are_readable(parts):
            yield from parts
