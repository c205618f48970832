"""The rows of a coverage table: every expected agency, and what is known of each of its years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from harvester.coverage import register
from harvester.coverage.crawls import Crawls
from harvester.coverage.judge import Case, Cell, Failure, Found, Standing, judge
from harvester.coverage.promised import Promised, promised
from harvester.coverage.register import Expected, Level, Region
from harvester.coverage.states import by_outcome
from harvester.portals.portal import Portal
from harvester.store.seen import (
    SeenAgency,
    last_walks,
    listing_portals,
    promises,
    seen_agencies,
    seen_prefixes,
    seen_reports,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. ``prefix``: the codes of one province begin so."""

    years: tuple[int, ...]
    levels: Collection[Level]
    today: date
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One agency; a cell is None where no report is expected."""

    agency: Expected
    region: str
    cells: tuple[Cell | None, ...]


def survey(session: Session, portals: Collection[Portal], wish: Wish) -> Iterator[Row]:
    """Every row, province by province in the order of codes; one province is in memory at a time."""
    known = {portal.id: portal for portal in portals}
    dead = _by_prefix(promised(promises(session, by_outcome()), known))
    crawls = Crawls(known, last_walks(session))
    for region in register.regions(seen_prefixes(session) | {prefix for prefix in dead if prefix}):
        if wish.prefix is None or region.prefix == wish.prefix[:2]:
            evidence = _evidence(session, region, wish.years, dead.get(region.prefix, ()))
            yield from _rows(region, wish, evidence, crawls)


def _by_prefix(found: Iterable[Promised]) -> dict[str | None, list[Promised]]:
    groups: dict[str | None, list[Promised]] = {}
    for item in found:
        groups.setdefault(item.agency.code[:2] if item.agency.code else None, []).append(item)
    return groups


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the store knows of one province, by the keys of agencies."""

    agencies: dict[str, SeenAgency] = field(default_factory=dict)
    reports: dict[str, dict[int, Found]] = field(default_factory=dict)
    failures: dict[str, dict[int, list[Failure]]] = field(default_factory=dict)
    listed: dict[str, list[str]] = field(default_factory=dict)
    """The portals that list a report of the agency."""

    def portals(self, agency: Expected) -> list[str]:
        """Those that list its reports, or its office's."""
        return self.listed.get(agency.key) or self.listed.get(agency.office or "") or []

    def found(self, agency: Expected, year: int) -> Found | None:
        own = self.reports.get(agency.key, {}).get(year)
        by_office = self.reports.get(agency.office or "", {}).get(year)
        return own or (replace(by_office, by_office=True) if by_office else None)

    def failed(self, agency: Expected, year: int) -> list[Failure]:
        keys = (agency.key, agency.office or "")
        return [failure for key in keys for failure in self.failures.get(key, {}).get(year, ())]


def _evidence(session: Session, region: Region, years: Collection[int], dead: Iterable[Promised]) -> _Evidence:
    found = _Evidence({agency.key: agency for agency in seen_agencies(session, region.prefix)})
    for report in seen_reports(session, region.prefix, years):
        found.reports.setdefault(report.key, {})[report.year] = Found(
            url=report.url,
            published_on=report.published_on,
            has_table=report.has_table,
            trouble=report.trouble,
        )
    for item in dead:
        known = found.agencies.get(item.agency.key, item.agency)
        found.agencies[known.key] = replace(known, first_year=min(known.first_year, item.year))
        found.failures.setdefault(item.agency.key, {}).setdefault(item.year, []).append(item.failure)
    for portal, key in listing_portals(session, region.prefix):
        found.listed.setdefault(key, []).append(portal)
    return found


def _rows(region: Region, wish: Wish, evidence: _Evidence, crawls: Crawls) -> Iterator[Row]:
    agencies = list(_agencies(region, wish, evidence))
    agencies.sort(key=lambda item: (item.code or "", item.level == "department", item.name))
    listing = crawls.listing(evidence.listed, evidence.agencies)
    for agency in agencies:
        standings = crawls.standings(agency, evidence.portals(agency), listing)
        cells = tuple(_cell(agency, year, wish.today, evidence, standings) for year in wish.years)
        if any(cells):
            yield Row(agency, region.name, cells)


def _cell(agency: Expected, year: int, today: date, evidence: _Evidence, standings: Sequence[Standing]) -> Cell | None:
    if not agency.first_year <= year <= agency.last_year:
        return None
    found, failures = evidence.found(agency, year), evidence.failed(agency, year)
    return judge(Case(year=year, scope=agency.scope, today=today, found=found, failures=failures, standings=standings))


def _agencies(region: Region, wish: Wish, evidence: _Evidence) -> Iterator[Expected]:
    """The governments of the table under the names that they report by, then the agencies that only were seen."""
    named = set()
    for government in register.governments(region, wish.levels):
        known = evidence.agencies.get(government.key)
        named.add(government.key)
        yield replace(government, name=known.name) if known else government
    for agency in evidence.agencies.values():
        if agency.key not in named and register.level(agency) in wish.levels:
            yield register.seen(agency)
