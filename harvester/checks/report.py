"""Every rule over one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harvester.checks.corrections import check_corrections
from harvester.checks.disclosure import check_disclosure
from harvester.checks.document import HEADINGS, check_document
from harvester.checks.figures import Figures
from harvester.checks.litigation import check_litigation
from harvester.checks.narrative import check_narrative
from harvester.checks.requests import check_non_negative, check_requests
from harvester.checks.rules import load_rules, remark
from harvester.checks.statistics import check_statistics
from harvester.items import Finding, Report

ALL_HEADINGS = frozenset(HEADINGS)


def check(report: Report, *, present_headings: frozenset[str] = ALL_HEADINGS) -> tuple[Finding, ...]:
    """The rules that do not hold, in the order of the form; nothing for a page that is no report.

    ``present_headings`` are the keys of the six sections whose headings the page has.
    """
    if report.kind != "report":
        return ()
    figures = Figures(report)
    return tuple(_doubted(finding, figures) for finding in _findings(report, figures, present_headings))


def _findings(report: Report, figures: Figures, present_headings: frozenset[str]) -> Iterator[Finding]:
    yield from check_disclosure(figures, report.agency)
    yield from check_requests(figures)
    yield from check_litigation(figures)
    yield from check_non_negative(figures)
    yield from check_statistics(figures)
    yield from check_narrative(report, figures)
    yield from check_document(report, present_headings)
    yield from check_corrections(report)


def _doubted(finding: Finding, figures: Figures) -> Finding:
    """The finding with what its numbers are worth: the source is inconsistent, or it may have been misread."""
    is_sum = load_rules()[finding.rule].is_sum
    if is_sum and not figures.shifted_rows.isdisjoint(cell.rpartition(".")[0] for cell in finding.cells):
        worth = "shifted"
    elif not figures.doubtful.isdisjoint(finding.cells):
        worth = "doubt"
    elif not is_sum:
        return finding
    elif not figures.corrected.isdisjoint(finding.cells):
        worth = "corrected"
    else:
        worth = "slip" if figures.absent.isdisjoint(finding.cells) else "lacking"
    return replace(finding, message=finding.message + remark(worth))
