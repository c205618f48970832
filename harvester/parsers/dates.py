"""Dates as pages write them: 2021- 01- 27 15 : 11, 2020年08月02日, 2021/1/5, 二〇二三年元月二十日."""

from __future__ import annotations

import re
from datetime import date

from harvester.parsers.year_words import NARROW

_YEAR = r"(?P<year>(?:19|20)\d{2}|二[〇零○ＯO][〇零○ＯO一二三四五六七八九]{2})"
_MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}|元)"
_DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}|廿[一二三四五六七八九]?)"
_DATE = re.compile(rf"(?<!\d){_YEAR}\s*[-/.年]\s*{_MONTH}\s*[-/.月]\s*{_DAY}(?!\d)")
_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九十")} | dict.fromkeys("零○ＯO", 0)


def first_date(text: str) -> date | None:
    """The first date that ``text`` holds; None where there is none, or it is none of the calendar's (2021-02-30).

    >>> first_date("二〇二四年元月廿日")
    datetime.date(2024, 1, 20)
    """
    found = _DATE.search(text.translate(NARROW))
    return _date(*(_number(found[part]) for part in ("year", "month", "day"))) if found else None


def _number(written: str) -> int:
    """A year by its digits, 元 for the first month, the others up to 三十一: tens before 十, units behind it."""
    if written.isdecimal():
        return int(written)
    if len(written) == 4:
        return int("".join(str(_VALUES.get(character, character)) for character in written))
    plain = written.replace("元", "一").replace("廿", "二十")
    tens, ten, units = plain.rpartition("十")
    return (_VALUES[tens] if tens else 1) * 10 * bool(ten) + (_VALUES[units] if units else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
