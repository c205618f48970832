"""Article pages that a script fills: where their text comes from."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from harvester.spiders.families.interface import AJAX
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.urls import is_document, resolve, same_site
from harvester.spiders.landing import is_report
from harvester.spiders.scripted import has_tables, is_bare

_MARKS = (b"interface-cms", b"getmanuscriptbyid")
_PROXY = re.compile(r"[\"']([^\"'\s?]*/interface-cms/proxy/api)")
_USUAL_PROXY = "/interface-cms/proxy/api"
_NUMBER = re.compile(
    r"\b(?:manuscript_?id|content_?id|article_?id)[\"']?\s*[:=]\s*[\"'](\w{6,40})[\"']", re.IGNORECASE
)
_PARAMETERS = ("manuscriptid", "contentid", "articleid", "id")
_STEM = re.compile(r"/([0-9a-f]{32})\.\w+$|/(?:content|c\d+)_(\w+)\.\w+$", re.IGNORECASE)
_MOST_OF_A_STUB = 200
"""Characters that a page shows which only sends the browser on."""
_TEXT = "//ucapcontent | //*[@id='UCAP-CONTENT' or @id='zoom' or @id='zoomcon']"


def article_step(page: ListPage) -> Step | None:
    """Where the text of a page that holds none is to be had."""
    return _by_interface(page) or _by_jump(page) or _by_frame(page)


def _by_jump(page: ListPage) -> Step | None:
    """``<script>location.href="/zwgk/t2.html"</script>`` and nothing that anybody could read."""
    return Step(page.jump) if page.jump and len(page.visible) < _MOST_OF_A_STUB else None


def _by_frame(page: ListPage) -> Step | None:
    """``<iframe src="/zwgk/text/7.html">`` in a page that is chrome and nothing else."""
    if has_tables(page) or not page.tree.xpath("//iframe | //frame"):
        return None
    if "。" in page.visible or not is_bare(page):
        return None
    shown = (resolve(node.get("src"), page.base) for node in page.tree.iter("iframe", "frame") if not _is_hidden(node))
    found = [url for url in shown if url and same_site(url, page.url) and not is_document(url)]
    return Step(found[0]) if len(found) == 1 else None


def _is_hidden(node: Any) -> bool:
    return "0" in (node.get("width"), node.get("height")) or "none" in (node.get("style") or "")


def _by_interface(page: ListPage) -> Step | None:
    """UCAP's ``getManuscriptById`` behind ``interface-cms``."""
    source = page.body.lower()
    is_marked = any(mark in source for mark in _MARKS)
    number = _number(page) if is_marked and page.data is None and not _has_text(page) else None
    if number is None:
        return None
    named = _PROXY.search(page.script)
    query = f"apiUrl=manuscript%2FgetManuscriptById&manuscriptId={number}"
    return Step(f"{urljoin(page.base, named.group(1) if named else _USUAL_PROXY)}?{query}", headers=AJAX)


def _has_text(page: ListPage) -> bool:
    return is_report(page) or any(_is_filled(node) for node in page.tree.xpath(_TEXT))


def _is_filled(node: Any) -> bool:
    return bool(node.xpath("normalize-space(.)") or node.xpath(".//img | .//a | .//iframe"))


def _number(page: ListPage) -> str | None:
    """The article's number: in its script, its parameters, its meta tags, or its own name."""
    query = {name.lower(): value for name, value in parse_qsl(urlsplit(page.url).query)}
    written = _NUMBER.search(page.script)
    stem = _STEM.search(urlsplit(page.url).path)
    found = (
        written and written.group(1),
        *(query.get(name) for name in _PARAMETERS),
        *(node.get("content") for node in page.tree.iter("meta") if (node.get("name") or "").lower() in _PARAMETERS),
        stem and (stem.group(1) or stem.group(2)),
    )
    return next((str(number) for number in found if number), None)
