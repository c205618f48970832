"""What the links of a page lead to: addresses, and what is handed out without one, by a script or a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from harvester.items import Link
from harvester.parsers.script import fold

_HANDLER = re.compile(r"^\s*\w*script\s*:", re.IGNORECASE)
_DATA = ("data-href", "data-url")
_OPENED = re.compile(
    r"[\"'](?=[^\"']*(?:/|\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)\b))([^\"'<>\s()]{5,300})[\"']", re.IGNORECASE
)
_SEVERAL = re.compile(r"\([^()]*[\w\"']\s*,\s*[\w\"'][^()]*\)")
"""A call with more than one argument, of which one may be the file's name: ``down('77','年报.docx')``."""
_HANDLED: Any = "//*[@onclick][not(self::a or self::button or self::input)]"
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|et|wps|ofd|rtf|zip|rar|7z)\W*$", re.IGNORECASE)
_SENT = ("submit", "image")
_LONGEST = 300
"""Characters of a handler that are kept."""


def links_of(tree: Any) -> Iterator[Link]:
    """Every address that the page links to, with the words of the link."""
    for node in tree.iter("a"):
        for href in _targets(node):
            yield Link(href, _words(node))


def handed_out(tree: Any) -> Iterator[Link]:
    """Controls with words and without an address: ``<a href="javascript:down('77')">年报.docx</a>``.

    In place of the address stands what the control does: ``javascript:down('77')``, ``form:POST /down.do?id=77`` for
    a form that is sent, or ``/down.do?id=77`` for one that is sent with GET.
    """
    for node in (*tree.iter("a", "button", "input"), *tree.xpath(_HANDLED)):
        does = None if any(_targets(node)) else _done_by(node)
        if does and _words(node):
            yield Link(does, _words(node))


def is_file_name(words: str) -> bool:
    """True for 年报.pdf, which is as short as the words of a control."""
    return bool(_FILE_NAME.search(words))


def _words(node: Any) -> str:
    return fold(node.text_content()) or fold(node.get("title") or node.get("value") or "")


def _targets(node: Any) -> Iterator[str]:
    """``href``, and what a handler opens: ``<a href="javascript:void(0)" onclick="down('/dl.jsp?f=1')">``.

    ``<a href="#" data-href="/files/nb.docx">`` leads where its data say.
    """
    href = (node.get("href") or "").strip()
    handlers = list(filter(None, (node.get("onclick"), href if _HANDLER.match(href) else None)))
    if not href or href[0] == "#" or href in handlers:
        yield from filter(None, (node.get(name) for name in _DATA))
    if href and href not in handlers:
        yield href
    for handler in handlers:
        yield from (text for text in _OPENED.findall(handler) if "/" in text or not _SEVERAL.search(handler))


def _done_by(node: Any) -> str | None:
    handler = (node.get("onclick") or "").strip()
    href = (node.get("href") or "").strip()
    form = next(node.iterancestors("form"), None) if _is_sent(node, handler or href) else None
    if form is not None:
        return _sent(form)
    done = handler or (href if _HANDLER.match(href) else "")
    return f"javascript:{_HANDLER.sub('', done)}"[:_LONGEST] if "(" in done else None


def _is_sent(node: Any, handler: str) -> bool:
    is_button = node.tag == "button" and (node.get("type") or "submit").lower() == "submit"
    return "submit(" in handler or is_button or (node.tag == "input" and (node.get("type") or "").lower() in _SENT)


def _sent(form: Any) -> str:
    hidden = (node for node in form.iter("input") if node.get("name") and (node.get("type") or "").lower() == "hidden")
    query = urlencode([(node.get("name"), node.get("value") or "") for node in hidden])
    address = (form.get("action") or "").strip()
    if (form.get("method") or "get").lower() == "post":
        return f"form:POST {address}?{query}"[:_LONGEST]
    return f"{address.partition('?')[0]}?{query}"
