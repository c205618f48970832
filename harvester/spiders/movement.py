"""Lists that change while they are walked: what comes in at the top pushes the last row of page 1 onto page 2."""

from __future__ import annotations

from collections.abc import Sequence

from harvester.spiders.families.paging import Totals


class Movement:
    """Compares each list page with the one before it; a list that moved is worth a second look at its page 1."""

    def __init__(self) -> None:
        self.is_seen = False
        self.size = 0
        """Rows of page 1."""
        self._shown: tuple[str, ...] = ()
        self._records: int | None = None

    def note(self, shown: Sequence[str], declared: Totals) -> None:
        """``shown``: the addresses of a page's rows, in its order; ``declared``: what the page says there is.

        A list that counts itself says when it moved; there a row on two pages is only the portal's slip.
        """
        self.size = self.size or len(shown)
        is_recounted = None not in (declared.records, self._records) and declared.records != self._records
        self.is_seen |= is_recounted or (declared == Totals() and self._is_pushed_on(shown))
        self._shown, self._records = tuple(shown), self._records if declared.records is None else declared.records

    def _is_pushed_on(self, shown: Sequence[str]) -> bool:
        """True where the page begins with the last rows of the page before, and not with its first."""
        start = self._shown.index(shown[0]) if shown and shown[0] in self._shown else 0
        pushed = self._shown[start:]
        return start > 0 and tuple(shown[: len(pushed)]) == pushed
