"""The place that an agency's name begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from harvester.divisions.lookup import by_code, named, towns_named, towns_of, within
from harvester.divisions.names import bare, is_of_nature, is_town_name
from harvester.divisions.table import Division, level_of, words
from harvester.parsers.script import simplify, squeeze

_TOWN_CUT = re.compile(r"(?:镇|乡|街道|街)(?:人民政府|政府|办事处|党政.*)?$")
"""What is left of a town's name behind the county that it begins like: 唐县镇 in 随县."""
_IN_BRACKETS = re.compile(r"^（[一-龥]{1,6}）")
"""长丰（双凤）经济开发区."""
_REGIMENT = re.compile(r"[一二三四五六七八九十百〇零○\d]{1,5}团(?=[一-龥]{1,8}镇)")
"""Of the corps, which is a town as well: 阿拉尔市十六团新开岭镇."""
_TOWN_WORD = re.compile(r"街道|镇|乡|苏木|街")
LONGEST_NAME = 16
"""积石山保安族东乡族撒拉族自治县 has fifteen characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place found at the head of a name."""

    division: Division
    end: int
    """How many characters of the name the chain of places takes."""
    short: bool = False
    """True where the last place is written without its suffix: 南京 in 南京徐庄高新技术产业开发区."""


@dataclass(frozen=True, slots=True)
class _Step:
    end: int
    division: Division
    written: str

    @property
    def short(self) -> bool:
        """True for a name without its suffix: 南京 and 胶州, but not 恩施州."""
        return self.division.level != "town" and self.written != self.division.name and self.written == self._bare

    @property
    def _bare(self) -> str:
        return bare(self.division.name)


def locate(text: str, hint: str | None = None) -> Division | None:
    """The smallest place of the longest chain that ``text`` begins with, or None where several are possible.

    ``hint`` is the code of a place around it, the portal's: it decides between places of one name,
    and is needed for a town that stands alone (佳荣里街, 城关镇).

    >>> locate("铁岭市银州区人民政府办公室").code
    '211202'
    """
    place = match(text, hint)
    return None if place is None else place.division


@lru_cache(maxsize=4096)
def match(text: str, hint: str | None = None) -> Place | None:
    """As `locate`, with how far the place reaches."""
    written = squeeze(simplify(text))
    chains = list(_chains(written, 0, None))
    steps = [*chains, *_alone(written, hint)] if not chains or _may_be_town(written, chains) else chains
    furthest = max((step.end for step in steps), default=0)
    candidates = [step for step in steps if step.end == furthest]
    chosen = _decide(candidates, hint)
    if chosen is None and hint is None and furthest < len(written):
        chosen = _city_before_a_zone(candidates)
    is_cut = chosen is not None and _TOWN_CUT.match(written, chosen.end) is not None
    return None if chosen is None or is_cut else Place(chosen.division, chosen.end, chosen.short)


def _may_be_town(text: str, chains: list[_Step]) -> bool:
    """True where a place ends inside a town's name: 唐县 in 唐县镇, 芒市 in 芒市镇."""
    ending = _town_ending().match(text)
    return ending is not None and all(step.end < ending.end() for step in chains)


def _chains(text: str, start: int, around: Division | None) -> Iterator[_Step]:
    """Every way to read places one inside the other from ``start`` on; a chain is told at each of its ends."""
    for step in _places_at(text, start, around):
        inner = list(_chains(text, step.end, step.division)) + list(_town_at(text, step.end, step.division))
        yield from inner
        if not step.short or not inner:
            yield from _kept(text, step)


def _places_at(text: str, start: int, around: Division | None) -> Iterator[_Step]:
    for end in range(min(start + LONGEST_NAME, len(text)), start + 1, -1):
        written = text[start:end]
        for division in named(written):
            if around is None or (_is_smaller(division, around) and _lies_in(division, around)):
                yield _Step(end, division, written)


def _kept(text: str, step: _Step) -> Iterator[_Step]:
    """A short name counts only at the end or before a zone: 太湖 in 太湖流域管理局 is no county.

    Nor does one that goes on to a lake or a bay: 大同湖管理区, 杭州湾新区.
    """
    rest = _IN_BRACKETS.sub("", text[step.end :])
    if step.short and is_of_nature(rest):
        return
    is_large = step.division.level in {"prefecture", "province"}
    has_zone = _zone_ahead().match(rest) if is_large else rest.startswith(words("zone_beginnings"))
    if not step.short or not rest or has_zone:
        yield step


def _town_at(text: str, start: int, around: Division) -> Iterator[_Step]:
    level = level_of(around.code) if around.whole else around.level
    if level not in {"county", "prefecture"} or start == len(text):
        return
    regiment = _REGIMENT.match(text, start)
    begin = regiment.end() if regiment else start
    for code in around.successors or (around.code,):
        yield from (_Step(begin + len(name), town, name) for name, town in _towns_ahead(text[begin:], code))


def _alone(text: str, hint: str | None) -> Iterator[_Step]:
    """Towns with nothing before them: in the hint's county or prefecture only."""
    around = None if hint is None else by_code(hint[:6])
    if around is not None and around.level != "zone":
        yield from (_Step(len(name), town, name) for name, town in _towns_ahead(text, around.code))


def _towns_ahead(rest: str, around: str) -> Iterator[tuple[str, Division]]:
    """Towns of a county whose names begin ``rest``; of a larger place only those written with their suffix."""
    if level_of(around) != "county":
        for name in _heads(rest):
            yield from ((name, town) for town in towns_named(name, around))
        return
    ending = _town_ending().match(rest)
    written = {rest, ending.group()} if ending else {rest}
    for town in towns_of(around):
        if rest.startswith(town.name):
            yield town.name, town
        else:
            names = (name for name in written if not rest[len(name) :].startswith(words("zone_beginnings")))
            yield from ((name, town) for name in names if is_town_name(name, town.name))


def _heads(text: str) -> Iterator[str]:
    """What may be a town's name at the head, the word for a town within it or at its end: 厚街 and 厚街镇."""
    return (text[: found.end()] for found in _TOWN_WORD.finditer(text, 1, LONGEST_NAME))


def _is_smaller(inner: Division, outer: Division) -> bool:
    return inner.code != outer.code or (inner.level == "zone" and outer.level != "zone")


def _lies_in(inner: Division, outer: Division) -> bool:
    places = (inner.code, *inner.successors)
    around = (outer.code, *outer.successors)
    return any(within(place, area) for place in places for area in around)


def _decide(candidates: list[_Step], hint: str | None) -> _Step | None:
    if _same_place(candidates) or hint is None:
        return _outermost(candidates)
    itself = [step for step in candidates if step.division.code == hint]
    near = itself or [
        step for step in candidates if within(step.division.code, hint) or within(hint, step.division.code)
    ]
    return _outermost(near)


def _outermost(steps: list[_Step]) -> _Step | None:
    """The one place of the steps; 抚顺市 for 抚顺, which is also short for a county of it."""
    if _same_place(steps):
        return _newest(steps)
    cities = [step for step in steps if step.division.level == "prefecture" and step.division.is_current]
    if len(cities) != 1 or not all(
        step.short and within(step.division.code, cities[0].division.code) for step in steps
    ):
        return None
    return cities[0]


def _city_before_a_zone(steps: list[_Step]) -> _Step | None:
    """西安市 of 西安高新技术产业开发区, though two cities have districts of that name; 海南省 before 海南州."""
    in_use = [step for step in steps if step.division.is_current]
    for level in ("province", "prefecture") if all(step.short for step in steps) else ():
        found = [step for step in in_use if step.division.level == level]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _same_place(steps: list[_Step]) -> bool:
    """True for one place, with the abolished one inside it that left it the name: 毕节市 520500 and 522401."""
    codes = {step.division.current_code or step.division.code for step in steps}
    in_use = {step.division.code for step in steps if step.division.is_current}
    if len(in_use) != 1 or len(codes) == 1:
        return len(codes) == 1
    return all(step.division.is_current or within(step.division.code, *in_use) for step in steps)


def _newest(steps: list[_Step]) -> _Step:
    """The name as it is written before a longer or shorter one, the place in use before its abolished namesakes."""
    return min(steps, key=lambda step: (step.written != step.division.name, not step.division.is_current))


@cache
def _zone_ahead() -> re.Pattern[str]:
    return re.compile(rf"[一-龥]{{0,14}}?(?:{'|'.join((*words('zone_suffixes'), *words('reserves')))})")


@cache
def _town_ending() -> re.Pattern[str]:
    return re.compile(r"[一-龥]{1,10}?(?:街道|镇|乡|苏木|街)")
