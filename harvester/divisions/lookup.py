"""Places by code and by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from harvester.divisions.names import is_town_name, short_forms
from harvester.divisions.table import (
    Division,
    current,
    history,
    holds,
    level_of,
    scope_prefix,
    town_lines,
    zones,
)


def by_code(code: str) -> Division | None:
    """The place of a code of six or nine digits, in use or abolished."""
    if len(code) == 9:
        return next((town for town in towns_of(code[:6]) if town.code == code), None)
    if code in current():
        return _in_use(code)
    others = (*zones(), *reversed(history()))
    return next((item for item in others if item.code == code and item.whole), None)


def _in_use(code: str) -> Division:
    return Division(code=code, name=current()[code], level=level_of(code))


def ancestors(code: str) -> tuple[Division, ...]:
    """The places around a code, the province first; levels that exist only on paper (市辖区) are left out."""
    candidates = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code[:6]))
    found = [by_code(item) for item in candidates if item != code]
    return tuple(item for item in found if item is not None)


def full_name(code: str) -> str | None:
    """The name with everything around it: 330382125 -> 浙江省温州市乐清市磐石镇; None for an unknown code."""
    place = by_code(code)
    return None if place is None else "".join(item.name for item in (*ancestors(code), place))


def within(code: str, outer: str) -> bool:
    """True where ``code`` lies in ``outer``, or is ``outer``; an abolished code counts as its successor too."""
    prefixes = holds(outer)
    if code.startswith(prefixes):
        return True
    place = by_code(code)
    return place is not None and any(item.startswith(prefixes) for item in place.successors)


def province_named(name: str) -> Division | None:
    """The province that is written 浙江, 浙江省, 33 or 330000."""
    name = name.strip()
    for code in current():
        place = _in_use(code)
        if place.level == "province" and (name in {code, code[:2]} or (len(name) > 1 and place.name.startswith(name))):
            return place
    return None


def children(code: str) -> tuple[Division, ...]:
    """The places in use directly below: prefectures of a province, counties of a prefecture, towns of a county."""
    if level_of(code) == "county":
        return towns_of(code)
    inside = [item for item in current() if item.startswith(scope_prefix(code)) and item != code]
    upper = {item for item in inside if level_of(item) == "prefecture"}
    direct = [item for item in inside if item in upper or f"{item[:4]}00" not in upper]
    return tuple(_in_use(item) for item in direct) or towns_of(code)


def towns_of(county: str) -> tuple[Division, ...]:
    entries = town_lines().get(county, "").split()
    return tuple(Division(code=county + item[:3], name=item[3:], level="town") for item in entries)


def town_names(beginning: str) -> frozenset[str]:
    """The names of towns anywhere that begin so: 度尾镇."""
    lines = (line for line in town_lines().values() if beginning in line)
    return frozenset(town[3:] for line in lines for town in line.split() if town.startswith(beginning, 3))


def find(name: str, within: str | None = None) -> tuple[Division, ...]:
    """Every place of that name, with or without its suffix (乐清, 乐清市, 佳荣里街); several where it is ambiguous."""
    places = [item for item in named(name) if within is None or _inside(item, within)]
    return _distinct([*places, *towns_named(name, within)])


def named(name: str) -> tuple[Division, ...]:
    """Every place of county level and above, abolished names and zones included, that is written ``name``."""
    in_use = map(_in_use, _codes_by_name().get(name, ()))
    return _distinct([*in_use, *_others_by_name().get(name, ())])


def towns_named(name: str, within: str | None) -> tuple[Division, ...]:
    prefix = "" if within is None else scope_prefix(within)
    stem = name.removesuffix("办事处")
    return tuple(_towns_named(name, stem, prefix)) if len(stem) > 1 else ()


def _towns_named(name: str, stem: str, prefix: str) -> Iterator[Division]:
    for county, line in town_lines().items():
        if stem in line and (county.startswith(prefix) or prefix.startswith(county)):
            towns = towns_of(county)
            yield from (town for town in towns if town.code.startswith(prefix) and is_town_name(name, town.name))


def _inside(place: Division, outer: str) -> bool:
    return within(place.code, outer) or any(within(item, outer) for item in place.successors)


def _distinct(places: Iterable[Division]) -> tuple[Division, ...]:
    """Drops an abolished code whose successor has the same name: 公主岭市 is 220184, not 220381 as well."""
    kept = list(dict.fromkeys(places))
    in_use = {(item.code, item.name) for item in kept if item.is_current}
    return tuple(item for item in kept if item.is_current or (item.current_code, item.name) not in in_use)


@cache
def _codes_by_name() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for code, name in current().items():
        for form in (name, *short_forms(name)):
            index.setdefault(form, []).append(code)
    return index


@cache
def _others_by_name() -> dict[str, list[Division]]:
    index: dict[str, list[Division]] = {}
    for place in (*history(), *zones()):
        for form in (place.name, *short_forms(place.name)):
            index.setdefault(form, []).append(place)
    return index
