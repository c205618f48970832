"""Pagers whose links hold a number: ``index_4.html``, ``?pageIndex=4``, ``list/4.htm``. Its base is learnt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from harvester.parsers.script import squeeze
from harvester.spiders.families.base import Family
from harvester.spiders.families.labels import is_control
from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals, fill, linked_steps, script_steps
from harvester.spiders.families.urls import PAGE_PARAMETER, is_article, page_parameter

PLACE = "{page}"
_FILE = re.compile(r"^(?P<name>.*?)(?P<number>0*\d{1,4})(?P<suffix>\.\w+|)$")
_PLACE = re.compile(r"\{page(:\d+)?\}")
"""``{page:8}`` for numbers of eight digits: ``nb_00000002.shtml``."""
_ADDED = re.compile(r"[?&\"'](\w{2,20})=\\?[\"']\s*[+,]\s*\(?\s*[\w$]")
_FIRST_NAMES = ("index", "default", "list", "")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A link into the pager: where its number stands in the address, the number, and what a reader sees."""

    template: str
    number: int
    label: str


class NumberedPages(Family):
    """Walks on while the links or the totals show more; tries base 0 before base 1, which cannot skip a page."""

    def dialect(self, page: ListPage) -> Iterator[str]:  # noqa: ARG002  (for families that override it)
        """Templates that the system is known for, where a page links to none."""
        yield from ()

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        yield from (step for step in linked_steps(page, number) if not step.probe)
        links = tuple(numbered(page, self.column_url))
        if not (self._goes_on(links, number, totals) or page.breaks_off):
            return
        if self.template:
            yield fill(self.template, number + 1)
            return
        yield from (*script_steps(page, number), *linked_steps(page, number))
        for template in dict.fromkeys((*(link.template for link in links), *self.dialect(page))):
            yield from _based(template, links, number)

    def _goes_on(self, links: Iterable[Numbered], number: int, totals: Totals) -> bool:
        declared = totals.records is not None if totals.pages is None else totals.pages > number
        base = self.template or _base(links) or ""
        last = number if "{one" in base else number - 1
        return declared or any(link.number > last for link in links)


def numbered(page: ListPage, column_url: str) -> Iterator[Numbered]:
    """The links of a pager; an article ``3012.html`` beside the list has a title, and is no page 3012 of it."""
    for node in page.tree.iter("a", "area", "option"):
        label = squeeze(node.text_content() or "")
        if not is_control(label):
            continue
        value = node.get("value") if node.tag == "option" else None
        url = link_of({"href": value} if value else node, page.base)
        found = numbered_address(url, column_url) if url else None
        if found and found[0]:
            yield Numbered(*found, label)


def with_parameter(url: str, name: str, place: str = PLACE) -> str:
    """``/list.aspx?cid=5&page=3`` → ``/list.aspx?cid=5&page={page}``."""
    parts = urlsplit(url)
    pairs = dict(parse_qsl(parts.query, keep_blank_values=True)) | {name: place}
    query = urlencode(pairs, safe="/,:;{}", quote_via=quote)
    return urlunsplit(parts._replace(query=query, fragment=""))


def parameter_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The page's own address with what its script adds: ``location.href = url + "&pn=" + n``; base 0 first."""
    for name in dict.fromkeys(_ADDED.findall(page.text)):
        for place in ("{zero}", "{one}") if PAGE_PARAMETER.match(name) else ():
            yield Step(fill(with_parameter(page.url, name, place), number + 1).url, probe=True)


def numbered_address(url: str, column_url: str) -> tuple[str, int] | None:
    """The column's address with a number, as a template, and that number; None for any other address."""
    own, other = urlsplit(column_url), urlsplit(url)
    if own.netloc != other.netloc:
        return None
    name = page_parameter(url)
    if name and other.path.lower() == own.path.lower() and _same_query(other.query, own.query):
        return with_parameter(url, name), int(dict(parse_qsl(other.query))[name])
    return None if other.query or is_article(url) else _split_path(url, own.path)


def _same_query(one: str, other: str) -> bool:
    """True where every parameter of the column is the same in the link; the pager may add its own."""
    shown = dict(parse_qsl(one))
    return all(shown.get(name) == value for name, value in parse_qsl(other) if not PAGE_PARAMETER.match(name))


def _split_path(url: str, own_path: str) -> tuple[str, int] | None:
    """``/nb/index_4.html`` and ``/nb/4.html`` of ``/nb/``; ``/zw/nb_4.htm`` and ``/zw/nb/4.htm`` of ``/zw/nb.htm``."""
    folder, _, name = own_path.rpartition("/")
    stem = re.sub(r"(?<=[A-Za-z\d])[-_]0*\d{1,4}$", "", name.partition(".")[0])
    other_folder, _, other_name = urlsplit(url).path.rpartition("/")
    found = _FILE.match(other_name)
    if not found:
        return None
    prefix = found["name"].rstrip("-_")
    beside = other_folder == folder and prefix in {stem, *(_FIRST_NAMES if stem in _FIRST_NAMES else ())}
    below = other_folder == f"{folder}/{stem}" and prefix in _FIRST_NAMES
    if not (beside or below):
        return None
    start = url.rpartition("/")[0]
    number = found["number"]
    place = f"{{page:{len(number)}}}" if len(number) > len(str(int(number))) else PLACE
    return f"{start}/{found['name']}{place}{found['suffix']}", int(number)


def _based(template: str, links: Iterable[Numbered], number: int) -> Iterator[Step]:
    """Both bases, or the one that a link shows: the link 2 leads to ``index_1`` or to ``index_2``."""
    known = _base(link for link in links if link.template == template)
    for base in (known,) if known else ("{zero}", "{one}"):
        yield replace(fill(_placed(template, base), number + 1), probe=known is None)


def _base(links: Iterable[Numbered]) -> str | None:
    """What the number in an address is for its label: ``{one}`` the same, ``{zero}`` one less; None where unclear."""
    shown = [(link.number, int(link.label)) for link in links if link.label.isdecimal()]
    is_one, is_zero = (any(number == label - less for number, label in shown) for less in (0, 1))
    return ("{one}" if is_one else "{zero}") if is_one != is_zero else None


def _placed(template: str, base: str) -> str:
    """``nb_{page:8}.shtml`` with the base ``{one}`` is ``nb_{one:8}.shtml``."""
    return _PLACE.sub(lambda place: f"{base.removesuffix('}')}{place[1] or ''}}}", template)
