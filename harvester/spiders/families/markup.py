"""Pieces of markup that scripts and interfaces hold, as elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

_LINK_TAG = re.compile(r"<a(?=[\s>])|</a(?=[\s>])|<(script)\b", re.IGNORECASE)
_END_OF_SCRIPT = re.compile(r"</script\b", re.IGNORECASE)


def parsed(markup: str) -> Any:
    """The markup within a ``div``, without its comments: ``共 1 条 <a href="/1.html">…</a>`` has a text and a link.

    What ends more than it began stays within: ``<li>…</li></ul></div><li>…</li>``.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    body: Any = html.document_fromstring(f"<body>{markup}</body>", parser=parser).find("body")
    body.tag = "div"
    return body


def with_links_closed(source: str) -> str:
    """``<li><a href="1.html">one<li><a href="2.html">two``: a link that begins ends the one before, as in browsers.

    The parser would put each into the one before, a thousand deep.
    """
    return "".join(_with_ends(source)) if source.count("<a ") > source.lower().count("</a") else source


def _with_ends(source: str) -> Iterator[str]:
    place, is_open = 0, False
    while tag := _LINK_TAG.search(source, place):
        yield source[place : tag.start()]
        end = _END_OF_SCRIPT.search(source, tag.end()) if tag[1] else tag
        is_link = not tag[1] and not tag.group().startswith("</")
        if is_open and is_link:
            yield "</a>"
        place = end.end() if end else len(source)
        yield source[tag.start() : place]
        is_open = is_open if tag[1] else is_link
    yield source[place:]
