"""Where a link may lead against its looks: a row to a list, a column to a report."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from harvester.documents.media import Media, sniff
from harvester.parsers import headings
from harvester.parsers.kind import PARTS_OF_A_REPORT, judge_title
from harvester.parsers.script import fold, squeeze
from harvester.spiders.families.hubs import child_columns
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import Row, read_rows
from harvester.spiders.families.urls import identity, is_document, is_list_address
from harvester.spiders.families.years import YEAR
from harvester.spiders.switches import Switch

MAX_DEPTH = 3
"""Columns below columns below a column: years, then groups of agencies."""
MAX_MENUS = 4
"""Pages from the address that was given to the column: home, 政务公开, 政府信息公开, 指南, 年报."""
_LEAST_REPORTS = 2
_FILES: frozenset[Media] = frozenset({"pdf", "docx", "doc", "xlsx", "xls", "ofd"})
"""What a report is posted as."""


@dataclass(frozen=True, slots=True)
class Landing:
    """How a column was come by: how deep below the registry's column, and the row that led there."""

    depth: int = 0
    row: Row | None = None
    led: int = 0
    """How many menus led here from the address that was given."""
    is_menu: bool = False
    hub_links: frozenset[str] = frozenset()
    """Identities of the links of the page that led here."""
    switch: Switch | None = None
    """Set for a list that another one leads to as itself in one year."""

    @property
    def below(self) -> Landing | None:
        """The level below; None at the bottom."""
        return replace(self, depth=self.depth + 1) if self.depth < MAX_DEPTH else None

    def beside(self, *, is_menu: bool) -> Landing | None:
        """What a menu leads to; None where the column is too far away."""
        return replace(self, led=self.led + 1, is_menu=is_menu) if self.led < MAX_MENUS else None

    def at(self, row: Row, hub_links: frozenset[str] = frozenset(), switch: Switch | None = None) -> Landing:
        return replace(self, row=row, hub_links=hub_links, switch=switch if Switch.leads_to(row.url) else None)


def is_report(page: ListPage) -> bool:
    """True for a file, and where the page shows sections of the form: a column's address may be the report itself."""
    if sniff(page.body, None, page.content_type) in _FILES:
        return True
    if page.data is not None:
        return False
    found = set()
    for text in page.tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::a)]"):
        heading = headings.find(fold(text)) if len(text) > 3 else None
        if heading:
            found.add(heading.key)
    return len(found) >= PARTS_OF_A_REPORT


def is_list(page: ListPage, row: Row, menu: Container[str] = ()) -> bool:
    """True where a row's target lists reports, or columns of reports, and is none itself.

    ``menu``: identities of what its own list links to; what articles have of it, years as well, is every page's.
    """
    if is_report(page):
        return False
    url, rows = row.url, read_rows(page, row.url).rows
    reports = [found for found in rows if judge_title(found.title) == "report"]
    said = squeeze(page.visible) if reports else ""
    if len(reports) >= _LEAST_REPORTS or any(_is_of_year(found, row) and not _turns(found, said) for found in reports):
        return True
    if not is_list_address(url) or any(is_document(row.url) for row in rows):
        return False
    return any(identity(column.url) not in menu for column in child_columns(page, url))


def gathers(page: ListPage, row: Row, known: Container[str]) -> bool:
    """True for an article that does nothing but name reports, which no list has: 各部门2023年政府信息公开年度报告汇总.

    ``known``: identities of the rows of the list that led here, which stand beside its articles as well.
    """
    if judge_title(row.title) == "report" or page.data is not None or is_report(page) or _holds_files(page):
        return False
    rows = (found for found in read_rows(page, row.url).rows if judge_title(found.title) == "report")
    return sum(identity(found.url) not in known for found in rows) >= _LEAST_REPORTS


def _holds_files(page: ListPage) -> bool:
    """True for an article with attachments, or with a file or a picture in it, which may be the report."""
    is_shown = page.tree.xpath("//iframe | //embed | //object")
    return bool(is_shown) or any(is_document(link) for link in page.tree.xpath("//a/@href"))


def _turns(found: Row, said: str) -> bool:
    """True for what an article turns over to: 上一篇：某局2024年政府信息公开年报."""
    return bool(re.search(rf"[上下]一[篇条][:：]?{re.escape(squeeze(found.title))}", said))


def _is_of_year(found: Row, row: Row) -> bool:
    """True for the one report of a year's column, 2023年度政府信息公开年报; related links name other years.

    A file is what an article has attached: 某局2023年政府信息公开年报.docx.
    """
    year = YEAR.search(row.title)
    is_file = is_document(found.url) or is_document(found.title)
    return year is not None and year.group() in found.title and is_list_address(row.url) and not is_file
