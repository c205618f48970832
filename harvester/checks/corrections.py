"""Corrections that could not be applied: the page no longer prints what they were made for."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.checks.rules import load_data, load_rules
from harvester.items import Finding, Report


def check_corrections(report: Report) -> Iterator[Finding]:
    problems = load_data("rules.yaml")["problems"] if any(said.problem for said in report.corrections) else {}
    for said in report.corrections:
        if said.problem:
            yield load_rules()["correction.not_applied"].finding(
                (said.field,),
                expected=said.after,
                actual=said.before,
                entry=said.entry,
                problem=problems[said.problem],
                cell=said.field,
            )
