"""The findings between reports as they are stored, with the addresses of both."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from harvester.items import Severity
from harvester.record import number_from
from harvester.store.core import AT_A_TIME
from harvester.store.facts import panel_findings
from harvester.store.models import Agency, Report, ReportSource
from harvester.store.rows import FindingRow

"""Rows in memory at a time."""

_OTHER = aliased(Report)


def iter_findings_between(session: Session) -> Iterator[FindingRow]:
    """Every one, ordered by place, agency and year."""
    in_order = (func.coalesce(Agency.division_code, ""), Agency.name, Report.year)
    yield from _rows(session, _query().order_by(None).order_by(*in_order, panel_findings.c.position))


def count_between(session: Session, portal: str | None = None) -> dict[str, dict[str, int]]:
    """How many there are by rule and severity; of the reports of one portal, where it is named."""
    number = func.count()
    query = select(panel_findings.c.rule, panel_findings.c.severity, number).group_by("rule", "severity")
    if portal is not None:
        reports = select(ReportSource.report_id).where(ReportSource.portal == portal)
        query = query.where(panel_findings.c.report_id.in_(reports))
    counts: dict[str, dict[str, int]] = {}
    for rule, severity, count in session.execute(query.order_by("rule", "severity")):
        counts.setdefault(rule, {})[severity] = count
    return counts


def _query() -> Select[tuple[object, ...]]:
    return (
        select(
            panel_findings,
            Agency.name,
            Agency.division_code,
            Report.year,
            Report.url,
            _OTHER.year.label("other_year"),
            _OTHER.url.label("other_url"),
        )
        .join(Report, Report.id == panel_findings.c.report_id)
        .join(Agency, Agency.id == Report.agency_id)
        .join(_OTHER, _OTHER.id == panel_findings.c.other_report_id, isouter=True)
        .order_by(panel_findings.c.report_id, panel_findings.c.position)
    )


def _rows(session: Session, query: Select[tuple[object, ...]]) -> Iterator[FindingRow]:
    for row in session.execute(query.execution_options(yield_per=AT_A_TIME)).mappings():
        severity: Severity = row["severity"]
        yield FindingRow(
            report_id=row["report_id"],
            agency=row["name"],
            division_code=row["division_code"],
            year=row["year"],
            url=row["url"],
            rule=row["rule"],
            severity=severity,
            cells=tuple(row["cells"]),
            expected=number_from(row["expected"]),
            actual=number_from(row["actual"]),
            message=row["message"],
            other_year=row["other_year"],
            other_url=row["other_url"],
            other_cells=tuple(row["other_cells"]),
        )
