"""The rows of a list page: which links are the column's articles, with their full titles and dates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, islice
from typing import Any
from urllib.parse import urlsplit

from harvester.items import Attachment
from harvester.parsers.file_names import says_nothing
from harvester.parsers.kind import judge_title
from harvester.parsers.script import fold
from harvester.spiders.families.labels import is_by_agency, is_control, is_year_label, title_beside, title_by_agency
from harvester.spiders.families.links import is_link, link_of, write_held
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.urls import identity, in_column, is_article, is_list_address

_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s+((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})(?![\d.-])")
"""``<b>19</b><i>2021-02</i>``: the day in large type over its month."""
_ONLY_DATE = re.compile(rf"^[\[(（【]?(?:{_DATE.pattern}|{_DAY_FIRST.pattern}|\d{{1,2}}[-./月]\d{{1,2}})[日\])）】]*$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ONLY_YEAR = re.compile(r"^(?:19|20)\d{2}年?度?$")
CUT = ("…", "...", "..")
_DIGITS = re.compile(r"\d+")
_ITEMS = ("li", "tr", "dd", "dl")
_LIST_TAGS = ("ul", "ol", "li", "dl", "dd", "table", "tbody", "tr", "td", "p")
_LAYOUT_DEPTH = 6
_DEEPEST = 30
"""Elements around a link, within which its row ends, and within it, among which its date stands."""
_LARGEST_ITEM = 200
"""Elements of a row that are looked through for its date."""


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    title: str
    listed_on: date | None = None
    files: tuple[Attachment, ...] = ()
    """Attachments that an interface names beside the row."""


@dataclass(frozen=True, slots=True)
class RowList:
    """Rows in the order of the page, and the layout they stand in, by which page 2 is known again."""

    rows: tuple[Row, ...] = ()
    layout: str = ""
    others: tuple[Row, ...] = ()
    """Reports that stand in more lists of the same page: ``<ul class="y2024">``, ``<ul class="y2023">``."""


@dataclass(frozen=True, slots=True)
class _Found:
    row: Row
    layout: str
    dated: bool


def read_rows(page: ListPage, column_url: str, layout: str = "", left_out: frozenset[str] = frozenset()) -> RowList:
    """The best group of links that stand alike: the same column, report titles, dates, article addresses.

    Menus, bread crumbs and side bars are groups of their own and lose. ``layout`` of page 1 decides on later pages.
    """
    groups: dict[str, list[_Found]] = defaultdict(list)
    none = left_out | {identity(page.url), identity(page.base), identity(column_url)}
    for found in _links(page.tree, page.base, layout):
        if identity(found.row.url) not in none:
            groups[found.layout].append(found)
    likely = {name: rows for name, rows in groups.items() if _is_list(rows)}
    if layout not in groups and not likely:
        return RowList()
    best = layout if layout in groups else max(likely, key=lambda name: rank(_rows(likely[name]), column_url))
    rows = _distinct(groups[best])
    return RowList(rows, best, tuple(_other_rows(likely, best, rows, column_url)))


def _rows(found: Iterable[_Found]) -> list[Row]:
    return [item.row for item in found]


def _other_rows(likely: Mapping[str, list[_Found]], best: str, rows: Sequence[Row], column_url: str) -> Iterator[Row]:
    """Lists beside the best one that hold reports mostly: of the same make, in the same box, or within this column."""
    known = {identity(row.url) for row in rows}
    for name, found in likely.items():
        others = _distinct(found)
        reports = sum(1 for row in others if judge_title(row.title) == "report")
        is_beside = _tags(name) == _tags(best) or _box(name) == _box(best)
        is_alike = is_beside or all(in_column(row.url, column_url) for row in others)
        is_twin = _DIGITS.sub("", name) == _DIGITS.sub("", best)  # ul.y2024 and ul.y2023
        if name != best and ((is_twin and reports) or (is_alike and reports * 2 > len(others))):
            yield from (row for row in others if identity(row.url) not in known)
            known |= {identity(row.url) for row in others}


def _tags(layout: str) -> list[str]:
    return [step.partition(".")[0] for step in layout.split(">")]


def _box(layout: str) -> str:
    """What a list stands in: ``div.c>body`` of ``ul.y2024>div.c>body`` and of ``tr>table>div.c>body``."""
    steps = layout.split(">")
    return ">".join(dropwhile(lambda step: step.partition(".")[0] in _LIST_TAGS, steps))


def rows_of(fragment: Any, base: str) -> tuple[Row, ...]:
    """Every link of a fragment that is nothing but rows, such as one JCMS record."""
    write_held(fragment)
    return _distinct(_links(fragment, base))


def parse_date(text: str) -> date | None:
    """``2021-02-19``, ``2021.2.19``, ``2021年2月19日``, ``19 2021-02``; a date without a year is none."""
    found, turned = _DATE.search(text), _DAY_FIRST.search(text)
    if not found and not turned:
        return None
    parts = found.groups() if found else (turned[2], turned[3], turned[1]) if turned else ()
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def full_title(anchor: Any) -> str:
    """The link's title attribute where its text is cut or empty, else its text without a date inside it."""
    text, title = fold(anchor.text_content()), fold(anchor.get("title") or "")
    stamp = _stamp(anchor)
    if stamp is not None:
        text = fold(text.replace(fold(stamp.text_content()), "", 1))
    if not text:
        return title or fold(" ".join(anchor.xpath("@alt | @aria-label | .//img/@alt")))
    shown = uncut(text)
    return title if (title and title.startswith(shown)) or (shown != text and title) else text


def uncut(title: str) -> str:
    """``某局2023年政府信息公开…`` without the mark that it goes on."""
    for mark in CUT:
        title = title.removesuffix(mark).rstrip()
    return title


def _stamp(anchor: Any) -> Any:
    """The element of ``<a><span class="date">2019-01-19</span>…</a>`` that is nothing but a date."""
    inside = islice(anchor.iterdescendants(), _DEEPEST)
    return next((node for node in inside if _ONLY_DATE.match(_parted(node))), None)


def _parted(node: Any) -> str:
    """``27 2025-03`` of ``<p><b>27</b><i>2025-03</i></p>``."""
    return fold(" ".join(node.itertext()))


def _links(tree: Any, base: str, layout: str = "") -> Iterator[_Found]:
    anchors = [(node, link_of(node, base)) for node in tree.iter() if is_link(node)]
    targets: dict[Any, set[str]] = defaultdict(set)
    for node, url in anchors:
        if url:
            for ancestor in node.iterancestors():
                targets[ancestor].add(url)
    named = {url for node, url in anchors if url and not says_nothing(full_title(node))}
    rows = [(node, url, label) for node, url in anchors if url and (label := _label(node, url, named)) is not None]
    items = [_item(node, targets, {layout}) for node, _, _ in rows]
    shared = _shared(items, targets)
    for (node, url, label), found in zip(rows, items, strict=True):
        item = _item(node, targets, shared | {layout}) if found.tag not in _ITEMS else found
        title = title_by_agency(node, label) or title_beside(node, label, item) or label
        if title and not is_control(title) and not _is_tab(url, title, base):
            stamp = _stamp(node)
            listed_on = (parse_date(_parted(stamp)) if stamp is not None else None) or parse_date(_beside(item, node))
            yield _Found(Row(url, title, listed_on or _near(item)), _layout(item), listed_on is not None)


def _label(anchor: Any, url: str, named: Container[str]) -> str | None:
    """The words of a link; None for a control and for [详细] below the title, which leads there as well."""
    label = full_title(anchor)
    return None if (label and is_control(label)) or (url in named and says_nothing(label)) else label


def _shared(items: Iterable[Any], targets: Mapping[Any, set[str]]) -> set[str]:
    """The layouts of rows that stand together: ``<div class="2022"><a>…</a></div>``, with one row, has it too."""
    together = (item for item in items if len(targets[item.getparent()]) > 1)
    counts = Counter(map(_layout, together))
    return {layout for layout, count in counts.items() if count > 1}


def _is_tab(url: str, title: str, base: str) -> bool:
    """``<a href="nb.aspx?cid=5&year=2023">2023年</a>`` on ``nb.aspx?cid=5`` is the list itself in another year."""
    return bool(_ONLY_YEAR.match(title)) and urlsplit(url).path == urlsplit(base).path


def _item(anchor: Any, targets: Mapping[Any, set[str]], layouts: Container[str]) -> Any:
    """The largest element that holds this link and no other, no larger than a list item or a table row.

    ``layouts`` of other rows set the size of one that is alone on its page, where a whole list holds no other link.
    """
    item = anchor
    for ancestor in islice(anchor.iterancestors(), _DEEPEST):
        if len(targets[ancestor]) > 1 or ancestor.tag == "body" or item.tag in _ITEMS or _layout(item) in layouts:
            break
        item = ancestor
    return item


def _beside(item: Any, anchor: Any) -> str:
    """Text of the item without the link's own, whose year is the report's."""
    inside = {id(node) for node in anchor.iter()}
    nodes = list(islice(item.iter(), _LARGEST_ITEM))
    parts = [node.text or "" for node in nodes if id(node) not in inside]
    tails = [node.tail or "" for node in nodes if node is not item and (id(node) not in inside or node is anchor)]
    return " ".join((*parts, *tails))


def _near(item: Any) -> date | None:
    """The date that stands next to the item: ``<a>…</a><span>2021-02-19</span>`` without a row of its own."""
    following = item.getnext()
    beside = "" if following is None or following.tag == "a" else fold(following.text_content())
    return parse_date(f"{fold(item.tail or '')} {beside}")


def _layout(item: Any) -> str:
    """``ul.newsList>div>body``: the tags and classes around an item, nearest first; a select box is a list apart."""
    steps = []
    for ancestor in item.iterancestors():
        place = len([*ancestor.itersiblings("select", preceding=True)]) if ancestor.tag == "select" else ""
        steps.append(".".join((f"{ancestor.tag}{place}", *sorted((ancestor.get("class") or "").split()))))
        if len(steps) == _LAYOUT_DEPTH:
            break
    return ">".join(steps)


def _is_list(found: list[_Found]) -> bool:
    """At least half of the rows are marked; a year column beside articles does not count: `2019/` for 2019年."""
    rows = [item.row for item in found if not _is_year_column(item.row)] or _rows(found)
    return sum(1 for row in rows if _is_marked(row)) * 2 >= len(rows)


def _is_year_column(row: Row) -> bool:
    return is_year_label(row.title) and is_list_address(row.url)


def _is_marked(row: Row) -> bool:
    """A date, an article's address, a report's title, or 凌海市大业镇2020年…, which is cut and has a year.

    The menu's 政府信息公开年报 has none of them.
    """
    if row.listed_on or is_article(row.url) or (row.title.endswith(CUT) and _YEAR.search(row.title)):
        return True
    is_told = judge_title(row.title) == "report" or is_by_agency(row.title)
    return bool(_YEAR.search(row.title) or not is_list_address(row.url)) and is_told


def rank(rows: Sequence[Row], column_url: str) -> tuple[bool, bool, bool, int]:
    """How much rows look like the column's list: articles of this column, report titles, dates and addresses.

    A title that is cut before it says what it is may be a report's; one of the news beside it is not.
    ``list.aspx?cid=1018`` beside ``list.aspx?cid=1019`` is an item of the menu.
    """
    path = urlsplit(column_url).path
    articles = (row.url for row in rows if is_article(row.url) and urlsplit(row.url).path != path)
    own = sum(1 for url in articles if in_column(url, column_url))
    reports = sum(1 for row in rows if judge_title(row.title) == "report" and not _is_year_column(row))
    marks = sum(2 * bool(row.listed_on) + is_article(row.url) for row in rows)
    return own > 0, reports > 0, any(map(may_be_report, rows)), 4 * own + 4 * reports + marks


def is_side_bar(found: RowList, column_url: str) -> bool:
    """True for rows that may be news beside a list which a script builds: none of this column, none a report."""
    is_of_column, *_ = rank(found.rows, column_url)
    return not (is_of_column or any(map(may_be_report, found.rows)))


def may_be_report(row: Row) -> bool:
    """False where the title alone says that it is none."""
    return judge_title(row.title) != "not_a_report"


def _distinct(found: Iterable[_Found]) -> tuple[Row, ...]:
    """One row an address, with its longest title; a column name linked before the title is no row."""
    items = list(found)
    addresses = {item.row.url for item in items}
    is_told = sum(1 for url in addresses if is_article(url)) * 2 >= len(addresses)
    rows: dict[str, Row] = {}
    for item in items:
        row = item.row
        is_other = _is_year_column(row) or (is_told and not _is_marked(row))
        if is_other and any(map(is_article, addresses)) and not is_article(row.url) and not item.dated:
            continue
        known = rows.get(row.url)
        if known is None or len(row.title) > len(known.title):
            rows[row.url] = row
    return tuple(rows.values())
