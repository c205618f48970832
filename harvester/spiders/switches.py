"""Links of a list to itself in one year, ``nb.aspx?cid=5&year=2023``, to which many a server pays no attention."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from harvester.spiders.families.years import YEAR

_ENOUGH = 2
"""Years with the same list: the newest one alone may be what the list shows by itself."""


class Switch:
    """Compares the lists that such links lead to with the one that has them."""

    def __init__(self, rows: AbstractSet[str]) -> None:
        self.rows = rows
        """Identities of the rows of the list itself, all its pages together."""
        self._same = 0

    @staticmethod
    def leads_to(url: str) -> bool:
        """True for an address with a year in its query."""
        return bool(YEAR.search(urlsplit(url).query))

    def compare(self, rows: AbstractSet[str]) -> None:
        self._same += bool(rows) and rows == self.rows

    @property
    def is_ignored(self) -> bool:
        """True once the years are known to show one list: the others are left alone."""
        return self._same >= _ENOUGH
