"""Hubs: columns whose page leads to more columns, one a year or one a group of agencies, instead of to articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from harvester.parsers.kind import judge_title
from harvester.parsers.organs import is_agency_name
from harvester.parsers.script import simplify, squeeze
from harvester.parsers.siblings import sibling_of
from harvester.spiders.families.inline import held_lists
from harvester.spiders.families.labels import is_control, is_group, is_year_label, title_by_agency
from harvester.spiders.families.links import is_link, link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import next_steps, numbered_steps
from harvester.spiders.families.rows import CUT, Row, RowList, full_title, may_be_report, parse_date
from harvester.spiders.families.urls import (
    column_key,
    has_article_path,
    identity,
    in_column,
    is_article,
    is_list_address,
    same_site,
)

_INDEX = re.compile(r"/(?:index|default|list)(?:[-_]?\d{1,4})?\.\w+$", re.IGNORECASE)
_YEAR_IN_ADDRESS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SITE_PARTS = re.compile(
    r"^(?:新闻|资讯|互动|办事|视频|图片|专题|用户|个人|会员|下载|帮助|搜索)(?:资讯|交流|服务)?中心$"
)
"""Parts of a site that are named like an agency."""
_OLDER = re.compile(
    r"^(?:历史|历年|往年|以往|往期|过往)(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告)(?:汇总|归档|查询)?$"
)
_LEAST_YEARS = 2
"""Year links from which a group of them is a menu of year columns, wherever they lead."""
_LEAST_AGENCIES = 3
_LEAST_PARTS = 2
_MORE = re.compile(r"^\W*(?:更多|查看更多|查看全部|全部|more)\W*$", re.IGNORECASE)


def child_columns(page: ListPage, column_url: str, *, is_given: bool = False) -> tuple[Row, ...]:
    """The columns below this one, and those of a menu of years unless this column stands in the menu itself.

    ``<a href="./2024/">2024年</a>`` and ``<a href="../n2023/index.html">2023年度</a>``; an article is no column.
    ``is_given``: who gives the address of one year's column asks for the others as well.
    """
    links = [link for link in _links(page) if same_site(link[1].url, column_url)]
    menus = _years(links, "" if is_given else column_url) | _parts(links, column_url)
    chosen: dict[str, Row] = {}
    for _, row in links:
        if row in menus or is_below(row, column_url):
            chosen.setdefault(identity(row.url), row)
    own = {identity(page.url), identity(column_url)}
    return tuple(row for key, row in chosen.items() if key not in own)


def agency_columns(page: ListPage, column_url: str) -> tuple[Row, ...]:
    """The columns of agencies, where a page names nothing else: ``<a href="/zfxxgk/jyj/nb/">市教育局</a>``."""
    menus: dict[Any, list[Row]] = defaultdict(list)
    for node, row in _links(page):
        name = simplify(squeeze(row.title))
        is_agency = is_agency_name(name) and not _SITE_PARTS.match(name)
        if is_agency and not has_article_path(row.url) and same_site(row.url, column_url):
            menus[_menu(node)].append(row)
    rows = max(menus.values(), key=len, default=[])
    own = {identity(page.url), identity(column_url)}
    found = {identity(row.url): row for row in rows if identity(row.url) not in own}
    return tuple(found.values()) if len(found) >= _LEAST_AGENCIES else ()


def agency_tabs(page: ListPage, column_url: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The list itself for each agency, ``nb.do?dw=12``, where it shows the reports of one at most."""
    tabs = tuple(row for row in agency_columns(page, column_url) if _adds_to(row.url, page.url))
    titles = "".join(simplify(squeeze(row.title)) for row in rows)
    shown = sum(simplify(squeeze(row.title)) in titles for row in tabs)
    return tabs if shown <= 1 else ()


def _adds_to(url: str, own_url: str) -> bool:
    """True for the same path with a parameter more: where one agency was asked for, the others were not."""
    other, own = urlsplit(url), urlsplit(own_url)
    return other.path == own.path and dict(parse_qsl(own.query)).keys() < dict(parse_qsl(other.query)).keys()


def further_lists(page: ListPage, found: RowList, column_url: str) -> Iterator[Row]:
    """The lists of which the page shows a part: behind 更多, of other agencies, beside its own with their pagers."""
    yield from _whole_lists(page, found.rows, column_url)
    yield from _older(page, column_url)
    yield from agency_tabs(page, column_url, (*found.rows, *found.others))
    for steps in (next_steps(page), numbered_steps(page, 1)) if found.others else ():
        yield from (Row(step.url, "下一页") for step in [*steps][1:])


def _older(page: ListPage, column_url: str) -> Iterator[Row]:
    """历年年报, 往年政府信息公开年度报告: the reports that the column has no longer."""
    for node in page.tree.iter("a"):
        title = simplify(squeeze(node.text_content() or ""))
        url = link_of(node, page.base) if _OLDER.match(title) else None
        if url and same_site(url, column_url) and not has_article_path(url):
            yield Row(url, title)


def _whole_lists(page: ListPage, rows: Iterable[Row], column_url: str) -> Iterator[Row]:
    """Behind 更多 above a few rows stands the list that they are taken from: its folder or its number is theirs."""
    reports = [row.url for row in rows if judge_title(row.title) == "report"]
    for node in page.tree.iter("a"):
        title = squeeze(node.text_content() or "") or squeeze(node.get("title") or "")
        url = link_of(node, page.base) if _MORE.match(title) else None
        is_list = url and is_list_address(url) and same_site(url, column_url)
        if url and is_list and any(in_column(report, url) for report in reports):
            yield Row(url, title)


def addresses_of(page: ListPage) -> Iterator[str]:
    """All that a page links to: its menus, its side bars and its rows."""
    yield from filter(None, (link_of(node, page.base) for node in filter(is_link, page.tree.iter())))


def _links(page: ListPage) -> Iterator[tuple[Any, Row]]:
    """Links with their elements, and the entries of a menu that a script draws: ``var zNodes = [{name, url}, …]``."""
    for node in filter(is_link, page.tree.iter()):
        url = link_of(node, page.base)
        title = full_title(node)
        is_told = bool(title) and (is_year_label(title) or not is_control(title))
        is_row = is_told and (title_by_agency(node, title) or (url and _leads_to_article(url, title, page)))
        if url and is_told and not is_row:
            yield node, Row(url, title)
    for place, held in enumerate(held_lists(page)):
        yield from ((place, row) for row in held.rows if not is_article(row.url))


def _leads_to_article(url: str, title: str, page: ListPage) -> bool:
    """``tab.jsp?id=8`` may be either: behind 县直部门 it is none."""
    is_part = is_group(title) and not has_article_path(url)
    return is_article(url) and not (is_part or _is_own(url, page))


def _is_own(url: str, page: ListPage) -> bool:
    """``nb.aspx?cid=5&year=2023`` on ``nb.aspx?cid=5``: the page itself with another year, whatever its id says."""
    own, other = urlsplit(page.url), urlsplit(url)
    return own.path == other.path and set(own.query.split("&")) < set(other.query.split("&"))


def _years(links: list[tuple[Any, Row]], column_url: str) -> set[Row]:
    """Year links that stand together, unless this very column is one of them, and by its address that of one year."""
    menus: dict[Any, list[Row]] = defaultdict(list)
    for node, row in links:
        if is_year_label(row.title):
            menus[_menu(node)].append(row)
    own = identity(column_url) if _YEAR_IN_ADDRESS.search(urlsplit(column_url)._replace(netloc="").geturl()) else None
    return {
        row
        for rows in menus.values()
        if len({row.url for row in rows}) >= _LEAST_YEARS and own not in {identity(row.url) for row in rows}
        for row in rows
    }


def _parts(links: list[tuple[Any, Row]], column_url: str) -> set[Row]:
    """Tabs that stand together and say whose reports they show: ``<li data-url="tab.jsp?id=8">县直部门</li>``."""
    own = urlsplit(column_url).path
    folder = _INDEX.sub("/", own)
    is_folder = folder != "/" and folder.endswith("/")
    menus: dict[Any, list[Row]] = defaultdict(list)
    for node, row in links:
        path = urlsplit(row.url).path
        is_within = path == own or (is_folder and path.startswith(folder))
        if is_within and is_group(row.title) and not _is_report_title(row.title):
            menus[_menu(node)].append(row)
    return {row for rows in menus.values() if len({row.url for row in rows}) >= _LEAST_PARTS for row in rows}


def _menu(node: Any) -> tuple[str, ...]:
    """The tags around a link: the links of one menu stand alike; those of a script's value have its place."""
    if isinstance(node, int):
        return (str(node),)
    around = [node.getparent(), *node.getparent().iterancestors()][:4] if node.getparent() is not None else []
    return tuple(str(item.tag) for item in around)


def is_below(row: Row, column_url: str) -> bool:
    """True for ``./2024/`` and ``./szbm/``, lists under the column's folder that are none of its own pages."""
    key = column_key(column_url)
    path = urlsplit(row.url).path
    if key is None or not key.startswith("/") or not path.startswith(key) or parse_date(row.title):
        return False
    is_deeper = "/" in path.removeprefix(key).strip("/") or path.endswith("/")
    is_wanted = is_year_label(row.title) or _is_named_below(row, path, column_url)
    is_article_title = _is_report_title(row.title) or row.title.endswith(CUT)
    return is_list_address(row.url) and path != key and is_deeper and is_wanted and not is_article_title


def _is_named_below(row: Row, path: str, column_url: str) -> bool:
    """By a name that goes with 年报; beside ``/zwgk/nb.html``, in the folder of all 政务公开, by one that says so."""
    if sibling_of(row.title):
        return False
    own = _INDEX.sub("/", urlsplit(column_url).path)
    is_within = own.endswith("/") or path.startswith(f"{own.rpartition('.')[0]}/")
    if is_within or is_group(row.title):
        return judge_title(f"{row.title}年报") != "not_a_report"
    return may_be_report(row)


def _is_report_title(title: str) -> bool:
    return not is_year_label(title) and judge_title(title) == "report"
