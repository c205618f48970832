"""Rows whose handler calls a function of the page, which puts the article's address together.

``<a href="javascript:void(0)" onclick="showInfo('4012')">…</a>`` with
``function showInfo(id){ window.open("/info/detail.html?id=" + id); }``; and the options of a select box,
``<select onchange="location.href='/info/'+this.value+'.html'"><option value="4012">…</option></select>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile
from typing import Any
from urllib.parse import parse_qsl, urlencode

from harvester.documents.script_text import plain_script

_CALL = re.compile(r"^\s*(?:javascript\s*:)?\s*(?:return\s+)?(\w+)\s*\(([^()]{1,200})\)", re.IGNORECASE)
_ARGUMENT = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))\s*(?:,|$)")
_FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\(([\w\s,$]*)\)\s*\{(.{0,600}?)\}", re.DOTALL)
_TERM = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[\w$.]+)"
_PIECE = re.compile(_TERM)
_CHAIN = re.compile(rf"{_TERM}(?:\s*\+\s*{_TERM})+")
_LOCATOR = re.compile(r"[/.?]")
_ENDING = re.compile(r"[\"']\.(?:s?html?|jsp|aspx?|php)\b")
"""Of an address that begins with a name alone: ``"list_" + year + ".html"``."""
_LONGEST_LABEL = 6
"""Characters of 下一页 and other controls; titles have more."""
_LONGEST_HANDLER = 600
"""Characters that are read of it: each option is put in its place."""
_ATTRIBUTE = "data-href"
_HANDLED = "//*[@onclick] | //a[starts-with(@href, 'javascript')]"
DATA_OF = re.compile(
    r"(?:\$\(\s*\w+\s*\)|\b\w+)\.(?:(?:attr|getAttribute)\(\s*[\"'](?:data-)?([\w-]+)[\"']\s*\)"
    r"|data\(\s*[\"']([\w-]+)[\"']\s*\)|dataset\.(\w+))"
)
"""What an element holds, as a script asks for it: ``$(this).data("no")``, ``.attr("no")``, ``this.dataset.no``."""
_USUAL = frozenset(("href", "class", "style", "title", "target", "src", "onclick"))
"""Attributes that hold no number of an article."""
_HELD = "held_as_data_"
_NAMED = re.compile(rf"(?<![\w.$])(\w+)\s*=\s*({_HELD}\w+)\s*[;,\n]")
_HOLDERS = ("a", "li", "tr", "td", "dd", "div", "span", "p", "h3", "h4")
_ROUTED = re.compile(r"^#!?/.*/(?=[\w-]*\d)[\w-]{1,40}$")
_SHOWS = re.compile(r"^[^#]*(?:detail|article|content|info|view|show|manuscript|doc|news|get)\w*[/?.]", re.IGNORECASE)
"""What an interface is called that shows one article; no list, and no route within the page."""
_OWN = re.compile(r"^this\.(?:dataset\.)?(\w+)$")
_CHOSEN = re.compile(r"\bthis\.(?:value|options\[[^\]]*\]\.value)")
_VALUE = "value"
_CHOICE = re.compile(rf"^\s*(?:return\s+)?(\w+)\s*\(\s*{_VALUE}\s*\)")


def write_calls(tree: Any, is_label: Callable[[str], bool]) -> None:
    """Gives each row the address that its handler would open, in ``data-href``.

    ``is_label``: true for words as short as a control's that are none, such as the 2023年度 of a hub.
    """
    _write_data(tree, is_label)
    _write_routes(tree)
    called = [(node, call) for node in tree.xpath(_HANDLED) for call in _calls(node, is_label)]
    chosen = tree.xpath("//select[@onchange or ancestor::form]")
    if not (called or chosen):
        return
    script = plain_script(_source(tree))
    functions = {name: (_names(parameters), body) for name, parameters, body in _FUNCTION.findall(script)}
    for node, (name, values) in called:
        _write(node, _address(*functions[name], values) if name in functions else None)
    for select in chosen:
        _write_options(select, functions)


def _source(tree: Any) -> str:
    return "\n".join(node.text or "" for node in tree.iter("script"))


def addresses_called(handler: str, script: str) -> Iterator[str]:
    """Where ``turnPage('nb', 2)`` leads by ``function turnPage(c, n){ location.href = c + '_' + n + '.shtml'; }``."""
    call = _CALL.match(handler)
    functions = {name: (_names(names), body) for name, names, body in _FUNCTION.findall(script)} if call else {}
    if call and call[1] in functions:
        names, body = functions[call[1]]
        given = dict(zip(names, map("".join, _ARGUMENT.findall(call[2])), strict=False))
        yield from filter(None, (_filled(pieces, given) for pieces in _chains(body)))


def _write_data(tree: Any, is_label: Callable[[str], bool]) -> None:
    """Gives rows their address where the script makes it of what they hold as data.

    ``<a href="javascript:;" data-id="4012">…</a>`` with
    ``$(".row a").click(function(){ location.href = "/info/" + $(this).data("id") + ".html"; })``
    """
    script = _source(tree)
    if not DATA_OF.search(script):
        return
    named = DATA_OF.sub(lambda found: _held(found[1] or found[2] or found[3]), plain_script(script))
    for name, held in set(_NAMED.findall(named)):
        named = re.sub(rf"(?<![\w.$]){re.escape(name)}(?![\w$])(?!\s*=[^=])", held, named)
    openers = [chain for chain in _chains(named) if any(piece.startswith(_HELD) for piece in chain)]
    for node in tree.iter(*_HOLDERS) if openers else ():
        given = {_held(name): value for name, value in node.attrib.items() if name not in _USUAL}
        if given and _is_row(node, is_label):
            _write(node, next((found for chain in openers if (found := _filled(chain, given))), None))


def _write_routes(tree: Any) -> None:
    """Gives rows that open within the page the address that its script asks for what they show.

    ``<a href="#/detail?id=4012">…</a>`` with ``$.get("/api/article?id=" + id, show)``
    """
    routed = [(node, _route(node.get("href"))) for node in tree.xpath("//a[starts-with(@href, '#')]")]
    if not any(given for _, given in routed):
        return
    script = plain_script(_source(tree))
    for node, given in routed:
        found = (_filled(chain, given) for chain in _chains(script)) if given else ()
        _write(node, next((address for address in found if address and _SHOWS.search(address)), None))


def _route(fragment: str) -> dict[str, str]:
    """``{"id": "4012"}`` of ``#/detail?id=4012`` and of ``#/detail/4012``."""
    path, mark, query = fragment.partition("?")
    last = path.rpartition("/")[2]
    return dict(parse_qsl(query)) if mark else {"id": last} if _ROUTED.match(path) else {}


def _is_row(node: Any, is_label: Callable[[str], bool]) -> bool:
    """True for something with a title that has no address of its own."""
    label = "".join((node.text_content() or "").split())
    is_bare = (node.get("href") or "#").startswith(("#", "javascript"))
    return is_bare and (len(label) > _LONGEST_LABEL or is_label(label))


def _held(attribute: str) -> str:
    """``data-info-id``, ``infoid`` and ``infoId`` of ``dataset.infoId`` are one name."""
    return _HELD + re.sub(r"[-_]", "", attribute.removeprefix("data-")).lower()


def _write(node: Any, address: str | None) -> None:
    if address and not node.get(_ATTRIBUTE):
        node.set(_ATTRIBUTE, address)


def _write_options(select: Any, functions: Mapping[str, tuple[Sequence[str], str]]) -> None:
    """What the box's own handler opens for each option, or the function that it hands the value to."""
    handler = _CHOSEN.sub(_VALUE, (select.get("onchange") or "")[:_LONGEST_HANDLER])
    call = _CHOICE.match(handler)
    own = _sent(select) if not handler or "submit" in handler else handler
    opener = functions.get(call[1]) if call else ((_VALUE,), own)
    if opener is None:
        return
    for option in select.iter("option"):
        value = option.get("value") or ""
        _write(option, _address(*opener, (value,)) if value else None)


def _sent(select: Any) -> str:
    """What the box's form asks for, where a reader chooses and types nothing, written as a handler would have it.

    ``<form action="/nb.do"><input type="hidden" name="id" value="5"><select name="year">…</select></form>``
    """
    form = next(select.iterancestors("form"), None)
    if form is None:
        return ""
    fields = [node for node in form.iter("input", "select", "textarea") if node.get("name")]
    hidden = [(node.get("name"), node.get("value") or "") for node in fields if node.get("type") == "hidden"]
    is_get = (form.get("method") or "get").lower() == "get" and (form.get("action") or "").isprintable()
    if not is_get or not select.get("name") or len(fields) != len(hidden) + 1:
        return ""
    query = urlencode([*hidden, (select.get("name"), "")])
    return f"'{(form.get('action') or '').partition('?')[0]}?{query}' + {_VALUE}"


def _calls(node: Any, is_label: Callable[[str], bool]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Function and arguments of a handler of something with a title."""
    for handler in (node.get("onclick"), node.get("href")):
        found = _CALL.match(handler or "")
        label = "".join((node.text_content() or "").split())
        if found and (len(label) > _LONGEST_LABEL or is_label(label)):
            yield found[1], tuple(_value("".join(value), node) for value in _ARGUMENT.findall(found[2]))
            return


def _value(argument: str, node: Any) -> str:
    """``this.id`` is what the element has."""
    own = _OWN.match(argument)
    return (node.get(own[1]) or node.get(f"data-{own[1]}") or argument) if own else argument


def _names(parameters: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in parameters.split(","))


def _address(names: Sequence[str], body: str, values: Sequence[str]) -> str | None:
    """``root + "/info/" + type + "/" + id + ".html"`` with the arguments in their places."""
    given = dict(zip(names, values, strict=False))
    return next((address for pieces in _chains(body) if (address := _filled(pieces, given))), None)


@lru_cache(maxsize=64)
def _chains(body: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_PIECE.findall(chain)) for chain in _CHAIN.findall(body))


def _filled(pieces: Sequence[str], given: Mapping[str, str]) -> str | None:
    """Up to a name that nobody knows, as of ``"&t=" + Math.random()``; those before the address are left out."""
    is_known = [piece[0] in "\"'" or piece in given for piece in pieces]
    known = list(
        takewhile(lambda item: item[1], dropwhile(lambda item: not item[1], zip(pieces, is_known, strict=True)))
    )
    is_place = bool(known) and bool(_LOCATOR.search(known[0][0]) or _ENDING.match(known[-1][0]))
    if not is_place or not any(piece in given for piece, _ in known):
        return None
    return "".join(given[piece] if piece in given else piece[1:-1] for piece, _ in known)
