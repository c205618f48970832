"""Follows a portal's menus to its 年报 columns, and those to their columns a year."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from harvester.portals.discovery.candidates import (
    Candidate,
    find_columns,
    find_menus,
    holds_reports,
    is_column,
    is_other_column,
    page_name,
)
from harvester.portals.discovery.links import menu_files
from harvester.portals.discovery.wording import address_year, name_kind
from harvester.portals.fetch import Answer, Fetch
from harvester.portals.portal import ColumnKind
from harvester.spiders.families import detect
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import may_be_report
from harvester.spiders.families.urls import identity

MOST_PAGES = 40
"""A portal whose column is further away than this many pages needs a person."""
_MENU_STEPS = 3
_COLUMN_STEPS = 3
_MENU_BONUS = 100
"""Columns are looked at before menus are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A 年报 column; ``reports`` are the rows of its first page that may be reports."""

    url: str
    name: str
    kind: ColumnKind
    family: str
    reports: int
    score: int
    why: tuple[str, ...]
    year: int | None = None
    below: bool = False
    """True where another column leads to it: a year of a hub, a part, a frame."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a walk found, and what every address on its way answered."""

    home: str
    columns: tuple[Found, ...]
    visited: tuple[tuple[str, str], ...]
    unread: str = ""
    """What the given address answered in place of a page: ``blocked_js: HTTP 521``."""


@dataclass(order=True)
class _Step:
    rank: int
    order: int
    candidate: Candidate = field(compare=False)
    menus: int = field(compare=False, default=0)
    depth: int = field(compare=False, default=0)
    """How far below the first column page; 0 for whatever leads there."""
    jumps: int = field(compare=False, default=0)


def discover(url: str, fetch: Fetch, *, most_pages: int = MOST_PAGES) -> Discovery:
    """The columns that can be reached from ``url``: a home page, a page of its menu, or the column itself."""
    walk = _Walk(url, fetch)
    while walk.waiting and len(walk.visited) < most_pages:
        walk.step(heapq.heappop(walk.waiting))
    return Discovery(url, tuple(walk.columns.values()), tuple(walk.visited), walk.unread)


class _Walk:
    def __init__(self, home: str, fetch: Fetch) -> None:
        self.fetch = fetch
        self.visited: list[tuple[str, str]] = []
        self.unread = ""
        self.columns: dict[str, Found] = {}
        self.waiting: list[_Step] = []
        self._seen: set[str] = set()
        self._bodies: dict[bytes, str] = {}
        self._order = count()
        self._add(Candidate(home, "", "menu", 0, ("given",)))

    def step(self, step: _Step) -> None:
        if step.candidate.kind == "menu" and self.columns and step.menus:
            return
        answer = self.fetch(step.candidate.url)
        result = self._read(step, answer) if answer.outcome == "ok" else f"{answer.outcome}: {answer.detail}"
        if not self.visited and answer.outcome != "ok":
            self.unread = result
        self.visited.append((step.candidate.url, result))

    def _read(self, step: _Step, answer: Answer) -> str:
        """What the page is; its links join those that wait."""
        page = answer.page
        if page.body in self._bodies:
            return f"the same page as {self._bodies[page.body]}"
        self._bodies[page.body] = step.candidate.url
        if page.jump and step.jumps < _COLUMN_STEPS:
            self._follow(step, page.jump)
            return f"leads to {page.jump}"
        if is_other_column(page):
            return "another kind of yearly report"
        return self._read_column(step, page) or self._read_menu(step, page)

    def _read_column(self, step: _Step, page: ListPage) -> str | None:
        """Note the page where it is a column; None where it is none, or was only taken for one by a link's text."""
        named = is_column(page) or (name_kind(step.candidate.name) == "short" and holds_reports(page))
        if step.candidate.kind == "menu" and not named:
            return None
        family = detect(page)
        rows = family(page.url).rows(page).rows
        reports = sum(1 for row in rows if may_be_report(row))
        below = find_columns(page, inside=True) if step.depth < _COLUMN_STEPS else ()
        years = [item for item in below if item.kind == "year"]
        if named or reports or years or (not rows and self._is_shell(step, page)):
            self._note(step.candidate, page, family.name, reports, kind="hub" if years else "list")
        elif not below:
            return None
        for item in below:
            self._add(item, depth=step.depth + 1)
        return f"a column: {reports} reports on its first page, {len(years)} years"

    def _is_shell(self, step: _Step, page: ListPage) -> bool:
        """True for a column by its link whose list is not in the page: a script or a frame shows it."""
        return step.candidate.kind == "column" and not find_columns(page, inside=False)

    def _read_menu(self, step: _Step, page: ListPage) -> str:
        if step.depth:
            return "no list of reports"
        columns = find_columns(page, inside=False)
        for item in columns:
            self._add(item)
        if step.menus < _MENU_STEPS:
            for item in find_menus(page) or _written_elsewhere(page):
                self._add(item, menus=step.menus + 1)
        return f"a menu that names {len(columns)} columns" if columns else "no column named here"

    def _note(self, asked: Candidate, page: ListPage, family: str, reports: int, *, kind: ColumnKind) -> None:
        year = asked.year or (address_year(page.url) if asked.kind in {"year", "part"} else None)
        name = asked.name or page_name(page)
        url = asked.url if "#" in asked.url else page.url
        is_below = asked.kind in {"year", "part", "frame"}
        found = Found(url, name, kind, family, reports, asked.score, asked.why or ("its own name",), year, is_below)
        self.columns.setdefault(identity(page.url), found)

    def _follow(self, step: _Step, url: str) -> None:
        candidate = Candidate(url, step.candidate.name, step.candidate.kind, step.candidate.score, step.candidate.why)
        self._add(candidate, menus=step.menus, depth=step.depth, jumps=step.jumps + 1)

    def _add(self, candidate: Candidate, *, menus: int = 0, depth: int = 0, jumps: int = 0) -> None:
        if identity(candidate.url) in self._seen:
            return
        self._seen.add(identity(candidate.url))
        rank = -candidate.score + (_MENU_BONUS if candidate.kind == "menu" else 0) + menus
        heapq.heappush(self.waiting, _Step(rank, next(self._order), candidate, menus, depth, jumps))


def _written_elsewhere(page: ListPage) -> Iterator[Candidate]:
    """Where a page names no way on: the script files that may write its menu."""
    for url in menu_files(page):
        yield Candidate(url, "", "menu", 1, ("its menu's script",))


def in_order(columns: tuple[Found, ...]) -> Iterator[Found]:
    """Hubs first, then the newest year."""
    yield from sorted(columns, key=lambda item: (item.kind != "hub", -(item.year or 0), -item.score))
