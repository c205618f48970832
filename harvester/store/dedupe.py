"""What is to be done with a reading: docs/decisions/0006-one-report-per-agency-and-year.md states the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from harvester.agencies.identity import agency_id
from harvester.items import STATISTICS, TABLES, Report
from harvester.record import corrections_of, from_record
from harvester.store import models
from harvester.store.core import first_row, table_of
from harvester.store.sighting import Sighting

Action: TypeAlias = Literal["new", "unchanged", "duplicate", "revised", "kept", "reread", "rejected"]

POSTED_AGAIN = timedelta(days=1)
"""A version at another address counts as later when it is fetched so much later than the current one."""

_REPORT, _REVISION = table_of(models.Report), table_of(models.Revision)
_AT_ADDRESS = (
    select(_REPORT)
    .join(models.ReportSource, models.ReportSource.report_id == models.Report.id)
    .where(models.ReportSource.url == bindparam("url"))
    .order_by(models.ReportSource.id.desc())
    .limit(1)
)
_WITHOUT_KEY = _AT_ADDRESS.where(models.Report.agency_id.is_(None) | models.Report.year.is_(None))
_BY_KEY = (
    select(_REPORT)
    .join(models.Agency, models.Agency.id == models.Report.agency_id)
    .where(models.Agency.key == bindparam("key"), models.Report.year == bindparam("year"))
)
_OF_BYTES = (
    select(_REVISION)
    .join(models.ReportSource, models.ReportSource.revision_id == models.Revision.id)
    .where(models.ReportSource.url == bindparam("url"), models.ReportSource.capture_id == bindparam("capture_id"))
    .order_by(models.ReportSource.id.desc())
    .limit(1)
)
_OF_CONTENT = select(_REVISION).where(
    models.Revision.report_id == bindparam("report_id"), models.Revision.digest == bindparam("digest")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """new: first version of a report. unchanged: nothing new. duplicate: the same at a further address.
    revised: it becomes the current version. kept: stored, but the current version stays. reread: the same bytes
    by another parser. rejected: no report.
    """  # noqa: D205  (a list of the actions)

    action: Action
    digest: str
    reason: str
    report_id: int | None = None
    revision_id: int | None = None
    """The revision that already holds this content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One reading of one page, as far as versions of a report are compared."""

    report: Report
    url: str
    portal: str | None
    fetched_at: datetime


def agency_key(report: Report) -> str | None:
    """``330382-人民政府``; a record of an earlier program has no id in it."""
    return (report.agency.id or agency_id(report.agency, report.url)) if report.agency else None


def decide(session: Session, seen: Sighting) -> Decision:
    """Compares one reading with what the store holds. Reads only."""
    digest = seen.digest
    read = first_row(session, _OF_BYTES, url=seen.url, capture_id=seen.capture_id)
    if read is not None:
        action, reason = _again(seen, digest, read)
        return Decision(action=action, digest=digest, reason=reason, report_id=read.report_id, revision_id=read.id)
    found = find_report(session, seen)
    if found is None:
        if seen.report.kind == "not_a_report":
            return Decision(action="rejected", digest=digest, reason="not a report")
        return Decision(action="new", digest=digest, reason="first version seen")
    known = first_row(session, _OF_CONTENT, report_id=found.id, digest=digest)
    action, reason = _compare(session, seen, found, known)
    return Decision(
        action=action, digest=digest, reason=reason, report_id=found.id, revision_id=known.id if known else None
    )


def _again(seen: Sighting, digest: str, read: Row[Any]) -> tuple[Action, str]:
    """The bytes that were read at this address before."""
    is_corrected_so = seen.report.corrections == corrections_of(read.record)
    if read.digest == digest and seen.report.parser_version == read.parser_version and is_corrected_so:
        return "unchanged", "same bytes, same reading"
    objection = why_worse(seen.report, from_record(read.record))
    if objection and is_corrected_so:
        return "unchanged", f"read worse than before: {objection}"
    return "reread", read.reason


def find_report(session: Session, seen: Sighting) -> Row[Any] | None:
    """The report of the same agency and year; else the one found at this address before, unless it has a key."""
    if not has_key(seen.report):
        return first_row(session, _AT_ADDRESS, url=seen.url)
    by_key = first_row(session, _BY_KEY, key=agency_key(seen.report), year=seen.report.year)
    return by_key or first_row(session, _WITHOUT_KEY, url=seen.url)


def has_key(report: Report) -> bool:
    return report.kind == "report" and agency_key(report) is not None and report.year is not None


def _compare(session: Session, seen: Sighting, found: Row[Any], known: Row[Any] | None) -> tuple[Action, str]:
    if known and known.is_current:
        at_address = (models.ReportSource.report_id == found.id, models.ReportSource.url == seen.url)
        is_known = session.scalar(select(models.ReportSource.id).where(*at_address).limit(1)) is not None
        return ("unchanged", "same content") if is_known else ("duplicate", f"same content as {found.url}")
    is_better, reason = supersedes(_version(seen), _current(session, found))
    return ("revised" if is_better else "kept"), reason


def _version(seen: Sighting) -> Version:
    page = seen.page
    return Version(
        report=seen.report, url=seen.url, portal=page.portal, fetched_at=page.fetched_at or datetime.now(UTC)
    )


def _current(session: Session, found: Row[Any]) -> Version:
    query = select(models.Revision.record, models.Capture.portal, models.Capture.fetched_at).join(
        models.Capture, models.Capture.id == models.Revision.capture_id
    )
    record, portal, fetched_at = session.execute(
        query.where(models.Revision.report_id == found.id, models.Revision.is_current)
    ).one()
    return Version(report=from_record(record), url=found.url, portal=portal, fetched_at=fetched_at)


def supersedes(version: Version, current: Version) -> tuple[bool, str]:
    """Whether a version is to be the current one in place of another, and why; the reason is one for either answer."""
    objection = why_worse(version.report, current.report)
    if objection:
        return False, objection
    gain = why_worse(current.report, version.report)
    if gain:
        return True, f"complete where {current.url} is not: {gain}"
    return _by_place(version, current) or _by_age(version, current)


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
    """Figures that are there, or that a person blanked, and cells."""
    values = [value for table in report.tables.values() for row in (table or {}).values() for value in row.values()]
    blanked = sum(note.state == "blank" and note.reason == "corrected" for note in report.cells)
    return sum(value is not None for value in values) + blanked, len(values)


def _by_place(version: Version, current: Version) -> tuple[bool, str] | None:
    """A page before the file that hangs on it, the agency's own site before another.

    None where neither tells, as of two states of one address.
    """
    if version.url == current.url:
        return None
    if _is_file_of(current, version):
        return True, f"the page of {current.url}"
    if _is_file_of(version, current):
        return False, f"a file of {current.url}, which holds the tables"
    own, other = _is_own_site(version), _is_own_site(current)
    return (own, "on the agency's own site" if own else "not on the agency's own site") if own != other else None


def _is_file_of(file: Version, page: Version) -> bool:
    return any(item.url == file.url for item in page.report.attachments)


def _is_own_site(version: Version) -> bool:
    """False only where the page's SiteIDCode is another place's: 3303820001 on a report of 330300.

    Where the page has none, the portal tells: 330000_zhejiang is not the site of 330382.
    """
    agency = version.report.agency
    place = (agency.division_code or "")[:6] if agency else ""
    site = version.report.metadata.get("site_id_code", "")[:6] or _place_of(version.portal)
    return not (site.isdecimal() and len(site) == len(place)) or site == place


def _place_of(portal: str | None) -> str:
    """``330382_yueqing``; nothing of ``000000_local_8921``, whose place is not known, and of imports."""
    code = (portal or "").partition("_")[0]
    return "" if code == "000000" else code


def _by_age(version: Version, current: Version) -> tuple[bool, str]:
    """The later version wins: by the date it bears, at the same address by time, then by completeness."""
    published, before = version.report.published_on, current.report.published_on
    if published and before and published != before:
        return published > before, f"published {published}, not {before}"
    age = version.fetched_at - current.fetched_at
    if version.url == current.url:
        is_later = age >= timedelta()
        return is_later, "changed at its address" if is_later else "an earlier state of its address"
    if abs(age) > POSTED_AGAIN:
        return age > POSTED_AGAIN, f"posted again at {version.url if age > POSTED_AGAIN else current.url}"
    mine, theirs = (_filled(version.report)[0], current.url), (_filled(current.report)[0], version.url)
    return mine > theirs, f"differs from {current.url}, found at the same time"
