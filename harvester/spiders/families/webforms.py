"""ASP.NET WebForms: page N is a POST of the page to itself, with the fields of the page before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from harvester.parsers.script import squeeze
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.urls import resolve

_POSTBACK = re.compile(
    r"(?:__doPostBack|WebForm_PostBackOptions)\(\s*[\"']([^\"']+)[\"']\s*(?:,\s*[\"']([^\"']*)[\"'])?", re.IGNORECASE
)
_NEXT = re.compile(r"^[\[<(]?(?:下一?[页頁]|后一?页|next|>|›|»)[\])>]*$", re.IGNORECASE)
_RECORDS = re.compile(r"(?:总?记录数|记录总数|总条数)[:：\s]*(\d{1,6})")
_SUBMITS = ("submit", "button", "image", "reset", "file")


class WebForms(Generic):
    """Takes ``__doPostBack('MoreInfoList1$Pager','2')``, whatever system made the articles that it lists."""

    name = "webforms"

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return "__VIEWSTATE" in page.text and any(_targets(page, 2))

    def totals(self, page: ListPage) -> Totals:
        shown, records = super().totals(page), _RECORDS.search(page.visible)
        return Totals(shown.records or (int(records.group(1)) if records else None), shown.pages)

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """The control that says 下一页 or the next number, else the one whose argument is the next number."""
        posted = [step for target in dict.fromkeys(_targets(page, number + 1)) for step in _posted(page, target)]
        if totals.pages is None or number < totals.pages:
            yield from posted
        if not posted:
            yield from super().steps(page, number, totals)


def _targets(page: ListPage, wanted: int) -> Iterator[tuple[str, str]]:
    """Event target and argument; a submit button 下一页 is its own field."""
    controls = [
        (squeeze(_label(node)), found) for node in page.tree.iter("a", "input", "span") if (found := _event(node))
    ]
    yield from (event for label, event in controls if _NEXT.match(label))
    yield from (event for label, event in controls if label == str(wanted))
    for _, (target, argument) in controls:
        if re.fullmatch(r"(?:Page\$)?\d{1,4}", argument):
            yield target, re.sub(r"\d+", str(wanted), argument)


def _label(node: Any) -> str:
    return str(node.text_content() or node.get("value") or node.get("title") or " ".join(node.xpath(".//img/@alt")))


def _event(node: Any) -> tuple[str, str] | None:
    found = next((m for name in ("href", "onclick") if (m := _POSTBACK.search(node.get(name) or ""))), None)
    if found:
        return found.group(1), found.group(2) or ""
    is_button = node.tag == "input" and node.get("type") in ("submit", "image") and not node.get("disabled")
    return (f"={node.get('name')}", node.get("value") or "") if is_button and node.get("name") else None


def _posted(page: ListPage, event: tuple[str, str]) -> Iterator[Step]:
    """The form that holds the state, with the event in it; a browser sends every named field."""
    form = next((node for node in page.tree.iter("form") if node.xpath(".//input[@name='__VIEWSTATE']")), None)
    if form is None:
        return
    fields = {node.get("name"): _value(node) for node in form.iter("input", "select", "textarea") if _is_sent(node)}
    target, argument = event
    if target.startswith("="):
        fields[target[1:]] = argument
    else:
        fields |= {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
    url = resolve(form.get("action"), page.base) or page.url
    yield Step(url, form=tuple(fields.items()), headers=(("X-Requested-With", ""),))


def _is_sent(node: Any) -> bool:
    kind = (node.get("type") or "").lower()
    is_off = kind in ("checkbox", "radio") and node.get("checked") is None
    return bool(node.get("name")) and kind not in _SUBMITS and not is_off and node.get("disabled") is None


def _value(node: Any) -> str:
    if node.tag == "select":
        chosen = node.xpath(".//option[@selected]") or node.xpath(".//option")
        return str(chosen[0].get("value", chosen[0].text or "")) if chosen else ""
    return str(node.text_content() if node.tag == "textarea" else node.get("value") or "")
