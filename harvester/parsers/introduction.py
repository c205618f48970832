"""What a report says about itself before its first section: who wrote it, on which year, whom to ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from harvester.parsers.organs import principal
from harvester.parsers.period import whole_year
from harvester.parsers.script import narrow, simplify
from harvester.parsers.titles import Title, may_name_report, parse_title
from harvester.parsers.wording import any_of, load
from harvester.parsers.year_words import year_of

_NAME = "(?P<agency>AGENCY)"
_NOTE = re.compile(r"[（(](?:以下|下文|下称|简称)[^）)]{0,40}[）)]")
"""国家税务总局佛山市税务局（以下简称“佛山市税务局”）2021年."""
_CLAUSES = re.compile(r"[，,。；;：:《》〈〉<>“”\"]")
_WORDS = re.compile(r"(?:信息|资讯|政务)公开")
_VERB = re.compile(r"^将(?!乐)(?=.+(?:如下|予以|公布|发布|汇报))")
"""将保税区2021年度政府信息公开年度报告如下; 将乐县 is a place."""
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)年")
_COMPARED = re.compile(r"[较比与于]20[0-3]\d年")
"""较2022年增长5%."""
_TELLING = re.compile(
    r"(?<!\d)(?P<year>20[0-3]\d)年(?:度|全年)?[,，]?(?:我|本|全|共|累计|未|没有|收到|受理|街道|办事处|政府信息公开|政务公开)"
)
_OPENING = re.compile(
    r"^(?:（[一二]）|[(]?[一1][、.)）])?(?:[^，,。]{0,12}[。:：])?[^，,。]{0,12}?(?P<year>20[0-3]\d)年(?:度|来|以来|[，,、我全本在市区县镇乡街旗州局委])"
)


@lru_cache(maxsize=32)  # who the author is, where and of whom another is are asked of one introduction
def agencies(key: str, text: str) -> tuple[str, ...]:
    """The names that the text gives as ``authors``, ``mentions``, ``contacts`` ..., in its own script."""
    return tuple(_agencies(key, text))


def _agencies(key: str, text: str) -> Iterator[str]:
    plain = simplify(text)
    for behind, pattern in _patterns(key):
        for match in pattern.finditer(plain) if behind is None or behind.search(plain) else ():
            start, end = match.span("agency")
            shared = plain.startswith("政府", end) and plain[start:end].endswith("人民")
            name = _NOTE.sub("", text[start : end + 2 * shared])
            yield principal(name.removeprefix("由"))


def own_titles(text: str) -> Iterator[Title]:
    """The titles by which the text calls its report: 现向社会公布2021年石家庄市教育局政府信息公开工作年度报告."""
    for clause in _CLAUSES.split(_NOTE.sub("", text)):
        if may_name_report(clause) and not _of_another().search(simplify(clause)):
            title = parse_title(clause[_lead(simplify(clause)) :])
            if title.is_report:
                yield title


def own_year(text: str) -> tuple[int | None, str]:
    """The year of the text's own titles or, where they name none, of its period; and which of both."""
    years = {title.year for title in own_titles(text) if title.year}
    period = whole_year(text)
    years = years or (set() if period else {year for year in claimed_years(text) if year})
    if len(years) == 1 and period in (None, *years):
        return years.pop(), "introduction"
    return period, "period"


def opening_year(overview: str) -> int | None:
    """The year with which the overview begins, if no other is named as often: 2025年，我局……."""
    plain = narrow(overview)
    opening = _OPENING.match(plain)
    counted = Counter(_YEAR.findall(_COMPARED.sub("", plain))).most_common(2)
    if opening is None or counted[0][0] != opening["year"]:
        return None
    return int(opening["year"]) if len(counted) == 1 or counted[0][1] > counted[1][1] else None


def told_year(overview: str) -> int | None:
    """The one year in which the overview tells what was done, somewhere in it: 2025年度，街道累计公开782条."""
    told = {int(found["year"]) for found in _TELLING.finditer(narrow(overview))}
    others = set(map(int, _YEAR.findall(narrow(overview))))
    return told.pop() if len(told) == 1 and told == others else None


def claimed_years(text: str) -> set[int | None]:
    """The years of which the text says that it is the report of."""
    plain = simplify(text)
    return {year_of(match["year"]) for _, pattern in _patterns("own_years") for match in pattern.finditer(plain)}


def _lead(plain: str) -> int:
    """Where the title begins behind 现将, 特向社会公布 and the like; what is said behind it is no lead (公布如下)."""
    words = _WORDS.search(plain)
    before = plain[: words.start()] if words else plain
    verb = _VERB.match(plain)
    return max((match.end() for match in _leads().finditer(before)), default=verb.end() if verb else 0)


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(any_of(load("identity.yaml")["leads"]) + "(?!委员会)")


@cache
def _of_another() -> re.Pattern[str]:
    """What makes a clause one about reports: 关于做好……年度报告的通知, 按照……年度报告格式."""
    return re.compile(any_of(load("identity.yaml")["not_own"]))


@cache
def _patterns(key: str) -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str]], ...]:
    """The patterns; of one that begins with the name also what stands behind it, which is quicker looked for."""
    name = "[一-龥（）()、]{2,40}?"
    found = []
    for pattern in load("identity.yaml")[key]:
        behind = pattern.removeprefix(_NAME) if pattern.startswith(_NAME) else None
        found.append((re.compile(behind) if behind else None, re.compile(pattern.replace("AGENCY", name))))
    return tuple(found)
