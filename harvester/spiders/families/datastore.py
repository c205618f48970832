"""``<datastore>``: the blocks in which JCMS keeps its lists, in the page and in the answers of dataproxy.jsp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from harvester.spiders.families.markup import parsed
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import Row, rows_of
from harvester.spiders.families.urls import resolve

_RECORD = re.compile(r"<record>(.*?)</record>", re.DOTALL | re.IGNORECASE)
_CDATA = re.compile(r"^\s*<!\[CDATA\[(.*)\]\]>\s*$", re.DOTALL)
_NEXT_GROUP = re.compile(r"<nextgroup>.*?href=[\"']([^\"']+)[\"']", re.DOTALL | re.IGNORECASE)
_TOTAL = re.compile(r"<totalrecord>\s*(?:<!\[CDATA\[)?\s*(\d+)", re.IGNORECASE)
_JPAGE = re.compile(r"#([\w-]+)[\"']\s*\)\s*\.jpage\s*\(\s*\{(.*?)\}\s*\)", re.DOTALL)
_PARAMETERS = re.compile(r"\{([^{}]*\bunitid\b[^{}]*)\}", re.IGNORECASE)
_PAIR = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([\w./-]+))")


@dataclass(frozen=True, slots=True)
class Unit:
    """One list; a page holds several, side bars included."""

    number: str
    rows: tuple[Row, ...] = ()
    next_group: str | None = None
    """Address with a place for the page."""
    total: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    """``$('#212860').jpage({totalRecord:4895,perPage:19,proxyUrl:…})``"""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """``param_212860={columnid:33718,unitid:'212860'}``: what its script posts."""

    def count(self, name: str) -> int | None:
        value = self.options.get(name, "")
        return int(value) if value.isdecimal() else None

    def forms(self, column: str) -> Iterator[Mapping[str, str]]:
        """What the page's script posts, or the next group has; then with the numbers in clear, where they are not."""
        form = {"col": "1", **dict(parse_qsl(urlsplit(self.next_group or "").query)), **self.parameters}
        form.pop("page", None)
        if "columnid" in form:
            yield form
        if form.get("columnid") != column and column.isdecimal():
            usual = {"appid": "1", "webid": "1", "path": "/", "permissiontype": "0"}
            yield {**usual, **form, "columnid": column, "unitid": self.number}


def has_datastore(page: ListPage) -> bool:
    return "<datastore" in page.text.lower()


def is_answer(page: ListPage) -> bool:
    """True for what dataproxy.jsp sends: a datastore without a page around it."""
    return has_datastore(page) and "<html" not in page.text[:4096].lower() and "<body" not in page.text.lower()


def units(page: ListPage, column_url: str) -> tuple[Unit, ...]:
    """The lists of a page, those without records too; or the one of an answer, whose links start at the column."""
    scripts = [node for node in page.tree.iter("script") if "<datastore" in (node.text or "").lower()]
    if not scripts and has_datastore(page):
        return (_unit(page.text, Unit(""), column_url),)
    declared = {unit.number: unit for unit in _declared(page.script)}
    found = [_unit(node.text, _owner(node, declared), page.base) for node in scripts]
    return (*found, *(unit for number, unit in declared.items() if number not in {unit.number for unit in found}))


def _unit(source: str, known: Unit, base: str) -> Unit:
    records = "\n".join(_content(record) for record in _RECORD.findall(source))
    rows = rows_of(parsed(records), base) if records.strip() else ()
    after, total = _NEXT_GROUP.search(source), _TOTAL.search(source)
    return Unit(
        known.number,
        rows,
        _paged(resolve(unescape(after.group(1)), base)) if after else None,
        int(total.group(1)) if total else known.count("totalRecord"),
        known.options,
        known.parameters,
    )


def _paged(url: str | None) -> str | None:
    paged, count = re.subn(r"(?<=[?&]page=)\d+", "{one}", url or "")
    return paged if count or not url else f"{url}&page={{one}}"


def _content(record: str) -> str:
    """``<![CDATA[<li>…</li>]]>``, or escaped ``&lt;li&gt;…``."""
    found = _CDATA.match(record)
    return found.group(1) if found else unescape(record)


def _owner(node: Any, declared: Mapping[str, Unit]) -> Unit:
    """The element around the script that the pager's script names; the next one that has an id, where none does."""
    names = [str(item.get("id")) for item in node.iterancestors() if item.get("id")]
    named = next((name for name in names if name in declared), names[0] if names else "")
    return declared.get(named) or Unit(named)


def _declared(script: str) -> Iterator[Unit]:
    pagers = {number: _pairs(block) for number, block in _JPAGE.findall(script)}
    posted = [_pairs(block) for block in _PARAMETERS.findall(script)]
    for number in dict.fromkeys((*pagers, *(pairs["unitid"] for pairs in posted if pairs.get("unitid")))):
        own = next((pairs for pairs in posted if pairs.get("unitid") == number), None)
        only = posted[0] if len(posted) == 1 and len(pagers) <= 1 else {}
        options = pagers.get(number, {})
        yield Unit(number, total=None, options=options, parameters=own or only)


def _pairs(block: str) -> dict[str, str]:
    return {key: double or single or bare for key, double, single, bare in _PAIR.findall(block)}
