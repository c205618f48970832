"""How titles write the year reported on: 2020年度, 17年, 二〇二〇年, （2023年1月1日至12月31日）."""

from __future__ import annotations

import re
from functools import cache

from harvester.divisions import town_names

FIRST_YEAR = 2003
"""Shanghai's report on 2004 is among the oldest; the duty is of 2008 (国务院令第492号)."""
LAST_YEAR = 2099

NARROW = str.maketrans("０１２３４５６７８９吿", "0123456789告")
"""Digits of full width, and the writing of 报告 that some input methods give."""
_CHINESE_DIGITS = str.maketrans("〇零○ＯO一二三四五六七八九", "00000123456789")
RANGE = re.compile(r"20\d{2}年?度?[-—–~～至到、和及与/／]20\d{2}")
_PERIOD = r"20\d{2}[年./-]0?1[月./-][^）)\]】〕]{0,8}?(?:20\d{2}[年./-])?12[^）)\]】〕]{0,5}"
MONTHS = re.compile(
    r"(?:(?<=20\d\d年)|(?<=20\d\d年度))[（(]?"
    r"(?:0?1月?(?:0?1日)?[-—–~～至到]12月?(?:31日)?[份止]?|全年)[）)]?(?=[^，。（(]*公)"
)
"""Behind the year and before the words: 2022年1月1日至12月31日政府信息公开工作年度报告."""
_WHOLE_YEAR = re.compile(_PERIOD)
_FULL_YEARS = re.compile(r"20\d{2}(?=[年./-])")


@cache
def year() -> str:
    """The pattern of a year; behind one may stand a town's name that begins with 度: 2023年度尾镇."""
    names = "|".join(sorted(name[1:] for name in town_names("度")))
    return (
        rf"(?<!\d)(?:(?:19|20)\d{{2}}(?!\d)(?:年度(?!{names})|年|度)?|\d{{2}}年度?"
        r"|二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2}(?:年度|年))"
        r"(?!年?\d{1,2}月|[-./]\d{1,2}[-./]|-\d{3}(?!\d年))"
    )


@cache
def years() -> re.Pattern[str]:
    return re.compile(year())


@cache
def tail_year() -> re.Pattern[str]:
    """（2020年）, not the year in which it came out: （2020年发布）."""
    no_other = "(?!发布|公布|公开|印发|编制|修订|更新|制)"
    return re.compile(rf"^[-—–:：]*[（(\[【〔]?(?P<year>(?>{year()}){no_other}|{_PERIOD}(?=[）)\]】〕]))[）)\]】〕]?")


def year_of(token: str) -> int | None:
    """The year a token stands for: 2020年度, 17年, 二〇二〇年; None outside the years that have reports."""
    if _WHOLE_YEAR.fullmatch(token):
        return year_of(token[:4]) if len(set(_FULL_YEARS.findall(token))) == 1 else None
    digits = re.sub(r"\D", "", token.translate(_CHINESE_DIGITS))
    number = int(digits) + 2000 if len(digits) == 2 else int(digits or 0)
    return number if FIRST_YEAR <= number <= LAST_YEAR else None


def length_of_year(tail: str) -> int:
    """How far a year reaches that stands behind the words of the report: （2020年）."""
    found = tail_year().match(tail)
    return found.end() if found else 0
