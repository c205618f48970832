"""The place that a body's name begins with, written short, where no place stands there in full: 南通 in 南通海关."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from harvester.divisions import Division, locate
from harvester.divisions.lookup import named
from harvester.divisions.names import bare, is_of_nature
from harvester.parsers.organs import branch_place, is_national, is_school
from harvester.parsers.wording import load

_LONGEST_SHORT = 6
_FREE_TRADE = re.compile(r"中国（(?P<place>[一-龥]{2,4})）")
_TOWN = re.compile(r"[一-龥]{2,12}?(?:镇|乡|苏木|街道|路街)")
_RANKS = {"province": 0, "prefecture": 1}
"""Of levels: 吉林 in 吉林证监局 is the province."""


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load("organs.yaml")["named_after"]
    return rules


def place_named_after(name: str, hint: str | None) -> Division | None:
    """The province or city that the name begins with, and for what every county may have (海关) a county.

    None for what serves more than the place that it is named after (上海铁路监督管理局), or is named after a sea.

    >>> place_named_after("南通海关", None).code, place_named_after("长江海事局", None)
    ('320600', None)
    """
    free_trade = _FREE_TRADE.match(name)
    if free_trade:
        return _in_short(free_trade["place"], hint)
    rules = _rules()
    is_other = is_national(name) or is_school(name) or name.startswith(tuple(rules["no_places"])) or _TOWN.match(name)
    if is_other or name.endswith(tuple(rules["of_no_place"])) or any(word in name for word in rules["wider"]):
        return None
    ending = next((words for words in rules["branches"] if name.endswith(words)), None)
    place = _in_short(name.removesuffix(ending), hint) if ending else None
    return place or _large(name, hint)


def place_of_branch(rest: str, hint: str | None) -> Division | None:
    """The place of what stands behind a superior's name: 中山 of 中山调查队; none of 北海局, the sea's."""
    if rest.startswith(tuple(_rules()["no_places"])):
        return None
    return _in_short(branch_place(rest), hint) or locate(rest, hint)


def _in_short(text: str, hint: str | None) -> Division | None:
    """The place of that name; of several the one of the highest level: 中山市, not 中山区 of 大连市."""
    found = locate(text, hint)
    if found is not None:
        return found
    places = [place for place in named(text) if place.is_current and bare(place.name) == text]
    large = sorted((place for place in places if place.level in _RANKS), key=lambda place: _RANKS[place.level])
    return large[0] if len(large) == 1 or len({place.level for place in large}) == 2 else None


def _large(name: str, hint: str | None) -> Division | None:
    """The province or the city that the name begins with: 三亚 in 三亚崖州湾科技城管理局."""
    for end in range(min(_LONGEST_SHORT, len(name) - 2), 1, -1):
        place = locate(name[:end], hint)
        is_in_short = place is not None and place.level in _RANKS and bare(place.name) == name[:end]
        if is_in_short and not is_of_nature(name[end:]):
            return place
    return None
