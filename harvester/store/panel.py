"""The findings between reports: made anew for some agencies or for all, and written only where they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain, pairwise
from typing import Any, TypeAlias

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from harvester.checks import PanelFinding, check_years
from harvester.divisions import ancestors
from harvester.record import plain
from harvester.store.conflicts import conflicts, unread_files
from harvester.store.facts import panel_findings
from harvester.store.models import Agency, EarlierReading, Report, Revision, Run
from harvester.store.rollup import roll_ups
from harvester.store.series import read_series
from harvester.store.session import Store

CHUNK = 200
"""Agencies whose figures are in memory at a time."""

Row: TypeAlias = dict[str, Any]
Found: TypeAlias = tuple[int, int | None, PanelFinding]
"""The report that a finding is about, the one it is compared with, and the finding."""


def refresh(
    store: Store, agency_ids: Collection[int] | None = None, *, done: Callable[[int, int], None] | None = None
) -> int:
    """Compares the years of these agencies, or of all; the number of reports whose findings changed.

    Of given agencies, the governments above are looked at as well. An unchanged panel changes no row.
    ``done`` is told how many agencies of how many are through.
    """
    with store.read() as session:
        ids = sorted(_all_agencies(session) if agency_ids is None else _with_those_above(session, agency_ids))
    changed = through = 0
    for chunk in _chunks(ids):
        changed += _refresh(store, chunk)
        through += len(chunk)
        if done:
            done(through, len(ids))
    return changed


def touched(session: Session, runs: Mapping[str, int]) -> set[int]:
    """Agencies whose reports got a version, or were read otherwise, since the portals' runs last came to an end."""
    found: set[int] = set()
    for portal, run_id in runs.items():
        ended = select(Run.id).where(Run.portal == portal, Run.id < run_id, Run.status == "finished")
        last = session.scalar(ended.order_by(Run.id.desc()).limit(1)) or 0
        here = select(Run.id).where(Run.portal == portal, Run.id > last)
        for table in (Revision, EarlierReading):
            agencies = select(Report.agency_id).join(table, table.report_id == Report.id)
            found |= set(session.scalars(agencies.where(table.run_id.in_(here), Report.agency_id.is_not(None))))
    return {agency_id for agency_id in found if agency_id is not None}


def _all_agencies(session: Session) -> Iterable[int]:
    return session.scalars(select(Agency.id)).all()


def _with_those_above(session: Session, agency_ids: Collection[int]) -> set[int]:
    """The agencies and the governments of the places around them, whose sums they are part of."""
    ids = set(agency_ids)
    for chunk in _chunks(sorted(ids)):
        codes = session.scalars(select(Agency.division_code).where(Agency.id.in_(chunk)).distinct())
        around = {place.code for code in codes if code for place in ancestors(code)}
        above = select(Agency.id).where(Agency.division_code.in_(around), Agency.scope == "government")
        ids |= set(session.scalars(above))
    return ids


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _refresh(store: Store, agency_ids: list[int]) -> int:
    """Looks without the write lock, and again with it where something differs."""
    with store.read() as session:
        if not _differing(session, agency_ids):
            return 0
    with store.write() as session:
        differing = _differing(session, agency_ids)
        session.execute(delete(panel_findings).where(panel_findings.c.report_id.in_(differing)))
        rows = [row for of_report in differing.values() for row in of_report]
        if rows:
            session.execute(insert(panel_findings), rows)
        return len(differing)


def _differing(session: Session, agency_ids: list[int]) -> dict[int, list[Row]]:
    """Report -> the rows that it should have, where it has others."""
    reports = select(Report.id).where(Report.agency_id.in_(agency_ids))
    query = select(panel_findings).where(panel_findings.c.report_id.in_(reports))
    query = query.order_by(panel_findings.c.report_id, panel_findings.c.position)
    held, wanted = _by_report(map(dict, session.execute(query).mappings())), _by_report(_rows(session, agency_ids))
    return {key: wanted.get(key, []) for key in held.keys() | wanted.keys() if held.get(key) != wanted.get(key)}


def _by_report(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["report_id"], []).append(row)
    return found


def _rows(session: Session, agency_ids: list[int]) -> Iterator[Row]:
    places: dict[int, int] = {}
    for report_id, other_id, found in _findings(session, agency_ids):
        places[report_id] = places.get(report_id, 0) + 1
        yield {
            "report_id": report_id,
            "position": places[report_id],
            "other_report_id": other_id,
            "other_cells": list(found.other_cells),
            **plain(found.finding),
        }


def _findings(session: Session, agency_ids: list[int]) -> Iterator[Found]:
    series = read_series(session, agency_ids)
    for entries in series.values():
        for last, entry in pairwise(entries):
            for found in check_years(last.report, entry.report):
                yield entry.report_id, last.report_id, found
    for report_id, found in roll_ups(session, series):
        yield report_id, None, found
    for report_id, finding in chain(conflicts(session, agency_ids), unread_files(session, agency_ids)):
        yield report_id, None, PanelFinding(finding=finding, other_cells=finding.cells)
