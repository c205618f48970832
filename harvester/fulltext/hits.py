"""From words to the sections that hold them, each with what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from harvester.errors import UsageError
from harvester.items import SECTIONS
from harvester.parsers.script import spellings
from harvester.parsers.wording import load
from harvester.store.search import Found, Query, find
from harvester.store.session import open_store

AROUND = 40
"""Characters of a snippet before and behind the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One section that holds every word that was asked for."""

    agency: str | None
    division_code: str | None
    year: int | None
    section: str
    """preamble, overview, problems_and_improvements or other_matters."""
    title: str | None
    url: str
    snippet: str
    """The text around the first of the words, in one line; … where it goes on."""
    marks: tuple[tuple[int, int], ...]
    """Where words stand in the snippet: start and end of each."""


def hits(words: str, *, database: str | None, limit: int | None, **narrowed: Any) -> Iterator[Hit]:
    """What `harvester.search` gives."""
    query = query_of(words, **narrowed)
    with open_store(database, must_exist=True) as store, store.read() as session:
        for found in find(session, query, limit):
            yield hit_of(found, query)


def query_of(
    words: str, *, years: frozenset[int] = frozenset(), agency: str | None = None, section: str | None = None
) -> Query:
    """What the store is asked."""
    asked = words.split()
    if not asked:
        raise UsageError("search: no word given (for example: harvester search 行政复议)")
    return Query(words=tuple(spellings(word) for word in asked), years=years, agency=agency, section=_section(section))


def hit_of(found: Found, query: Query) -> Hit:
    """A section as a hit: its text cut down to what is around the first word."""
    text = " ".join(found.text.split())
    words = re.compile("|".join(re.escape(word) for word in _longest_first(query)), re.IGNORECASE)
    first = words.search(text)
    start, end = first.span() if first else (0, 0)
    begin, stop = max(0, start - AROUND), min(len(text), end + AROUND)
    snippet = ("…" if begin else "") + text[begin:stop] + ("…" if stop < len(text) else "")
    named = {name: getattr(found, name) for name in ("agency", "division_code", "year", "section", "title", "url")}
    return Hit(**named, snippet=snippet, marks=tuple(match.span() for match in words.finditer(snippet)))


def _longest_first(query: Query) -> Iterable[str]:
    return sorted({word for spelt in query.words for word in spelt}, key=len, reverse=True)


def _section(name: str | None) -> str | None:
    """A section by its key or by its heading: overview, 总体情况."""
    known = section_names()
    found = next((key for key, heading in known.items() if name in {key, heading}), None)
    if name is not None and found is None:
        listed = ", ".join(f"{key} {heading}" for key, heading in known.items())
        raise UsageError(f"search: section {name!r}: not known ({listed})")
    return found


@cache
def section_names() -> Mapping[str, str]:
    """The sections of prose and their headings in the form; the preamble stands before the first."""
    headings = {item["key"]: item["official"] for item in load("sections.yaml", "harvester.editions")["headings"]}
    return {key: headings.get(key, "前言") for key in SECTIONS}
