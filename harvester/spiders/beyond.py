"""The page behind one that cannot be had: the rest of a list is read, whatever became of a page in its middle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from harvester.spiders.families.base import Family
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import last_steps, numbered_steps
from harvester.spiders.families.paging import Step, Totals, fill
from harvester.spiders.families.urls import resolve

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Lost:
    """The last page that was read, its number, and what it names as the page after it, which could not be had."""

    page: ListPage
    number: int
    named: tuple[Step, ...]

    def steps(self, family: Family, totals: Totals, skipped: int) -> Iterator[Step]:
        """Candidates for the page behind ``skipped`` ones, by the page's own links, by template, by an interface."""
        yield from (replace(step, probe=True, behind=skipped) for step in self._candidates(family, totals, skipped))

    def _candidates(self, family: Family, totals: Totals, skipped: int) -> Iterator[Step]:
        number = self.number + skipped
        for step in self.named[:1]:
            url = counted_on(self.page.url, step.url, skipped)
            if url and not step.is_scripted:
                yield Step(url, step.template)
        template = family.template or next((step.template for step in self.named if step.template), None) or ""
        if "{" in template and "#" not in template:
            yield fill(template, number + 1)
        yield from numbered_steps(self.page, number)
        yield from last_steps(self.page, number)
        yield from (step for step in family.steps(self.page, number, totals) if step.is_scripted)


def counted_on(one: str, two: str, times: int) -> str | None:
    """``index_4.html`` behind ``index_2.html`` and ``index_3.html``, ``12.htm`` behind ``14`` and ``13``.

    None where the two differ by more than one number, or where the count ends.
    """
    before, after = _NUMBER.split(one), _NUMBER.split(two)
    places = [place for place, texts in enumerate(zip(before, after, strict=False)) if texts[0] != texts[1]]
    if len(before) != len(after) or len(places) != 1 or places[0] % 2 == 0:
        return None
    shown = after[places[0]]
    following = int(shown) + times * (int(shown) - int(before[places[0]]))
    after[places[0]] = str(following).zfill(len(shown) if shown.startswith("0") else 1)
    return resolve("".join(after), two) if following > 0 else None
