"""What the store knows for the register of agencies: reports, dead addresses, and how portals were last crawled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, func, or_, select
from sqlalchemy.orm import Session

from harvester.items import STATISTICS, TABLES, Scope
from harvester.store.core import AT_A_TIME
from harvester.store.facts import FACTS, findings, panel_findings
from harvester.store.models import Agency, Attachment, Outcome, Report, ReportSource, Run

PICTURES = frozenset(("needs_ocr", "table_pictures", "picture_pages", "unread_image"))
"""What a finding of rule document.complete names where the tables are pictures."""

_WITH_FIGURES = tuple(table for table in FACTS if table.name in {*TABLES, STATISTICS})
_HAS_TABLE = or_(*(exists().where(table.c.report_id == Report.id) for table in _WITH_FIGURES))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAgency:
    """An agency that reported, or that a link names."""

    key: str
    name: str
    code: str | None
    scope: Scope
    first_year: int
    """The earliest year of which a report is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenReport:
    """Where a report was read. ``trouble``, where it has no table: pictures, or what became of the file with it."""

    key: str
    year: int
    url: str
    published_on: date | None
    has_table: bool
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An address that gave no report, and the link that led there."""

    portal: str
    url: str
    outcome: str
    anchor_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWalk:
    """The last whole run of a portal, else its last one; ``outcome`` is the worst of its columns, None if cut off."""

    portal: str
    ended_on: date
    outcome: str | None


def seen_agencies(session: Session, prefix: str | None) -> list[SeenAgency]:
    """Those whose division code begins so; those without a code for None."""
    query = (
        select(Agency.key, Agency.name, Agency.division_code, Agency.scope, func.min(Report.year))
        .join(Report, Report.agency_id == Agency.id)
        .where(_within(prefix), Report.year.is_not(None))
        .group_by(Agency.id)
        .order_by(Agency.key)
    )
    return [
        SeenAgency(key=key, name=name, code=code, scope=scope, first_year=year or 0)
        for key, name, code, scope, year in session.execute(query)
    ]


def seen_reports(session: Session, prefix: str | None, years: Collection[int]) -> Iterator[SeenReport]:
    """The reports of those agencies on the years."""
    query = (
        select(Report.id, Agency.key, Report.year, Report.url, Report.published_on, _HAS_TABLE.label("has_table"))
        .join(Agency)
        .where(_within(prefix), Report.year.in_(years))
        .order_by(Report.id)
    )
    for rows in session.execute(query.execution_options(yield_per=AT_A_TIME)).partitions():
        troubles = _troubles(session, [row.id for row in rows if not row.has_table])
        yield from (_report(row, troubles.get(row.id)) for row in rows)


def listing_portals(session: Session, prefix: str | None) -> list[tuple[str, str]]:
    """(portal, key of an agency) for every agency of which the portal lists a report."""
    query = (
        select(ReportSource.portal, Agency.key)
        .join(Report, Report.id == ReportSource.report_id)
        .join(Agency, Agency.id == Report.agency_id)
        .where(_within(prefix), ReportSource.portal.is_not(None))
    )
    return [
        (str(portal), key)
        for portal, key in session.execute(query.distinct().order_by(ReportSource.portal, Agency.key))
    ]


def promises(session: Session, outcomes: Collection[str]) -> Iterator[Promise]:
    """Addresses of articles that ended so, with the words of their links."""
    query = select(Outcome.portal, Outcome.url, Outcome.outcome, Outcome.anchor_text).where(
        Outcome.role == "report", Outcome.outcome.in_(outcomes), Outcome.anchor_text.is_not(None)
    )
    for portal, url, outcome, text in session.execute(
        query.order_by(Outcome.id).execution_options(yield_per=AT_A_TIME)
    ):
        yield Promise(portal=portal, url=url, outcome=outcome, anchor_text=str(text))


def last_walks(session: Session) -> dict[str, LastWalk]:
    """By portal."""
    newest = select(func.max(Run.id)).group_by(Run.portal)
    whole = newest.where(Run.status == "finished")
    query = select(Run).where(or_(Run.id.in_(newest), Run.id.in_(whole))).order_by(Run.id)
    found: dict[str, LastWalk] = {}
    for run in session.scalars(query):
        if run.status == "finished" or run.portal not in found or found[run.portal].outcome is None:
            outcome = _worst(run.columns or []) if run.status == "finished" else None
            ended_on = (run.finished_at or run.started_at).date()
            found[run.portal] = LastWalk(portal=run.portal, ended_on=ended_on, outcome=outcome)
    return found


def _within(prefix: str | None) -> ColumnElement[bool]:
    return Agency.division_code.is_(None) if prefix is None else Agency.division_code.startswith(prefix)


def _report(row: Any, trouble: str | None) -> SeenReport:
    return SeenReport(
        key=row.key,
        year=row.year,
        url=row.url,
        published_on=row.published_on,
        has_table=bool(row.has_table),
        trouble=trouble,
    )


def _troubles(session: Session, report_ids: Sequence[int]) -> dict[int, str]:
    """What became of the files that these reports are published as; else, that their tables are pictures."""
    if not report_ids:
        return {}
    found = {report_id: "pictures" for report_id, flag in _noted(session, findings, report_ids) if flag in PICTURES}
    files = select(Attachment.report_id, Attachment.outcome).where(
        Attachment.report_id.in_(report_ids), Attachment.is_report, Attachment.outcome.not_in(("ok", "not_modified"))
    )
    unread = {
        report_id: "pictures" if flag in PICTURES else "unread_file"
        for report_id, flag in _noted(session, panel_findings, report_ids)
    }
    return {**found, **{report_id: str(outcome) for report_id, outcome in session.execute(files)}, **unread}


def _noted(session: Session, table: Table, report_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Report and flag of each file or page that was not read."""
    query = select(table.c.report_id, table.c.actual).where(
        table.c.report_id.in_(report_ids), table.c.rule == "document.complete", table.c.actual.is_not(None)
    )
    yield from ((report_id, flag) for report_id, flag in session.execute(query))


def _worst(columns: Sequence[dict[str, Any]]) -> str | None:
    """Of columns that all came to their end: ok; a run without any column says nothing."""
    outcomes = [column["outcome"] for column in columns if column["outcome"] != "duplicate"]
    return next((outcome for outcome in outcomes if outcome != "ok"), "ok" if outcomes else None)


def seen_prefixes(session: Session) -> set[str]:
    """The first two digits of every agency's code."""
    prefix = func.substr(Agency.division_code, 1, 2)
    return {
        str(found) for found in session.scalars(select(prefix).where(Agency.division_code.is_not(None)).distinct())
    }
