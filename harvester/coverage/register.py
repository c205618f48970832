"""Who is expected to report: the governments in the table of divisions, and every agency that was seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from harvester.agencies.identity import canonical
from harvester.divisions import Division, by_code, is_statistical
from harvester.divisions.lookup import towns_of
from harvester.divisions.table import current, level_of
from harvester.items import Scope
from harvester.parsers.place_names import display, own_organ
from harvester.parsers.wording import load
from harvester.store.seen import SeenAgency

Level: TypeAlias = Literal["province", "prefecture", "county", "town", "department"]
LEVELS: tuple[Level, ...] = get_args(Level)
STATUTORY: tuple[Level, ...] = LEVELS[:3]
"""The governments that article 49 of the Regulation names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One row: an agency, the years from and to which a report of it is expected, and its office."""

    key: str
    name: str
    code: str | None
    level: Level
    scope: Scope
    first_year: int = 0
    last_year: int = 9999
    office: str | None = None
    """The key of the office under whose name the government may report."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, or what belongs to none: the prefix of its codes, and its name."""

    prefix: str | None
    name: str
    places: tuple[Division, ...] = field(default=(), repr=False)


def regions(prefixes: Collection[str]) -> Iterator[Region]:
    """Every province that is expected to report, those that ``prefixes`` of seen codes add, and what has no place."""
    skipped = {str(code)[:2] for code in _data()["not_expected"]}
    codes = {code[:2] for code in current()} - skipped | set(prefixes)
    for prefix in sorted(codes):
        place = by_code(f"{prefix}0000")
        yield Region(prefix, place.name if place else prefix, tuple(_places(prefix)))
    yield Region(None, "国家部门及其他")


def governments(region: Region, levels: Collection[Level]) -> Iterator[Expected]:
    """The governments of a province that the table of divisions has, at the wanted levels, in the order of codes."""
    for place in region.places:
        if place.level in levels:
            yield expected(place)
        if "town" in levels:
            yield from map(expected, towns_of(place.code))


def expected(place: Division) -> Expected:
    organ, is_town = own_organ(place), place.level == "town"
    return Expected(
        key=f"{place.code}-{canonical(organ)}",
        name=f"{display(place)}{organ}",
        code=place.code,
        level=_level_of(place.code),
        scope="township" if is_town else "government",
        first_year=_data()["first_years"].get(int(place.code), 0),
        office=None if is_town else f"{place.code}-{canonical('人民政府办公室')}",
    )


def seen(agency: SeenAgency) -> Expected:
    """The row of an agency that no table has: from the first year it was seen in, as long as its place was one."""
    place = by_code(agency.key.partition("-")[0])
    return Expected(
        key=agency.key,
        name=agency.name,
        code=agency.code,
        level=level(agency),
        scope=agency.scope,
        first_year=agency.first_year,
        last_year=place.last_year if place and place.last_year else 9999,
    )


def level(agency: SeenAgency) -> Level:
    """Where an agency stands: the level of its government, town, or department for all that is no government.

    The zones of a province or city (大鹏新区 in 深圳市) stand beside its counties.
    """
    if agency.scope == "township":
        return "town"
    if agency.scope != "government" or agency.code is None:
        return "department"
    place = by_code(agency.code)
    is_itself = place is not None and (place.level == "zone" or expected(place).key == agency.key)
    return _level_of(agency.code) if is_itself else "county"


def _level_of(code: str) -> Level:
    found = level_of(code)
    return "county" if found == "zone" else found


def _places(prefix: str) -> Iterator[Division]:
    """Provinces, prefectures and counties in use; units that the statistics office made up are no governments."""
    for code in sorted(current()):
        place = by_code(code) if code.startswith(prefix) and not is_statistical(code) else None
        if place:
            yield place


def first_year() -> int:
    """The first reporting year of the Regulation."""
    return int(_data()["first_year"])


def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("register.yaml", "harvester.coverage")
    return data
