"""Rows and totals of a JSON answer, read by what its fields mean: their names differ with every system."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import Any
from urllib.parse import urljoin

from harvester.items import Attachment
from harvester.parsers.file_names import media_type
from harvester.parsers.kind import judge_title
from harvester.parsers.script import fold
from harvester.spiders.families.markup import parsed
from harvester.spiders.families.paging import Totals
from harvester.spiders.families.rows import CUT, Row, RowList, parse_date, uncut
from harvester.spiders.families.urls import is_article, resolve

LAYOUT = "json"
"""The layout of rows that stand in JSON: one interface answers every page of a column."""

_ADDRESS_KEYS = re.compile(r"url|link|href|path", re.IGNORECASE)
_REDIRECT_KEYS = re.compile(r"redirect|out_?link|link_?url|external", re.IGNORECASE)
"""Where set, the row leads there, often to another site."""
_NO_ADDRESS_KEYS = re.compile(r"img|pic|image|icon|domain|site|chnl|channel|column", re.IGNORECASE)
_ADDRESS = re.compile(
    r"^(?:https?:)?//|^\.{0,2}/\S|^[\w./-]+\.(?:s?html?|jsp|aspx|php|pdf|docx?)(?:\?\S*)?$|^[\w-]+(?:/[\w-]+)+/?$"
)
_TITLE_KEYS = re.compile(r"title|subject|headline|^(?:info|doc)?name$|biaoti|^bt$", re.IGNORECASE)
_DATE_KEYS = (
    re.compile(r"pub|rel|info_?date|issue|fbrq|fbsj", re.IGNORECASE),
    re.compile(r"date|rq$", re.IGNORECASE),
    re.compile(r"time|sj$", re.IGNORECASE),
)
_NO_DATE_KEYS = re.compile(r"modif|updat|expir|over|abol", re.IGNORECASE)
_RECORD_KEYS = re.compile(
    r"^(?:records_?total|total(?:_?(?:count|num|records?|rows?|size|elements?))?|count|(?:record|post|row|doc|data|item)_?(?:count|num|total))$",
    re.IGNORECASE,
)
_PAGE_KEYS = re.compile(r"^(?:page_?count|total_?pages?|pages|page_?total|pagenum_?total)$", re.IGNORECASE)
_FILE_KEYS = re.compile(r"^(?:files?|attach(?:ment)?s?|fj|appendix(?:es)?|resList)$|attach|fileList", re.IGNORECASE)
_FILE_ADDRESS_KEYS = re.compile(
    r"^(?:_?href|_?src|url|path|link|appfile|file_?(?:url|path)|down\w*url)$", re.IGNORECASE
)
_FILE_NAME_KEYS = re.compile(r"desc|name|title", re.IGNORECASE)
_CHINA = timezone(timedelta(hours=8))
_MILLISECONDS = 10**11
"""Seconds since 1970 stay below this until the year 5138."""


def json_rows(data: Any, base: str) -> RowList:
    """The longest array of objects with an address and a title: ``{"infourl": "/a.html", "realtitle": "…"}``.

    Beside it those that are mostly reports as well: ``{"2024": [{…}, …], "2023": [{…}, …]}``.

    Where no name of a field tells what it holds, its value does for a report: ``["某局2023年…年度报告", "/a.html"]``.
    """
    found = (_longest(_arrays(data), base, read) for read in (_row, _inner_row))
    return next((rows for rows in (*found, _named_by_reports(data, base)) if rows), RowList())


def rows_by(data: Any, address: Callable[[Mapping[str, Any]], str | None]) -> RowList:
    """The longest array of objects with a title, whose addresses are made otherwise than by a field of their own."""
    return _longest(_arrays(data), "", lambda item, _: _row(item, "", address(item))) or RowList()


def _longest(
    arrays: Iterable[Sequence[Mapping[str, Any]]], base: str, read: Callable[[Mapping[str, Any], str], Row | None]
) -> RowList | None:
    lists = [[row for item in items if (row := read(item, base))] for items in arrays]
    return joined(RowList(tuple({row.url: row for row in rows}.values()), LAYOUT) for rows in lists if rows)


def joined(lists: Iterable[RowList]) -> RowList | None:
    """The longest of the lists, with the rows of those beside it that are mostly reports."""
    found = list(lists)
    best = max(found, key=lambda item: len(item.rows), default=None)
    if best is None:
        return None
    known = {row.url for row in best.rows}
    others = {row.url: row for item in found if _is_of_reports(item) for row in (*item.rows, *item.others)}
    return RowList(best.rows, best.layout, tuple(row for url, row in others.items() if url not in known))


def _is_of_reports(found: RowList) -> bool:
    return sum(judge_title(row.title) == "report" for row in found.rows) * 2 > len(found.rows)


def _inner_row(item: Mapping[str, Any], base: str) -> Row | None:
    """``{"_source": {"title": "…", "url": "…"}}``, ``{"tip": {…}}``: the row is a field of its item."""
    rows = (_row(value, base) for value in item.values() if isinstance(value, dict))
    return next((row for row in rows if row), None)


def _named_by_reports(data: Any, base: str) -> RowList | None:
    """The fields in which one item has a report's title and an address have them in every item of its array."""
    for items in _arrays(data):
        fields = next((found for item in items if (found := _report_fields(item, base))), None)
        if fields:
            return _longest([items], base, partial(_row_of, fields))
    return None


def _report_fields(item: Mapping[str, Any], base: str) -> tuple[str, str] | None:
    texts = {key: value.strip() for key, value in item.items() if isinstance(value, str)}
    title = next((key for key, text in texts.items() if judge_title(plain(text)) == "report"), None)
    url = next((key for key, text in texts.items() if _ADDRESS.match(text) and resolve(text, base)), None)
    return (title, url) if title and url else None


def _row_of(fields: tuple[str, str], item: Mapping[str, Any], base: str) -> Row | None:
    title, address = (str(item.get(key) or "").strip() for key in fields)
    url = resolve(address, base) if _ADDRESS.match(address) else None
    others = (text for key, text in item.items() if isinstance(text, str) and key not in fields)
    return Row(url, plain(title), next((day for text in others if (day := parse_date(text))), None)) if url else None


def json_totals(data: Any) -> Totals:
    """``recordCount``, ``total``, ``post_count`` and their like, wherever the answer has them."""
    pairs = list(scalars(data))
    return Totals(_number(pairs, _RECORD_KEYS), _number(pairs, _PAGE_KEYS))


def _arrays(data: Any) -> Iterator[Sequence[Mapping[str, Any]]]:
    if isinstance(data, dict):
        yield [
            value for key, value in data.items() if key.isdecimal() and isinstance(value, dict)
        ]  # {"0": {…}, "1": {…}}
        for value in data.values():
            yield from _arrays(value)
    elif isinstance(data, list):
        yield [item for item in data if isinstance(item, dict)]
        yield [{str(place): value for place, value in enumerate(item)} for item in data if isinstance(item, list)]
        for value in data:
            yield from _arrays(value)


def scalars(data: Any) -> Iterator[tuple[str, Any]]:
    """What an answer says outside of its rows, each with its name."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, dict):
                yield from scalars(value)
            else:
                yield key, value


def _number(pairs: Sequence[tuple[str, Any]], keys: re.Pattern[str]) -> int | None:
    found = [int(value) for key, value in pairs if keys.search(key) and str(value).isdecimal()]
    return max(found, default=None)


def _row(item: Mapping[str, Any], base: str, address: str | None = None) -> Row | None:
    texts = {key: value.strip() for key, value in item.items() if isinstance(value, str) and value.strip()}
    url, title = address or _address(texts, base), _title(texts)
    return Row(url, title, _date(item), tuple(_files(item, url))) if url and title else None


def _files(item: Mapping[str, Any], url: str) -> Iterator[Attachment]:
    """``"files": [{"appdesc": "年报.ofd", "appfile": "P020250303.OFD"}]``, addresses beside the article's own."""
    for key, value in item.items():
        if _FILE_KEYS.search(key) and isinstance(value, list):
            for file in value:
                texts = {name: str(text) for name, text in file.items() if text} if isinstance(file, dict) else {}
                address = next((texts[name] for name in texts if _FILE_ADDRESS_KEYS.search(name)), "")
                name = next((texts[name] for name in texts if _FILE_NAME_KEYS.search(name)), "")
                target = resolve(address, url)
                if target:
                    yield Attachment(
                        url=target, name=plain(name) or address, media_type=media_type(address, None, None)
                    )


def _address(texts: Mapping[str, str], base: str) -> str | None:
    """What redirects, else what looks like an article, else the first address."""
    home = _home(texts, base)
    likely = {k: v for k, v in texts.items() if _ADDRESS_KEYS.search(k) and not _NO_ADDRESS_KEYS.search(k)}
    urls = {key: url for key, text in likely.items() if _ADDRESS.match(text) and (url := resolve(text, home))}
    redirected = [url for key, url in urls.items() if _REDIRECT_KEYS.search(key)]
    found = [url for url in urls.values() if url != home or len(urls) == 1]
    return next(iter((*redirected, *filter(is_article, found), *found)), None)


def _home(texts: Mapping[str, str], base: str) -> str:
    """``{"domain": "http://www.x.gov.cn", "path": "/col/7/", "link": "art/1.html"}`` is one address in three parts."""
    domain, folder = texts.get("domain", ""), texts.get("path", "")
    home = urljoin(base, domain) if "//" in domain else base
    return urljoin(home, folder) if folder.endswith("/") else home


def _title(texts: Mapping[str, str]) -> str:
    """The first title, or the one that says in full what the first one cuts off."""
    titles = [plain(value) for key, value in texts.items() if _TITLE_KEYS.search(key)]
    shown = uncut(titles[0]) if titles else ""
    return max(
        (title for title in titles if title.startswith(shown) and not title.endswith(CUT)), key=len, default=shown
    )


def plain(text: str) -> str:
    """A title without its markup: ``<font color='red'>2024年…</font>``."""
    return fold(parsed(text).text_content()) if "<" in text or "&" in text else fold(text)


def _date(item: Mapping[str, Any]) -> date | None:
    keys = [key for key in item if not _NO_DATE_KEYS.search(key)]
    ordered = [key for pattern in _DATE_KEYS for key in keys if pattern.search(key)]
    return next((found for key in ordered if (found := _day(item[key]))), None)


def _day(value: Any) -> date | None:
    """``2025-01-20 10:00``, or seconds or milliseconds since 1970, which are a day in China."""
    if isinstance(value, str) and not value.isdecimal():
        return parse_date(value)
    if not str(value).isdecimal() or len(str(value)) not in (10, 13):
        return None
    seconds = int(value) / 1000 if int(value) > _MILLISECONDS else int(value)
    return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date()
