"""Whether the rows of a list page are the column's: servers show news, or another column, where a list has ended."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Set as AbstractSet

from harvester.parsers.kind import judge_title
from harvester.spiders.families.base import Family
from harvester.spiders.families.hubs import addresses_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import Row, RowList, may_be_report
from harvester.spiders.families.urls import home_of, identity, in_column


def is_own(family: Family, page: ListPage, found: RowList, fresh: tuple[Row, ...], homes: AbstractSet[str]) -> bool:
    """True where the new rows of a later page belong to the column, whose rows so far are at home in ``homes``."""
    if page.is_whole and len(page.body) < family.smallest_page and found.layout != family.layout:
        return False
    if any(in_column(row.url, family.column_url) for row in fresh):
        return _are_at_home(fresh, homes) or any(map(may_be_report, fresh))
    is_alike = found.layout == family.layout
    if not page.is_whole:  # a script puts the fragment where the first rows stood
        is_alike = is_alike or family.layout.startswith(found.layout.partition("body")[0].rstrip(">"))
    return is_alike and _are_at_home(fresh, homes)


def _are_at_home(fresh: tuple[Row, ...], homes: AbstractSet[str]) -> bool:
    """False for news of a column of their own, which a server shows where the list has ended."""
    has_reports = any(judge_title(row.title) == "report" for row in fresh)
    return has_reports or not homes or not homes.isdisjoint(home_of(row.url) for row in fresh)


def leads_back(page: ListPage, read: Container[str]) -> bool:
    """False for a page that knows nothing of the list which named it: 系统维护, or only the beginning of one.

    The last page of a list may have no rows; what an interface answers has no links.
    """
    return not page.is_whole or any(identity(url) in read for url in addresses_of(page))
