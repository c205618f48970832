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
        self._declared = Totals()

    def note(self, shown: Sequence[str], declared: Totals) -> None:
        """``shown``: the addresses of a page's rows, in its order; ``declared``: what the page says there is.

        A list that counts its rows says when it moved, one that counts its pages when a page came in; else a row on
        two pages of it is only the portal's slip.
        """
        self.size = self.size or len(shown)
        before = self._declared
        self._declared = Totals(declared.records or before.records, declared.pages or before.pages)
        is_uncounted = declared == Totals() or (declared.records is None and _differ(declared.pages, before.pages))
        self.is_seen |= _differ(declared.records, before.records) or (is_uncounted and self._is_pushed_on(shown))
        self._shown = tuple(shown)

    def _is_pushed_on(self, shown: Sequence[str]) -> bool:
        """True where the page begins with the last rows of the page before, and not with its first."""
        start = self._shown.index(shown[0]) if shown and shown[0] in self._shown else 0
        pushed = self._shown[start:]
        return start > 0 and tuple(shown[: len(pushed)]) == pushed


def _differ(one: int | None, other: int | None) -> bool:
    return None not in (one, other) and one != other
