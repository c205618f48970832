"""Any list, read by the shape of its links, dates and pager: what an address without a known family gets."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.spiders.families.base import Family
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals, guessed_steps


class Generic(Family):
    """Tries the page names met in the field where a list declares more pages than it links to."""

    name = "generic"

    @classmethod
    def matches(cls, page: ListPage) -> bool:  # noqa: ARG003  (it takes every page)
        return True

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        yield from super().steps(page, number, totals)
        if totals.pages is not None and totals.pages > number and not self.template:
            yield from guessed_steps(page, number, self.column_url)
