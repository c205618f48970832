"""Which portals should list an agency's report, and how they were last crawled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from harvester.coverage import register
from harvester.coverage.judge import Standing
from harvester.coverage.register import Expected, Level
from harvester.divisions import within
from harvester.portals.portal import Portal
from harvester.store.seen import LastWalk, SeenAgency


class Crawls:
    """The registry beside the last run of each portal."""

    def __init__(self, portals: Mapping[str, Portal], walks: Mapping[str, LastWalk]) -> None:
        self._portals = portals
        self._walks = walks
        self._own: dict[str, list[str]] = {}
        for portal in portals.values():
            if portal.division_code:
                self._own.setdefault(portal.division_code, []).append(portal.id)

    def listing(
        self, listed: Mapping[str, Iterable[str]], agencies: Mapping[str, SeenAgency]
    ) -> dict[str, frozenset[Level]]:
        """Portal -> the levels of the agencies whose reports it lists."""
        found: dict[str, set[Level]] = {}
        for key, portals in listed.items():
            for portal in portals:
                found.setdefault(portal, set()).add(register.level(agencies[key]))
        return {portal: frozenset(levels) for portal, levels in found.items()}

    def standings(
        self, agency: Expected, listed: Collection[str], listing: Mapping[str, frozenset[Level]]
    ) -> tuple[Standing, ...]:
        """A place's own portals; else those that list its other years; else those that list its like around it.

        Portals that were never crawled decide only where no other was.
        """
        own = self._own.get(agency.code or "", ()) if agency.scope in {"government", "township"} else ()
        ways = [way for way in (own, listed, [*self._around(agency, listing)]) if way]
        crawled = next((way for way in ways if any(portal in self._walks for portal in way)), None)
        return tuple(map(self._standing, crawled or next(iter(ways), ())))

    def _around(self, agency: Expected, listing: Mapping[str, frozenset[Level]]) -> Iterable[str]:
        for name, levels in listing.items():
            portal = self._portals.get(name)
            around = portal.division_code if portal else None
            if agency.level in levels and agency.code and around and within(agency.code, around):
                yield name

    def _standing(self, portal: str) -> Standing:
        walk = self._walks.get(portal)
        if walk is None:
            return Standing(portal=portal)
        return Standing(portal=portal, crawled_on=walk.ended_on, outcome=walk.outcome)
