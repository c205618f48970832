"""The statistical period that a report states: 统计期限自2020年1月1日起至2020年12月31日止."""

from __future__ import annotations

import re

from harvester.parsers.script import narrow, simplify, squeeze

_WORDS = ("期限", "期間", "期间", "时段", "時段", "周期", "时间", "時間", "统计", "統計", "1月1日")
_LABEL = r"(?:(?:统计|数据|报告|填报)[^。；;\d]{0,6}(?:期限|时间|周期|时段|期间|范围|区间)|期限)[^\d。；;]{0,12}"
_START = r"(?P<year>20[0-3]\d)(?:[年./-]0?1[月./-]0?1日?|1月?1日)起?[,，]?"
_END = r"(?:至|到|[—–~～-]+)(?:(?P<last>20[0-3]\d)[年./-]?|当年|同年)?12(?:[月./-]|(?=31日))"
"""Characters that stood in an element of their own get lost: 自20231月1日起至20231231日止, 自202311日."""
_LABELLED = re.compile(rf"{_LABEL}{_START}{_END}(?:[12]\d|3[01])")
"""Some close their books in the middle of December: 统计期限自2022年1月1日起至2022年12月20日止."""
_PLAIN = re.compile(f"{_START}{_END}31")


def whole_year(text: str, *, labelled: bool = False) -> int | None:
    """The year that the text gives as its period; None where it gives none, or one that is no calendar year.

    ``labelled`` asks for 统计期限 or the like in front of it.
    """
    if not any(word in text for word in _WORDS):
        return None
    plain = squeeze(simplify(narrow(text)))
    found = _LABELLED.search(plain) or (None if labelled else _PLAIN.search(plain))
    if found is None or found["last"] not in (None, found["year"]):
        return None
    return int(found["year"])
