"""Lists that a page carries itself: as a value of its script, ``var rows = [{"title": "…", "url": "…"}]``, as a string
that the script reads, ``JSON.parse('[{"title": …')``, or as an attribute, ``<nb-list data-rows='[{"title": …'>``.
"""  # noqa: D205  (one sentence)

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from harvester.documents.script_text import STRING
from harvester.parsers.kind import judge_title
from harvester.spiders.families.json_rows import LAYOUT, joined, json_rows
from harvester.spiders.families.markup import parsed
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import Row, RowList, rows_of
from harvester.spiders.families.urls import is_list_address

_VALUE = re.compile(r"[=(:,]\s*(?=[\[{]\s*[\[{\"'\w])")
_TOKEN = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[\[\]{}]")
_STRING = re.compile(r"(?<![\w])'(?:\\.|[^'\\])*'")
_KEY = re.compile(r"([{,]\s*)([A-Za-z_$][\w$]*)\s*:")
_ADDED = re.compile(rf"\b(?:new\s+)?\w+\s*\(((?:[^(){{}}\"'\n]|{STRING}){{3,400}})\)")
"""``d.add(3, 0, '县教育局', '/jyj/nb/')``, of which a tree is drawn; ``row("某局2023年…", "/nb/1.html")``."""
_LEADS = re.compile(r"^(?:https?:/)?\.{0,2}/|\.(?:s?html?|jsp|aspx?|php|do)\b", re.IGNORECASE)
_NAMED = re.compile(r"(:\s*)(?!true\b|false\b|null\b)[A-Za-z_$][\w$]*(?=\s*[,}])")
"""A value that a script knows by a name: ``date: a``."""
_COMMA = re.compile(r",(\s*[\]}])")
_PARSED = re.compile(rf"\bJSON\.parse\s*\(\s*({STRING})")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_HELD: Any = "//@*[contains(., '[{') and string-length() >= 24]"
_LONGEST = 500_000
_MOST_OPEN = 20
"""Arrays without an end: what follows so many is no data."""
_LEAST = 24
"""Characters of the shortest value with one row in it."""


def inline_rows(page: ListPage) -> RowList:
    """The rows of the value that holds most of them, where one is a report; scripts are full of menus and options."""
    found = (*held_lists(page), RowList(rows_of(_markup(page.script), page.base), LAYOUT))
    return joined(item for item in found if any(map(_is_report, item.rows))) or RowList()


def _markup(script: str) -> Any:
    """The links that stand whole in strings of a script, whatever it does with them: ``s += '<a href=…>…</a>'``."""
    texts = (_said(found) for found in re.findall(STRING, script) if "href" in found)
    return parsed("".join(text for text in texts if "</a" in text))


def held_lists(page: ListPage) -> list[RowList]:
    """Every list of names and addresses that the page carries: ``[{name: "市水务局", url: "/slj/"}]``.

    Rows that are values of their own are a list together: ``a[0] = ["某局2023年…", "/1.html"]``, ``a.push({…})``.
    """
    values = [value for text in _carried(page) for value in (*_values(text), *_added(text))]
    alone = ([value for value in values if isinstance(value, kind)] for kind in (dict, list))
    return [json_rows(value, page.base) for value in (*values, *(rows for rows in alone if len(rows) > 1))]


def _is_report(row: Row) -> bool:
    """False for 政府信息公开年报 of a menu, which names no year and leads to a folder."""
    is_entry = is_list_address(row.url) and not re.search(r"\d{4}", row.title)
    return judge_title(row.title) == "report" and not is_entry


def _carried(page: ListPage) -> Iterator[str]:
    yield page.script
    yield from (f"={_said(found[1])}" for found in _PARSED.finditer(page.script))
    yield from (f"={value}" for value in page.tree.xpath(_HELD))


def _said(string: str) -> str:
    r"""What a string of a script says: ``[{"title": …`` of ``'[{\"title\": …'``."""
    return _ESCAPED.sub(_character, string[1:-1])


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(escape[3], escape[3])


def _values(script: str) -> Iterator[Any]:
    decoder, end, open_ended = json.JSONDecoder(strict=False), 0, 0
    for place in _VALUE.finditer(script):
        if place.end() < end:
            continue  # within the value before
        try:
            value, stop = decoder.raw_decode(script, place.end())
        except (ValueError, RecursionError):
            literal = _literal(script, place.end())
            value, stop = _read(literal), place.end() + len(literal)
            open_ended += script[place.end()] == "[" and not literal
        if open_ended > _MOST_OPEN:
            return
        if value is None:
            continue
        if stop - place.end() >= _LEAST:
            end = stop
            yield value


def _added(script: str) -> Iterator[dict[str, str]]:
    for call in _ADDED.finditer(script):
        texts = [text[1:-1] for text in re.findall(STRING, call[1])]
        addresses = [text for text in texts if _LEADS.search(text)]
        names = [text for text in texts if text and text not in addresses]
        if names and addresses:
            yield {"name": names[0], "url": addresses[0]}


def _literal(script: str, start: int) -> str:
    """An array, from its bracket to the one that closes it; empty for anything else."""
    if not script.startswith("[", start):
        return ""
    depth = 0
    for token in _TOKEN.finditer(script, start, start + _LONGEST):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
        if depth == 0:
            return script[start : token.end()]
    return ""


def _read(literal: str) -> Any:
    """A value as scripts write it: ``[{t:'某局2023年…', u:'/nb/1.html',}]``; None for what calculates."""
    text = _STRING.sub(lambda found: json.dumps(found.group()[1:-1].replace("\\'", "'"), ensure_ascii=False), literal)
    try:
        return json.loads(_COMMA.sub(r"\1", _NAMED.sub(r"\1null", _KEY.sub(r'\1"\2":', text))), strict=False)
    except (ValueError, RecursionError):
        return None
