"""What commands and the demo ask the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from harvester.editions.form import load_form
from harvester.record import number_from
from harvester.store.chunks import in_chunks
from harvester.store.facts import findings, requests
from harvester.store.history import run_row
from harvester.store.models import Agency, Outcome, Report, ReportSource, Run
from harvester.store.rows import FindingRow, HarvestRow, OutcomeRow, RunRow
from harvester.store.selection import Selection, selected_ids

__all__ = [
    "FindingRow",
    "HarvestRow",
    "OutcomeRow",
    "RunRow",
    "finding_count",
    "harvest",
    "iter_findings",
    "last_runs",
    "outcomes",
]

_IN_ORDER = (Agency.id.is_(None), func.coalesce(Agency.division_code, ""), Agency.name, Report.year, Report.id)


def last_runs(session: Session, portal: str | None = None) -> list[RunRow]:
    """The last run of every portal, or of one."""
    newest = select(func.max(Run.id)).group_by(Run.portal)
    query = select(Run).where(Run.id.in_(newest)).order_by(Run.portal)
    runs = session.scalars(query.where(Run.portal == portal) if portal else query)
    return [run_row(run) for run in runs]


def harvest(session: Session, portal: str | None = None) -> list[HarvestRow]:
    """Every report with the totals of its requests, ordered by place, agency and year."""
    denied = [row.key for row in load_form().all_request_rows if row.group == "denied"]
    total, row = requests.columns["total"], requests.columns["row"]
    query = (
        select(
            Report.id.label("report_id"),
            Agency.name.label("agency"),
            Report.year,
            Report.url,
            func.max(total).filter(row == "new_received").label("new_received"),
            func.max(total).filter(row == "granted").label("granted"),
            func.sum(total).filter(row.in_(denied)).label("denied"),
            _finding_count().label("findings"),
        )
        .join(Agency, isouter=True)
        .join(requests, requests.columns["report_id"] == Report.id, isouter=True)
        .group_by(Report.id, Agency.id)
        .order_by(*_IN_ORDER)
    )
    if portal is not None:
        query = query.where(Report.id.in_(select(ReportSource.report_id).where(ReportSource.portal == portal)))
    return [HarvestRow(**found._mapping) for found in session.execute(query)]  # noqa: SLF001  (its public name)


def outcomes(session: Session, *names: str, portal: str | None = None) -> list[OutcomeRow]:
    """The current outcomes, all or those named, in the order in which they were first seen."""
    query = select(Outcome).order_by(Outcome.id)
    query = query.where(Outcome.outcome.in_(names)) if names else query
    query = query.where(Outcome.portal == portal) if portal else query
    return [
        OutcomeRow(**{item.name: getattr(found, item.name) for item in fields(OutcomeRow)})
        for found in session.scalars(query)
    ]


def finding_count(session: Session, urls: Collection[str]) -> int:
    """Findings of the reports that were read at these addresses."""
    reports = select(ReportSource.report_id).where(ReportSource.url.in_(urls))
    query = select(func.count()).select_from(findings).where(findings.columns["report_id"].in_(reports))
    return session.scalars(query).one()


def iter_findings(session: Session) -> Iterator[FindingRow]:
    """Every finding of every report, those between it and others included, in the order of an export."""
    for chunk in in_chunks(session, selected_ids(session, Selection())):
        for head in chunk.heads:
            report = {name: getattr(head, name) for name in ("agency", "division_code", "year", "url")}
            for found in chunk.findings.get(head.id, ()):
                yield FindingRow(report_id=head.id, **report, **_finding(found))
            for found in chunk.findings_between.get(head.id, ()):
                others = {"other_year": found[7], "other_url": found[8], "other_cells": tuple(found[9])}
                yield FindingRow(report_id=head.id, **report, **_finding(found), **others)


def _finding(row: Sequence[Any]) -> dict[str, Any]:
    _, rule, severity, cells, expected, actual, message, *_ = row
    said = {"expected": number_from(expected), "actual": number_from(actual), "message": message}
    return {"rule": rule, "severity": severity, "cells": tuple(cells), **said}


def _finding_count() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(findings)
        .where(findings.columns["report_id"] == Report.id)
        .correlate(Report)
        .scalar_subquery()
    )
