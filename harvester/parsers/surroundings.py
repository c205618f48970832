"""Agencies that stand around a report whose title names none: the issuer, the signature, the site itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from harvester.divisions import locate, within
from harvester.items import Document, Page
from harvester.parsers import introduction
from harvester.parsers.organs import is_agency_name, is_credible, principal
from harvester.parsers.script import simplify, squeeze
from harvester.parsers.wording import load

_FIRST_TEXTS, _LAST_TEXTS = 30, 12
_HEADING_TEXTS = 5
_LONGEST_NAME = 40
_LONGEST_TRAIL = 200
_LONGEST_PLACE = 16
"""Characters of a city and a county before a town's name."""
_LONGEST_FOOTER = 2000
ADDRESS, CITED = "address", "cited"
_WE_OF_THE_OFFICE = re.compile(r"(?<!自)(?:我办|本办)(?!理|事|法|公室)")
_ARROW = re.compile(r"[>＞»›]")
_DATE = re.compile(
    r"\s*(?:20\d{2}|二[〇○零ＯO][〇○零ＯO一二三四五六七八九]{2})\s*年\s*[\d一二三四五六七八九十元]{1,2}\s*月"
    r"(?:\s*[\d一二三四五六七八九十廿]{1,3}\s*日)?\s*"
)
_DATE_BEHIND = re.compile(rf"(?<=[一-龥])\s+{_DATE.pattern}$")
_LEAD = re.compile(r"^.{0,6}位置(?:是|为)?[:：]?")
"""What a trail begins with: 您现在的位置：启东市人民政府 > 北新镇."""
_STEP = re.compile(r"[>＞»›/|]+")
_WELCOME = re.compile(r"^(?:您好[，,！!]?)?(?:欢迎|歡迎)您?(?:登[录陆]|访问|訪問|来到|光临)|[！!。]$|今天是.*$")
_TITLE_PARTS = re.compile(r"[-_|—–>＞»]+")


def of_the_site(
    document: Document, page: Page, metadata: Mapping[str, str], text: str, overview: str = ""
) -> Iterator[tuple[str, str]]:
    """(where, name), the nearest to the report first; what is no agency's name is for the caller to sort out.

    ``text``, the introduction, names whom to ask; ``overview`` tells as well whether an office speaks.
    """
    is_office = _WE_OF_THE_OFFICE.search(simplify(f"{text}{overview}")) is not None
    found = (
        ("metadata issuer", metadata.get("issuer")),
        ("signature", _signature(document)),
        ("breadcrumb", _in_trail(document)),
        *(("contact", name) for name in introduction.agencies("contacts", text) if is_office or _tells_who(name)),
        ("metadata source", metadata.get("source")),
        ("site title", _behind_title(document.title or "")),
        ("metadata site_name", _of_website(metadata.get("site_name") or "")),
        ("registry", page.publisher),
    )
    yield from ((source, squeeze(text)) for source, text in found if text)


def _tells_who(name: str) -> bool:
    """The office of a government answers for the government and for itself: that does not tell whose report it is."""
    return not simplify(name).endswith(("人民政府办公室", "人民政府办公厅", "政府办公室", "政府办"))


def places(document: Document, page: Page, metadata: Mapping[str, str], text: str) -> Iterator[tuple[str, str]]:
    """(where, code) of the places that page, introduction and registry name, the surest first."""
    for source, words in _naming_places(document, page, metadata, text):
        place = locate(words) if words else None
        if place is not None and place.current_code:
            yield source, place.current_code


def places_of_opening(overview: str) -> Iterator[tuple[str, str]]:
    """(where, code) of the one who acts in the overview's first sentence: 2022年，安溪县祥华乡人民政府坚持……."""
    found = (locate(name) for name in introduction.agencies("openings", overview[:_LONGEST_TRAIL]))
    yield from (("overview", place.current_code) for place in found if place is not None and place.current_code)


def places_of_websites(overview: str) -> Iterator[tuple[str, str]]:
    """(where, code) of the government on whose site a report without a place is published: 依托汉台区政府门户网站.

    Of a district's site and its city's the district's; nothing where sites of several places are named.
    """
    found = (locate(name) for name in introduction.agencies("websites", overview))
    codes = {place.current_code for place in found if place is not None and place.current_code}
    yield from ((ADDRESS, code) for code in codes if all(within(code, other) for other in codes))


def places_of_full_name(document: Document, town: str) -> Iterator[tuple[str, str]]:
    """(where, code) of a town that the report's own text names with its county: 玉环市楚门镇."""
    before = re.compile(rf"([一-龥]{{2,{_LONGEST_PLACE}}}){re.escape(town)}")
    for text in document.texts:
        for match in before.finditer(squeeze(text)) if town in text else ():
            starts = (match[1][start:] for start in range(len(match[1]) - 1))
            place = next((found for start in starts if (found := locate(f"{start}{town}"))), None)
            if place is not None and place.level == "town":
                yield "text", place.code[:6]


def _naming_places(
    document: Document, page: Page, metadata: Mapping[str, str], text: str
) -> Iterator[tuple[str, str | None]]:
    yield "registry", page.publisher
    yield "metadata issuer", metadata.get("issuer")
    yield from (("contact", name) for name in introduction.agencies("contacts", text))
    yield from ((ADDRESS, name) for name in introduction.agencies("addresses", text))
    yield from (("website", name) for name in introduction.agencies("websites", text))
    for key in ("authors", "openings"):
        yield from (("introduction", name) for name in introduction.agencies(key, text))
    yield "metadata site_name", metadata.get("site_name")
    yield from (("breadcrumb", step) for step in reversed(_steps(document)))
    yield "metadata source", metadata.get("source")
    yield "site title", _behind_title(document.title or "")
    yield "heading", _heading(document)
    footer = squeeze("\n".join(document.texts[-_LAST_TEXTS:])[:_LONGEST_FOOTER])
    yield from (("footer", name) for name in introduction.agencies("footers", footer))
    yield from ((CITED, name) for name in introduction.agencies("cited", text))


def _heading(document: Document) -> str | None:
    """The one agency with its place that heads the page: 浑南区国资局 above a report of 区政府国资局."""
    lines = [text for text in document.texts[:_HEADING_TEXTS] if len(text) <= _LONGEST_NAME]
    names = (_of_website(text) for text in lines)
    named = {name for name in names if name and locate(name)}
    return named.pop() if len(named) == 1 else None


def _signature(document: Document) -> str | None:
    """The last short line that is an agency's name: one with its place, or 上湾乡人民政府 above or before the date."""
    last = (_DATE_BEHIND.sub(r"\n\g<0>", text) for text in document.texts[-_LAST_TEXTS:])
    lines = [line for text in last for line in text.split("\n") if len(line) <= _LONGEST_NAME]
    found = zip(lines, [*lines[1:], ""], strict=False)
    signed = [text for text, below in found if is_agency_name(text) and (_DATE.fullmatch(below) or locate(text))]
    return principal(signed[-1]) if signed else None


def _in_trail(document: Document) -> str | None:
    """The last agency of 首页 > 部门公开 > 启东市教育局 > 政府信息公开年报."""
    return next((step for step in reversed(_steps(document)) if is_credible(step)), None)


def _steps(document: Document) -> list[str]:
    """The steps of the trail at the head of the page, also where each has a line of its own."""
    trails = [squeeze(text) for text in document.texts[:_FIRST_TEXTS] if len(text) <= _LONGEST_TRAIL]
    led = [_LEAD.sub("", trail) for trail in trails if _ARROW.search(trail)]
    steps = [step for trail in led for step in _STEP.split(trail) if step]
    return steps if len(steps) > (1 if set(led) - set(trails) else 2) else []


def _behind_title(title: str) -> str | None:
    """启东市教育局 of 2022年政府信息公开工作年度报告-启东市教育局网站."""
    names = [name for part in _TITLE_PARTS.split(title)[1:] if (name := _of_website(part))]
    return names[0] if names else None


def _of_website(name: str) -> str | None:
    """启东市教育局 of 启东市教育局门户网站, 启东市人民政府 of 欢迎访问启东市人民政府门户网站."""
    plain = _WELCOME.sub("", squeeze(name))
    for word in load("titles.yaml")["websites"]:
        plain = plain.removesuffix(word)
    plain = f"{plain}政府" if plain.endswith("人民") else plain
    return plain if plain and is_agency_name(plain) else None
