"""What the command, the demo and the exports ask the store. Iterators hold one chunk of reports in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Row, ScalarSelect, func, select
from sqlalchemy.orm import Session

from harvester.editions.form import load_form
from harvester.items import CellState, Finding, Number
from harvester.record import from_record
from harvester.store.between import findings_between
from harvester.store.facts import findings, requests
from harvester.store.history import run_row
from harvester.store.models import Agency, Capture, Outcome, Report, ReportSource, Revision, Run
from harvester.store.rows import CellRow, FindingRow, HarvestRow, OutcomeRow, ReportRow, RunRow

__all__ = [
    "CellRow",
    "FindingRow",
    "HarvestRow",
    "OutcomeRow",
    "ReportRow",
    "RunRow",
    "finding_count",
    "harvest",
    "iter_cells",
    "iter_findings",
    "iter_reports",
    "last_runs",
    "outcomes",
    "report_cells",
    "report_findings",
]

CHUNK = 200
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


def finding_count(session: Session, url: str) -> int:
    """Findings of the report that was read at an address."""
    reports = select(ReportSource.report_id).where(ReportSource.url == url)
    query = select(func.count()).select_from(findings).where(findings.columns["report_id"].in_(reports))
    return session.scalars(query).one()


def iter_reports(session: Session, *, chunk: int = CHUNK) -> Iterator[ReportRow]:
    """Every report in its current version, ordered by place, agency and year; those without either last."""
    ids = session.scalars(select(Report.id).join(Agency, isouter=True).order_by(*_IN_ORDER)).all()
    for start in range(0, len(ids), chunk):
        yield from _load(session, ids[start : start + chunk])


def iter_cells(session: Session) -> Iterator[CellRow]:
    """Every cell of every report, in the order of `iter_reports` and of the form."""
    for report in iter_reports(session):
        yield from report_cells(report)


def report_cells(report: ReportRow) -> Iterator[CellRow]:
    """Every cell of one report, in the order of the form."""
    notes = {note.cell: note for note in report.cells}
    for table, rows in report.tables.items():
        for row, columns in (rows or {}).items():
            for column, value in columns.items():
                note = notes.get(f"{table}.{row}.{column}")
                yield CellRow(
                    report_id=report.report_id,
                    agency=report.agency,
                    division_code=report.division_code,
                    year=report.year,
                    table=table,
                    row=row,
                    column=column,
                    value=value,
                    raw=note.raw if note else None,
                    state=note.state if note else _plain_state(value),
                    unit=note.unit if note else None,
                    reason=note.reason if note else None,
                )


def iter_findings(session: Session) -> Iterator[FindingRow]:
    """Every finding of every report, those between its years included, in the order of `iter_reports`."""
    for report in iter_reports(session):
        yield from report_findings(report)


def report_findings(report: ReportRow) -> Iterator[FindingRow]:
    """Every finding of one report."""
    for finding in report.findings:
        yield FindingRow(
            report_id=report.report_id,
            agency=report.agency,
            division_code=report.division_code,
            year=report.year,
            url=report.url,
            **{item.name: getattr(finding, item.name) for item in fields(Finding)},
        )
    yield from report.panel_findings


def _plain_state(value: Number | None) -> CellState:
    return "number" if value is not None else "absent"


def _finding_count() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(findings)
        .where(findings.columns["report_id"] == Report.id)
        .correlate(Report)
        .scalar_subquery()
    )


def _load(session: Session, ids: Sequence[int]) -> Iterator[ReportRow]:
    query = (
        select(Report, Agency, Capture, Revision.record)
        .join(Agency, isouter=True)
        .join(Capture, Capture.id == Report.capture_id)
        .join(Revision, (Revision.report_id == Report.id) & Revision.is_current)
        .where(Report.id.in_(ids))
    )
    sources, panel = _sources(session, ids), findings_between(session, ids)
    found = {row[0].id: row for row in session.execute(query)}
    for report_id in ids:
        row = _report_row(found[report_id], sources[report_id])
        yield replace(row, panel_findings=panel[report_id]) if report_id in panel else row


def _report_row(found: Row[Report, Agency | None, Capture, dict[str, Any]], sources: tuple[str, ...]) -> ReportRow:
    report, agency, capture, record = found
    read = from_record(record)
    return ReportRow(
        report_id=report.id,
        agency=agency.name if agency else None,
        agency_as_written=report.agency_as_written,
        division_code=agency.division_code if agency else None,
        scope=agency.scope if agency else None,
        year=report.year,
        title=report.title,
        published_on=report.published_on,
        url=report.url,
        sources=sources,
        fetched_at=capture.fetched_at,
        sha256=capture.sha256,
        parser_version=report.parser_version,
        metadata=read.metadata,
        editions=read.editions,
        sections=read.sections,
        tables=read.tables,
        cells=read.cells,
        findings=read.findings,
    )


def _sources(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = select(ReportSource.report_id, ReportSource.url).where(ReportSource.report_id.in_(ids))
    found: dict[int, dict[str, None]] = {}
    for report_id, url in session.execute(query.order_by(ReportSource.id)):
        found.setdefault(report_id, {})[url] = None
    return {report_id: tuple(urls) for report_id, urls in found.items()}
