"""Calls that a page's scripts make: ``$.getJSON("/was5/web/search?channelid=1&page=" + page, {…})`` and their like."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import parse_qsl, quote, urlencode

from harvester.documents.script_text import STRING
from harvester.spiders.families.asking import Asking, is_interface
from harvester.spiders.families.braces import EXPRESSION, NESTED, TERM, UNTIL, listed, within
from harvester.spiders.families.lookups import given, looked_up
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.places import placed, skipping, with_place
from harvester.spiders.families.urls import PAGE_PARAMETER, resolve
from harvester.spiders.families.widgets import declared, widgets_of

_PIECE = re.compile(TERM)
_ASSIGNED = re.compile(rf"(?<![\w.$?&])(\w+)\s*=\s*({EXPRESSION})")
_HELD = re.compile(rf"(?<![\w.$])[\"']?(\w+)[\"']?\s*:\s*({STRING}|\d+\b)")
"""``data() { return {channel: "nb", page: 1} }``, which its functions call ``this.channel``."""
_OBJECT = re.compile(r"(?<![\w.$])(\w+)\s*=\s*(?:new\s+URLSearchParams\s*\(\s*)?\{([^{}]*)\}")
_QUERY = re.compile(r"(?:[\w$]+\.\w+\()?(\w+)(?:\.toString\(\))?\)?$")
"""An object behind ``"/list?"``: ``params``, ``params.toString()``, ``$.param(params)``."""
_CALL = re.compile(r"(?:\$|jQuery|axios|\bfetch)(?:\.(ajax|getJSON|get|post|getScript|load|request))?\s*\(")
_OPEN = re.compile(rf"\.open\s*\(\s*[\"'](get|post)[\"']\s*,\s*({EXPRESSION})", re.IGNORECASE)
_LOADED = re.compile(rf"\)\.load\s*\(\s*({EXPRESSION})")
"""``$("#list").load("./rows.html?" + Math.random())``."""
_SEND = re.compile(rf"\.send\s*\(\s*({EXPRESSION})\s*\)")
_URL = re.compile(rf"\burl\s*:\s*({EXPRESSION})")
_METHOD = re.compile(r"\b(?:type|method)\s*:\s*[\"'](\w+)[\"']", re.IGNORECASE)
_DATA = re.compile(
    r"\b(?:data|params|body)\s*:\s*(?:(?:JSON\.stringify|new\s+URLSearchParams|[\w$]+\.(?:stringify|param))\s*\(\s*)?"
    r"(?:\{([^{}]*)\}|(?!JSON\b|new\b)(\w+))"
)
_FIELD = re.compile(rf"(?<![\w.$])(\w+)(?:\.(\w+)|\[[\"'](\w+)[\"']\])\s*=\s*({EXPRESSION})")
"""``param.pageNo = 1`` after ``var param = {}``."""
_SECOND = re.compile(rf"^\s*{EXPRESSION}\s*,\s*(?:\{{([^{{}}]*)\}}|(\w+))\s*[,)]")
_SERIALIZED = re.compile(rf"(?:\bdata\s*:|^\s*{EXPRESSION}\s*,)\s*([^,]*\.serialize\(\)(?:\s*\+\s*{TERM})*)")
"""``data: $("#f").serialize() + "&pageNo=" + n``."""
_LONE = re.compile(rf"{STRING}(?:\s*\+\s*{TERM})*")
_TEXT_OF = re.compile(r"\bJSON\.stringify\(\s*(\w+)\s*\)")
_BARE = re.compile(r"\d+$|\{")
_PART_OF_PAGE = re.compile(r"\s+[#.][\w-]+$")
"""``$("#list").load("/nb/rows.jsp?page=1 #rows")`` asks for the address without it."""
_LONELY = re.compile(r"^[\w./:-]*\?(?=.*=)[^<>\s]+$")
_MOST_ALIKE = 8
"""Addresses of one path with other queries that may all be interfaces."""
_JSONP = re.compile(r"dataType\s*:\s*[\"']jsonp[\"']|[?&]callback=\?", re.IGNORECASE)
_JSONP_NAME = re.compile(r"\b(jsonp|jsonpCallback)\s*:\s*[\"'](\w+)[\"']")
_FILE_OF_A_PAGE = re.compile(r"^[\"']\.(?:json|js|txt|xml|s?html?)\b")
"""What follows the number of ``"./data/list_" + n + ".json"``."""
_PART_OF_PATH = re.compile(r"^(?:[\"']/|$)")
"""And behind that of ``"/api/nb/" + p + "/10"``."""
_FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\(\s*(\w+)\s*\)")
_DEPTH = 4


def asked_by_script(page: ListPage, code: str = "") -> Iterator[Asking]:
    """Every interface that the page's scripts name, or a script file of it, those that are clearly called first."""
    script = _script_of(page, code)
    found = (*script.widgets(), *script.calls(), *script.opened(), *script.loaded(), *_loaded(page), *script.lone())
    yield from _resolved(page, found)


def loaded_by_script(page: ListPage) -> Iterator[Asking]:
    """Those of them that only put a part into the page: a list may have some beside it."""
    yield from _resolved(page, _script_of(page).loaded() if _LOADED.search(page.script) else ())


def _script_of(page: ListPage, code: str = "") -> _Script:
    return _Script(f"{page.script}\n{code}\n{declared(page)}", given(page))


def _resolved(page: ListPage, found: Iterable[Asking]) -> Iterator[Asking]:
    for asking in dict.fromkeys(found):
        url = resolve(asking.url.replace("{", "%7B").replace("}", "%7D"), page.base)
        if url and (asking.is_part or is_interface(asking)):
            yield replace(asking, url=url.replace("%7B", "{").replace("%7D", "}"))


def _loaded(page: ListPage) -> Iterator[Asking]:
    """``<script src="/was5/list.jsp?callback=result&pageIndex=1">``: JSONP without a call.

    ``<div data-api="/api/list?cid=9&page=1">``: what a script file asks for.
    """
    for address in page.tree.xpath("//script/@src | //@*[starts-with(name(), 'data-')]"):
        if _LONELY.match(address) or address.startswith("/"):
            yield Asking(with_place(address))


@dataclass
class _Script:
    source: str
    given: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def assigned(self) -> dict[str, str]:
        """The first value of every variable, as it is written."""
        found: dict[str, str] = {}
        for name, value in (*_ASSIGNED.findall(self.source), *self._handed()):
            found.setdefault(name, value)
        return found

    @cached_property
    def held(self) -> dict[str, str]:
        """The first value of every field of an object, as it is written."""
        return dict(reversed(_HELD.findall(self.source)))

    def _handed(self) -> Iterator[tuple[str, str]]:
        """What a function is called with: ``function show(n){…} show(1);`` makes n 1."""
        for function, name in _FUNCTION.findall(self.source):
            for value in re.findall(rf"(?<!function )\b{function}\s*\(\s*(\d+|{STRING})\s*\)", self.source):
                yield name, value

    @cached_property
    def objects(self) -> dict[str, str]:
        """What every object holds, from its braces and as it is set field by field."""
        found = dict(_OBJECT.findall(self.source))
        for name, field_name, quoted, value in _FIELD.findall(self.source):
            if name in found:
                found[name] = f"{found[name]},{field_name or quoted}:{value}".lstrip(", ")
        return found

    def calls(self) -> Iterator[Asking]:
        for call in _CALL.finditer(self.source):
            inside = self.source[call.end() : call.end() + UNTIL]
            name = (call.group(1) or "").lower()
            found = _URL.search(inside) if name in ("ajax", "request", "") else None
            first = re.match(rf"\s*({EXPRESSION})", inside)
            address = found.group(1) if found else first.group(1) if first else ""
            if address:
                is_axios, is_jquery = (call.group().startswith(words) for words in ("axios", ("$", "jQuery")))
                asking = self._asking(self.value(address), inside, is_post=name == "post", is_json=is_axios)
                yield replace(asking, is_ajax=is_jquery)

    def widgets(self) -> Iterator[Asking]:
        for widget in widgets_of(self.source, self.value):
            if widget.is_post:
                yield Asking(widget.address, widget.fields, is_ajax=True)
            else:
                mark = "&" if "?" in widget.address else "?"
                yield Asking(f"{widget.address}{mark}{urlencode(widget.fields, safe='{}:')}", is_ajax=True)

    def loaded(self) -> Iterator[Asking]:
        for found in _LOADED.finditer(self.source):
            address = _PART_OF_PAGE.sub("", self.value(found[1]))
            yield Asking(with_place(address.removesuffix("?")), is_part=True)

    def opened(self) -> Iterator[Asking]:
        """``x.open("POST", "/list.do"); … x.send("type=nb&page=" + page)``."""
        for found in _OPEN.finditer(self.source):
            url, sent = with_place(self.value(found[2])), _SEND.search(self.source, found.end())
            form = self._sent(sent[1]) if sent else ()
            if found[1].lower() == "get":
                yield Asking(url)
            elif form:
                yield Asking(url, form)

    def _sent(self, expression: str) -> tuple[tuple[str, str], ...]:
        """The fields of what a script sends: ``"type=nb&page=" + page``."""
        fields = parse_qsl(self.value(expression), keep_blank_values=True)
        return tuple((name, placed(name, value)) for name, value in fields)

    def lone(self) -> Iterator[Asking]:
        """Addresses with a query that stand somewhere in the scripts; many of one path are the rows of a list."""
        values = [_PART_OF_PAGE.sub("", self.value(found.group())) for found in _LONE.finditer(self.source)]
        likely = [value for value in values if _LONELY.match(value)]
        paths = Counter(value.partition("?")[0] for value in likely)
        yield from (Asking(with_place(value)) for value in likely if paths[value.partition("?")[0]] <= _MOST_ALIKE)

    def _asking(self, url: str, inside: str, *, is_post: bool, is_json: bool) -> Asking:
        """``is_json``: axios posts an object as JSON, jQuery as a form."""
        pairs = skipping(tuple(self._pairs(inside)))
        method = _METHOD.search(inside)
        if is_post or (method and method.group(1).lower() == "post"):
            is_json = "JSON.stringify" in inside or "application/json" in inside or (is_json and "qs." not in inside)
            numbers = frozenset(self._numbers(inside)) if is_json else frozenset()
            return Asking(with_place(url), pairs or (("_", ""),), is_json, numbers)
        names = dict(_JSONP_NAME.findall(inside))
        url = url.replace("callback=?", "callback=result")
        if _JSONP.search(inside) and "callback=" not in url:
            pairs = (*pairs, (names.get("jsonp", "callback"), names.get("jsonpCallback", "result")))
        query = urlencode(pairs, safe="{}(),-:'%")
        joined = f"{url}{'&' if '?' in url else '?'}{query}" if query else url
        return Asking(with_place(joined))

    def _pairs(self, inside: str) -> Iterator[tuple[str, str]]:
        form = _SERIALIZED.search(inside)
        if form:
            yield from self._sent(form[1])
            return
        yield from self._valued(self._fields(inside))

    def _valued(self, fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for name, expression in fields:
            yield name, self._number(expression) if PAGE_PARAMETER.match(name) else self.value(expression)

    def _fields(self, inside: str) -> Iterator[tuple[str, str]]:
        found, nested = _DATA.search(inside) or _SECOND.match(inside), NESTED.search(inside)
        if found is None or (nested and nested.start() < found.start()):
            yield from within(inside)
            return
        source = found.group(1) or self.objects.get(found.group(2) or "", "")
        yield from listed(source)

    def _numbers(self, inside: str) -> Iterator[str]:
        for name, expression in self._fields(inside):
            first = re.split(r"\s*[+-]", expression.strip("() "), maxsplit=1)[0]
            value = self.assigned.get(first, first)
            if value.isdecimal() or (value == first and value[0] not in "\"'" and PAGE_PARAMETER.match(name)):
                yield name

    def _number(self, expression: str) -> str:
        """The place of the page's number; a variable that begins at 0 counts from 0."""
        value = self.value(re.split(r"[+-]", expression, maxsplit=1)[0])
        start = int(value) if value.isdecimal() else 1
        start += len(re.findall(r"\+\s*1\b", expression)) - len(re.findall(r"-\s*1\b", expression))
        return "{zero}" if start <= 0 else "{one}"

    def value(self, expression: str, depth: int = 0) -> str:
        """``"/was5/search?page=" + page + "&n=15"`` with its variables filled in and a place for the page."""
        text = ""
        pieces = _PIECE.findall(expression)
        for piece, following in zip(pieces, (*pieces[1:], ""), strict=True):
            key = re.search(r"[?&](\w+)=$", text)
            if piece[0] in "\"'":
                text += re.sub(r"\\(.)", r"\1", piece[1:-1])
            elif (key and PAGE_PARAMETER.match(key.group(1))) or self._is_page_of_file(piece, text, following):
                text += self._number(piece.strip("()"))
            else:
                text += self._query(piece, text) or self._filled(piece, depth)
        return text

    def _query(self, piece: str, before: str) -> str:
        named = _QUERY.match(piece) if before.endswith(("?", "&")) else None
        fields = self.objects.get(named[1], "") if named else ""
        return urlencode(tuple(self._valued(listed(fields))), safe="{}(),-:'%")

    def _is_page_of_file(self, piece: str, before: str, following: str) -> bool:
        """True for the number at the end of a file's name, where the script begins with 0 or 1."""
        name = re.split(r"\s*[+-]", piece.strip("()"), maxsplit=1)[0]
        is_named = bool(PAGE_PARAMETER.match(name))
        is_counted = self.assigned.get(name) in ("0", "1") or is_named
        is_part = is_named and before.endswith("/") and bool(_PART_OF_PATH.match(following))
        return is_part or (is_counted and bool(before) and bool(_FILE_OF_A_PAGE.match(following)))

    def _filled(self, piece: str, depth: int) -> str:
        text = _TEXT_OF.search(piece)
        if text and text[1] in self.objects:
            return self._as_json(self.objects[text[1]])
        inner = re.match(r"encodeURI(?:Component)?\((.*)\)$|\((.*)\)$|String\((.*)\)$", piece)
        name = next((part for part in inner.groups() if part), "") if inner else piece
        if name.isdecimal():
            return name
        if name[:1] in "\"'":
            return name[1:-1]
        found = looked_up(piece, self.given)
        if found is not None:
            return found
        known = self._known(name) if depth < _DEPTH else None
        return self.value(known, depth + 1) if known else ""

    def _as_json(self, fields: str) -> str:
        """An object as a text in an address; numbers as they are, everything else in quotes."""
        pairs = self._valued(listed(fields))
        shown = (f'"{name}":{value if _BARE.match(value) else json.dumps(value)}' for name, value in pairs)
        return quote(f"{{{','.join(shown)}}}", safe="{}:,")

    def _known(self, name: str) -> str | None:
        """What a variable was set to, or the field of an object: ``this.query.channel``."""
        *owner, last = name.rpartition(".")
        return self.assigned.get(name) or (self.held.get(last) if any(owner) else None)
