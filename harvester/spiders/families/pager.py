"""What a pager of any make says: next links, select boxes, handlers with a number, addresses that a script makes.

Whatever is read here is a candidate: the walk takes it only if it holds new rows of the same column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from harvester.documents.called import DATA_OF, addresses_called
from harvester.parsers.script import squeeze
from harvester.spiders.families.chains import chains, in_pieces, texts_in
from harvester.spiders.families.controls import chosen_number, controls_of, is_last, is_next, is_sign, shown_number
from harvester.spiders.families.forms import form_steps, held_numbers
from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, current_page, fill
from harvester.spiders.families.screens import stays_within
from harvester.spiders.families.urls import (
    PAGE_PARAMETER,
    counts_rows_on,
    identity,
    is_day,
    may_be_page,
    page_number,
    resolve,
)

_LAST_NUMBER = re.compile(r"(\d{1,4})(?=\.\w+$|/?$)")
_FRACTION = re.compile(r"^(?:[^\d/]{0,8}\d{1,7}[条條])?[^\d/]{0,8}(\d{1,4})[页頁]?/[共]?(\d{1,4})[^\d/]{0,40}$")
_PAGER_NAME = re.compile(
    r"pag(?:e|er|ing|ination|es)?(?:$|[\s_-])|fan_?ye|fenye|(?:^|[\s_-])fy(?:$|[\s_-])", re.IGNORECASE
)
SLIDES = re.compile(r"swiper|slide|banner|carousel|focus", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CALLED = re.compile(r"^\s*(?:\w+script\s*:)?\s*(?:return\s+)?(?!void\b)[\w.$]+\s*\(([^()]*)\)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|,)\s*[\"']?(\d{1,4})[\"']?\s*(?=,|$)")
_SET = re.compile(r"\.val(?:ue\s*=|\()\s*[\"']?(\d{1,4})\b.*\bsubmit\s*\(", re.DOTALL)
"""``this.form.page.value=2;this.form.submit()``, ``$('#page').val(2);$('#form').submit()``."""
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'<>\s]*)$", re.IGNORECASE)
_PLACE = "\x00"
_ADDRESS = re.compile(rf"^[\w./:-]*(?:\?[\w=&%./-]*)?{_PLACE}[\w=&%./-]*$")
_REST = re.compile(r"[^\w=&%./-]")
_PAGED = re.compile(rf"{_PLACE}\.(?:s?html?|jsp|aspx?|php)\b|[?&]\w+={_PLACE}|/{_PLACE}/?$", re.IGNORECASE)
_LESS_ONE = re.compile(r"-\s*1\s*\)?$")
_MORE_ONE = re.compile(r"\+\s*1\s*\)?$")
_DOWN = re.compile(r"^\(\s*(\d+)\s*-\s*[A-Za-z_$][\w.$]*\s*(?:\+\s*(\d+)\s*)?\)$")
_SAVE_FIRST = re.compile(r"\(\s*\w+\s*(?:[=<>]=*)\s*\d+\s*\?\s*(?:\"\"|'')\s*:\s*([^()?:]{1,40})\)")
"""What all pages but the first have in their names: ``"list" + (n == 1 ? "" : "_" + n) + ".shtml"``."""
_SAYS_NEXT = re.compile(r"[>\"']\s*下一?[页頁]")
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_NEXT_PAGE = re.compile(r"next", re.IGNORECASE)
_LAST_PAGE = re.compile(r"count|total|last|end|prev", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """An address that a script puts together: ``"index_" + (n-1) + ".html"``, its place for the number ``{page}``."""

    address: str
    expression: str


def next_steps(page: ListPage) -> Iterator[Step]:
    """The page behind 下一页, ``[下一页>>]``, ``>``, ``<a class="next">``, or a button whose handler names it.

    ``<link rel="next" href="index_1.html">`` in the head names it as well.
    """
    for node in controls_of(page.tree, "a", "area", "button", "span", "li", "input", "div", "link"):
        if node.get("rel") == "next" or is_next(node):
            url = link_of(node, page.base)
            if url and identity(url) != identity(page.url) and may_be_page(url, page.url):
                yield Step(url)


def numbered_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The page behind the next number of a pager or of its select box."""
    for node in controls_of(page.tree, "a", "option", "span", "li"):
        if shown_number(node) == number + 1:
            value = node.get("value") or ""
            url = (
                resolve(value, page.base) if "." in value or "/" in value or "?" in value else link_of(node, page.base)
            )
            url = _chosen(node, page) or url
            if url and identity(url) != identity(page.url) and may_be_page(url, page.url) and not is_day(url):
                yield Step(url, probe=True)


def _chosen(option: Any, page: ListPage) -> str | None:
    """Where a select box leads for its option: ``<select onchange="location.href='?p='+this.value">``."""
    around = option.getparent() if option.tag == "option" else None
    handler = (around.get("onchange") or "") if around is not None else ""
    found = map(_joined, chains(handler))
    address = next((written.address for written in found if written), None)
    return resolve(address.replace("{page}", option.get("value") or ""), page.base) if address else None


def sign_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The page behind ``>>`` where its address counts one on: on other portals ``>>`` is the last page, or 更多.

    ``?channel=120&start=8&limit=8`` counts rows. Beside 尾页 it is the next one whatever its address.
    """
    folder, counted = page.url.partition("?")[0].rpartition("/")[0], set(_DIGITS.findall(page.url))
    has_last = any(is_last(node) and link_of(node, page.base) for node in page.tree.iter("a", "button", "input"))
    for node in page.tree.iter("a", "button", "input"):
        url = link_of(node, page.base) if is_sign(node) else None
        if url and url.startswith(f"{folder}/") and may_be_page(url, page.url):
            others = [int(digits) for digits in _DIGITS.findall(url) if digits not in counted]
            is_next_one = others[-1:] in ([number], [number + 1]) or page_number(url) in (number, number + 1)
            if has_last or is_next_one or counts_rows_on(url, page.url, number):
                yield Step(url, probe=True)


def last_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The next page by the address of the last one: ``a9012-2.html`` for 尾页 is ``a9012-{page}.html``.

    A last page of number 1 may be that of pages which count down; base 0 comes first, as it cannot skip a page.
    """
    for node in page.tree.iter("a", "area", "button", "input"):
        url = (link_of(node, page.base) if is_last(node) else None) or ""
        last = _LAST_NUMBER.search(url) if may_be_page(url, page.url) else None
        for place, following in (("{zero}", number), ("{one}", number + 1)):
            if last and 1 < int(last[1]) >= following:
                yield replace(fill(f"{url[: last.start()]}{place}{url[last.end() :]}", number + 1), probe=True)


def handler_steps(page: ListPage, number: int) -> Iterator[Step]:
    """Where the page's own functions lead for the number that its next control hands to them.

    ``<a onclick="toPage(2)">下一页</a>`` with ``function toPage(n){location.href="list_"+(n-1)+".html"}``.
    """
    yield from _called(page, number)
    called = list(dict.fromkeys(_called_numbers(page, number)))
    if called:
        for written in written_addresses(page):
            if not _NEXT_PAGE.search(written.expression) and not _LAST_PAGE.search(written.expression):
                for value in called:
                    yield _at(written, _counted(written.expression, value), page, number)
        yield from form_steps(page, called[0])


def _called(page: ListPage, number: int) -> Iterator[Step]:
    """By all that the control hands over: ``turnPage('nb', 2)``."""
    for node in controls_of(page.tree, "a", "button", "span", "li", "input"):
        handler = (node.get("onclick") or node.get("href") or "") if _is_wanted(node, number) else ""
        for address in addresses_called(handler, page.script) if "," in handler else ():
            url = resolve(address, page.base)
            if url and identity(url) != identity(page.url):
                yield Step(url, probe=True)


def _counted(expression: str, value: int) -> int:
    """What ``n``, ``(n-1)`` and ``(12-n+1)``, of pages that count down, are for the number that is handed over."""
    down = _DOWN.match(expression)
    if down:
        return int(down[1]) - value + int(down[2] or 0)
    return value - 1 if _LESS_ONE.search(expression) else value


def counted_pages(page: ListPage) -> int | None:
    """The 3 of ``<div id="page">1/3</div>`` and ``共16条 1/3``; a fraction elsewhere is a date, or a slide show's."""
    for node in page.tree.iter("div", "span", "table", "td", "p", "ul", "li"):
        name = f"{node.get('id') or ''} {node.get('class') or ''}"
        if _PAGER_NAME.search(name) and not SLIDES.search(name):
            found = next((found for text in _shown_texts(node) if (found := _FRACTION.match(text))), None)
            if found and 0 < int(found[1]) <= int(found[2]):
                return int(found[2])
    return None


def _shown_texts(node: Any) -> Iterator[str]:
    """Each text of a pager, then all of them apart: ``<span>1/3</span><a>2</a>`` is no page 1 of 32."""
    texts = [squeeze(text) for text in node.itertext()]
    yield from texts
    yield "/".join(part.strip("|") for part in "|".join(text for text in texts if text).split("/"))


def shows_more(page: ListPage, number: int) -> bool:
    """True where a control hands a later page's number to its function: ``<a onclick="toPage(7)">尾页</a>``."""
    return any(value > number for value in (*_called_numbers(page, number), *_handed(page, is_last, number)))


def counts_on(page: ListPage, number: int) -> bool:
    """True where the next number or 尾页 hands a later page's number over; 下一页 does so on many a last page."""
    handed = _handed(page, lambda node: is_last(node) or shown_number(node) == number + 1, number)
    return any(value > number for value in handed)


def script_pages(page: ListPage, number: int) -> Iterator[Step]:
    """Both readings of an address with a number in it, base 0 first: it cannot skip a page."""
    for written in written_addresses(page):
        yield from _placed(written, page, number)


def _placed(written: Written, page: ListPage, number: int) -> Iterator[Step]:
    template = _absolute(written.address, page)
    for place in _places(written.expression, page, number) if template else ():
        filled = fill((template or "").replace("{page}", place), number + 1)
        yield Step(filled.url, filled.template, probe=True)


def _places(expression: str, page: ListPage, number: int) -> tuple[str, ...]:
    """``currentPage+1`` on page 1 is 1 where the script counts it from 0: ``var currentPage = 0``."""
    if _MORE_ONE.search(expression):
        return ("{zero}",) if current_page(page) == number - 1 else ("{one}",)
    return ("{zero}",) if _LESS_ONE.search(expression) else ("{zero}", "{one}")


def written_addresses(page: ListPage) -> tuple[Written, ...]:
    """Every address with one changing place that the page's scripts put together from strings."""
    return tuple(dict.fromkeys(_written(page, lambda _: True)))


def written_next(page: ListPage, number: int) -> Iterator[Step]:
    """Where the 下一页 leads that a script writes: ``'<a href="' + name + "-" + (at + 1) + '.html">下一页</a>'``."""
    for written in _written(page, lambda chain: bool(_SAYS_NEXT.search(chain))):
        yield from _placed(written, page, number)


def _written(page: ListPage, is_wanted: Callable[[str], bool]) -> Iterator[Written]:
    script = _SAVE_FIRST.sub(r"\1", DATA_OF.sub("held", page.script))
    texts = texts_in(script)
    yield from filter(None, (_joined(chain, texts) for chain in chains(script) if is_wanted(chain)))


def _joined(chain: str, texts: Mapping[str, str] = _NO_TEXTS) -> Written | None:
    r"""``"<a href=\"index"+"_" + nextPage + "."+"html\">"`` is index_{page}.html with the expression nextPage.

    ``texts``: what variables say.
    """
    text, expressions = "", []
    for piece, is_expression in in_pieces(chain):
        text += texts.get(piece, _PLACE) if is_expression else piece
        expressions += [piece] if is_expression and piece not in texts else []
    places = text.split(_PLACE)
    for index, expression in enumerate(expressions):
        before, after = places[index], places[index + 1]
        opened = _HREF.search(before)
        start = opened.group(1) if opened else re.split(r"[\"'<>\s]", before)[-1]
        address = f"{start}{_PLACE}{_REST.split(after)[0]}"
        if _ADDRESS.match(address) and _PAGED.search(address):
            return Written(address.replace(_PLACE, "{page}"), expression)
    return None


def _absolute(address: str, page: ListPage) -> str | None:
    marked = resolve(address.replace("{page}", "pagenumber"), page.base)
    return marked.replace("pagenumber", "{page}") if marked else None


def _at(written: Written, value: int, page: ListPage, number: int) -> Step:
    """The page behind ``number``, and how those after it are called, which may hold no pager of their own."""
    address = _absolute(written.address, page) or page.url
    place = None if _DOWN.match(written.expression) else {number + 1: "{one}", number: "{zero}"}.get(value)
    return Step(address.replace("{page}", str(value)), address.replace("{page}", place) if place else None, probe=True)


def _called_numbers(page: ListPage, number: int) -> Iterator[int]:
    return _handed(page, lambda node: _is_wanted(node, number), number)


def _is_wanted(node: Any, number: int) -> bool:
    return is_next(node) or shown_number(node) == number + 1


def _handed(page: ListPage, is_wanted: Callable[[Any], bool], number: int) -> Iterator[int]:
    """The numbers that such controls hand to their functions, but that of the page itself.

    ``<a href="javascript:;" data-page="2">下一页</a>`` holds it for a function that looks for it.
    """
    held = held_numbers(page)
    for node in controls_of(page.tree, "a", "button", "span", "li", "input", "option"):
        handlers = tuple(filter(None, (node.get("onclick"), node.get("href")))) if is_wanted(node) else None
        if handlers is not None and not any(stays_within(handler, page.script) for handler in handlers):
            for handler in handlers:
                called, found = _CALLED.match(handler), _SET.search(handler)
                numbers = [text for text in _NUMBER.findall(called[1] if called else "") if text not in held]
                numbers = numbers or ([found[1]] if found and found[1] not in held else [])
                yield from (int(text) for text in _likeliest(numbers, number))
            yield from filter(None, (chosen_number(node),))
            yield from (int(value) for name, value in node.items() if _is_page(name) and value.isdecimal())


def _likeliest(numbers: Sequence[str], number: int) -> Sequence[str]:
    """The page's of ``goPage(2, 10)`` and of ``look(1024, 2)``: the next one, or the lowest."""
    following = str(number + 1)
    return (following,) if following in numbers else sorted(numbers, key=int)[:1]


def _is_page(attribute: str) -> bool:
    """``data-page``, ``page``, ``pageno``."""
    return bool(PAGE_PARAMETER.match(attribute.removeprefix("data-").replace("-", "_")))
