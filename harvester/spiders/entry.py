"""The walk over an address that somebody gave: a home page or a menu leads on to the columns that it names."""

from __future__ import annotations

from harvester.portals.discovery import leads
from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.hubs import agency_columns
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import is_front_page
from harvester.spiders.landing import Landing
from harvester.spiders.reading import Reading


class EntryWalk(ColumnWalk):
    """A home page or a menu is asked at once where it leads; any other page when it turns out to hold no list."""

    is_given = True

    def __init__(
        self, column_url: str, family: str | None = None, *, max_pages: int = 1000, is_menu: bool = False
    ) -> None:
        super().__init__(column_url, family, max_pages=max_pages)
        self.is_menu = is_menu
        self._entry: ListPage | None = None

    def _first(self, page: ListPage, step: Step) -> Reading:
        if self._entry is None or self._entry.jump:
            self._entry = page
            if self.is_menu or is_front_page(page.url):
                self._lead_on()
        return Reading(problem="leads on") if self.led else super()._first(page, step)

    def settle(self) -> Reading | None:
        """A list that could not be fetched is missing; a page without one is a menu, unless it is a report."""
        if not (self.pages or self.failed or self.children or self.holds_report):
            self._lead_on()
            if self._entry and self.led != "columns" and not self._spare:
                self._turn_to_agencies(agency_columns(self._entry, self.column_url))
        return None if self.led else super().settle()

    def _lead_on(self) -> None:
        found = leads(self._entry) if self._entry else ()
        if found:
            self.led = "menus" if found[0].kind == "menu" else "columns"
            self.children = tuple(Row(item.url, item.name) for item in found)

    def _turn_to_agencies(self, columns: tuple[Row, ...]) -> None:
        """The agencies that a page names are what it is about; the menu beside them is every page's."""
        if columns:
            self.led, self.children = "", columns


def walk_of(landing: Landing, column_url: str, family: str | None, max_pages: int) -> ColumnWalk:
    """The walk over a column as it was come by: what a hub leads to is a column, what was given may be a menu."""
    if landing.depth:
        return ColumnWalk(column_url, family, max_pages=max_pages, hub_links=landing.hub_links)
    return EntryWalk(column_url, family, max_pages=max_pages, is_menu=landing.is_menu)
