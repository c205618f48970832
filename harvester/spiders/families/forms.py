"""Pagers that are forms: a hidden number that a script sets, or a box in which a reader types it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from harvester.parsers.script import squeeze
from harvester.spiders.families.controls import chosen_number
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.urls import PAGE_PARAMETER, resolve

_TYPED = ("text", "number", "tel")
_BOX = re.compile(r"page(?:_?(?:no|num|number|index))?$", re.IGNORECASE)
"""Names of the box for a page's number: toPage, gotoPage, jump_page, pageNo."""
_JUMP = re.compile(r"^(?:跳转?|跳[页頁]|跳到|转到|[转轉]|前往|go)$", re.IGNORECASE)


def form_steps(page: ListPage, value: int) -> Iterator[Step]:
    """The page's form with its hidden number set: ``<form><input type="hidden" name="pageNo" value="1"></form>``."""
    for form in page.tree.iter("form"):
        name = _number_field(form, page.script)
        if name is None:
            continue
        fields = tuple((key, str(value) if key == name else text) for key, text in form_fields(form))
        yield from sent(form, fields, page)


def sent(
    form: Any, fields: tuple[tuple[str, str], ...], page: ListPage, headers: tuple[tuple[str, str], ...] = ()
) -> Iterator[Step]:
    """The request that a browser makes of the form with these fields, by its method; ``headers``: of a POST."""
    url = resolve(form.get("action") or page.url, page.base)
    if url and (form.get("method") or "get").lower() == "post":
        yield Step(url, form=fields, headers=headers, probe=True)
    elif url:
        yield Step(f"{url.partition('?')[0]}?{urlencode(fields)}", probe=True)


def held_numbers(page: ListPage) -> frozenset[str]:
    """What the hidden numbers of the page's forms are now: of pagers that count rows, ``10`` on page 2."""
    forms = ((form, _number_field(form, page.script)) for form in page.tree.iter("form"))
    return frozenset(text for form, name in forms for key, text in form_fields(form) if name and key == name)


def _number_field(form: Any, script: str) -> str | None:
    """A pager's field by its name, a box of pages, or what a script sets: ``f.elements["p.offset"].value = n``."""
    fields = [node for node in form.iter("input", "select") if node.get("name")]
    names = [node.get("name") for node in fields if PAGE_PARAMETER.match(node.get("name"))]
    boxes = [node.get("name") for node in fields if any(map(chosen_number, node.iter("option")))]
    hidden = [node for node in fields if node.get("type") == "hidden"]
    chosen = names or boxes or [node.get("name") for node in hidden if _is_set(node, script)]
    return chosen[0] if len(chosen) == 1 else None


def _is_set(node: Any, script: str) -> bool:
    words = "|".join(re.escape(node.get(name)) for name in ("name", "id") if node.get(name))
    return bool(re.search(rf"[\"'#.](?:{words})[\"']?[\])]*\.(?:value\s*=\s*\w|val\(\s*\w)", script))


def box_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The page that a reader would type: ``<form><input name="toPage"><input type="submit" value="跳转"></form>``."""
    for form in page.tree.iter("form"):
        boxes = [node for node in form.iter("input") if (node.get("type") or "text").lower() in _TYPED]
        if len(boxes) != 1 or not boxes[0].get("name") or (form.get("method") or "get").lower() != "get":
            continue
        name, url = boxes[0].get("name"), resolve(form.get("action") or page.url, page.base)
        if url and (_BOX.search(name) or any(map(_jumps, form.iter("input", "button")))):
            kept = [(key, text) for key, text in form_fields(form) if key != name]
            yield Step(f"{url.partition('?')[0]}?{urlencode([*kept, (name, number + 1)])}", probe=True)


def _jumps(node: Any) -> bool:
    said = squeeze(node.text_content() or "") or squeeze(node.get("value") or "")
    return bool(_JUMP.match(said))


def pressed(button: Any) -> tuple[tuple[str, str], ...]:
    """What a button adds to its form; that of a picture tells where it was pressed."""
    name = button.get("name")
    if (button.get("type") or "").lower() == "image":
        start = f"{name}." if name else ""
        return (f"{start}x", "1"), (f"{start}y", "1")
    return ((name, button.get("value") or ""),) if name else ()


def form_fields(form: Any) -> Iterator[tuple[str, str]]:
    """What a browser would send of an untouched form."""
    for node in form.iter("input", "select", "textarea"):
        if node.get("name") and (node.get("type") or "").lower() not in (
            "button",
            "submit",
            "reset",
            "image",
            "checkbox",
        ):
            options = [item.get("value") or "" for item in node.iter("option") if item.get("selected") is not None]
            options = options or [item.get("value") or "" for item in node.iter("option")][:1]
            yield node.get("name"), options[0] if options else node.get("value") or ""
