"""Pages of a list that nothing but their address tells: 更早的报告, ``10–18`` or a dot leads to ``index_1.html``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from harvester.parsers.organs import is_agency_name
from harvester.parsers.script import simplify, squeeze
from harvester.spiders.families.labels import is_group, is_year_label
from harvester.spiders.families.links import link_of
from harvester.spiders.families.numbered import numbered_address
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

_OFFSET = re.compile(r"^(?:limit_?)?(?:start|offset|skip|from|begin)(?:_?(?:row|index|record|no))?$", re.IGNORECASE)
_NAMED = re.compile(r"^(?:p|pg|page)[-_/]?(\d{1,3})(?:/|\.\w+)?$", re.IGNORECASE)
"""Behind the column's folder: ``p2.html``, ``page/2/``."""
_CHOICE = re.compile(
    r"id$|type|kind|cat|class|year|nd|code|dep|org|sort|order|lang|area|tab|state|level|lm|gk|^[ktv_]$", re.IGNORECASE
)
"""Names of parameters that choose a part of a list, or another one."""
_MOST = 1000
"""Above it stand years; a column of as many pages has a pager with words."""


def kin_steps(page: ListPage, column_url: str, number: int, rows: Callable[[], int]) -> Iterator[Step]:
    """The pages after this one among the links whose address is the column's with a number, lowest first.

    Beside ``list_1.html``, ``list_2.html`` is another column; its pages say that they are. A parameter of any name
    may count pages or the ``rows`` that were read: ``?ye=2``, ``?before=20``.
    """
    yield from _numbered_kin(page, column_url)
    read = cache(rows)
    for node in page.tree.iter("a", "area"):
        url = link_of(node, page.base)
        added = _added(url, column_url) if url and not _says_choice(node) else None
        is_next = added is not None and (added in (number, number + 1) or added == read())
        if url and is_next and added != _added(page.url, column_url):
            yield Step(url, probe=True)


def _numbered_kin(page: ListPage, column_url: str) -> Iterator[Step]:
    if _number_in(urlsplit(column_url).path, urlsplit(column_url).path) is not None:
        return
    own = _number_in(page.url, column_url) or 0
    found = {number: url for url in _links(page) if (number := _number_in(url, column_url) or 0) > own}
    yield from (Step(found[number]) for number in sorted(found))


def _links(page: ListPage) -> Iterator[str]:
    yield from (url for node in page.tree.iter("a", "area") if (url := link_of(node, page.base)))


def _number_in(url: str, column_url: str) -> int | None:
    """The 1 of ``/nb/index_1.html`` and the 9 of ``/nb/?start=9`` for ``/nb/``; ``/nb/9.html`` is an article."""
    if urlsplit(url).netloc != urlsplit(column_url).netloc:
        return None
    split = numbered_address(url, column_url)
    if split and (urlsplit(url).query or not urlsplit(split[0]).path.rpartition("/")[2].startswith("{")):
        return split[1] if split[1] < _MOST else None
    return _offset(url, column_url) or _named(url, column_url)


def _offset(url: str, column_url: str) -> int | None:
    """Of an address that differs from the column's in nothing but the first row that it shows."""
    if urlsplit(url).path != urlsplit(column_url).path:
        return None
    own, shown = (dict(parse_qsl(urlsplit(each).query)) for each in (column_url, url))
    name = next((name for name in shown if _OFFSET.match(name)), "")
    is_same = {**own, name: ""} == {**shown, name: ""}
    return int(shown[name]) if name and is_same and shown[name].isdecimal() else None


def _added(url: str, column_url: str) -> int | None:
    """The number of the only parameter that the column's address lacks, unless its name says that it chooses."""
    if urlsplit(url).path != urlsplit(column_url).path:
        return None
    own, shown = (dict(parse_qsl(urlsplit(each).query)) for each in (column_url, url))
    (name, value), *others = [item for item in shown.items() if item not in own.items()] or [("", "")]
    is_more = not others and name not in own and own.items() <= shown.items()
    return int(value) if is_more and value.isdecimal() and not _CHOICE.search(name) else None


def _says_choice(node: Any) -> bool:
    """县直部门, 2023年 and an agency choose among the rows."""
    label = squeeze(node.text_content() or "")
    return is_group(label) or is_year_label(label) or is_agency_name(simplify(label))


def _named(url: str, column_url: str) -> int | None:
    folder = urlsplit(column_url).path.rpartition("/")[0]
    path, query = urlsplit(url).path, urlsplit(url).query
    found = _NAMED.match(path.removeprefix(f"{folder}/")) if path.startswith(f"{folder}/") and not query else None
    return int(found[1]) if found else None
