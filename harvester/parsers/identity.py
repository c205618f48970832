"""Who reports, on which year, and when it was published: everything a page says about it, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from harvester.divisions import by_code, locate, within
from harvester.items import Agency, Document, Page
from harvester.parsers.agencies import agrees, resolve
from harvester.parsers.candidates import Candidate, best_title, candidates, chosen_agency, chosen_year
from harvester.parsers.organs import is_agency_name
from harvester.parsers.period import whole_year
from harvester.parsers.published import published_on
from harvester.parsers.script import simplify, squeeze
from harvester.parsers.surroundings import of_the_site
from harvester.parsers.titles import parse_title, year_of
from harvester.parsers.wording import load

_LONGEST_INTRODUCTION = 3000
"""Characters; where no heading was found, the whole report is called its introduction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """``evidence`` tells where each answer was found, and under ``conflict`` what speaks against it."""

    title: str | None
    agency: Agency | None
    year: int | None
    published_on: date | None
    evidence: Mapping[str, str] = field(default_factory=dict)


def identify(document: Document, page: Page, metadata: Mapping[str, str], preamble: str | None) -> Identity:
    """The identity of a report; whatever the page does not settle is None, never the publication year for the year."""
    found = candidates(document, page, metadata)
    introduction = squeeze((preamble or "")[:_LONGEST_INTRODUCTION])
    year, year_source = _year(found, introduction)
    written, agency_source = _written(document, page, metadata, found, introduction)
    hint, hint_source = _hint(document, page, metadata, introduction)
    agency = resolve(written, hint) if written else None
    day, day_source = published_on(document, page, metadata, year)
    evidence = {"year": year_source, "agency": agency_source, "place": hint_source, "published_on": day_source}
    evidence["conflict"] = _conflict(found, year, introduction, agency, hint)
    evidence["introduction_year"] = _other_year(introduction, year)
    evidence["introduction_agency"] = _other_agency(introduction, agency, hint)
    return Identity(
        title=best_title(found, document),
        agency=agency,
        year=year,
        published_on=day,
        evidence={key: value for key, value in evidence.items() if value},
    )


def _year(found: list[Candidate], introduction: str) -> tuple[int | None, str | None]:
    year, source = chosen_year(found)
    if year is not None:
        return year, source
    period = whole_year(introduction)
    return (period, "period") if period else (None, None)


def _written(
    document: Document, page: Page, metadata: Mapping[str, str], found: list[Candidate], introduction: str
) -> tuple[str | None, str | None]:
    """The agency in the page's own words, and where: the title before everything else."""
    name, source = chosen_agency(found)
    if name:
        return name, source
    said = (("introduction", name) for name in _said("authors", introduction))
    usable = ((source, name) for source, name in (*said, *of_the_site(document, page, metadata)) if _is_author(name))
    source, name = next(usable, (None, None))
    return name, source


def _is_author(name: str) -> bool:
    return is_agency_name(name) and parse_title(f"{name}政府信息公开年报").agency is not None


def _said(key: str, introduction: str) -> Iterator[str]:
    """The agencies and addresses that the introduction names, in its own script."""
    plain = simplify(introduction)
    for pattern in _patterns(key):
        for match in pattern.finditer(plain):
            yield introduction[match.start("agency") : match.end("agency")]


def _hint(
    document: Document, page: Page, metadata: Mapping[str, str], introduction: str
) -> tuple[str | None, str | None]:
    """The place around the page: the registry's, narrowed by a SiteIDCode inside it; else what the page says."""
    registry, site = page.division_code, site_code(document, metadata)
    if registry and site and within(site, registry):
        return site, "SiteIDCode"
    if registry:
        return registry, "registry"
    if site:
        return site, "SiteIDCode"
    return next(_places(page, metadata, introduction), (None, None))


def _places(page: Page, metadata: Mapping[str, str], introduction: str) -> Iterator[tuple[str, str]]:
    texts = (
        ("registry", page.publisher),
        ("metadata issuer", metadata.get("issuer")),
        *(("contact", name) for name in _said("contacts", introduction)),
        ("metadata site_name", metadata.get("site_name")),
    )
    for source, text in texts:
        place = locate(text) if text else None
        if place is not None and place.current_code:
            yield place.current_code, source


def site_code(document: Document, metadata: Mapping[str, str]) -> str | None:
    """The division in a SiteIDCode of ten digits that the table knows: 3208290003 -> 320813; bm07000001 has none."""
    text = metadata.get("site_id_code") or document.meta.get("siteidcode") or ""
    if not re.fullmatch(r"\d{10}", text.strip()):
        return None
    place = by_code(text.strip()[:6])
    return None if place is None else place.current_code or place.code


def _conflict(
    found: list[Candidate], year: int | None, introduction: str, agency: Agency | None, hint: str | None
) -> str | None:
    years = {item.title.year for item in found if item.title.year} | {whole_year(introduction) or year}
    against = [f"year {other}" for other in sorted(item for item in years if item) if other != year]
    if agency and not agrees(agency.division_code, hint):
        against.append(f"place {hint}")
    return ", ".join(against) or None


def _other_year(introduction: str, year: int | None) -> str | None:
    """The year of which the introduction calls itself the report, where it is not the title's."""
    plain = simplify(introduction)
    stated = {year_of(match["year"]) for pattern in _patterns("own_years") for match in pattern.finditer(plain)}
    return str(next(iter(stated))) if year and len(stated) == 1 and stated.isdisjoint((year, None)) else None


def _other_agency(introduction: str, agency: Agency | None, hint: str | None) -> str | None:
    """The one agency that the introduction names as the author, where the title's is another of the same kind."""
    names = {resolve(name, hint) for name in _said("authors", introduction) if is_agency_name(name)}
    if agency is None or len({name.name for name in names}) != 1:
        return None
    author = names.pop()
    return author.name if _contradicts(author, agency) else None


def _contradicts(author: Agency, agency: Agency) -> bool:
    """An office that writes its government's report, and a name without a place, contradict nobody."""
    if author.division_code is None or agency.division_code is None:
        return False
    if not agrees(author.division_code, agency.division_code):
        return True
    both_departments = author.scope == agency.scope == "department" and not author.name.endswith(("办公室", "办公厅"))
    return both_departments and author.name[-4:] != agency.name[-4:]


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    name = "[一-龥（）()、]{2,30}?"
    return tuple(re.compile(pattern.replace("AGENCY", name)) for pattern in load("identity.yaml")[key])
