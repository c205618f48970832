"""Years as options write them."""

from __future__ import annotations

import re

from harvester.errors import UsageError

_YEARS = re.compile(r"^(20\d\d)(?:-(20\d\d))?$")


def wanted_years(text: str) -> frozenset[int]:
    """The years of ``2023``, ``2021-2024`` or ``2019,2021-2024``; raises UsageError."""
    years: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _YEARS.match(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise UsageError(f"years {text!r}: {part!r} is no year of a report (write 2023, 2021-2024 or 2019,2023)")
        years |= set(range(first, last + 1))
    return frozenset(years)
