"""From an agency as a page writes it to its normalised name, division code and scope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from harvester.divisions import (
    Division,
    Place,
    ancestors,
    by_code,
    find,
    locate,
    match,
    province_named,
    within,
)
from harvester.divisions.names import bare
from harvester.divisions.table import words
from harvester.items import Agency, Scope
from harvester.parsers.named_after import place_named_after, place_of_branch
from harvester.parsers.organs import (
    in_full,
    is_agency_name,
    is_local,
    is_national,
    is_place_name,
    is_school,
    of_province,
    scope_of,
    stands_for_place,
    superior,
    tidy,
    undecorated,
)
from harvester.parsers.place_names import begins_with, display, is_zone, own_organ, spelled, town_organ

TOWN = re.compile(r"^[一-龥]{1,12}?(?:镇|乡|苏木|街道|街)(?=$|人民政府|政府|办事处|办$|党政)")
_BUREAU = re.compile(r"^(?!中央|本|我|该|各)[一-龥]{2,14}(?<!分)(?<!总)(?:局|委|委员会|厅)$")
_PARTY_OFFICE = re.compile(r"党政(?:综合)?办公室$")
_UNKNOWN_COUNTY = re.compile(r"^[一-龥]{1,6}[市县区旗](?:$|人民政府|政府)")
_COUNTY = re.compile(r"[一-龥]{1,6}?[市县区旗](?!域)")
_GOVERNMENT_BETWEEN = re.compile(r"(?<=[市县区旗])人民政府(?=[一-龥]{1,8}(?:街道|地区办事处))")
"""杭州市滨江区人民政府长河街道办事处."""
_NAMES_A_PLACE = re.compile(r"^(?!城市)[一-龥]{1,12}?(?:省|自治区|市(?!场)|县(?!域)|区(?!域)|自治州|盟|旗|地区)")

_BRANCH = re.compile(r"(?:(?<=[局委厅])|(?<=公安)(?!局)|(?<=中心))(?P<place>[一-龥]{2,12})分(?:局|中心)$")
"""长沙市公安局岳麓区分局, 池州市公安贵池分局, 台州市住房公积金管理中心天台分中心."""
_AUTONOMOUS = re.compile(r"自治[区州县旗]")
_SHORT_NAMES = (2, 3)
_LONGEST_SHORT = 6
"""科尔沁右翼中 has six characters."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An agency's name in its parts: 铁岭市银州区 | 人民政府办公室, and the place they are about."""

    place: str
    organ: str
    division: Division | None


def resolve(as_written: str, hint: str | None = None) -> Agency:
    """The agency behind a name, with the code of the place around it as ``hint`` where one is known.

    >>> resolve("乐清市磐石镇").name
    '乐清市磐石镇人民政府'
    """
    plain = _localised(_GOVERNMENT_BETWEEN.sub("", undecorated(tidy(as_written))), hint)
    above = superior(plain)
    if above:
        return _subordinate(as_written, plain, above, hint)
    found = match(plain, hint)
    if found and (inner := _county_in_zone(plain, found)):
        plain, found = plain[found.end :], inner
    named = _Named("", _completed(plain), None) if found is None else _placed(plain, found)
    name = f"{named.place}{named.organ}"
    return Agency(
        name=name,
        as_written=as_written,
        division_code=_division_code(plain, found, named, hint),
        scope=_scope(name, named),
    )


def _subordinate(as_written: str, plain: str, above: str, hint: str | None) -> Agency:
    """国家税务总局启东市税务局: named as it is, and of the place that its name goes on with."""
    rest = plain.removeprefix(above)
    place = place_of_branch(rest, hint)
    code = (place.current_code or place.code) if place else None
    return Agency(name=plain, as_written=as_written, division_code=code, scope=scope_of(plain))


def _localised(plain: str, hint: str | None) -> str:
    """县教育局 and 教育局 on a county's site are the county's: 大竹县教育局."""
    spelled = _spelled_out(plain, hint)
    if spelled or hint is None or match(plain, hint) is not None:
        return spelled or plain
    around, character = by_code(hint), _word_for_place(plain)
    if character is None:
        is_bare = around is not None and _is_of_the_site(plain) and not begins_with(plain, around)
        return f"{display(around)}{plain}" if around and is_bare else plain
    places = [*([around] if around else []), *reversed(ancestors(hint))]
    own = next((place for place in places if place.name.endswith(character)), None)
    return plain if own is None else f"{own.name}{plain[len(character) :]}"


def is_placed_by(written: str, code: str) -> bool:
    """True where a place of the chain is what the first character of 市应急局 stands for; not 厅, the region's.

    >>> is_placed_by("市应急局", "520201"), is_placed_by("应急局", "520201")
    (True, False)
    """
    plain = tidy(written)
    character = _word_for_place(plain)
    around = by_code(code)
    if character is None or around is None or plain.endswith("厅"):
        return False
    return any(place.name.endswith(character) for place in (around, *ancestors(code)))


def _word_for_place(plain: str) -> str | None:
    """县 of 县教育局, 自治区 of 自治区教育厅."""
    region = _AUTONOMOUS.match(plain)
    is_region = region is not None and is_agency_name(plain[region.end() :])
    return region.group() if region and is_region else stands_for_place(plain)


def _spelled_out(plain: str, hint: str | None) -> str | None:
    """额敏县人社局 for 额敏人社局: the place of a short name is looked for before bodies only that every place has."""
    for end in range(2, _LONGEST_SHORT + 1):
        place = locate(plain[:end], hint) if is_local(plain[end:]) else None
        if place is not None and bare(place.name) == plain[:end]:
            return f"{place.name}{plain[end:]}"
    return None


def _is_of_the_site(plain: str) -> bool:
    """True for 教育局; not for 国家能源局, 山东海事局, 西湖风景名胜区管理委员会, a town or 南通分局."""
    if is_national(plain) or province_named(plain[:2]):
        return False
    if is_local(plain):
        return True
    return not names_a_place(plain) and _BUREAU.match(plain) is not None


def names_a_place(plain: str) -> bool:
    """True where a place begins the name, known or not: 朝阳区教育局, 太平镇; not for 教育局 and 广州海关."""
    return any(pattern.match(plain) for pattern in (_NAMES_A_PLACE, _zone(), TOWN))


def _placed(plain: str, found: Place) -> _Named:
    division, rest = found.division, plain[found.end :]
    if found.short and rest:
        return _Named(plain[: found.end], _completed(rest), division)
    if is_local(f"{plain[found.end - 1]}{rest}") and not is_local(rest):
        rest = f"{plain[found.end - 1]}{rest}"  # 启东市场监管局
    if division.level == "town" and division.name.endswith("街道"):
        rest = rest.removeprefix("道")
    if division.level == "town" and rest == "办":
        rest = ""
    is_note = rest.startswith("（") and rest.endswith("）")
    organ = f"{own_organ(division)}{rest}" if is_note or not rest else _completed(rest)
    if division.level == "province":
        organ = of_province(rest) or organ
    place = spelled(display(division), division.name, plain[: found.end])
    return _Named(place, organ, division if _is_place_of(division, rest) else None)


def _is_place_of(division: Division, rest: str) -> bool:
    """False where the name goes on with a smaller place that the table does not know: 杭州市某区, 温州市某镇.

    And where a school or a hospital is named after one: 安徽省涡阳第三中学, not 江苏省人民医院.
    """
    if TOWN.match(rest):
        return division.level in {"county", "zone"}
    if is_school(rest) and any(find(rest[:end], division.code) for end in _SHORT_NAMES):
        return False
    return _UNKNOWN_COUNTY.match(rest) is None or is_zone(rest) or rest.startswith(words("zone_suffixes"))


def _completed(name: str) -> str:
    """A name that the table does not settle, completed by its last character: 奋发镇 -> 奋发镇人民政府."""
    head, bracket, note = name.partition("（")
    if head and bracket and note.endswith("）"):
        return f"{_completed(head)}（{note}"
    if re.search(r"(?:镇|乡|苏木|街道|街)$", name):
        full = f"{name}道" if name.endswith("街") else name
        return f"{full}{town_organ(full)}"
    if is_zone(name):
        return f"{name}管理委员会"
    return f"{name}人民政府" if re.search(r"[省市县区州盟旗]$", name) and is_place_name(name) else in_full(name)


def _division_code(plain: str, found: Place | None, named: _Named, hint: str | None) -> str | None:
    if named.division is not None:
        place = _of_branch(named.organ, named.division) or named.division
        return place.current_code or place.code
    if found:
        return None
    named_after = None if _names_another(plain) else place_named_after(plain, hint)
    return (named_after.current_code or named_after.code) if named_after else _code_from_hint(plain, hint)


def _of_branch(organ: str, around: Division) -> Division | None:
    """The district that a city's branch is about: 岳麓区 in 公安局岳麓分局, 太仓市 in 太仓生态环境局; else None."""
    branch = _BRANCH.search(organ)
    body = organ.removesuffix("分局") + "局" if organ.endswith("分局") else organ
    named = [branch["place"]] if branch else [body[:end] for end in range(2, _LONGEST_SHORT) if is_local(body[end:])]
    places = (locate(name, around.code) for name in named)
    return next((place for place in places if place and _is_inside(place, around)), None)


def _county_in_zone(plain: str, found: Place) -> Place | None:
    """The county that stands behind a zone of its own province: 容城县 in 雄安新区容城县."""
    rest = plain[found.end :]
    if found.division.level != "zone" or not _COUNTY.match(rest):
        return None
    inner = match(rest, found.division.code)
    is_county = inner is not None and not inner.short and inner.division.level in {"county", "town"}
    return inner if inner and is_county and inner.division.code[:2] == found.division.code[:2] else None


def _is_inside(place: Division, around: Division) -> bool:
    return place.level in {"county", "zone"} and place.code != around.code and within(place.code, around.code)


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(rf"^[一-龥]{{0,12}}?(?:{'|'.join(words('zone_suffixes'))})")


def _code_from_hint(plain: str, hint: str | None) -> str | None:
    """The site's own code for an agency that names no place (经济发展局) or a town that the table lacks."""
    around = None if hint is None else by_code(hint[:6])
    if around is None or not is_agency_name(plain) or is_national(plain):
        return None
    if TOWN.match(plain):
        return around.code if around.level == "county" else None
    return None if _names_another(plain) else around.current_code or around.code


def _names_another(plain: str) -> bool:
    """True where a place that is not known begins the name: 文昌湖区旅游局."""
    return _NAMES_A_PLACE.match(plain) is not None and _zone().match(plain) is None


def _scope(name: str, named: _Named) -> Scope:
    scope, division = scope_of(name), named.division
    in_town = (division is not None and division.level == "town") or TOWN.match(named.organ) is not None
    if in_town and (scope in {"government", "office", "township"} or _PARTY_OFFICE.search(name)):
        return "township"
    if division and division.level == "zone" and division.whole and named.organ == "管理委员会":
        return "government"
    return scope


def agrees(code: str | None, around: str | None) -> bool:
    """True unless both codes are known and neither place lies in the other."""
    return code is None or around is None or within(code, around) or within(around, code)
