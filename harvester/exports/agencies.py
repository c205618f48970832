"""The table of agencies: those of the reports that are exported, each once."""

from __future__ import annotations

from sqlalchemy.orm import Session

from harvester.exports.dictionary import Resource
from harvester.exports.identity import place_of
from harvester.exports.tables import Part
from harvester.exports.values import Batch, Value
from harvester.store.agencies import load_agencies
from harvester.store.rows import AgencyRow, NameRow


class Agencies:
    """Reports come agency by agency, so that the last one alone has to be remembered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last: int | None = None

    def batch_of(self, part: Part, resource: Resource) -> Batch:
        ids = dict.fromkeys(head.agency_row for head in part.chunk.heads if head.agency_row is not None)
        ids.pop(self._last, None)
        if ids:
            self._last = next(reversed(ids))
        known = {agency.agency_id: agency for agency in load_agencies(self._session, list(ids))}
        rows = [_row(known[agency_id]) for agency_id in ids]
        return [[row[name] for row in rows] for name in resource.header]


def _row(agency: AgencyRow) -> dict[str, Value]:
    return {
        "agency_id": agency.key,
        "agency": agency.name,
        "scope": agency.scope,
        "names": "；".join(_said(name) for name in agency.names),
        "first_year": min(agency.years, default=None),
        "last_year": max(agency.years, default=None),
        "reports": len(agency.years),
        **place_of(agency.key, agency.division_code),
    }


def _said(name: NameRow) -> str:
    """``洪泽县人民政府（2014—2016）``."""
    years = dict.fromkeys(str(year) for year in (name.first_year, name.last_year) if year is not None)
    return f"{name.name}（{'—'.join(years)}）" if years else name.name
