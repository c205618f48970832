"""The department whose report it is, behind a title that begins with its site's or its place's name."""

from __future__ import annotations

from harvester.divisions import locate
from harvester.parsers.agencies import resolve
from harvester.parsers.compiled import is_own
from harvester.parsers.organs import is_local, is_place_name, stands_for_place, tidy


def owner(site: str, behind: str) -> str | None:
    """启东市财政局 of 启东市人民政府 2019年…年度报告 启东市财政局, and of 启东市2019年…年度报告（市财政局）.

    A government's report is published by its office or by the department that collects the reports of all the others:
    behind a title these names change nothing.
    """
    place = tidy(site).removesuffix("政府").removesuffix("人民")
    name = _in_place(tidy(behind), place) if is_place_name(place) else None
    agency = resolve(name) if name else None
    is_its_own = agency is not None and (agency.scope == "township" or is_own(agency))
    return name if is_its_own and name != place else None


def _in_place(name: str, place: str) -> str | None:
    """The name with its place: 市财政局, 财政局 and 汇龙镇 behind 启东市."""
    if name.startswith(place):
        return name
    character = stands_for_place(name)
    if character:
        return f"{place}{name[1:]}" if place.endswith(character) else None
    whole = locate(f"{place}{name}")
    is_town = whole is not None and whole.level == "town"
    return f"{place}{name}" if is_town or is_local(name) else None
