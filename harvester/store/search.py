"""Words in the narrative sections of reports: SQLite's index of three characters, PostgreSQL's pg_trgm, or a scan.

Every word has to stand in the same section, in Simplified or Traditional characters, whichever was published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, or_, select, table
from sqlalchemy.orm import Session

from harvester.store.facts import sections
from harvester.store.migrate import SEARCH
from harvester.store.models import Agency, Report

_INDEX = table(SEARCH, column("rowid"), column(SEARCH))
"""SQLite's index; its hidden column of the same name is what FTS5 matches."""
GRAM = 3
"""Characters of an entry of SQLite's index; a shorter word is looked for in the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for. ``words`` holds the spellings of each word; the other fields narrow the reports."""

    words: Sequence[frozenset[str]]
    years: frozenset[int] = frozenset()
    """Any, where it is empty."""
    agency: str | None = None
    """Part of the agency's name, or the beginning of its division code."""
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One section that holds all the words."""

    agency: str | None
    division_code: str | None
    year: int | None
    section: str
    text: str
    title: str | None
    url: str


def count(session: Session, query: Query) -> int:
    """How many sections hold all the words."""
    return session.scalar(_select(session, query, func.count())) or 0


def find(session: Session, query: Query, limit: int | None) -> Iterator[Found]:
    """The sections, the latest reports first."""
    columns = (
        Agency.name.label("agency"),
        Agency.division_code,
        Report.year,
        sections.c.section,
        sections.c.text,
        Report.title,
        Report.url,
    )
    order = (Report.year.desc().nulls_last(), Agency.division_code, Agency.name, sections.c.id)
    rows = _select(session, query, *columns).order_by(*order).limit(limit)
    for row in session.execute(rows.execution_options(yield_per=100)):
        yield Found(**row._mapping)  # noqa: SLF001  (its public name)


def _select(session: Session, query: Query, *columns: Any) -> Select[Any]:
    is_indexed = session.connection().dialect.name == "sqlite"
    selected = select(*columns).select_from(sections).join(Report, Report.id == sections.c.report_id)
    selected = selected.join(Agency, Agency.id == Report.agency_id, isouter=True)
    selected = selected.where(*(_holds(spellings, is_indexed=is_indexed) for spellings in query.words))
    if query.years:
        selected = selected.where(Report.year.in_(query.years))
    if query.agency:
        is_named = Agency.name.contains(query.agency, autoescape=True)
        selected = selected.where(or_(is_named, Agency.division_code.startswith(query.agency, autoescape=True)))
    return selected.where(sections.c.section == query.section) if query.section else selected


def _holds(spellings: frozenset[str], *, is_indexed: bool) -> ColumnElement[bool]:
    return or_(*(_holds_one(word, is_indexed=is_indexed) for word in sorted(spellings)))


def _holds_one(word: str, *, is_indexed: bool) -> ColumnElement[bool]:
    in_text = sections.c.text.icontains(word, autoescape=True)
    if not is_indexed or len(word) < GRAM:
        return in_text
    listed = select(_INDEX.c.rowid).where(_INDEX.c[SEARCH].match(_grams(word)))
    return and_(sections.c.id.in_(listed), in_text)


def _grams(word: str) -> str:
    """Every three characters that follow each other, in FTS5's language; a quote is doubled there."""
    grams = (word[start : start + GRAM].replace('"', '""') for start in range(len(word) - GRAM + 1))
    return " AND ".join(f'"{gram}"' for gram in grams)
