"""Excel's number formats, as far as they change what a figure says: a unit behind it, a share of a hundred."""

from __future__ import annotations

import re

from harvester.documents.sheet_rows import figure

_UNIT = re.compile(r"[0#](?:_.)*\s*(?:\"([^\"]{1,4})\"|\\?([件条项个万亿元次人]{1,2}))\s*$")
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|_.|\[[^\]]*\]")


def formatted(value: float, number_format: str | None) -> str:
    """The figure as it is stored, with the unit that the format puts behind it.

    >>> formatted(7730.28, '0.00"万元"')
    '7730.28万元'
    """
    first = (number_format or "").split(";")[0]
    if "%" in _QUOTED.sub("", first):
        return f"{figure(value * 100)}%"
    unit = _UNIT.search(first)
    return figure(value) + ((unit[1] or unit[2]) if unit else "")
