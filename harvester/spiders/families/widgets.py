"""Tables that ask for their rows themselves: ``layui.table.render({url: "/api/list", where: {cid: 9}})``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from harvester.parsers.wording import load
from harvester.spiders.families.braces import EXPRESSION, UNTIL, listed
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.urls import PAGE_PARAMETER

_ADDRESS = re.compile(rf"\b(?:url|ajax)\s*:\s*({EXPRESSION})")
_NESTED_ADDRESS = re.compile(rf"\bajax\s*:\s*\{{[^{{}}]*?\burl\s*:\s*({EXPRESSION})")
_FIELDS = re.compile(
    r"\b(?:where|data|postData|queryParams)\s*:\s*(function\b[^{]*\{\s*return\s*|\(?\w+\)?\s*=>\s*\(?)?\{([^{}]*)\}"
)


@dataclass(frozen=True, slots=True)
class Widget:
    """What one of them asks for: its address, its fields, and whether it posts them."""

    address: str
    fields: tuple[tuple[str, str], ...]
    is_post: bool


def widgets_of(script: str, value: Callable[[str], str]) -> Iterator[Widget]:
    """``value`` fills in what an expression of the script stands for."""
    for kind in load("widgets.yaml", "harvester.spiders.families"):
        for call in re.finditer(rf"{kind['call']}\s*\(\s*\{{", script):
            inside = script[call.end() : call.end() + UNTIL]
            found = _NESTED_ADDRESS.search(inside) or _ADDRESS.search(inside)
            if found:
                fields = tuple(_asked(kind, inside, value).items())
                yield Widget(value(found[1]), fields, bool(kind.get("is_post")))


def declared(page: ListPage) -> str:
    """``<table class="easyui-datagrid" data-options="url:'/api/list'">`` as a script would make it."""
    options = page.tree.xpath("//table[contains(@class, 'datagrid')]/@data-options")
    return "\n".join(f"$('').datagrid({{{text}}});" for text in options)


def _asked(kind: dict[str, Any], inside: str, value: Callable[[str], str]) -> dict[str, str]:
    """Its usual parameters beside those that are given, or what a function makes of them."""
    option, usual = kind["size"]
    told = re.search(rf"\b{option}\s*:\s*(\d+)", inside)
    size = told[1] if told else str(usual)
    own = {name: text.replace("size", size) for name, text in kind["asks"].items()}
    given = _FIELDS.search(inside)
    fields = dict(listed(given[2])) if given else {}
    filled = {name: _placed(name, text, size) or value(text) for name, text in fields.items()}
    return filled if given and given[1] else own | filled


def _placed(name: str, expression: str, size: str) -> str:
    """``offset: p.offset``, ``rows: params.limit``, ``pageNum: p.offset / p.limit + 1``."""
    if PAGE_PARAMETER.match(name):
        return "{one}"
    if "offset" in expression:
        return f"{{skip:{size}}}"
    return size if re.search(r"\.(?:limit|pageSize)\b", expression) else ""
