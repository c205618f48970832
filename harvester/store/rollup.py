"""Governments and those below them, as far as the store has both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from harvester.checks import PanelFinding
from harvester.checks.rollup import adds_up, check_rollup
from harvester.divisions import children
from harvester.items import Report
from harvester.store.models import Agency
from harvester.store.series import Entry, read_series, with_overviews


def roll_ups(session: Session, series: Mapping[int, Sequence[Entry]]) -> Iterator[tuple[int, PanelFinding]]:
    """The findings of the governments among these agencies, each with the report that it is about."""
    here = Agency.id.in_(series), Agency.scope == "government", Agency.division_code.is_not(None)
    for agency_id, code in session.execute(select(Agency.id, Agency.division_code).where(*here)):
        parts = _by_year(session, _agencies_below(session, str(code)))
        if parts:
            yield from _of_government(with_overviews(session, series[agency_id]), parts)


def _agencies_below(session: Session, code: str) -> list[int]:
    """One agency a place directly below; a place with two is left out."""
    places = [place.code for place in children(code)]
    scopes = Agency.scope.in_(("government", "township"))
    query = select(Agency.id, Agency.division_code).where(Agency.division_code.in_(places), scopes)
    agencies = session.execute(query.order_by(Agency.id)).all()
    counts = Counter(place for _, place in agencies)
    return [agency_id for agency_id, place in agencies if counts[place] == 1]


def _by_year(session: Session, agency_ids: Sequence[int]) -> dict[int, dict[int, Report]]:
    """Year -> agency -> its report."""
    found: dict[int, dict[int, Report]] = {}
    for entries in (read_series(session, agency_ids) if agency_ids else {}).values():
        for entry in entries:
            found.setdefault(entry.year, {})[entry.agency_id] = entry.report
    return found


def _of_government(
    entries: Sequence[Entry], parts: Mapping[int, Mapping[int, Report]]
) -> Iterator[tuple[int, PanelFinding]]:
    below = {entry.year: parts.get(entry.year, {}) for entry in entries}
    proven = [below[entry.year].keys() for entry in entries if adds_up(entry.report, [*below[entry.year].values()])]
    for entry in entries:
        mine = below[entry.year]
        found = check_rollup(entry.report, [*mine.values()], is_complete=mine.keys() in proven)
        if found:
            yield entry.report_id, found
