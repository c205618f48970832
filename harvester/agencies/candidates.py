"""Pairs of agencies that may be one, by what divisions, reforms and spellings make likely; a person decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from harvester.divisions import by_code
from harvester.divisions.table import history
from harvester.parsers.place_names import display
from harvester.parsers.wording import load
from harvester.store.rows import AgencyRow

Known: TypeAlias = Mapping[str, AgencyRow]
Pair: TypeAlias = tuple[str, str]

_KEY = re.compile(r"^(?P<code>\d{6}(?:\d{3})?)-(?P<organ>.+)$")
_CONNECTING = re.compile(r"[和与及、·（）]")
_TOWN = re.compile(r"^(?P<name>[一-龥]{2,12}?(?:镇|乡|苏木|街道))(?:人民政府|办事处)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two agencies, the one that would live on last, and the rule that makes it likely: a key of organs.yaml."""

    rule: str
    leaving: AgencyRow
    staying: AgencyRow


def candidates(agencies: Iterable[AgencyRow], settled: Collection[frozenset[str]] = ()) -> Iterator[Candidate]:
    """Each pair once, by the first rule that names it; ``settled`` are those that people have decided on."""
    known = {agency.key: agency for agency in agencies}
    seen: set[frozenset[str]] = set(settled)
    for rule, pairs in _RULES.items():
        for leaving, staying in pairs(known):
            pair = frozenset((leaving, staying))
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                yield Candidate(rule=rule, leaving=known[leaving], staying=known[staying])


def _of_divisions(known: Known) -> Iterator[Pair]:
    """塘沽区教育局 120107 and 滨海新区教育局 120116, where the years of one end before the other's begin."""
    by_place: dict[str, list[str]] = {}
    for key in known:
        by_place.setdefault(key.partition("-")[0], []).append(key)
    for place in history():
        if place.lives_on:
            continue
        for key in by_place.get(place.code, ()):
            organ = key.partition("-")[2]
            if place.code in place.successors:  # another place has the code today
                own = display(place)
                organ = organ.removeprefix(own) if organ.startswith(own) else ""
            for after in place.successors:
                if organ and f"{after}-{organ}" in known and _follows(known[key], known[f"{after}-{organ}"]):
                    yield key, f"{after}-{organ}"


def _of_reforms(known: Known) -> Iterator[Pair]:
    reforms: Mapping[str, list[str]] = load("organs.yaml", "harvester.agencies")["reforms"]
    for key, agency in known.items():
        code, _, organ = key.partition("-")
        for later in reforms.get(organ, ()):
            after = known.get(f"{code}-{later}")
            if after is not None and _follows(agency, after):
                yield key, after.key


def _of_spellings(known: Known) -> Iterator[Pair]:
    yield from _alike(known, lambda key: _CONNECTING.sub("", key))


def _of_towns(known: Known) -> Iterator[Pair]:
    """磐石镇 of 330382125 and of 330382, whose table did not know it; 磐石镇 that became 磐石街道."""
    yield from _alike(known, _town)


def _town(key: str) -> str | None:
    """``330382 磐石 人民政府``: the county, the town without its level; a town's own bodies have another organ."""
    found = _KEY.match(key)
    if found is None:
        return None
    code, organ = found["code"], found["organ"]
    place = by_code(code) if len(code) == 9 else None
    if place is not None:
        return f"{code[:6]} {_bare_town(place.name)}" if organ in {"人民政府", "办事处"} else None
    town = _TOWN.match(organ)
    return f"{code} {_bare_town(town['name'])}" if town else None


def _bare_town(name: str) -> str:
    return re.sub(r"(?<=..)(?:民族乡|镇|乡|苏木|街道)$", "", name)


def _of_sites(known: Known) -> Iterator[Pair]:
    """``www.example.gov.cn-教育局`` and the 教育局 of a place, read on the same site."""
    on_site: dict[tuple[str, str], str] = {}
    for key, agency in known.items():
        if _KEY.match(key):
            for name in agency.names:
                host = urlsplit(name.last_url).hostname or ""
                on_site.update(dict.fromkeys([(host, key.partition("-")[2]), (host, agency.name)], key))
    for key, agency in known.items():
        host = key.removesuffix(f"-{agency.name}")
        if not _KEY.match(key) and (host, agency.name) in on_site:
            yield key, on_site[host, agency.name]


def _alike(known: Known, likeness: Callable[[str], str | None]) -> Iterator[Pair]:
    groups: dict[str, list[str]] = {}
    for key in known:
        alike = likeness(key)
        if alike is not None:
            groups.setdefault(alike, []).append(key)
    for keys in groups.values():
        last = max(keys, key=lambda key: (known[key].years[-1:], key))
        yield from ((key, last) for key in keys if key != last)


def _follows(earlier: AgencyRow, later: AgencyRow) -> bool:
    """True unless both reported on one year, or the later one first."""
    return not earlier.years or not later.years or earlier.years[-1] < later.years[0]


_RULES: Mapping[str, Callable[[Known], Iterator[Pair]]] = {
    "division": _of_divisions,
    "reform": _of_reforms,
    "spelling": _of_spellings,
    "town": _of_towns,
    "site": _of_sites,
}
