"""Shells: first pages without a list of their own, and where the list is: a frame, an interface, a form's answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from harvester.spiders.families.asking import Asking
from harvester.spiders.families.forms import form_fields
from harvester.spiders.families.interface import AJAX, Call
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.scripts import asked_by_script, loaded_by_script
from harvester.spiders.families.urls import PAGE_PARAMETER, in_column, resolve, same_site

_CHANNEL_FIELDS = ("channelid", "chnlid", "classsql")
"""Fields by which a form asks TRS's search for one column."""


_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|layui|layer|vue|react|angular|echarts|chart|moment|lodash|axios|require|polyfill|sea\.js"
    r"|analytics|count|stat|share|slide|banner|scroll|menu|nav|cookie|md5|base64|encrypt|wza|jiucuo",
    re.IGNORECASE,
)
"""Names of files that build no list."""
_MOST_FILES = 6
LARGEST_FILE = 400_000
"""Bytes: what is larger is a library, or a program from which no call can be read."""
_GIVEN = re.compile(r"(?:\.src\s*=|\.(?:attr|prop)\s*\(\s*[\"']src[\"']\s*,)\s*[\"']([^\"']+)[\"']")
_NO_PAGE = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico)(?:\?|$)", re.IGNORECASE)


def is_script(page: ListPage) -> bool:
    """True for the answer to ``<script src="/js/list.js">``."""
    return urlsplit(page.url).path.lower().endswith(".js") and not page.is_whole and page.data is None


def script_files(page: ListPage) -> Iterator[str]:
    """The site's own script files that may ask for the list, libraries left out."""
    likely = [url for url, name in own_scripts(page) if not _LIBRARY.search(name)]
    yield from dict.fromkeys(likely[:_MOST_FILES])


def beside(page: ListPage, column_url: str) -> Iterator[Step]:
    """Frames of the column's own folder and what its script loads from there, beside a list of the page itself."""
    asked = map(_call, loaded_by_script(page))
    for call in (*_frames(page), *asked) if page.data is None else ():
        if in_column(call.url, column_url) and same_site(call.url, page.url) and call.url != page.url:
            yield call.step(1, probe=True)


def feeds(page: ListPage, column_url: str) -> Iterator[str]:
    """``<link rel="alternate" type="application/rss+xml" href="feed.xml">`` of the column itself."""
    named = page.tree.xpath("//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href")
    yield from (url for href in named if (url := resolve(href, page.base)) and in_column(url, column_url))


def own_scripts(page: ListPage) -> Iterator[tuple[str, str]]:
    """Address and file name of every script of the page that lies on its site."""
    for url in (resolve(node.get("src"), page.base) for node in page.tree.iter("script")):
        if url and same_site(url, page.url):
            yield url, urlsplit(url).path.rpartition("/")[2]


def calls_of(page: ListPage, code: str = "") -> Iterator[Call]:
    """Candidates for page 1 of the list, the likeliest first; only on the page's own site.

    ``code``: a script file of the page, whose calls are wanted instead of the page's own.
    """
    if len(code) > LARGEST_FILE:
        return
    asked = (_call(asking) for asking in asked_by_script(page, code))
    for call in asked if code else (*_frames(page), *asked, *_forms(page)):
        if same_site(call.url, page.url) and call.url != page.url:  # index.shtml may have its rows in list.shtml
            yield call


def _call(asking: Asking) -> Call:
    if asking.json:
        return Call(asking.url, json=_written(_nested(asking)))
    return Call(asking.url, form=asking.form, headers=AJAX if asking.is_ajax else ())


def _nested(asking: Asking) -> dict[str, Any]:
    """``{"page": {"no": "{one}"}}`` of ``page.no``; numbers as they are, everything else in quotes."""
    found: dict[str, Any] = {}
    for name, value in asking.form:
        *path, last = name.split(".")
        inner = found
        for part in path:
            inner = inner.setdefault(part, {})
        is_number = name in asking.numbers and (value.isdecimal() or value.startswith("{"))
        inner[last] = value if is_number else json.dumps(value, ensure_ascii=False)
    return found


def _written(fields: Mapping[str, Any]) -> str:
    values = ((name, _written(value) if isinstance(value, dict) else value) for name, value in fields.items())
    return f"{{{', '.join(f'{json.dumps(name)}: {value}' for name, value in values)}}}"


def _frames(page: ListPage) -> Iterator[Call]:
    """``<iframe name="DataList" src="./list/">``; an empty one has its address of a script: ``fr.src = "./list/"``."""
    frames = [node.get("src") or node.get("data") for node in page.tree.iter("iframe", "frame", "object")]
    given = _GIVEN.findall(page.script) if not all(frames) else ()
    for address in filter(None, (*frames, *given)):
        url = resolve(address, page.base)
        if url and not _NO_PAGE.search(url):
            yield Call(url)


def _forms(page: ListPage) -> Iterator[Call]:
    """A form whose answer goes into a frame of the page, or that names a column of the search engine."""
    frames = {node.get("name") for node in page.tree.iter("iframe", "frame") if node.get("name")}
    for form in page.tree.iter("form"):
        fields = tuple((key, "{one}" if PAGE_PARAMETER.match(key) else value) for key, value in form_fields(form))
        names = {key.lower() for key, _ in fields}
        url = resolve(form.get("action"), page.base)
        if not url or not (form.get("target") in frames or names & set(_CHANNEL_FIELDS)):
            continue
        if (form.get("method") or "get").lower() == "post":
            yield Call(url, form=fields)
        else:
            yield Call(f"{url.partition('?')[0]}?{urlencode(fields, safe='{}')}")
