"""The id of an agency: the place as it is numbered today and the organ, ``330382-人民政府办公室``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from harvester.divisions import Division, by_code
from harvester.divisions.names import bare
from harvester.divisions.table import history, zones
from harvester.items import Agency
from harvester.net.addresses import is_web_address
from harvester.parsers.organs import is_national, superior
from harvester.parsers.place_names import display, own_organ
from harvester.parsers.wording import load

NATIONAL = "000000"
"""In place of a division's code, as in the ids of portals: ``000000-教育部``."""
_PACKAGE = "harvester.agencies"
_COMMITTEE = "管理委员会"
"""What a zone is governed by: an agency beside that of the place; 第八师石河子市 is the city itself."""


def agency_id(agency: Agency, url: str | None) -> str | None:
    """The same for every name and code that one agency bore, by the history of divisions and the spellings of organs.

    An agency without a place is known on its site only: ``www.example.gov.cn-教育局``; None where that is not known.
    """
    if agency.division_code is not None:
        code, organ = _parted(agency.name, agency.division_code)
        return f"{code}-{canonical(organ)}"
    if is_national(agency.name):
        return f"{NATIONAL}-{agency.name}"
    host = urlsplit(url).hostname if url and is_web_address(url) else None
    return f"{host}-{agency.name}" if host else None


def canonical(organ: str) -> str:
    """An organ in the one spelling that ids use."""
    spelling: str = load("organs.yaml", _PACKAGE)["spellings"].get(organ, organ)
    return spelling


def _parted(name: str, code: str) -> tuple[str, str]:
    """天津市塘沽区人民政府 of 120116 -> 120107, 人民政府: a place that is not its successor keeps its own code."""
    above = superior(name)
    for written, owner in _written(code):
        if name.startswith(above + written) and len(name) > len(above + written):
            return owner, above + name[len(above + written) :]
    return code, name


@cache
def _written(code: str) -> tuple[tuple[str, str], ...]:
    """How names of agencies of a place begin, and the code that is meant, the longest first."""
    places = {written: owner for place in _places(code) for written, owner in _forms(place)}
    return tuple(sorted(places.items(), key=lambda item: -len(item[0])))


def _places(code: str) -> Iterator[Division]:
    """The place after those that it took the code or the land of, so that its own name means itself."""
    yield from _former().get(code, ())
    yield from (zone for zone in zones() if zone.whole and zone.code == code and own_organ(zone) != _COMMITTEE)
    place = by_code(code)
    if place is not None:
        yield place


def _forms(place: Division) -> Iterator[tuple[str, str]]:
    """None for a place whose code another took over: its agencies keep the place in their ids (万盛区 500110)."""
    if not place.lives_on and place.current_code == place.code:
        return
    owner = (place.current_code or place.code) if place.lives_on else place.code
    yield place.name, owner
    yield display(place), owner
    if place.level in {"province", "prefecture"} and len(bare(place.name)) > 1:
        yield bare(place.name), owner  # 南京徐庄高新技术产业开发区管理委员会


@cache
def _former() -> dict[str, list[Division]]:
    """The places that are no more, by the code that they are read as today."""
    found: dict[str, list[Division]] = {}
    for place in history():
        found.setdefault(place.current_code or place.code, []).append(place)
    return found
