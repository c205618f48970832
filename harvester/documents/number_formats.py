"""Excel's number formats, as far as they change what a figure says: a unit behind it, hundredths, ten thousands."""

from __future__ import annotations

import re
from decimal import Decimal

from harvester.documents.sheet_rows import figure

_UNIT = re.compile(
    r"(?:[0#?]|General|G/通用格式)(?:_.|,)*\s*(?:\"\s*([^\"]{1,4})\"|\\?([件条项个万亿元次人]{1,2}))(?:_.|\s)*$"
)
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|_.|\[[^\]]*\]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?])")
"""``0.00,`` shows thousands: each comma behind the digits takes three of them off."""
_POINT = re.compile(r"(?:!|\\)\.([0#?]+)")
"""``0!.0,`` shows ten thousands: a point written between the digits of the rounded figure."""
_MOST = 120
_HOLDS = {
    "<=": lambda value, limit: value <= limit,
    ">=": lambda value, limit: value >= limit,
    "<>": lambda value, limit: value != limit,
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
    "=": lambda value, limit: value == limit,
}


def formatted(value: float, number_format: str | None) -> str:
    """The figure with all the digits stored, at the size and with the unit that the format shows it in.

    >>> formatted(7730.28, '0.00"万元"')
    '7730.28万元'
    >>> formatted(77302800, '0!.0,"万元"')
    '7730.28万元'
    """
    section = _section(value, (number_format or "")[:_MOST])
    bare = _QUOTED.sub("", section)
    if "%" in bare:
        return f"{figure(value * 100)}%"
    unit = _UNIT.search(section)
    return figure(_scaled(value, section)) + ((unit[1] or unit[2]).strip() if unit else "")


def _section(value: float, number_format: str) -> str:
    """The part of the format that this figure is shown by: the first whose condition holds."""
    sections = number_format.split(";")
    for section in sections:
        condition = _CONDITION.search(section)
        if condition and _HOLDS[condition[1]](value, float(condition[2])):
            return section
    if _CONDITION.search(sections[0]):
        return next((section for section in sections if not _CONDITION.search(section)), "")
    return sections[0]


def _scaled(value: float, section: str) -> float | Decimal:
    """The figure as large as it is shown: 77302800 by ``0!.0,`` as 7730.28."""
    point = _POINT.search(section)
    thousands = _THOUSANDS.search(re.sub(r"\"[^\"]*\"", "", section))
    places = (len(point[1]) if point else 0) + 3 * (len(thousands[1]) if thousands else 0)
    return Decimal(format(value, ".15g")).scaleb(-places) if places else value
