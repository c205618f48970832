"""What every family answers about a list page: is it mine, its rows, its totals, and where the next page is."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import STUB_BYTES, Step, Totals, fill, linked_steps, read_totals, script_steps
from harvester.spiders.families.rows import Row, RowList, read_rows


class Family(ABC):
    """One instance walks one column.

    A new family

    1. sets ``name``, the word that `family:` takes in the registry;
    2. answers ``matches`` from the address, script and comment fingerprints of a first page;
    3. overrides ``rows``, ``totals`` or ``steps`` where its dialect differs from plain HTML lists;
    4. stands in ``FAMILIES`` of this package, before those that take more pages than it does.
    """

    name: ClassVar[str]

    # List page

    smallest_page: ClassVar[int] = STUB_BYTES
    """Bytes below which a list page is a stub."""

    def __init__(self, column_url: str) -> None:
        self.column_url = column_url
        self.layout = ""
        self.template: str | None = None
        self.left_out: frozenset[str] = frozenset()
        """Identities of links that are no rows of the column."""

    @classmethod
    @abstractmethod
    def matches(cls, page: ListPage) -> bool:
        """True for a first page of this family."""

    def rows(self, page: ListPage) -> RowList:
        return read_rows(page, self.column_url, self.layout, self.left_out)

    def keep(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows that are this column's, where its interface lists those of others as well."""
        return rows

    def totals(self, page: ListPage) -> Totals:
        return read_totals(page)

    def is_shell(self, page: ListPage) -> bool:  # noqa: ARG002  (for families that override it)
        """True where an interface has the whole list, of which the page itself shows a few rows or none."""
        return False

    def openings(self, page: ListPage) -> Iterator[Step]:  # noqa: ARG002  (for families that override it)
        """Where the list of a page without rows is: candidates for page 1, or for a script that names them."""
        yield from ()

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        """Candidates for page ``number + 1``, the most trusted first; the first that holds new rows is taken."""
        yield from (step for step in linked_steps(page, number) if not step.probe)
        if totals.pages is not None and number >= totals.pages:
            return
        if self.template:
            yield fill(self.template, number + 1)
        yield from script_steps(page, number)
        yield from linked_steps(page, number)

    def learn(self, step: Step, layout: str) -> None:
        """Keep what worked for the next page."""
        self.layout, self.template = layout, step.template or self.template

    def may_repeat(self, step: Step, number: int, totals: Totals) -> bool:  # noqa: ARG002  (for families that override it)
        """True where a page without new rows does not end the list."""
        return False


def pages_of(records: int, per_page: int | None) -> int:
    return math.ceil(records / per_page) if per_page else records


def declares_more(totals: Totals, number: int, rows: int) -> bool:
    return (totals.pages or 0) > number or (totals.records or 0) > rows


def first_of(steps: Iterable[Step], visited: Iterable[str]) -> tuple[Step, ...]:
    """Each address once, and none that was fetched before."""
    known = set(visited)
    fresh: dict[str, Step] = {}
    for step in steps:
        if step.key not in known:
            fresh.setdefault(step.key, step)
    return tuple(fresh.values())
