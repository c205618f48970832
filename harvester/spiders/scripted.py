"""What shows that a page is a shell, and that a script in a browser builds what it is about. Pure functions."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from harvester.documents.media import sniff
from harvester.parsers.kind import judge_title
from harvester.parsers.script import fold
from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.urls import is_document
from harvester.spiders.landing import is_report

_ASKS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|\bfetch\s*\(|\bXMLHttpRequest\b|\baxios\b|\.load\s*\(\s*[\"']"
    r"|\bnew\s+Vue\b|\bcreateApp\b|\bReactDOM\b|\bangular\.module\b"
)
_WRITES = re.compile(r"\.innerHTML\b|\.append(?:Child)?\s*\(|\.html\s*\(|\bdocument\.write\b|\binsertAdjacentHTML\b")
_TEMPLATED = re.compile(r"<[^<>]*\s(?:v-for|ng-repeat|x-for|ms-for|:for)\s*=|\{\{[^{}\n]{1,60}\}\}")
"""Rows that a script is to fill in."""
_HOLDERS = ("ul", "ol", "dl", "tbody", "table", "div", "section", "main", "article")
_CELLS = re.compile(rb"<t[dh]\b", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script\b.*?</script>", re.IGNORECASE | re.DOTALL)
_REPORT_CELLS = 20
_YEAR = re.compile(r"(?:19|20)\d{2}")
"""政府信息公开年报 of a menu names none."""
_MOST_PARTS = 6
"""Elements in a row that opens something."""
_LONGEST_SHELL = 400
"""Characters of text in an article page that is all chrome."""


def list_shell(page: ListPage) -> str | None:
    """What shows that a script builds the list of a page without rows; None for a page that is simply empty."""
    if page.data is not None:
        return None
    asks = _ASKS.search(page.script)
    if asks:
        return f"a script fills the page ({asks.group().rstrip('( ')})"
    has_script = bool(_WRITES.search(page.script)) or bool(page.tree.xpath("//script[@src]"))
    if has_script and (place := _TEMPLATED.search(page.text)):
        return f"a script fills the page ({place.group()})"
    holder = next((node for node in page.tree.iter(*_HOLDERS) if _is_empty(node)), None) if has_script else None
    return f"a script fills the page (<{holder.tag} id={holder.get('id')!r}> is empty)" if holder is not None else None


def opened_within(page: ListPage) -> str | None:
    """What shows that reports are listed and open by no address of their own: ``<a href="#/detail?id=3">``."""
    nodes = [
        node for node in page.tree.iter("a", "li", "tr") if len(node) <= _MOST_PARTS and _is_inner(node, page.base)
    ]
    if not nodes:
        return None
    shown = nodes[0].get("href") or nodes[0].get("onclick")
    return f"{len(nodes)} reports open within the page and have no address of their own ({shown})"


def _is_inner(node: Any, base: str) -> bool:
    opens = (node.get("href") or "").startswith(("#", "javascript")) or node.get("onclick")
    title = fold(node.text_content()) if opens else ""
    return bool(_YEAR.search(title)) and judge_title(title) == "report" and link_of(node, base) is None


def article_shell(page: ListPage) -> str | None:
    """The same for an article that shows no section of a report, no picture and no file."""
    if has_tables(page) or (len(page.body) > _LONGEST_SHELL and len(page.visible) > _LONGEST_SHELL):
        return None
    has_content = page.data is None and page.tree.xpath("//body//img | //iframe | //embed | //object")
    return list_shell(page) if not has_content and is_bare(page) else None


def is_bare(page: ListPage) -> bool:
    """True for a page of no report: without the form's sections and tables, and without a file that may hold them."""
    if sniff(page.body) != "html" or has_tables(page):
        return False
    return not any(is_document(node.get("href")) for node in page.tree.xpath("//a[@href]")) and not is_report(page)


def has_tables(page: ListPage) -> bool:
    """True for as many cells as only a report has; told from the bytes, so that a report needs no tree here.

    Cells that a script keeps in a string do not count: ``var content="<table><tr><td>…"``.
    """
    cells = _CELLS.finditer(_SCRIPT.sub(b"", page.body))
    return next(islice(cells, _REPORT_CELLS, None), None) is not None


def _is_empty(node: Any) -> bool:
    is_named = node.get("id") or any(name.startswith("data-") for name in node.attrib)
    return bool(is_named) and not len(node) and not (node.text or "").strip()
