"""Pagers of submit buttons: what a browser sends when 下一页, or the next number, is pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from harvester.spiders.families.controls import is_next, shown_number
from harvester.spiders.families.forms import form_fields, pressed, sent
from harvester.spiders.families.interface import NO_AJAX
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

_SENT_BY_SCRIPT = re.compile(r"\bjsfcljs\(.*?\{\s*'([^']+)'\s*:\s*'([^']*)'")


def submit_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The page's form with the button in it: ``<button name="pno" value="2">2</button>``.

    ``<input type="hidden" name="cur" value="1"><input type="submit" name="go" value="下一页">`` counts by itself, and
    JSF's ``<a onclick="mojarra.jsfcljs(document.getElementById('f'),{'f:next':'f:next'},'')">下一页</a>``.
    """
    for form in page.tree.iter("form"):
        for node in form.iter("button", "input", "a"):
            if _submits(node) and (is_next(node) or shown_number(node) == number + 1):
                yield from _pressed(form, node, page)


def _submits(node: Any) -> bool:
    handler, kind = node.get("onclick") or "", (node.get("type") or "").lower()
    is_submit = kind in ("submit", "image") or (node.tag == "button" and not kind)
    is_sent = _SENT_BY_SCRIPT.search(handler) if handler else is_submit
    return bool(is_sent) and node.get("disabled") is None


def _pressed(form: Any, button: Any, page: ListPage) -> Iterator[Step]:
    added = _SENT_BY_SCRIPT.findall(button.get("onclick") or "") or pressed(button)
    fields = (*form_fields(form), *added)
    if fields:
        yield from sent(form, fields, page, headers=NO_AJAX)
