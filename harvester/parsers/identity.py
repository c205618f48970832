"""Who reports, on which year, and when it was published: everything a page says about it, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from harvester.divisions import by_code, locate, match, within
from harvester.items import Agency, Document, Page
from harvester.parsers.agencies import TOWN, agrees, is_placed_by, names_a_place, resolve
from harvester.parsers.bare_titles import BareTitle, bare_titles
from harvester.parsers.candidates import Candidate, best_title, candidates, chosen_agency, chosen_year, headline
from harvester.parsers.compiled import is_named_around, is_of_all, is_own, is_place_alone
from harvester.parsers.introduction import agencies, claimed_years, opening_year, own_titles, own_year, told_year
from harvester.parsers.organs import in_full, is_local, is_place_name, is_zone_alone, stands_for_place, tidy
from harvester.parsers.own_words import is_author, self_named
from harvester.parsers.period import whole_year
from harvester.parsers.published import published_on
from harvester.parsers.script import squeeze
from harvester.parsers.surroundings import (
    ADDRESS,
    CITED,
    of_the_site,
    places,
    places_of_full_name,
    places_of_opening,
    places_of_websites,
)

_LONGEST_OPENING = 200
_SENTENCE = re.compile(r"[，,。；;]")
_LONGEST_INTRODUCTION = 3000
"""Characters; where no heading was found, the whole report is called its introduction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """``evidence`` tells where each answer was found, and under ``conflict`` what speaks against it."""

    title: str | None
    headline: str | None
    agency: Agency | None
    year: int | None
    published_on: date | None
    evidence: Mapping[str, str] = field(default_factory=dict)


def identify(
    document: Document,
    page: Page,
    metadata: Mapping[str, str],
    preamble: str | None,
    overview: str | None = None,
) -> Identity:
    """The identity of a report; whatever the page does not settle is None, never the publication year for the year."""
    found = candidates(document, page, metadata)
    texts = _introduction(preamble or overview or ""), _introduction(overview or "")
    bare = [] if chosen_agency(found)[0] else list(bare_titles(document, page, metadata))
    year, year_source = _year(found, bare, texts)
    written, agency_source = _written(document, page, metadata, (found, bare), texts)
    hint, hint_source = _hint(document, page, metadata, texts, written)
    agency = resolve(written, hint) if written else None
    day, day_source = published_on(document, page, metadata, year)
    evidence = {"year": year_source, "agency": agency_source, "place": hint_source, "published_on": day_source}
    said = squeeze((preamble or "")[:_LONGEST_INTRODUCTION])
    evidence["conflict"] = _conflict(found, year, said, agency, hint)
    evidence["introduction_year"] = _other_year(said, year)
    evidence["introduction_agency"] = _other_agency(said, agency, hint)
    return Identity(
        title=best_title(found, document),
        headline=headline(found, document, metadata),
        agency=agency,
        year=year,
        published_on=day,
        evidence={key: value for key, value in evidence.items() if value},
    )


def _introduction(text: str) -> str:
    """The text from its first sentence on, without what heads it: （一）工作落实情况 / 抚顺市公安局高度重视……."""
    lines = text[:_LONGEST_INTRODUCTION].split("\n")
    begin = next((place for place, line in enumerate(lines) if _SENTENCE.search(line)), 0)
    return squeeze("".join(lines[begin:]))


def _year(found: list[Candidate], bare: Sequence[BareTitle], texts: tuple[str, str]) -> tuple[int | None, str | None]:
    text, overview = texts
    year, source = chosen_year(found)
    if year is None:
        year, source = own_year(text)
    if year is None:
        year, source = next(((item.year, item.source) for item in bare if item.year), (None, None))
    if year is None:
        year, source = opening_year(text) or opening_year(overview) or told_year(overview), "overview"
    return (year, source) if year else (None, None)


def _written(
    document: Document,
    page: Page,
    metadata: Mapping[str, str],
    titles: tuple[list[Candidate], Sequence[BareTitle]],
    texts: tuple[str, str],
) -> tuple[str | None, str | None]:
    """The agency in the page's own words, and where: the title before everything else.

    ``texts``: the introduction and the overview, whose first sentence tells who acts where the introduction does not.
    Beside a bare title of the report, an agency in <title> alone is the site's: 某县人民政府 2019年政府信息公开年报.
    """
    found, bare = titles
    name, source = chosen_agency(found)
    if name and source and not (source == "title" and any(item.source == "text" for item in found)):
        department = _department(name, document, metadata, texts[0])
        return department or _fullest((name, source), chain(_said(texts[0]), _acting(texts[1])))
    called = ((item.agency, item.source) for item in bare if item.agency)
    around = ((name, source) for source, name in of_the_site(document, page, metadata, *texts))
    authors = chain(_said(texts[0]), called, around, _acting(texts[1]))
    own = (item for item in authors if is_author(item[0]))
    first = next(own, None)
    if first:
        return _with_its_place(_fullest(first, own), document)
    called_so = None if name else self_named("\n".join(document.texts))
    return (called_so, "prose") if called_so else (name, "site title" if name else None)


def _department(title: str, document: Document, metadata: Mapping[str, str], text: str) -> tuple[str, str] | None:
    """The department that wrote the report, and is named around it, where the title has but the place."""
    if not is_place_alone(title) or is_of_all(text):
        return None
    authors = (name for name in agencies("authors", text) if is_author(name) and is_own(resolve(name)))
    own = next((name for name in authors if is_named_around(name, document, metadata)), None)
    return (own, "introduction") if own else None


def _said(text: str) -> Iterator[tuple[str, str]]:
    """The names that the introduction gives, the surest first, and where."""
    titles = (title.agency for title in own_titles(text) if title.agency)
    named = chain(agencies("authors", text), titles, agencies("mentions", text), agencies("openings", text))
    yield from ((name, "introduction") for name in named)


def _acting(overview: str) -> Iterator[tuple[str, str]]:
    yield from ((name, "overview") for name in agencies("openings", overview[:_LONGEST_OPENING]))


def _fullest(first: tuple[str, str], others: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The first name and its source; for 区教育局 and 工业园区管委会 the other that says which: 青山区教育局."""
    bare = tidy(first[0])
    organ = bare[1:] if stands_for_place(bare) else bare
    if not is_local(organ) and not is_zone_alone(bare):
        return first
    longer = (item for item in others if tidy(item[0]).endswith(bare) and len(tidy(item[0])) > len(organ) + 1)
    return next((item for item in longer if _is_place(tidy(item[0]).removesuffix(organ))), first)


def _with_its_place(found: tuple[str, str], document: Document) -> tuple[str, str]:
    """For 区住建局 that nothing places the name by which the prose issues its papers: 江川区住房和城乡建设局."""
    organ = tidy(found[0])[1:]
    if stands_for_place(tidy(found[0])) is None or not is_local(organ):
        return found
    name = self_named("\n".join(document.texts))
    return (name, "prose") if name and in_full(tidy(name)).endswith(in_full(organ)) else found


def _is_place(text: str) -> bool:
    """True for 青山区, known or not, and for 雅安."""
    place = match(text)
    return is_place_name(text) or (place is not None and place.end == len(text))


def _hint(
    document: Document, page: Page, metadata: Mapping[str, str], texts: tuple[str, str], written: str | None
) -> tuple[str | None, str | None]:
    """The place around the page: the registry's, narrowed by a SiteIDCode inside it; else what the page says.

    An address places no name without a place: 教育局 of a city sits in one of its districts, 长江海事局 in some city;
    nor does whose rules the introduction cites.
    ``texts``: the introduction and the overview.
    """
    registry, site = page.division_code, site_code(document, metadata)
    if registry and not (site and within(site, registry)):
        return registry, "registry"
    if site:
        return site, "SiteIDCode"
    town = TOWN.match(tidy(written)) if written else None
    bare = written if written and not names_a_place(tidy(written)) else None
    said = chain(
        places(document, page, metadata, texts[0]),
        places_of_opening(texts[1]),
        places_of_full_name(document, town.group()) if town else (),
        places_of_websites(squeeze(texts[1])) if written and locate(tidy(written)) is None else (),
    )
    around = ((code, source) for source, code in said)
    return next((item for item in around if bare is None or _may_place(bare, *item)), (None, None))


def _may_place(written: str, code: str, source: str) -> bool:
    """False for an address and a cited rule of 教育局; the address of 市教育局 tells its city."""
    return source not in (ADDRESS, CITED) or (source == ADDRESS and is_placed_by(written, code))


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


def _other_year(text: str, year: int | None) -> str | None:
    """The year of which the introduction calls itself the report, where it is not the title's."""
    stated = claimed_years(text)
    return str(next(iter(stated))) if year and len(stated) == 1 and stated.isdisjoint((year, None)) else None


def _other_agency(text: str, agency: Agency | None, hint: str | None) -> str | None:
    """The one agency that the introduction names as the author, where the title's is another of the same kind."""
    names = {resolve(name, hint) for name in agencies("authors", text) if is_author(name)}
    if agency is None or len({name.name for name in names}) != 1:
        return None
    author = names.pop()
    unnamed = is_place_alone(agency.as_written) and is_own(author) and not is_of_all(text)
    return author.name if unnamed or _contradicts(author, agency) else None


def _contradicts(author: Agency, agency: Agency) -> bool:
    """An office that writes its government's report, and a name without a place, contradict nobody."""
    if author.division_code is None or agency.division_code is None:
        return False
    if not agrees(author.division_code, agency.division_code):
        return True
    both_departments = author.scope == agency.scope == "department" and not author.name.endswith(("办公室", "办公厅"))
    return both_departments and author.name[-4:] != agency.name[-4:]
