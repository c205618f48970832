"""RSS 0.9 to 2.0, RDF and Atom as plain data, by the names that they share."""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

_FEED = re.compile(
    r"^\ufeff?\s*+(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>]*>)\s*+)*+<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
"""The parts before the root are taken once each: pages may begin with dozens of comments."""
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml.*?\?>", re.DOTALL)
_CHINA = timezone(timedelta(hours=8))
_ITEMS = ("item", "entry")
_STAMPS = ("pubDate", "date", "published", "issued", "updated", "modified")
"""Of an item, the most trusted first."""


def read_feed(source: str) -> dict[str, Any] | None:
    """``{"items": [{"title": …, "url": …, "date": "2025-01-20"}], "next": …}``; None for what is no feed."""
    if not _FEED.match(source):
        return None
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(_DECLARATION.sub("", source).encode("utf-8", "replace"), parser)
    if root is None:
        return None
    items = [_item(node) for node in root.iter() if _name(node) in _ITEMS]
    heads = (root, *(node for node in root if _name(node) == "channel"))
    return {"items": items, "next": next((url for node in heads if (url := _link(node, "next"))), None)}


def _item(node: Any) -> dict[str, str]:
    texts: dict[str, str] = {}
    for child in node:
        texts.setdefault(_name(child), "".join(child.itertext()).strip())
    stamp = next((texts[name] for name in _STAMPS if texts.get(name)), "")
    url = _link(node, "alternate") or texts.get("link") or texts.get("guid") or texts.get("id", "")
    return {"title": texts.get("title", ""), "url": url, "date": _day(stamp)}


def _link(node: Any, relation: str) -> str | None:
    """``<link rel="alternate" href="…"/>``; a link that names no relation is the item's own."""
    found = (child for child in node if _name(child) == "link" and child.get("href"))
    return next((child.get("href") for child in found if child.get("rel", "alternate") == relation), None)


def _name(node: Any) -> str:
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def _day(stamp: str) -> str:
    """``Sun, 19 Jan 2025 18:00:00 GMT`` as 2025-01-20, the day in China; any other way to write a date as it is."""
    try:
        moment = parsedate_to_datetime(stamp)
    except ValueError:
        return stamp
    return (moment.astimezone(_CHINA) if moment.tzinfo else moment).date().isoformat()
