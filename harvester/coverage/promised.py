"""Which report a link promised that led nowhere: its words are read as a page's title is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from harvester.agencies.identity import agency_id
from harvester.coverage.judge import Failure
from harvester.items import Agency
from harvester.parsers.agencies import resolve
from harvester.parsers.kind import judge_title
from harvester.parsers.titles import parse_title
from harvester.portals.portal import Portal
from harvester.store.seen import Promise, SeenAgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """The agency and year of one dead address."""

    agency: SeenAgency
    year: int
    failure: Failure


def promised(found: Iterable[Promise], portals: Mapping[str, Portal]) -> Iterator[Promised]:
    """Those whose link names a report and its year; a link without an agency is the portal's own government's."""
    for item in found:
        title = parse_title(item.anchor_text)
        portal = portals.get(item.portal)
        if title.year is None or judge_title(item.anchor_text) != "report":
            continue
        agency = _agency(title.agency, portal)
        key = agency_id(agency, item.url) if agency else None
        if agency and key:
            yield Promised(
                agency=SeenAgency(
                    key=key, name=agency.name, code=agency.division_code, scope=agency.scope, first_year=title.year
                ),
                year=title.year,
                failure=Failure(url=item.url, outcome=item.outcome),
            )


def _agency(written: str | None, portal: Portal | None) -> Agency | None:
    name = written or (portal.name if portal else None)
    return resolve(name, portal.division_code if portal else None) if name else None
