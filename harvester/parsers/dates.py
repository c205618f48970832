"""Dates as pages write them: 2021- 01- 27 15 : 11, 2020年08月02日, 2021/1/5, 二〇二三年一月二十日."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_CHINESE = re.compile(
    r"(二[〇零○ＯO][〇零○ＯO一二三四五六七八九]{2})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十]{1,3})\s*日"
)
_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九十")} | dict.fromkeys("零○ＯO", 0)


def first_date(text: str) -> date | None:
    """The first date that ``text`` holds; None where there is none, or it is none of the calendar's (2021-02-30)."""
    plain = _DIGITS.search(text)
    if plain:
        return _date(int(plain[1]), int(plain[2]), int(plain[3]))
    written = _CHINESE.search(text)
    if written is None:
        return None
    year = int("".join(str(_VALUES[character]) for character in written[1]))
    return _date(year, _number(written[2]), _number(written[3]))


def _number(characters: str) -> int:
    """Up to 三十一: tens before 十, units behind it."""
    if "十" not in characters:
        return _VALUES[characters[-1]]
    tens, units = characters.split("十", 1)
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[units] if units else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
