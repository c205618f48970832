"""Which captures are read again, in the order in which they are, and what is known of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, Text, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from harvester.errors import UsageError
from harvester.reparse.reading import Before, Job
from harvester.store.models import Address, Capture, Report, ReportSource, Revision
from harvester.store.session import Store
from harvester.store.several import report_number

CHUNK = 200
"""Captures that are looked up at a time."""

Rows: TypeAlias = Mapping[int, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Every page and file of the archive that is read as a report, unless narrowed down."""

    portals: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    since_version: str | None = None
    """Only what this parser, or a later one, has not read."""
    files: tuple[str, ...] = ()
    """WARC files, relative to the archive's folder."""
    captures: frozenset[int] | None = None
    """Only these."""

    def key(self, parser_version: str) -> str:
        """The same for the same selection by the same parser."""
        captures = None if self.captures is None else sorted(self.captures)
        parts = (self.portals, sorted(self.years), self.since_version, self.files, captures, parser_version)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Position:
    """The last capture that was done."""

    portal: str
    capture_id: int


def count_jobs(session: Session, selection: Selection) -> dict[str, int]:
    """The number of captures by portal, in the order of the portals."""
    query = select(Capture.portal, func.count()).where(*_wanted(session, selection)).group_by(Capture.portal)
    found: dict[str, int] = {}
    for portal, number in session.execute(query):
        found[portal or ""] = found.get(portal or "", 0) + number
    return dict(sorted(found.items()))


def count_reports(session: Session, selection: Selection, portal: str, upto: int | None = None) -> int:
    """How many of the captures of a portal, up to one of them, were read as a report."""
    here = [*_wanted(session, selection), _of_portal(portal), or_(_reading(), _source())]
    here += [] if upto is None else [Capture.id <= upto]
    return session.scalars(select(func.count()).select_from(Capture).where(*here)).one()


def count_before(session: Session, selection: Selection, position: Position) -> int:
    """How many of the captures of the position's portal are done."""
    here = (*_wanted(session, selection), _of_portal(position.portal), Capture.id <= position.capture_id)
    return session.scalars(select(func.count()).select_from(Capture).where(*here)).one()


def iter_jobs(store: Store, selection: Selection, portal: str, after: int = 0) -> Iterator[Job]:
    """The captures of a portal in the order in which they came; no transaction is open between two chunks."""
    while True:
        with store.read() as session:
            here = (*_wanted(session, selection), _of_portal(portal), Capture.id > after)
            columns = select(Capture.id, Capture.url, Capture.file, Capture.offset, _reports()).where(*here)
            rows = session.execute(columns.order_by(Capture.id).limit(CHUNK)).all()
            before = _before(session, [row.id for row in rows])
        for row in rows:
            yield Job(
                capture_id=row.id,
                portal=portal,
                file=row.file,
                offset=row.offset,
                number=report_number(row.url),
                reports=row.reports or 1,
                before=before.get(row.id),
            )
        if len(rows) < CHUNK:
            return
        after = rows[-1].id


def _reports() -> ColumnElement[int]:
    """How many reports an address counted on the page."""
    return select(func.max(Address.reports)).where(Address.capture_id == Capture.id).scalar_subquery().label("reports")


def _wanted(session: Session, selection: Selection) -> Iterator[ColumnElement[bool]]:
    yield Capture.role == "report"
    if selection.portals:
        yield Capture.portal.in_(selection.portals)
    if selection.files:
        yield Capture.file.in_(selection.files)
    if selection.captures is not None:
        yield Capture.id.in_(selection.captures)
    if selection.years:
        years = Report.year.in_(selection.years)
        yield or_(
            _reading(years, Report.id == Revision.report_id), _source(years, Report.id == ReportSource.report_id)
        )
    if selection.since_version:
        done = Revision.parser_version.in_(_since(session, selection.since_version))
        yield ~or_(_reading(done), _source(done, Revision.id == ReportSource.revision_id))


def _reading(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Revision.capture_id == Capture.id, *conditions)


def _source(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(ReportSource.capture_id == Capture.id, *conditions)


def _of_portal(portal: str) -> ColumnElement[bool]:
    return Capture.portal == portal if portal else or_(Capture.portal.is_(None), Capture.portal == "")


def _since(session: Session, version: str) -> list[str]:
    """The versions of the database that are not older."""
    least = version_key(version)
    known = session.scalars(select(Revision.parser_version).distinct())
    return [name for name in known if version_key(name) >= least]


def version_key(version: str) -> tuple[int, ...]:
    """``1.10.0`` is later than ``1.9.2``; raises UsageError."""
    try:
        return tuple(int(part) for part in version.split("."))
    except ValueError:
        raise UsageError(f"--since-version {version!r}: not a version of the parser (write it as 1.0.0)") from None


def _before(session: Session, ids: Sequence[int]) -> dict[int, Before]:
    """The reading that each address shows, else the last one that there is."""
    found: dict[int, dict[int, Any]] = {}
    for row in (*session.execute(_shown(ids)), *session.execute(_own(ids))):
        found.setdefault(row.capture_id, {}).setdefault(row.id, row)
    return {capture_id: _reading_of(capture_id, list(rows.values())) for capture_id, rows in found.items()}


def _reading_of(capture_id: int, rows: Sequence[Any]) -> Before:
    first = rows[0]
    return Before(
        record=first.record,
        digest=first.digest,
        is_whole=first.read_from == capture_id,
        parser_version=first.parser_version,
        is_alone=len(rows) == 1,
    )


def _columns(capture_id: Any) -> Select[Any]:
    return select(
        capture_id.label("capture_id"),
        Revision.id,
        Revision.digest,
        Revision.parser_version,
        Revision.capture_id.label("read_from"),
        type_coerce(Revision.record, Text).label("record"),  # decoded where it is compared, in another process
    )


def _shown(ids: Sequence[int]) -> Select[Any]:
    joined = _columns(ReportSource.capture_id).join(ReportSource, ReportSource.revision_id == Revision.id)
    return joined.where(ReportSource.capture_id.in_(ids)).order_by(ReportSource.id.desc())


def _own(ids: Sequence[int]) -> Select[Any]:
    return _columns(Revision.capture_id).where(Revision.capture_id.in_(ids)).order_by(Revision.id.desc())
