"""What is to be done with a reading: docs/decisions/0006-one-report-per-agency-and-year.md states the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from harvester.agencies.identity import agency_id
from harvester.items import STATISTICS, TABLES, Report
from harvester.record import from_record
from harvester.store import models
from harvester.store.digest import content_digest
from harvester.store.sighting import Sighting

Action: TypeAlias = Literal["new", "unchanged", "duplicate", "revised", "kept", "reread", "rejected"]

POSTED_AGAIN = timedelta(days=1)
"""A version at another address counts as later when it is fetched so much later than the current one."""

_AT_ADDRESS = (
    select(models.Report)
    .join(models.ReportSource)
    .where(models.ReportSource.url == bindparam("url"))
    .order_by(models.ReportSource.id.desc())
    .limit(1)
)
_WITHOUT_KEY = _AT_ADDRESS.where(models.Report.agency_id.is_(None) | models.Report.year.is_(None))
_BY_KEY = (
    select(models.Report)
    .join(models.Agency)
    .where(models.Agency.key == bindparam("key"), models.Report.year == bindparam("year"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """new: first version of a report. unchanged: nothing new. duplicate: the same at a further address.
    revised: it becomes the current version. kept: stored, but the current version stays. reread: the same content
    by another parser. rejected: no report.
    """  # noqa: D205  (a list of the actions)

    action: Action
    digest: str
    reason: str
    report_id: int | None = None
    revision_id: int | None = None
    """The revision that already holds this content."""


def agency_key(report: Report) -> str | None:
    """``330382-人民政府``; a record of an earlier program has no id in it."""
    return (report.agency.id or agency_id(report.agency, report.url)) if report.agency else None


def decide(session: Session, seen: Sighting) -> Decision:
    """Compares one reading with what the store holds. Reads only."""
    digest = content_digest(seen.report)
    found = _find(session, seen)
    if found is None:
        if seen.report.kind == "not_a_report":
            return Decision(action="rejected", digest=digest, reason="not a report")
        return Decision(action="new", digest=digest, reason="first version seen")
    known = session.scalar(
        select(models.Revision).where(models.Revision.report_id == found.id, models.Revision.digest == digest)
    )
    action, reason = _compare(session, seen, found, known)
    return Decision(
        action=action, digest=digest, reason=reason, report_id=found.id, revision_id=known.id if known else None
    )


def _find(session: Session, seen: Sighting) -> models.Report | None:
    """The report of the same agency and year; else the one found at this address before, unless it has a key."""
    url = {"url": seen.url}
    if not has_key(seen.report):
        return session.scalar(_AT_ADDRESS, url)
    by_key = session.scalar(_BY_KEY, {"key": agency_key(seen.report), "year": seen.report.year})
    return by_key or session.scalar(_WITHOUT_KEY, url)


def has_key(report: Report) -> bool:
    return report.kind == "report" and agency_key(report) is not None and report.year is not None


def _compare(
    session: Session, seen: Sighting, found: models.Report, known: models.Revision | None
) -> tuple[Action, str]:
    source = session.scalar(
        select(models.ReportSource)
        .where(models.ReportSource.report_id == found.id, models.ReportSource.url == seen.url)
        .limit(1)
    )
    if known and source and (source.capture_id, source.revision_id) == (seen.capture_id, known.id):
        is_same = known.parser_version == seen.report.parser_version
        return ("unchanged", "same bytes, same reading") if is_same else ("reread", known.reason)
    if known and known.is_current:
        return ("unchanged", "same content") if source else ("duplicate", f"same content as {found.url}")
    current = session.scalars(
        select(models.Revision).where(models.Revision.report_id == found.id, models.Revision.is_current)
    ).one()
    objection = why_worse(seen.report, from_record(current.record))
    return ("kept", objection) if objection else _by_age(session, seen, found, current)


def why_worse(report: Report, current: Report) -> str | None:
    """What the reading lacks that the current version has: a bad version never replaces good data."""
    if report.kind != "report":
        return "does not read as a report"
    if has_key(current) and not has_key(report):
        return "agency or year is missing"
    missing = [name for name in (*TABLES, STATISTICS) if current.tables.get(name) and not report.tables.get(name)]
    if missing:
        return f"table is missing: {', '.join(missing)}"
    (had, of_cells), (has, of_new) = _filled(current), _filled(report)
    is_poorer = has < had if current.editions == report.editions else has * of_cells < had * of_new
    return f"fewer figures: {has} instead of {had}" if is_poorer else None


def _filled(report: Report) -> tuple[int, int]:
    """Figures that are there, and cells."""
    values = [value for table in report.tables.values() for row in (table or {}).values() for value in row.values()]
    return sum(value is not None for value in values), len(values)


def _by_age(session: Session, seen: Sighting, found: models.Report, current: models.Revision) -> tuple[Action, str]:
    """The later version wins: by the date it bears, at the same address by time, then by completeness."""
    published = seen.report.published_on
    if current.capture_id == seen.capture_id:
        return "revised", f"read again by parser {seen.report.parser_version}"
    if published and found.published_on and published != found.published_on:
        return (
            "revised" if published > found.published_on else "kept"
        ), f"published {published}, not {found.published_on}"
    if seen.url == found.url:
        return "revised", "changed at its address"
    fetched_at = session.scalars(
        select(models.Capture.fetched_at).where(models.Capture.id == current.capture_id)
    ).one()
    if seen.page.fetched_at and seen.page.fetched_at - fetched_at > POSTED_AGAIN:
        return "revised", f"posted again at {seen.url}"
    mine, theirs = (_filled(seen.report)[0], found.url), (_filled(from_record(current.record))[0], seen.url)
    return ("revised" if mine > theirs else "kept"), f"differs from {found.url}, found at the same time"
