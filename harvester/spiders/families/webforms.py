"""ASP.NET WebForms: page N is a POST of the page to itself, with the fields of the page before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from harvester.parsers.script import squeeze
from harvester.spiders.families.controls import is_next, shown_number
from harvester.spiders.families.forms import pressed
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.interface import NO_AJAX
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.urls import resolve

_POSTBACK = re.compile(
    r"(?:__doPostBack|WebForm_PostBackOptions)\(\s*[\"']([^\"']+)[\"']\s*(?:,\s*[\"']([^\"']*)[\"'])?", re.IGNORECASE
)
_RECORDS = re.compile(r"(?:总?记录数|记录总数|总条数)[:：\s]*(\d{1,6})")
_COUNTED = re.compile(r"(?:Page\$)?(\d{1,4})$")
_TARGET = "__EVENTTARGET"
_SUBMITS = ("submit", "button", "image", "reset", "file")

Event: TypeAlias = tuple[tuple[str, str], ...]
"""The fields that a control adds to those of its form."""


class WebForms(Generic):
    """Takes ``__doPostBack('MoreInfoList1$Pager','2')``, whatever system made the articles that it lists."""

    name = "webforms"

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return "__VIEWSTATE" in page.text and any(_events(page, 2))

    def totals(self, page: ListPage) -> Totals:
        shown, records = super().totals(page), _RECORDS.search(page.visible)
        return Totals(shown.records or (int(records.group(1)) if records else None), shown.pages)

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """The control that says 下一页 or the next number, else the one whose argument is the next number."""
        posted = [step for event in dict.fromkeys(_events(page, number + 1)) for step in _posted(page, event)]
        if totals.pages is None or number < totals.pages:
            yield from posted
        if not posted:
            yield from super().steps(page, number, totals)


def _events(page: ListPage, wanted: int) -> Iterator[Event]:
    """By 下一页, by the next number, by an argument that counts: ``__doPostBack('gv','Page$4')`` behind ``...``."""
    nodes = page.tree.iter("a", "input", "span")
    found = [(node, event) for node in nodes if (event := _event(node))]
    controls = [(squeeze(_label(node)), event) for node, event in found]
    yield from (event for node, event in found if is_next(node) or _label(node).strip() == "»")
    yield from (event for label, event in controls if label == str(wanted))
    yield from _chosen(page, wanted)
    posting = ((label, event) for label, event in controls if event[0][0] == _TARGET)
    counted = [(label, event, int(number[1])) for label, event in posting if (number := _COUNTED.match(event[-1][1]))]
    base = int(any(label == str(number + 1) for label, _, number in counted))
    last = max((number for *_, number in counted), default=0) + base
    for _, event, _ in counted if last >= wanted else ():
        argument = re.sub(r"\d+", str(wanted - base), event[-1][1])
        yield (*event[:-1], (event[-1][0], argument))


def _chosen(page: ListPage, wanted: int) -> Iterator[Event]:
    """The next number of a box: ``<select name="d" onchange="__doPostBack('d','')"><option value="2">2</option>``."""
    for box in page.tree.iter("select"):
        found = _POSTBACK.search((box.get("onchange") or "").replace("\\", ""))
        for option in box.iter("option"):
            if found and box.get("name") and shown_number(option) == wanted:
                yield (*_posting(found), (box.get("name"), option.get("value") or str(wanted)))


def _label(node: Any) -> str:
    return str(
        node.text_content() or node.get("value") or node.get("title") or " ".join(node.xpath("@alt | .//img/@alt"))
    )


def _event(node: Any) -> Event | None:
    """What a control adds to the form; a submit button is a field of its own."""
    found = next((m for name in ("href", "onclick") if (m := _POSTBACK.search(node.get(name) or ""))), None)
    if found:
        return _posting(found)
    is_button = node.tag == "input" and node.get("type") in ("submit", "image") and node.get("disabled") is None
    return pressed(node) if is_button and node.get("name") else None


def _posting(found: re.Match[str]) -> Event:
    return (_TARGET, found[1]), ("__EVENTARGUMENT", found[2] or "")


def _posted(page: ListPage, event: Event) -> Iterator[Step]:
    """The form that holds the state, with the event in it; a browser sends every named field."""
    form = next((node for node in page.tree.iter("form") if node.xpath(".//input[@name='__VIEWSTATE']")), None)
    if form is None:
        return
    fields = {node.get("name"): _value(node) for node in form.iter("input", "select", "textarea") if _is_sent(node)}
    fields |= dict(event)
    url = resolve(form.get("action"), page.base) or page.url
    yield Step(url, form=tuple(fields.items()), headers=NO_AJAX)


def _is_sent(node: Any) -> bool:
    kind = (node.get("type") or "").lower()
    is_off = kind in ("checkbox", "radio") and node.get("checked") is None
    return bool(node.get("name")) and kind not in _SUBMITS and not is_off and node.get("disabled") is None


def _value(node: Any) -> str:
    if node.tag == "select":
        chosen = node.xpath(".//option[@selected]") or node.xpath(".//option")
        return str(chosen[0].get("value", chosen[0].text or "")) if chosen else ""
    return str(node.text_content() if node.tag == "textarea" else node.get("value") or "")
