"""Until when a report has to be published."""

from __future__ import annotations

from datetime import date

from harvester.items import Scope

_NEW_LAW = 2019
"""The first reporting year under the Regulation as revised in 2019; before, every agency had until 31 March."""
_DAYS: dict[Scope, tuple[int, int]] = {"department": (1, 31), "government": (3, 31), "office": (3, 31)}
"""条例第四十九条; the report of a government's own office is given the later day, towns are not named."""


def deadline(scope: Scope, year: int) -> date | None:
    """The last day for the report on a year; None for those that the Regulation does not name.

    >>> deadline("department", 2023), deadline("department", 2017)
    (datetime.date(2024, 1, 31), datetime.date(2018, 3, 31))
    """
    day = (3, 31) if year < _NEW_LAW else _DAYS.get(scope)
    return None if day is None else date(year + 1, *day)
