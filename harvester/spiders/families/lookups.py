"""What scripts look up in their page: the values of its fields, the texts of its spans, the query of its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from harvester.parsers.script import squeeze
from harvester.spiders.families.forms import form_fields
from harvester.spiders.families.page import ListPage

_LOOKED_UP = re.compile(
    r"(?:\$|jQuery)\(\s*[\"']#([\w-]+)[\"']\s*\)\.(?:val|text|html|serialize)\(\)"
    r"|document\.getElementById\(\s*[\"']([\w-]+)[\"']\s*\)\.(?:value|innerHTML|innerText)"
    r"|[\w.$]+(?:\(this\)\.\w+)?\(\s*[\"'](?:data-)?([\w-]+)[\"']\s*\)"
)
"""``$("#cid").val()``, ``$(this).data("kind")``, and ``getQueryString("code")``, however a page calls what reads its
own address.
"""


def given(page: ListPage) -> Mapping[str, str]:
    """By the ids of fields and spans, and by the names of the query; of a form what is sent of it untouched.

    What an element holds as data is looked up by its name: ``<button data-kind="nb">``.
    """
    attributes = (item for node in page.tree.iter("button", "a", "div") for item in node.items())
    data = {name[5:]: value for name, value in attributes if name.startswith("data-")}
    texts = {node.get("id"): squeeze(node.text or "") for node in page.tree.iter("span", "i")}
    fields = {node.get("id"): node.get("value") or "" for node in page.tree.iter("input")}
    forms = {node.get("id"): urlencode(list(form_fields(node))) for node in page.tree.iter("form")}
    found = {name: value for name, value in {**texts, **fields, **forms}.items() if name}
    return {**data, **found, **dict(parse_qsl(urlsplit(page.url).query))}


def looked_up(expression: str, values: Mapping[str, str]) -> str | None:
    """What the expression finds there; None for one that looks nothing up."""
    found = _LOOKED_UP.fullmatch(expression)
    return values.get(next(filter(None, found.groups())), "") if found else None
