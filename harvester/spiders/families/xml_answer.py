"""Lists in XML of a portal's own make as plain data: ``<list><info><title>…</title><url>…</url></info></list>``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lxml import etree

_XML = re.compile(
    r"^\ufeff?\s*(?:<\?xml\b|<(?:root|list|data|items|rows|results?|response|articles|infos|docs|records)[\s>])",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml.*?\?>", re.DOTALL)
_OTHERS = re.compile(r"<(?:html|datastore|rss|feed|rdf:RDF|urlset)\b", re.IGNORECASE)
"""Pages, and what has readers of its own."""
_HEAD = 2000
_LINK = re.compile(r"<a\s", re.IGNORECASE)


def read_xml(source: str) -> dict[str, Any] | None:
    """Elements and attributes by their names, records in arrays; None for what is no such XML.

    ``<infos><info url="/a.html">某局2023年…</info></infos>`` is ``{"info": [{"url": "/a.html", "title": "某局…"}]}``;
    items of HTML, ``<item><![CDATA[<li><a href=…]]></item>``, are put together as ``html``.
    """
    if not _XML.match(source) or _OTHERS.search(source[:_HEAD]):
        return None
    root = _root(_DECLARATION.sub("", source).strip())
    found = None if root is None else _value(root)
    if not isinstance(found, dict):
        return None
    rows = "".join(text for text in map(str, root.itertext()) if _LINK.search(text))
    return found | ({"html": rows} if rows else {})


def _root(text: str) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # a declaration and nothing after it
        return None


def _value(node: Any) -> Any:
    text = (node.text or "").strip()
    children = [child for child in node if isinstance(child.tag, str)]
    if not (children or node.attrib):
        return text
    found: dict[str, Any] = {name: value.strip() for name, value in node.attrib.items()}
    if text:
        found.setdefault("title", text)
    return found | dict(_grouped(children))


def _grouped(children: list[Any]) -> Iterator[tuple[str, Any]]:
    """One name, one value: an array where it comes again, or where it is a record that happens to be the only one."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for child in children:
        groups[etree.QName(child).localname].append(_value(child))
    for name, values in groups.items():
        yield name, values if len(values) > 1 or _is_record(values[0]) else values[0]


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
