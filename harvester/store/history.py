"""Runs compared with the ones before: what alarms and `harvester status` are made of."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from harvester.store.models import Address, Outcome, Report, ReportSource, Run
from harvester.store.rows import RunRow


def run_row(run: Run) -> RunRow:
    return RunRow(**{item.name: getattr(run, item.name) for item in fields(RunRow)})


def find_run(session: Session, run_id: int) -> RunRow:
    return run_row(session.get_one(Run, run_id, populate_existing=True))


def run_before(session: Session, run: RunRow) -> RunRow | None:
    """The last run of the portal that came to its end."""
    earlier = select(Run).where(Run.portal == run.portal, Run.id < run.id, Run.status == "finished")
    found = session.scalar(earlier.order_by(Run.id.desc()).limit(1))
    return run_row(found) if found else None


def report_years(session: Session, portal: str) -> frozenset[int]:
    """The years on which the portal has a report."""
    query = select(Report.year).join(ReportSource, ReportSource.report_id == Report.id)
    years = session.scalars(query.where(ReportSource.portal == portal).distinct())
    return frozenset(year for year in years if year is not None)


def outcome_counts(session: Session, portal: str) -> dict[str, int]:
    """How many addresses of the portal stand at each outcome now; columns do not count."""
    query = select(Outcome.outcome, func.count()).where(Outcome.portal == portal, Outcome.role != "column")
    found = session.execute(query.group_by(Outcome.outcome).order_by(Outcome.outcome))
    return dict(found.tuples().all())


def missing_reports(session: Session, portal: str) -> list[str]:
    """Addresses of reports that were known before and that no list names any more."""
    query = select(Address.url).where(Address.portal == portal, Address.missing_since.is_not(None))
    return list(session.scalars(query.order_by(Address.url)))
