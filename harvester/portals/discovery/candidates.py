"""Which links of a page lead to 年报 columns, and whether the page is one itself: pure functions over one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from harvester.parsers.kind import judge_title
from harvester.parsers.script import fold
from harvester.parsers.siblings import sibling_of
from harvester.portals.discovery.links import Link, frames, links, scripted, siblings_around
from harvester.portals.discovery.wording import (
    address_says,
    address_year,
    is_meta_name,
    is_other,
    menu_rank,
    name_kind,
    without_year,
    year_of,
)
from harvester.spiders.families import detect
from harvester.spiders.families.hubs import child_columns
from harvester.spiders.families.labels import is_year_label
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.urls import identity, is_article, is_document, is_front_page, same_site

CandidateKind: TypeAlias = Literal["column", "year", "part", "frame", "menu"]

ENOUGH = 5
"""Points from which a link is taken for a column."""
_NAMES = {"whole": (6, "its name"), "short": (2, "a name it may have")}
_FEW_REPORTS = 2
_MOST_MENUS = 4
_MAY_BE = 3
"""Rank among the menus of 年度报告 without anything beside it that says so: the page itself will tell."""
_FRAME = 3
"""Rank of a frame among the menus: it may hold the menu."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that may lead to a column; ``why`` says what speaks for it."""

    url: str
    name: str
    kind: CandidateKind
    score: int
    why: tuple[str, ...] = ()
    year: int | None = None

    @property
    def is_sure(self) -> bool:
        """False for 年度报告 at ``/tj/ndbg/`` with no siblings beside it: only the page itself tells of what."""
        return self.score > ENOUGH or name_kind(self.name) == "whole"


def find_columns(page: ListPage, *, inside: bool | None = None) -> tuple[Candidate, ...]:
    """The columns that the page leads to, the likeliest first.

    Of a portal's home page or any page with its menu: the 年报 column. Of a 年报 page (``inside``; found out where it
    is None): its columns a year, its sub-columns and its frames.
    """
    within = is_column(page) if inside is None else inside
    found = _below(page) if within else _named(page)
    return _best(item for item in found if identity(item.url) != identity(page.url))


def find_menus(page: ListPage) -> tuple[Candidate, ...]:
    """Links that lead towards the column: 政府信息公开专栏, 信息公开, and its siblings' pages, which show its menu.

    The only link of a front page leads into the site, whatever it says.
    """
    ranked = [(link.url, link.text, menu_rank(link.text) or _may_be(link)) for link in links(page)]
    ranked += [(url, text, menu_rank(text)) for text, url in scripted(page)]
    ranked += [(url, "", _FRAME) for url in frames(page)]
    own = [item for item in ranked if same_site(item[0], page.url) and not is_document(item[0])]
    is_splash = is_front_page(page.url) and len({identity(url) for url, *_ in own}) == 1
    return _best(Candidate(url, text, "menu", rank or int(is_splash), ("on the way",)) for url, text, rank in own)


def _may_be(link: Link) -> int:
    is_short = name_kind(link.text) == "short" and not is_article(link.url)
    return _MAY_BE if is_short and not address_says(link.url, "others") else 0


def leads(page: ListPage) -> tuple[Candidate, ...]:
    """Where a crawl that was given this page goes on instead of reading it as a column; empty for a column.

    The columns that it names, else the few menu links nearest to them. A page with reports in its list is a column.
    """
    if holds_reports(page):
        return ()
    return find_columns(page, inside=False) or find_menus(page)[:_MOST_MENUS]


def is_column(page: ListPage) -> bool:
    """True where the page calls itself a 年报 column, by its tags, title, heading or bread crumbs.

    An article of the column bears the same tags; its own title or its PubDate tells it apart.
    """
    if _meta(page, "ArticleTitle") or any(_is_report(text) for text in _headings(page)):
        return False
    tags = [_meta(page, "ColumnName"), _meta(page, "ColumnType")]
    if any(is_other(tag) for tag in tags):
        return False
    if any(is_meta_name(tag) for tag in tags if tag):
        return True
    return any(name_kind(text) == "whole" for text in _headings(page))


def holds_reports(page: ListPage) -> bool:
    """True for a column by its own words or by the titles in its list; a home page may show a report or two."""
    if is_column(page):
        return True
    rows = detect(page)(page.url).rows(page).rows
    reports = sum(1 for row in rows if judge_title(row.title) == "report")
    if not is_front_page(page.url):
        return reports > 0
    return reports >= _FEW_REPORTS and reports * 2 >= len(rows)


def is_other_column(page: ListPage) -> bool:
    """True where the page calls itself something else that comes once a year: 政府网站工作年度报表."""
    names = [_meta(page, "ColumnName"), *_headings(page)]
    return not is_column(page) and any(is_other(name) for name in names)


def page_name(page: ListPage) -> str:
    """What a column page calls itself, without the site's name behind it."""
    names = (_meta(page, "ColumnName"), *_headings(page))
    return next((name for name in names if name and name_kind(name)), "")


def _named(page: ListPage) -> Iterator[Candidate]:
    every = links(page)
    menus = siblings_around(every)
    for link in every:
        if _may_lead(link, page) and not (_is_report(link.text) or (is_article(link.url) and year_of(link.text))):
            yield _judge(link, menus[link.node])
    for text, url in scripted(page):
        if name_kind(text) == "whole" and same_site(url, page.url) and not is_article(url):
            yield Candidate(url, text, "column", ENOUGH, ("its name, written by a script",))


def _judge(link: Link, siblings: frozenset[str]) -> Candidate:
    kind = name_kind(link.text)
    points = []
    if kind:
        points.append(_NAMES[kind])
    if kind and len(siblings) > 1:
        points.append((4, f"{len(siblings)} siblings beside it"))
    if (kind or not link.text) and address_says(link.url, "column"):
        points.append((3, "its address"))
    if address_says(link.url, "others"):
        points.append((-6, "an address of other reports"))
    score, why = sum(point for point, _ in points), tuple(reason for _, reason in points)
    return Candidate(link.url, link.text, "column", score if score >= ENOUGH else 0, why)


def _below(page: ListPage) -> Iterator[Candidate]:
    """Columns a year, other parts of a column, and its frames."""
    for row in child_columns(page, page.url):
        if is_year_label(row.title):
            yield Candidate(row.url, row.title, "year", 8, ("a year of it",), year_of(row.title))
        elif not is_other(row.title):
            yield Candidate(row.url, row.title, "part", 6, ("below its folder",), address_year(row.url))
    for url in frames(page):
        if same_site(url, page.url):
            yield Candidate(url, "", "frame", 4, ("a frame of it",))


def _may_lead(link: Link, page: ListPage) -> bool:
    return same_site(link.url, page.url) and not is_document(link.url) and not sibling_of(link.text)


def _is_report(text: str) -> bool:
    """True for the title of one report: 某区2024年政府信息公开工作年度报告; 2024年政府信息公开年报 may be a column."""
    return year_of(text) is not None and judge_title(text) == "report" and not is_year_label(text)


def _best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """One for each address, with its highest score, in the order of their scores and then of the page."""
    best: dict[str, Candidate] = {}
    for item in candidates:
        key = identity(item.url) + (f"#{urlsplit(item.url).fragment}" if urlsplit(item.url).fragment else "")
        if item.score > (best[key].score if key in best else 0):
            best[key] = item
    return tuple(sorted(best.values(), key=lambda item: -item.score))


def _meta(page: ListPage, name: str) -> str:
    lowered = "translate(@name,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')"
    found = page.tree.xpath(f"//meta[{lowered}='{name.lower()}']/@content")
    return fold(str(found[0])) if found else ""


def _headings(page: ListPage) -> tuple[str, ...]:
    """Title, headings and the end of the bread crumbs, each without the site's name: ``政府信息公开年报_某市``."""
    title = fold(" ".join(page.tree.xpath("//title//text()")))
    heads = [fold(node.text_content()) for node in page.tree.iter("h1", "h2")]
    return tuple(
        text for text in (*title.replace("|", "_").replace("-", "_").split("_"), *heads, *_crumbs(page)) if text
    )


def _crumbs(page: ListPage) -> Iterator[str]:
    """The last step of ``当前位置：首页 > 政府信息公开 > 政府信息公开年报``."""
    for node in page.tree.xpath("//*[contains(text(),'位置')]"):
        holder = node if node.getparent() is None or len(node.text_content()) > 8 else node.getparent()
        yield without_year(holder.text_content().replace("»", ">").replace("›", ">").split(">")[-1].strip())
