"""When a report was published: by its metadata, the list that led to it, its own lines, its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from harvester.items import Document, Page
from harvester.parsers.dates import first_date
from harvester.parsers.script import simplify

EARLIEST = date(2003, 1, 1)
"""Before the first reports: 1970-01-01 of an empty field."""
_FIRST_TEXTS = 30
_LAST_TEXTS = 12
_LABEL = re.compile(r"(?:发布|发表|公开|更新|成文|发文|生成|印发)\s*(?:日期|时间)|(?:^|\s)(?:日期|时间)\s*[:：]")
_LONGEST_LINE = 1000
_AFTER_LABEL = 30
_SIGNATURE = 24
"""Characters of a line that is a date and nothing else, or a date behind the agency's name."""
_META = ("pubdate", "publishdate", "maketime", "publishtime")


def published_on(
    document: Document, page: Page, metadata: Mapping[str, str], year: int | None
) -> tuple[date | None, str | None]:
    """The date, and where it was found; never the period reported on, never a day before the reported year."""
    for source, found in _candidates(document, page, metadata):
        if found is not None and _is_possible(found, page, year):
            return found, source
    return None, None


def _candidates(document: Document, page: Page, metadata: Mapping[str, str]) -> Iterator[tuple[str, date | None]]:
    for key in ("published_on", "published_at", "issued_on"):
        yield f"metadata {key}", first_date(metadata.get(key, ""))
    for name in _META:
        yield f"meta {name}", first_date(document.meta.get(name, ""))
    yield "list", page.listed_on
    yield "line", _labelled(document)
    yield "signature", _signed(document)


def _is_possible(found: date, page: Page, year: int | None) -> bool:
    fetched = page.fetched_at.date() if page.fetched_at else None
    return found >= EARLIEST and (year is None or found.year >= year) and (fetched is None or found <= fetched)


def _labelled(document: Document) -> date | None:
    """发布时间:2021-02-19 in a line near the title; 统计期限 has another label."""
    for text in document.texts[:_FIRST_TEXTS]:
        label = _LABEL.search(simplify(text[:_LONGEST_LINE]))
        if label:
            found = first_date(text[label.end() : label.end() + _AFTER_LABEL])
            if found:
                return found
    return None


def _signed(document: Document) -> date | None:
    """2023年1月20日 on a line of its own at the end."""
    lines = [text for text in document.texts[-_LAST_TEXTS:] if len(text) <= _SIGNATURE]
    found = (first_date(text) for text in reversed(lines))
    return next((item for item in found if item is not None), None)
