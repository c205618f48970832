"""Titles without the words of a report, where nothing tells more: 启东市教育局2022年年报, 市教育局, 2022年度."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harvester.items import Document, Page
from harvester.parsers.organs import is_credible, is_local, stands_for_place, tidy
from harvester.parsers.script import squeeze
from harvester.parsers.titles import may_name_report, parse_title
from harvester.parsers.year_words import year_of

_TITLE = re.compile(
    r"(?P<agency>[一-龥（）()]{0,30}?)[（(]?(?P<year>20\d{2})?(?:年度|年)?[）)]?"
    r"(?:年报|年度报告|年度工作报告|工作年度报告)?(?:\.\w{3,4})?"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!\d)")
_TITLE_PARTS = re.compile(r"[-_|—–>＞»]+")


@dataclass(frozen=True, slots=True)
class BareTitle:
    """``agency`` as it is written."""

    source: str
    agency: str | None
    year: int | None


def bare_titles(document: Document, page: Page, metadata: Mapping[str, str]) -> Iterator[BareTitle]:
    """What the list row, the metadata and the page's heading say, the nearest first.

    The heading is the line that begins the page's <title>: that alone may be the name of the site.
    """
    lead = squeeze(_TITLE_PARTS.split(document.title or "")[0])
    heading = next((text for text in document.texts if lead and squeeze(text) == lead), None)
    for source, text in (
        ("anchor", page.anchor_text),
        ("metadata title", metadata.get("title")),
        ("heading", heading),
    ):
        title = _read(source, text or "")
        if title is not None:
            yield title


def _read(source: str, text: str) -> BareTitle | None:
    """Reads 市教育局（2022年） and 2022年年报; None of 政府网站工作年度报表（2022年）, which names no agency."""
    match = _TITLE.fullmatch(squeeze(text))
    is_bare = match is not None and (_is_agency(match["agency"]) if match["agency"] else match["year"])
    if match is None or (match["year"] and not is_bare):
        return _about_disclosure(source, text) if may_name_report(text) else None
    if not is_bare:
        return None
    return BareTitle(source, match["agency"] or None, year_of(match["year"]) if match["year"] else None)


def _about_disclosure(source: str, text: str) -> BareTitle | None:
    """Reads the agency before other words: 启东市财政局2009年度贯彻落实政府信息公开条例工作报告."""
    title = parse_title(text)
    years = set(_YEAR.findall(text))
    year = year_of(years.pop()) if len(years) == 1 else None
    return None if title.is_report or not (title.agency or year) else BareTitle(source, title.agency, year)


def _is_agency(name: str) -> bool:
    """A name alone must be credible, as the items of menus and sites have names too."""
    plain = tidy(name)
    is_known = is_credible(name) or is_local(plain) or stands_for_place(plain) is not None
    return is_known and parse_title(f"{plain}政府信息公开年报").agency is not None
