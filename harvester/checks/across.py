"""Figures across the border of their cell in a PDF: those that all sums of 表三 confirm are in no doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.items import CellNote, Finding, Report

_REASON = "across"


def has_crossing(report: Report) -> bool:
    """True where a figure stands across the border of its cell."""
    return any(note.reason == _REASON for note in report.cells)


def settled(report: Report, findings: Iterable[Finding]) -> Report:
    """The report with the figures certain whose row and column both add up to a total that is stated.

    Beside one that is not, the blanks of its row are in doubt as well: it may hold the figure of one of them.
    """
    broken = {cell for finding in findings if load_rules()[finding.rule].is_sum for cell in finding.cells}
    notes = list(_settled(report.cells, Figures(report), broken))
    rows = {_row(note.cell) for note in notes if note.reason == _REASON}
    return replace(report, cells=tuple(_doubted(note) if _row(note.cell) in rows else note for note in notes))


def _settled(notes: Iterable[CellNote], figures: Figures, broken: set[str]) -> Iterator[CellNote]:
    for note in notes:
        if note.reason != _REASON or note.cell in broken or not _is_summed(note.cell, figures):
            yield note
        elif not note.raw.isdecimal():
            yield replace(note, state="number", reason=None)


def _doubted(note: CellNote) -> CellNote:
    return replace(note, state="uncertain", reason=_REASON) if note.state == "blank" else note


def _row(cell: str) -> str:
    return cell.rpartition(".")[0]


def _is_summed(cell: str, figures: Figures) -> bool:
    table, row, column = cell.split(".")
    totals = (f"requests.{row}.total", f"requests.outcome_total.{column}")
    return table == "requests" and all(figures.value(total) is not None for total in totals)
