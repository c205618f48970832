"""The walk over one column: which rows are new, which list page comes next, and whether anything is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from harvester.spiders.belonging import is_own, leads_back
from harvester.spiders.beyond import Lost
from harvester.spiders.column_state import ColumnState
from harvester.spiders.families import BY_NAME, detect
from harvester.spiders.families.base import Family, first_of
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.hubs import addresses_of, child_columns, further_lists
from harvester.spiders.families.interface import fills_its_size
from harvester.spiders.families.labels import is_year_label
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import shows_more
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.presses import is_pressable, loads_more, with_presses
from harvester.spiders.families.promises import names_later, promise_of
from harvester.spiders.families.rows import Row, RowList, is_side_bar
from harvester.spiders.families.shells import beside, is_script, script_files
from harvester.spiders.families.urls import entered, home_of, identity
from harvester.spiders.families.years import held_groups, held_years, year_steps, years_in
from harvester.spiders.movement import Movement
from harvester.spiders.reading import Reading
from harvester.spiders.scripted import list_shell, opened_within

_MOST_SKIPPED = 2
"""List pages in a row that cannot be had, behind which a further one is asked for."""


class ColumnWalk(ColumnState):
    """The state of one column between its list pages; it knows nothing of the network."""

    def __init__(
        self,
        column_url: str,
        family: str | None = None,
        *,
        max_pages: int = 1000,
        hub_links: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(column_url, hub_links)
        self.family_name = family
        self.max_pages = max_pages
        self.family: Family | None = None
        self.links: frozenset[str] = frozenset()
        """Identities of the links of its own first page."""
        self._shown: tuple[ListPage, int] | None = None
        """The last page and its number, where its controls call functions that it does not hold."""
        self._library = ""
        """Code of the script files that such pages load."""
        self.known: set[str] = set()
        """Identities of its rows."""
        self._visited: set[str] = set()
        self._read: set[str] = set()
        self._last: frozenset[str] = frozenset()
        self._homes: set[str] = set()
        self._lost: Lost | None = None
        self._skipped = 0
        """How many pages behind the last one that was read could not be had."""
        self._spare: tuple[ListPage, Step] | None = None
        self._kept = 0
        self._movement = Movement()
        self._counts_answer = False
        """True where the total may be that of a full answer: ``"count": 10`` for ``pageSize=10``."""
        self._front: Step | None = None
        """How page 1 was asked for, until it is asked for once more."""
        self._beside: Sequence[Step] = ()
        self._by_year: Sequence[tuple[str, Step]] = ()
        self._again: set[str] = set()
        """Keys of the requests for more of page 1."""

    def read(self, page: ListPage, step: Step, number: int) -> Reading:
        """Take list page ``number`` in; a page that is not of this column changes nothing but the list of failures."""
        self._visited.add(step.key)
        if self._shown is not None and is_script(page):
            return self._with_code(page, *self._shown)
        if self._library:
            page = replace(page, library=self._library)
        if self.family is not None and (step.is_scripted or page.data is not None):
            page = replace(page, home=self.family.column_url)
        if self.family is None or self.pages == 0:
            return self._first(page, step)
        found = self.family.rows(page)
        if step.key in self._again:
            return self._more_of_first(page, found, step)
        fresh = self._fresh(found)
        if not fresh:
            return self._without_rows(page, found, step, number)
        if not is_own(self.family, page, found, fresh, self._homes):
            return self._refuse(step, "not this column")
        return self._take(page, step, number, found)

    def has_read(self, url: str) -> bool:
        """True for a page of this list: the frame of a column may be a column of the menu as well."""
        return identity(url) in self._read

    def _first(self, page: ListPage, step: Step) -> Reading:
        family = self._begin(page, step)
        found = self._rows_of(page)
        fresh = self._fresh(found)
        is_hopeful = bool(fresh) and (bool(family.left_out) or not is_side_bar(found, self.column_url))
        if is_hopeful and (step.opening or not family.is_shell(page)):
            return self._take(page, step, 1, found)
        if not step.opening:
            self._note_entry(page, step, is_hopeful=is_hopeful)
        elsewhere = self._elsewhere(page, family)
        if elsewhere or (fresh and step.opening):
            return elsewhere or Reading(problem="not this column")
        return self._own_rows() or Reading(problem="no rows")

    def _begin(self, page: ListPage, step: Step) -> Family:
        """The family that the page is of, and what it leads to besides its rows."""
        if self.family is None or not step.opening:
            kind = Generic if self.is_rendered else BY_NAME.get(self.family_name or "") or detect(page)
            self.family = kind(entered(page.url, self.column_url))
            self.children = child_columns(page, self.column_url, is_given=self.is_given)
            self._held_years, self._held_groups = held_years(page), held_groups(page)
        if page.fragment is not None:
            self.children = (*self.children, *child_columns(page, self.column_url, is_given=self.is_given))
        self.inner = opened_within(page)
        self.links = self.links or frozenset(map(identity, addresses_of(page)))
        return self.family

    def _note_entry(self, page: ListPage, step: Step, *, is_hopeful: bool) -> None:
        """The page has rows for want of better ones; or none, and perhaps a script that builds them."""
        if is_hopeful:
            self._spare = page, step
        elif not self.is_rendered:
            self.shell, self.entry = list_shell(page), page.url

    def _elsewhere(self, page: ListPage, family: Family) -> Reading | None:
        """Where a page without the list says that it is: behind an interface, or at another address."""
        opened = first_of(family.openings(page), self._visited)
        if opened:
            return Reading(steps=tuple(replace(candidate, opening=True) for candidate in opened))
        return Reading(jump=page.jump) if page.jump else None

    def _rows_of(self, page: ListPage) -> RowList:
        """Its rows; beside a side bar that the page which led here has as well, the links that this one lacks."""
        assert self.family is not None
        found = self.family.rows(page)
        if self.hub_links and is_side_bar(found, self.column_url) and list_shell(page) is None:
            self.family.left_out = self.hub_links
            found = self.family.rows(page)
        return found

    def settle(self) -> Reading | None:
        """What is left to take once no step is, and no browser can help."""
        self._lost = None  # articles that wait to be fetched hold their column, and it would hold the page
        return self._look_again() or self._own_rows()

    def _look_again(self) -> Reading | None:
        """Page 1 once more, where the list moved while it was walked: what came in stands at its top.

        Then what stands beside its list: a frame, a part that a script loads, other years of its form.
        """
        front, self._front = self._front, None
        steps = (front, *self._beside) if front and self._movement.is_seen else self._beside
        steps = (*steps, *(step for year, step in self._by_year if front and year in self._years_left))
        if not steps or self.is_rendered:
            return None
        step, *self._beside = steps
        self._again.add(step.key)
        return Reading(steps=(step,))

    def _more_of_first(self, page: ListPage, found: RowList, step: Step) -> Reading:
        assert self.family is not None
        fresh, is_beside = self._fresh(found), bool(step.form) or identity(page.url) not in self._read
        if not is_own(self.family, page, found, fresh, self._homes):
            return Reading(problem="not this column") if fresh else Reading()
        self._is_cut = self._is_cut or (is_beside and promise_of(page, 1, self.known) != "")
        return Reading(self._keep(page, found))

    def _own_rows(self) -> Reading | None:
        """Once nothing that a first page opens holds the list: the rows of the page itself, where it has some.

        Where every row is another column's, the column gathers those of others, and the rows are its own.
        """
        if self._set_aside and not self._kept:
            rows, self._set_aside = self._set_aside, ()
            self._kept = len(rows)
            return Reading(rows)
        if self.pages or self._spare is None or self.family is None:
            return None
        (page, step), self._spare = self._spare, None
        return self._take(page, step, 1, self.family.rows(page))

    def _take(self, page: ListPage, step: Step, number: int, found: RowList) -> Reading:
        assert self.family is not None
        if self.pages == 0:
            dated = {identity(row.url) for row in found.rows if row.listed_on and not is_year_label(row.title)}
            self.children = tuple(row for row in self.children if identity(row.url) not in dated)  # /nb/5839514/
            self._front = step
            self._beside, self._by_year = tuple(beside(page, self.column_url)), tuple(year_steps(page))
            self._counts_answer = fills_its_size(step, len(found.rows), self.family.totals(page))
        self.pages += 1
        self._read.add(identity(step.url))
        self._last = frozenset(row.url for row in found.rows)
        self._is_cut, self._repeats, self._promise = False, False, ""
        self._gaps, self._skipped = self._gaps + step.behind, 0
        self._breaks_off = self._breaks_off or page.breaks_off
        self._homes |= {home_of(row.url) for row in found.rows}
        own = {identity(page.url), identity(self.column_url), *map(identity, (row.url for row in self.children))}
        further = further_lists(page, found, self.column_url) if self.pages == 1 else ()
        self.children += tuple(row for row in further if identity(row.url) not in own)
        self.family.learn(step, found.layout)
        return Reading(self._keep(page, found), self._following(page, number))

    def _keep(self, page: ListPage, found: RowList) -> tuple[Row, ...]:
        """Counts what is new, and hands on the rows that are this column's."""
        assert self.family is not None
        own, others = self._fresh(found), self._fresh(RowList(found.others))
        self.rows, self.others, fresh = self.rows + len(own), self.others + len(others), own + others
        self.known |= {identity(row.url) for row in fresh}
        self._years = self._years.union(*(years_in(row.title) for row in fresh))
        declared = self._declared(page, found)
        self._movement.note([row.url for row in found.rows], declared)
        self.totals = self.totals.larger(declared)
        kept = self.family.keep(fresh)
        self._kept += len(kept)
        self._set_aside += tuple(row for row in fresh if row not in kept)
        return kept

    def _declared(self, page: ListPage, found: RowList) -> Totals:
        """A total below what the page shows is none, nor is one that only counts the rows of the answer."""
        assert self.family is not None
        declared = self.family.totals(page)
        is_none = self._counts_answer or (declared.records or 0) < len(found.rows)
        return replace(declared, records=None) if is_none else declared

    def _without_rows(self, page: ListPage, found: RowList, step: Step, number: int) -> Reading:
        """A page that only repeats: the page before once more, or a screen that page 1 held already."""
        assert self.family is not None
        shown = frozenset(row.url for row in found.rows)
        repeats = shown == self._last
        self._last, self._repeats = shown, self._repeats or (repeats and bool(shown))
        self._is_cut |= not (found.rows or step.probe or leads_back(page, self._read))
        if found.rows and not repeats and self.family.may_repeat(step, number, self.totals):
            return Reading((), self._following(page, number))
        return self._refuse(step, "nothing new" if found.rows else "no rows")

    def _following(self, page: ListPage, number: int) -> tuple[Step, ...]:
        assert self.family is not None
        self._loads_more = loads_more(page)
        if number >= self.max_pages:
            self.cut_off = True
            return ()
        if self.has_counted_all and not (page.data is None and names_later(page, number, self.known)):
            return ()
        if self._movement.is_seen and self.totals.pages is None and len(self._last) < self._movement.size:
            return ()  # the last page, whatever was counted before the list moved
        steps: Iterable[Step] = self.family.steps(page, number, self.totals)
        if self.is_rendered:
            steps = with_presses(steps, page, Step(self.entry), number)
        fresh = tuple(s for s in first_of(steps, self._visited) if s.is_scripted or identity(s.url) not in self.known)
        is_last = self.totals.pages is not None and number >= self.totals.pages
        if not is_last and all(step.probe for step in fresh):
            fresh = (*self._script_files(page, number), *fresh)
        self._leads_on = not fresh and not is_last and shows_more(page, number)
        self._promise = "" if is_last else promise_of(page, number, self.known)
        self.is_pressable = self._loads_more or is_pressable(page)
        self._lost = Lost(page, number, fresh)
        return fresh

    def beyond(self) -> tuple[Step, ...]:
        """Candidates for the page behind those that could not be had, where the list has one, or may have."""
        if self._lost is None or self.family is None or self._skipped == _MOST_SKIPPED:
            return ()
        self._skipped += 1
        last = self._lost.number + self._skipped
        if self.totals.pages is not None and last >= self.totals.pages:
            return ()
        is_told = self.totals.pages is not None or self._promise == "pages"
        is_there = self._is_cut or (is_told and not self._repeats)
        return first_of(self._lost.steps(self.family, self.totals, self._skipped), self._visited) if is_there else ()

    def _with_code(self, file: ListPage, shown: ListPage, number: int) -> Reading:
        """Where the controls of the page that was read lead by the functions of its script file."""
        self._library += file.code
        return Reading(steps=self._following(replace(shown, library=self._library), number), is_aside=True)

    def _script_files(self, page: ListPage, number: int) -> Iterator[Step]:
        """The page's own script files, where a control hands the next number to a function of theirs."""
        if not self.is_rendered and shows_more(page, number):
            self._shown = page, number
            yield from first_of((Step(url, probe=True) for url in script_files(page)), self._visited)

    def _fresh(self, found: RowList) -> tuple[Row, ...]:
        return tuple(row for row in found.rows if identity(row.url) not in self.known)

    def _refuse(self, step: Step, reason: str) -> Reading:
        self._note_failure(step, reason)
        return Reading(problem=reason)
