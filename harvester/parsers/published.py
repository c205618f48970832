"""When a report was published: by its metadata, the list that led to it, its own lines, its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import dropwhile, islice, takewhile

from harvester.items import Document, Page
from harvester.parsers.dates import first_date
from harvester.parsers.headings import may_head
from harvester.parsers.script import simplify
from harvester.parsers.titles import may_name_report, parse_title

EARLIEST = date(2003, 1, 1)
"""Before the first reports: 1970-01-01 of an empty field."""
_FIRST_TEXTS = 30
_LAST_TEXTS = 12
_LABEL = re.compile(
    r"(?:发布|发表|公开|更新|成文|发文|生成|印发|提交|录入|加入|添加|上传)\s*(?:日期|时间)|(?:发布|发表)于"
    r"|(?:^|\s)(?:日期|时间|发布)\s*[:：]"
)
_OTHER = re.compile(r"今天|星期|期限|统计|截[至止]|归档|[至到—~～]\s*20\d{2}|更新")
"""With these a date above the report is not the day on which it came out."""
_SENTENCE = "。"
_LONGEST_INFO = 80
"""Characters of the line below the title."""
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
    head = _head(document)
    yield "line", _labelled(head)
    yield "line", _below_title(head)
    yield "signature", _signed(document)
    yield "line", _labelled(document.texts[:_FIRST_TEXTS])


def _is_possible(found: date, page: Page, year: int | None) -> bool:
    fetched = page.fetched_at.date() if page.fetched_at else None
    return found >= EARLIEST and (year is None or found.year >= year) and (fetched is None or found <= fetched)


def _head(document: Document) -> list[str]:
    """The lines above the report's first sentence and first heading."""
    return list(takewhile(lambda text: _SENTENCE not in text and not may_head(text), document.texts[:_FIRST_TEXTS]))


def _labelled(texts: Sequence[str]) -> date | None:
    """发布时间:2021-02-19 in a line near the title; 统计期限 has another label."""
    for text in texts:
        label = _LABEL.search(simplify(text[:_LONGEST_LINE]))
        if label:
            found = first_date(text[label.end() : label.end() + _AFTER_LABEL])
            if found:
                return found
    return None


def _below_title(head: Sequence[str]) -> date | None:
    """2022年01月20日 10:17 来源：市水利局 below the title, without a label."""
    below = dropwhile(lambda text: not (may_name_report(text) and parse_title(text).is_report), head)
    lines = (
        text for text in islice(below, 1, None) if len(text) <= _LONGEST_INFO and not _OTHER.search(simplify(text))
    )
    return next((found for text in lines if (found := first_date(text))), None)


def _signed(document: Document) -> date | None:
    """2023年1月20日 on a line of its own at the end."""
    lines = [text for text in document.texts[-_LAST_TEXTS:] if len(text) <= _SIGNATURE]
    found = (first_date(text) for text in reversed(lines))
    return next((item for item in found if item is not None), None)
