"""Rows whose handler calls a function of the page, which puts the article's address together.

``<a href="javascript:void(0)" onclick="showInfo('4012')">…</a>`` with
``function showInfo(id){ window.open("/info/detail.html?id=" + id); }``; and the options of a select box,
``<select onchange="location.href='/info/'+this.value+'.html'"><option value="4012">…</option></select>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_CALL = re.compile(r"^\s*(?:javascript\s*:)?\s*(?:return\s+)?(\w+)\s*\(\s*([\"']?)([\w-]{1,64})\2\s*\)", re.IGNORECASE)
_FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\(\s*(\w+)\s*\)\s*\{(.{0,600}?)\}", re.DOTALL)
_STRING = r"([\"'])([^\"'\n]*)\{}"
_LONGEST_LABEL = 6
"""Characters of 下一页 and other controls; titles have more, and the year of a hub is 2023年度."""
_ATTRIBUTE = "data-href"
_HANDLED = "//*[@onclick] | //a[starts-with(@href, 'javascript')]"
_CHOSEN = re.compile(r"\bthis\.(?:value|options\[[^\]]*\]\.value)")
_VALUE = "value"
_CHOICE = re.compile(rf"^\s*(?:return\s+)?(\w+)\s*\(\s*{_VALUE}\s*\)")


def write_calls(tree: Any) -> None:
    """Gives each row the address that its handler would open, in ``data-href``."""
    called = [(node, call) for node in tree.xpath(_HANDLED) for call in _calls(node)]
    chosen = tree.xpath("//select[@onchange]")
    if not (called or chosen):
        return
    script = "\n".join(node.text or "" for node in tree.iter("script"))
    functions = {name: (parameter, body) for name, parameter, body in _FUNCTION.findall(script)}
    for node, (name, value) in called:
        _write(node, _address(*functions[name], value) if name in functions else None)
    for select in chosen:
        _write_options(select, functions)


def _write(node: Any, address: str | None) -> None:
    if address and not node.get(_ATTRIBUTE):
        node.set(_ATTRIBUTE, address)


def _write_options(select: Any, functions: Mapping[str, tuple[str, str]]) -> None:
    """What the box's own handler opens for each option, or the function that it hands the value to."""
    handler = _CHOSEN.sub(_VALUE, select.get("onchange"))
    call = _CHOICE.match(handler)
    opener = functions.get(call[1]) if call else (_VALUE, handler)
    if opener is None:
        return
    for option in select.iter("option"):
        value = option.get("value") or ""
        _write(option, _address(*opener, value) if value else None)


def _calls(node: Any) -> Iterator[tuple[str, str]]:
    """Function and argument of a handler of something with a title."""
    for handler in (node.get("onclick"), node.get("href")):
        found = _CALL.match(handler or "")
        if found and len("".join((node.text_content() or "").split())) > _LONGEST_LABEL:
            yield found[1], found[3]
            return


def _address(parameter: str, body: str, value: str) -> str | None:
    """``"/info/detail.html?id=" + id + "&t=1"`` with the argument in its place."""
    before, after = _STRING.format(1), _STRING.format(3)
    found = re.search(rf"{before}\s*\+\s*{re.escape(parameter)}\b(?:\s*\+\s*{after})?", body)
    if found is None or not re.search(r"[/.?]", found[2]):
        return None
    return f"{found[2]}{value}{found[4] or ''}"
