"""Pages of a list that nothing but their address tells: 更早的报告, ``10–18`` or a dot leads to ``index_1.html``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from harvester.spiders.families.links import link_of
from harvester.spiders.families.numbered import numbered_address
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

_OFFSET = re.compile(r"^(?:limit_?)?(?:start|offset|skip|from|begin)(?:_?(?:row|index|record|no))?$", re.IGNORECASE)
_NAMED = re.compile(r"^(?:p|pg|page)[-_/]?(\d{1,3})(?:/|\.\w+)?$", re.IGNORECASE)
"""Behind the column's folder: ``p2.html``, ``page/2/``."""
_MOST = 1000
"""Above it stand years; a column of as many pages has a pager with words."""


def kin_steps(page: ListPage, column_url: str) -> Iterator[Step]:
    """The pages after this one among the links whose address is the column's with a number, lowest first.

    Beside ``list_1.html``, ``list_2.html`` is another column; its pages say that they are.
    """
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


def _named(url: str, column_url: str) -> int | None:
    folder = urlsplit(column_url).path.rpartition("/")[0]
    path, query = urlsplit(url).path, urlsplit(url).query
    found = _NAMED.match(path.removeprefix(f"{folder}/")) if path.startswith(f"{folder}/") and not query else None
    return int(found[1]) if found else None
