"""What people correct: entries about reports, pairs of agencies, and the set of both that a parse is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from harvester.items import Edition, Kind, Number, Report
from harvester.located import Where

MergeMap: TypeAlias = Mapping[str, str]
"""Id of an agency -> id of the one that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Who says so, since when, why, and by what source."""

    id: str
    who: str
    when: str
    why: str
    source: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which readings an entry is about: those that agree with everything it names."""

    url: str | None = None
    sha256: str | None = None
    agency: str | None = None
    """Id or normalised name."""
    year: int | None = None

    @property
    def by_identity(self) -> bool:
        """True where agency or year must be known before it can be asked."""
        return self.agency is not None or self.year is not None

    def fits(self, report: Report) -> bool:
        """Compared with the reading as it stands so far."""
        agency = report.agency
        return (
            (self.url is None or plain_url(self.url) == plain_url(report.url or report.source))
            and (self.sha256 is None or self.sha256 == report.sha256)
            and (self.agency is None or (agency is not None and self.agency in {agency.id, agency.name}))
            and (self.year is None or self.year == report.year)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One figure. ``printed`` is what the page has to print for it; None where that is not asked."""

    cell: str
    value: Number | None
    printed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One correction of reports."""

    basis: Basis
    match: Match
    kind: Kind | None = None
    agency: str | None = None
    division_code: str | None = None
    year: int | None = None
    editions: Mapping[str, Edition] = field(default_factory=dict)
    """Of tables that the page lacks, as it shows them in a picture, and that ``cells`` fill in."""
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Agencies that are one: their reports are those of ``into``."""

    basis: Basis
    ids: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Agencies that look like one and are not."""

    basis: Basis
    ids: tuple[str, ...]


class Lookups:
    """All entries, found by what they are about."""

    def __init__(
        self, entries: Iterable[Entry] = (), merges: Iterable[Merge] = (), apart: Iterable[Apart] = ()
    ) -> None:
        self.entries = tuple(entries)
        self.merges = tuple(merges)
        self.apart = tuple(apart)
        self._into = {old: merge for merge in self.merges for old in merge.ids}
        self._order = {entry.basis.id: place for place, entry in enumerate(self.entries)}
        self._by_key: dict[object, list[Entry]] = {}
        for entry in self.entries:
            self._by_key.setdefault(_key(entry.match), []).append(entry)

    def about(self, report: Report, *, by_identity: bool) -> Iterator[Entry]:
        """The entries that fit the reading, in the order in which they are written."""
        agency = report.agency
        keys: list[object] = [report.sha256, plain_url(report.url or report.source)]
        keys += [agency.id, agency.name] if agency else []
        found = [entry for key in dict.fromkeys(keys) for entry in self._by_key.get(key, ())]
        fitting = (entry for entry in found if entry.match.by_identity == by_identity and entry.match.fits(report))
        return iter(sorted(fitting, key=lambda entry: self._order[entry.basis.id]))

    def merge_of(self, agency_id: str | None) -> Merge | None:
        """What says that an agency is another one."""
        return self._into.get(agency_id or "")

    @property
    def settled(self) -> frozenset[frozenset[str]]:
        """Pairs of agencies that people have decided on, either way."""
        merged = (frozenset((old, new)) for old, new in self.same.items())
        return frozenset((*merged, *(frozenset(pair) for item in self.apart for pair in combinations(item.ids, 2))))

    @property
    def same(self) -> MergeMap:
        """Every id that stands for another, with the one that it leads to in the end."""
        return {old: self._end(old) for old in self._into}

    def _end(self, agency_id: str) -> str:
        merge = self._into.get(agency_id)
        return agency_id if merge is None else self._end(merge.into)


def plain_url(url: str) -> str:
    """An address without its scheme: the http and https forms of a page are one."""
    return url.partition("://")[2] or url


def _key(match: Match) -> object:
    """The most telling thing that an entry names."""
    return match.sha256 or (plain_url(match.url) if match.url else match.agency)
