"""Every title a page offers, and what they say together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from harvester.items import Document, Page
from harvester.parsers.organs import is_agency_name, tidy
from harvester.parsers.script import fold
from harvester.parsers.titles import Title, may_name_report, parse_title

FIRST_TEXTS = 20
"""Among how many texts at the beginning the title stands."""
_LONGEST_LINE = 40
_SENTENCE = re.compile(r"[，,。；;！!？?]")
_YEAR_ALONE = re.compile(r"^[（(]?\s*20\d{2}\s*年?度?\s*[）)]?$")
_WEIGHTS = {"text": 3, "anchor": 3, "metadata title": 3, "meta articletitle": 3, "title": 2, "further text": 1}
"""The sources of a title, the one to quote first; a list of other years' reports may stand beside the title."""


@dataclass(frozen=True, slots=True)
class Candidate:
    source: str
    title: Title

    @property
    def weight(self) -> int:
        return _WEIGHTS[self.source]


def candidates(document: Document, page: Page, metadata: Mapping[str, str]) -> list[Candidate]:
    """The titles with the words of a report, from the page's body, its metadata and the list that led to it."""
    named = (
        ("anchor", page.anchor_text),
        ("metadata title", metadata.get("title")),
        ("meta articletitle", metadata.get("article_title") or document.meta.get("articletitle")),
        ("title", document.title),
    )
    offered = [*_in_body(document), *((source, text) for source, text in named if text)]
    read = [Candidate(source, parse_title(text)) for source, text in offered if may_name_report(text)]
    return [item for item in read if item.title.is_report]


def chosen_year(found: list[Candidate]) -> tuple[int | None, str | None]:
    """The year that the weightiest sources agree on; none where two years weigh the same."""
    votes: Counter[int] = Counter()
    for item in found:
        if item.title.year:
            votes[item.title.year] += item.weight
    leading = votes.most_common(2)
    if not leading or (len(leading) == 2 and leading[0][1] == leading[1][1]):
        return None, None
    year = leading[0][0]
    return year, next(item.source for item in found if item.title.year == year)


def chosen_agency(found: list[Candidate]) -> tuple[str | None, str | None]:
    """The agency of the titles that fit the chosen year: the weightiest, and of the same weight the first."""
    year, _ = chosen_year(found)
    fitting = [item for item in found if item.title.agency and item.title.year in {year, None}]
    votes: Counter[str] = Counter()
    for item in fitting:
        votes[tidy(item.title.agency or "")] += item.weight
    best = max(fitting, key=lambda item: votes[tidy(item.title.agency or "")], default=None)
    return (best.title.agency, best.source) if best else (None, None)


def best_title(found: list[Candidate], document: Document) -> str | None:
    """The title to quote: the page's own that says most; without any, the page's <title>."""
    year, _ = chosen_year(found)
    agency, _ = chosen_agency(found)
    if not found:
        return fold(document.title) if document.title else None
    return max(found, key=lambda item: _fit(item.title, year, agency)).title.text


def _fit(title: Title, year: int | None, agency: str | None) -> int:
    same_agency = tidy(title.agency or "") == tidy(agency or "")
    return 2 * (title.year == year) + same_agency


def _in_body(document: Document) -> Iterator[tuple[str, str]]:
    """The lines of the body that are titles, the first one as such, later ones with less weight."""
    lines = [text for text in _joined(document.texts[:FIRST_TEXTS]) if _is_title(text)]
    complete = next((text for text in lines if parse_title(text).agency), lines[0] if lines else None)
    for text in lines:
        yield ("text" if text == complete else "further text"), text


def _is_title(text: str) -> bool:
    if not may_name_report(text):
        return False
    title = parse_title(text)
    return title.is_report and not _SENTENCE.search(title.text)


def _joined(texts: tuple[str, ...]) -> Iterator[str]:
    """The lines, and first those that make a title together: 启东市人民政府 / 2020年…年度报告 / (2020年度)."""
    for first, second in pairwise(texts):
        if len(first) <= _LONGEST_LINE and may_name_report(second) and is_agency_name(first):
            title = parse_title(second)
            if title.is_report and title.agency is None:
                yield f"{first}{second}"
        if _YEAR_ALONE.match(second) and parse_title(first).is_report:
            yield f"{first}{second}"
    yield from texts
