"""Articles that scripts hold as texts: what a literal says, and whether the page shows it anyway."""

from __future__ import annotations

import json
import re
from html import unescape

_HEX_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})")
_ESCAPED_OR_QUOTE = re.compile(r"\\.|\"", re.DOTALL)
_TAG = re.compile(r"<[^>]*>|\s+")
_COMPARED = 40
"""Characters by which an article is known to stand in the page as well."""


def decoded(literal: str) -> str:
    r"""What ``"\u003Cp>一\x22\/"`` or ``'<p class="a">'`` says; empty where it is escaped in no known way."""
    inside = _HEX_ESCAPE.sub(r"\\u00\1", literal[1:-1])
    inside = _ESCAPED_OR_QUOTE.sub(_as_json, inside)
    try:
        return str(json.loads(f'"{inside}"', strict=False))
    except ValueError:
        return ""


def is_shown(article: str, page: str) -> bool:
    """True where the page has the article's beginning before the eye."""
    return _plain(article)[:_COMPARED] in _plain(page)


def _as_json(found: re.Match[str]) -> str:
    """A quotation mark, or an escaped character, as JSON writes it."""
    character = found.group()[-1]
    if character == '"':
        return '\\"'
    return found.group() if character in "\\/bfnrtu" else character


def _plain(text: str) -> str:
    return _TAG.sub("", unescape(text))
