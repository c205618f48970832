"""Rows without an address: the page's script makes it of a field of theirs, ``"/nb/" + row.infoId + ".html"``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from harvester.spiders.families.chains import chains, in_pieces
from harvester.spiders.families.json_rows import rows_by
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import RowList
from harvester.spiders.families.urls import resolve

_PLACE = re.compile(r"\{\{=?([^{}]+)\}\}")
_BOUND = re.compile(r"(?:v-bind|x-bind|ng-)?:?href\s*=\s*\"([^\"<>+]*\+[^\"<>]*)\"")
"""``:href="'/nb/' + item.id + '.html'"`` is a sum as scripts write it."""
_MADE = re.compile(r"(?:href\s*=\s*[\"']?|^)((?:[^\"'<>\s{}]|\{\{[^{}]*\}\})+)")
_LOCATOR = re.compile(r"[/?.]")
_FIELD = re.compile(r"([A-Za-z_$][\w$]*)\W*$")


def keyed_rows(data: Any, page: ListPage) -> RowList:
    """The rows of an answer, where the script of ``page`` makes their addresses; none where it makes none."""
    found = (rows_by(data, partial(_address, template, page.base)) for template in dict.fromkeys(_templates(page)))
    return next((rows for rows in found if rows.rows), RowList())


def _templates(page: ListPage) -> Iterator[str]:
    """``/nb/{{r.infoId}}.html``, however the page puts it together."""
    for chain in (*chains(page.script), *(part for held in _BOUND.findall(page.text) for part in chains(held))):
        text = "".join(f"{{{{{piece}}}}}" if is_place else piece for piece, is_place in in_pieces(chain))
        yield from _made(text)
    yield from _made(page.text)


def _made(text: str) -> Iterator[str]:
    yield from (made for made in _MADE.findall(text) if "{{" in made and _LOCATOR.search(_PLACE.sub("", made)))


def _address(template: str, base: str, item: Mapping[str, Any]) -> str | None:
    """With the item's own fields in the places; None where it lacks one of them."""
    values = [item.get(_field(place)) for place in _PLACE.findall(template)]
    if not values or not all(isinstance(value, str | int) and str(value).strip() for value in values):
        return None
    texts = iter(str(value).strip() for value in values)
    return resolve(_PLACE.sub(lambda _: next(texts), template), base)


def _field(expression: str) -> str:
    """``infoId`` of ``r.infoId``, ``r['infoId']`` and ``encodeURI(r.infoId)``."""
    found = _FIELD.search(expression)
    return found[1] if found else ""
