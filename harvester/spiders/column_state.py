"""What is known of a column while it is walked, and how it ended: whole, or what is missing."""

from __future__ import annotations

from typing import ClassVar, Literal

from harvester.spiders.families.base import declares_more
from harvester.spiders.families.hubs import is_below
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.promises import Promise
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import identity
from harvester.spiders.outcomes import OutcomeName


class ColumnState:
    """The counts of a walk and the signs that it is short; `ColumnWalk` keeps them."""

    is_given: ClassVar[bool] = False
    """True where no other column led here."""

    def __init__(self, column_url: str, hub_links: frozenset[str] = frozenset()) -> None:
        self.column_url = column_url
        self.hub_links = hub_links
        """Identities of what the page links to that led here; every page of a portal has some of it."""
        self.totals = Totals()
        self.pages = 0
        self.rows = 0
        self.others = 0
        """Rows of more lists that stood on its pages."""
        self.cut_off = False
        self.failed: list[str] = []
        self.children: tuple[Row, ...] = ()
        """Columns that the first page leads to: a hub's years, or its groups of agencies."""
        self.led: Literal["", "columns", "menus"] = ""
        """What ``children`` are where the page is none of the column's, but a menu that leads there."""
        self.shell: str | None = None
        """What shows that a script builds the list, where the first page holds none."""
        self.inner: str | None = None
        """What shows that its reports open within the page, by no address that could be asked for."""
        self.entry = column_url
        """Where that page stands."""
        self.is_rendered = False
        """True where its pages are asked for through a browser."""
        self.holds_report = False
        """True where the column's own page is a report."""
        self.led_to = 0
        """How many columns were entered from its page."""
        self.is_pressable = False
        """True where 下一页 of the last page is no link, so that only a browser can press it."""
        self._loads_more = False
        """True where a control on the only page that was read would add rows."""
        self._leads_on = False
        """True where the last page hands a later page's number to a function that names no address."""
        self._promise: Promise = ""
        """What the pager of the page read last says of later ones."""
        self._repeats = False
        """True where the page after that one shows the same rows once more."""
        self._is_cut = False
        """True while a page that the last one named could not be fetched."""
        self._breaks_off = False
        """True where one of its pages ends within a tag."""
        self._gaps = 0
        """List pages that could not be had, while later ones were read."""
        self._held_years: frozenset[str] = frozenset()
        """Years that a form or a script of its page would show."""
        self._held_groups: frozenset[str] = frozenset()
        """Tabs whose reports only a script of its page would show."""
        self._years: frozenset[str] = frozenset()
        """Years in the titles of its rows."""
        self._set_aside: tuple[Row, ...] = ()
        """Rows of other columns, which an interface lists as well."""

    @property
    def is_hub(self) -> bool:
        """True where its page leads to columns; the years that stand in the menu of every year do not count."""
        return any(identity(row.url) not in self.hub_links or is_below(row, self.column_url) for row in self.children)

    @property
    def harvested(self) -> int:
        """Rows that were read from its list pages; one that stands on two of them, as the list moved, is one."""
        return self.rows + self.others

    @property
    def has_counted_all(self) -> bool:
        """True where as many rows were read as the list says that it has."""
        return self.totals.records is not None and not declares_more(self.totals, self.pages, self.rows)

    def through(self, step: Step) -> dict[str, int]:
        """Meta of a request for a page that a browser is to build; what a script asks for needs no browser."""
        return {"presses": step.presses} if self.is_rendered and not step.is_scripted else {}

    def close(self) -> tuple[OutcomeName, str]:
        """How the column ended: ``ok``, ``empty_shell`` or ``incomplete``, and what is missing."""
        if self.pages == 0 and (self.led_to or self.is_hub or self.holds_report):
            return "ok", f"leads to {self.led_to} columns" if self.led_to else ""
        if self.pages == 0 and self.shell and not (self.is_rendered or self.failed):
            return "needs_browser", self.shell
        if self.pages == 0 and self.inner:
            return "incomplete", self.inner
        if self.pages == 0 and self.failed:
            return "incomplete", "; ".join(self.failed)
        if self.pages == 0:
            return "empty_shell", "no rows in its first page"
        missing = self.missing()
        tried = f"; not read: {', '.join(self.failed)}" if self.failed and missing else ""
        left_out = f"{len(self._set_aside)} rows of other columns left out" if self._set_aside else ""
        return ("incomplete", f"{'; '.join(missing)}{tried}") if missing else ("ok", left_out)

    def missing(self) -> list[str]:
        """What shows that more was there than was read."""
        missing = []
        if (self.totals.records or 0) > self.harvested:
            missing.append(f"{self.totals.records} articles declared, {self.harvested} listed")
        if (self.totals.pages or 0) > self.pages and self.totals.records != self.harvested:
            missing.append(f"{self.totals.pages} list pages declared, {self.pages} read")
        if self.cut_off:
            missing.append(f"cut off after {self.pages} list pages")
        if self._gaps and not missing and self.totals.records != self.harvested:
            missing.append(f"{self._gaps} list pages before the last one not read")
        if (self._is_cut or self._leads_on) and not missing:
            missing.append(f"{self.pages} list pages read, the next one not")
        if self._breaks_off and not missing:
            missing.append("a list page ends in the middle of its text")
        if self._is_promised and not missing:
            missing.append(f"{self.pages} list pages read, the pager shows more")
        if self.waits_for_press and not missing:
            missing.append("加载更多 was not pressed: it takes a browser")
        if self._held_back and not missing:
            missing.append(f"only a form or a script of the page shows {self._held_back}")
        return missing

    @property
    def _held_back(self) -> str:
        """``the years 2023, 2022``, or the groups of agencies beside the one that is shown."""
        if self._years_left:
            return f"the years {', '.join(sorted(self._years_left))}"
        is_one_list = not (self.children or self.others or self.is_rendered)
        return ", ".join(sorted(self._held_groups)) if is_one_list else ""

    @property
    def _years_left(self) -> frozenset[str]:
        """Empty for a list of several years: what its page offers besides chooses among them."""
        own = self._years | {str(int(year) + 1) for year in self._years}  # in which the reports are published
        return self._held_years - own if len(self._years) == 1 and not self.children else frozenset()

    @property
    def waits_for_press(self) -> bool:
        """True where rows may wait behind 加载更多: no plain page followed, and no total says that all are there."""
        is_whole = self.totals.records is not None and self.totals.records <= self.harvested
        return self._loads_more and self.pages == 1 and not (self.is_rendered or is_whole)

    @property
    def _is_promised(self) -> bool:
        """True where the pager names a later page and none followed; 下一页 alone counts where it repeats page 1."""
        if self.totals.records is not None and self.totals.records <= self.harvested:
            return False
        return self._promise == "pages" or (self._promise == "next" and self._repeats and self.pages == 1)

    def fail(self, step: Step, reason: str, *, is_absent: bool = True) -> None:
        """Note a list page that could not be fetched; one that only was looked for may not be there."""
        self._is_cut = self._is_cut or not (step.probe and is_absent)
        if not (step.behind and is_absent):
            self._note_failure(step, reason)

    def _note_failure(self, step: Step, reason: str) -> None:
        self.failed.append(reason if step.url == self.column_url else f"{step.url} ({reason})")
