"""Pagers of submit buttons: what a browser sends when 下一页, or the next number, is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harvester.spiders.families.controls import is_next, shown_number
from harvester.spiders.families.forms import form_fields, sent
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step


def submit_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The page's form with the button in it: ``<button name="pno" value="2">2</button>``.

    ``<input type="hidden" name="cur" value="1"><input type="submit" name="go" value="下一页">`` counts by itself.
    """
    for form in page.tree.iter("form"):
        for node in form.iter("button", "input"):
            if _submits(node) and (is_next(node) or shown_number(node) == number + 1):
                yield from _pressed(form, node, page)


def _submits(node: Any) -> bool:
    kind = (node.get("type") or "").lower()
    is_submit = kind == "submit" or (node.tag == "button" and not kind)
    return is_submit and node.get("disabled") is None and not node.get("onclick")


def _pressed(form: Any, button: Any, page: ListPage) -> Iterator[Step]:
    pressed = ((button.get("name"), button.get("value") or ""),) if button.get("name") else ()
    fields = (*form_fields(form), *pressed)
    if fields:
        yield from sent(form, fields, page, headers=(("X-Requested-With", ""),))
