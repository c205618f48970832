"""What each portal answers today: one page of each, at most one request at a time a host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from harvester.portals.fetch import Answer, Fetch
from harvester.portals.portal import Portal
from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families import detect
from harvester.spiders.families.paging import Step
from harvester.spiders.outcomes import OutcomeName
from harvester.spiders.reading import Reading

_AT_ONCE = 8
"""Hosts that are asked at the same time."""


@dataclass(frozen=True, slots=True)
class Probe:
    """The first column of a portal: its answer, and what a crawl would read from it."""

    portal: str
    url: str
    outcome: OutcomeName
    detail: str
    family: str = ""
    """The family that the page looks like."""
    rows: int = 0
    """Articles on the first page."""
    declared: int | None = None
    """Articles that the column says it holds."""
    pages: int | None = None
    """List pages that the column says it has."""


def probe(portals: Iterable[Portal], fetch: Fetch) -> Iterator[Probe]:
    """One line for each portal, in the given order."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(lambda portal: _probe(portal, fetch), portals)


def _probe(portal: Portal, fetch: Fetch) -> Probe:
    url = portal.entries[0].url
    answer = fetch(url)
    if answer.outcome != "ok":
        return Probe(portal.id, url, answer.outcome, answer.detail)
    return _read(portal, url, answer)


def _read(portal: Portal, url: str, answer: Answer) -> Probe:
    page, walk = answer.page, ColumnWalk(url, portal.family or None)
    reading = walk.read(page, Step(page.url), 1)
    found, rows = detect(page).name, reading.rows
    is_known = bool(rows or walk.children or reading.steps or reading.jump or not portal.columns)
    outcome: OutcomeName = "ok" if is_known else walk.close()[0]
    detail = "; ".join((*_elsewhere(walk, reading), *_remarks(portal, url, answer, found)))
    return Probe(portal.id, url, outcome, detail, found, len(rows), walk.totals.records, walk.totals.pages)


def _elsewhere(walk: ColumnWalk, reading: Reading) -> Iterator[str]:
    """Where a crawl goes on, for a page that holds no list itself."""
    if walk.children:
        yield f"a hub that leads to {len(walk.children)} columns"
    elif reading.jump:
        yield f"its script leads to {reading.jump}"
    elif not reading.rows and reading.steps:
        yield f"its list is asked for at {reading.steps[0].url}"


def _remarks(portal: Portal, url: str, answer: Answer, family: str) -> Iterator[str]:
    if answer.url != url:
        yield f"leads to {answer.url}"
    if portal.family and portal.family != family:
        yield f"looks like {family}, registered as {portal.family}"
    if not portal.columns:
        yield "no column is registered: harvester discover"
