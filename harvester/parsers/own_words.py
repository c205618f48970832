"""The agency as a report's prose calls itself, where nothing else names it: 广西海事局 of a text that says 我局."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from harvester.divisions import locate, province_named
from harvester.parsers.agencies import TOWN
from harvester.parsers.introduction import agencies
from harvester.parsers.organs import in_full, is_agency_name, tidy
from harvester.parsers.script import simplify, squeeze
from harvester.parsers.titles import parse_title
from harvester.parsers.wording import load

_LOOKED_AT = 6000
"""Characters of the page."""


def self_named(text: str) -> str | None:
    """The one name by which the text acts or issues papers, if it is of the kind that the text says it is (我局).

    >>> self_named("2019年，我乡重视政府信息公开。截至12月底，牛街乡人民政府通过信息平台公开3条。")
    '牛街乡人民政府'
    """
    plain = squeeze(text)[:_LOOKED_AT]
    endings = _endings(simplify(plain))
    names = {tidy(name): name for name in _named(plain) if tidy(name).endswith(endings)} if endings else {}
    longest = max(names, key=len, default=None)
    return names[longest] if longest and all(longest.endswith(name) for name in names) else None


def is_author(name: str) -> bool:
    """True for a name that may stand before a report's words: 启东市教育局; not for 我局 and 各部门."""
    return is_agency_name(in_full(tidy(name))) and parse_title(f"{name}政府信息公开年报").agency is not None


def _endings(plain: str) -> tuple[str, ...]:
    """How the agency's name ends by the word that the text has for it most often; empty where two are as frequent."""
    words: dict[str, list[str]] = load("identity.yaml")["own_words"]
    said = Counter({word: plain.count(f"我{word}") + plain.count(f"本{word}") for word in words}).most_common(2)
    return tuple(words[said[0][0]]) if said[0][1] > said[1][1] else ()


def _named(text: str) -> Iterator[str]:
    for key in ("issues", "acts"):
        yield from (name for name in agencies(key, text) if is_author(name) and _has_place(name))


def _has_place(name: str) -> bool:
    """True for 青岛市财政局, 广西海事局 and 牛街乡人民政府; not for 各业务局."""
    plain = tidy(name)
    return any((locate(plain), province_named(plain[:2]), province_named(plain[:3]), TOWN.match(plain)))
