"""Pieces of markup that scripts and interfaces hold, as elements."""

from __future__ import annotations

from typing import Any

from lxml import html


def parsed(markup: str) -> Any:
    """The markup within a ``div``, without its comments: ``共 1 条 <a href="/1.html">…</a>`` has a text and a link.

    What ends more than it began stays within: ``<li>…</li></ul></div><li>…</li>``.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    body: Any = html.document_fromstring(f"<body>{markup}</body>", parser=parser).find("body")
    body.tag = "div"
    return body
