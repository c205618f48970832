"""From a title to the agency as written and the year reported on: 启东市人民政府2020年政府信息公开工作年度报告."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from harvester.divisions import locate, match
from harvester.divisions.table import words as names_of
from harvester.parsers.labelled import is_label
from harvester.parsers.organs import is_agency_name, is_foreign, is_local, stands_for_place
from harvester.parsers.script import fold, simplify, squeeze
from harvester.parsers.wording import load
from harvester.parsers.year_words import MONTHS, NARROW, RANGE, length_of_year, tail_year, year, year_of, years

_SEPARATORS = re.compile(r"[>＞»›|｜丨_/\\]+|(?<!\d)[:：]+|[:：]+(?!\d{2}(?!\d))|(?<!\d)[—–‐-]+|[—–‐-]+(?!\d)")
_TRAIL = re.compile(r"[>＞»›\\]")
"""Between the steps of a trail."""
_BAR = re.compile(r"[|｜丨_/]")
"""Before it stands a department that sets its name off, 启东市财政局|2019年……, or a government's site."""
_ARROW = re.compile(r"[>＞»›]")
_STROKE = re.compile("[—–‐-]{1,2}")
_SHORT = r"[（(](?:以下|下文|下称|简称)[^）)]{0,40}[）)]"
_EMPTY = re.compile(rf"{_SHORT}|[（(\[【〔《]\s*[）)\]】〕》]|^[（(\[【〔][^）)\]】〕]*[）)\]】〕]")
_BRACKETED = re.compile(r"\s*[（(\[【〔]([^）)\]】〕]+)[）)\]】〕]\s*")
_OWNER = re.compile(r"[（(\[【〔](?P<agency>[一-龥]{2,30})[）)\]】〕]")
"""The agency in brackets behind the title: 2024年政府信息公开工作年度报告（市公安局）."""
_AROUND = "-—–|｜丨（）()[]【】〔〕"
_TOWN = re.compile(r"[一-龥]{2,6}(?:镇|乡|街道|苏木)(?:人民政府|办事处)?")
_DAY = re.compile(
    r"^\W*20\d{2}(?:年\d{1,2}月(?:\d{1,2}日)?|[-./]\d{1,2}[-./]\d{1,2}|(?:0[1-9]|1[0-2])[0-3]\d(?!\d))\W*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\W*"
)
_SENTENCE = re.compile(r"[，,。；;]")
_NUMBER = re.compile(r"^(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、）)]|[①-⑳])")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z]{2,})+")
"""What content farms put in the place's stead: example.com沙头镇."""
_NO_NAME = re.compile(
    r"[《》，。；]|(?<![下杨])各(?![族庄莫塔琦卡])|我|情况|^该|党(?:工委|委|组)$"
    r"|^[本全](?:.|街道|中心|单位|部门|机关|公司|集团|系统)$"
    r"|^(?:[局委厅署院社馆会镇乡]|街道|中心)(?:机关|党政|党委|综合|行政|政务)*(?:办|办公室|办公厅|综合科|秘书科)$"
)
"""What no agency's name holds, 局办公室, 开发区党工委; 隆林各族自治县, 下各镇, 本溪市 and 全椒县 are places."""
_LETTER = re.compile(r"[^《》，。；的（(\d]{2,16}的(?:通知|函|意见|要求)")
_STRAY = re.compile(r"\d{3,6}年?度?$")
"""A year with a digit too many or too few."""
_ANNOUNCED = re.compile(r"^.*《|^.*关于(?:公布|发布|印发|公开|转发|报送)(?=..)|^.*年报(?=..)")
"""What stands before the agency whose report is sent round: 某市人民政府办公室关于公布某市2009年度……的通知."""
_NAME = re.compile(r"[一-龥](?<![年度])")
SITE = re.compile(r"[一-龥]{2,12}人民政府(?=.)")
"""A site's name before the agency's: 大同市人民政府大同市信访局, 大同市人民政府部门文件大同市信访局."""
_EDGES = "《》〈〉“”\"'，,、。.·•*# 　"
_CLOSING = "]】〕）)-—–"
"""What is left before the agency of a mark in brackets or a span of years: [2023-年报]某县……, 2021-2022年度某镇……."""
_LONGEST_AGENCY = 40
_LONGEST = 300
"""How far into a line a title is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a title says by itself. ``agency`` is in the page's own script, without spaces."""

    text: str
    agency: str | None
    year: int | None
    is_report: bool
    """True where it holds the words of an annual report (政府信息公开…报告) and no instruction about one."""


def parse_title(raw: str) -> Title:
    """Reads a title, a list row, or a line that begins with a title.

    >>> parse_title("2024年岭东区人民政府信息公开工作年度报告").agency
    '岭东区人民政府'
    """
    return _parse(raw[:_LONGEST])


def may_name_report(raw: str) -> bool:
    """A quick test that nearly all lines of a page fail, and every title of a report passes."""
    if "公" not in raw:
        return False
    text = squeeze(raw[:_LONGEST])
    return "公开" in text or "公開" in text or ("政府信" in text and "年度" in text)


@lru_cache(maxsize=1024)
def _parse(raw: str) -> Title:
    written = MONTHS.sub("", squeeze(raw).translate(NARROW))
    plain = simplify(written)
    words = _report().search(plain)
    if words is None or _instructs(plain[words.end() :]):
        return Title(text=fold(raw), agency=_leading_agency(written, plain), year=None, is_report=False)
    titles = [_title(raw, written, plain, *found) for found in _several(plain, words)]
    return max(titles, key=lambda title: 2 * (title.agency is not None) + (title.year is not None))


def _several(plain: str, words: re.Match[str]) -> Iterator[tuple[re.Match[str], int]]:
    """The words of the report and where their head begins; of 政府信息公开年报-某县2022年……年度报告 both."""
    begin = 0
    yield words, begin
    for found in _report().finditer(plain, words.end()):
        begin = words.end()
        if _SENTENCE.search(plain, begin, found.start()):
            return
        words = found
        yield words, begin


def _title(raw: str, written: str, plain: str, words: re.Match[str], begin: int) -> Title:
    head = _Head(written, plain, words.start(), begin)
    end = words.end() + length_of_year(plain[words.end() :])
    owner = None if head.agency() else _OWNER.match(plain, end)
    behind = owner and _named(written[slice(*owner.span("agency"))])
    return Title(
        text=_cut(raw, written, head.start, owner.end() if owner and behind else end),
        agency=head.agency() or head.agency_before() or behind,
        year=_year(plain, words, begin),
        is_report=True,
    )


def agency_behind(raw: str) -> str | None:
    """The agency that ends the line: 财政局 of 2023年政府信息公开工作年度报告-财政局."""
    written = squeeze(raw[:_LONGEST]).translate(NARROW)
    plain = simplify(written)
    words = _report().search(plain)
    end = 0 if words is None else words.end() + length_of_year(plain[words.end() :])
    rest = written[end:].strip(_AROUND) if end else ""
    name = _named(rest) if 2 <= len(rest) <= _LONGEST_AGENCY else None
    return name if name and _is_known(simplify(name)) else None


def _is_known(name: str) -> bool:
    return bool(is_local(name) or locate(name) or stands_for_place(name) or _TOWN.fullmatch(name))


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the words of the report, in both scripts, character by character."""

    written: str
    plain: str
    end: int
    begin: int = 0

    @property
    def start(self) -> int:
        """Where the agency begins, behind a breadcrumb or a label: 首页>年报>某县2020年, 文字解读:某县2020年."""
        breaks = self._breaks()
        if breaks and breaks[-1].end() == self.end and not _ARROW.search(breaks[-1].group()):
            breaks.pop()  # 深圳市人民政府 — 政府信息公开年度报告
        return breaks[-1].end() if breaks else self.begin

    def _breaks(self) -> list[re.Match[str]]:
        return [found for found in _SEPARATORS.finditer(self.plain, self.begin, self.end) if not self._joins(found)]

    def _joins(self, stroke: re.Match[str]) -> bool:
        """True within a zone named after two places, 峨眉山—乐山大佛风景名胜区, and in 启东市教育局/启东市体育局."""
        if stroke.group() == "/":
            return self._are_two(stroke)
        if _STROKE.fullmatch(stroke.group()) is None or _zone().search(self.plain, stroke.end(), self.end) is None:
            return False
        before = years().sub("", self.plain[self.begin : stroke.start()])
        place = match(before)
        return before == "中国" or (place is not None and place.short and place.end == len(before))

    def _are_two(self, stroke: re.Match[str]) -> bool:
        """True between two departments of one place; before one stands the site: 启东市人民政府/启东市财政局."""
        names = (self.plain[self.begin : stroke.start()], self.plain[stroke.end() : self.end])
        both = [name for name in (years().sub("", text) for text in names) if is_agency_name(name)]
        places = {locate(name) for name in both}
        return len(set(both)) == 2 and len(places) == 1 and None not in places and not both[0].endswith("政府")

    def agency(self) -> str | None:
        end = self.end + 2 if self._shares_government() else self.end
        day = _DAY.match(self.plain)
        start = max(self.start, day.end() if day else 0)
        plain, written = self.plain[start:end], self.written[start:end]
        for token in reversed(list(years().finditer(plain))):
            said_before = is_agency_name(plain[: token.start()]) and plain[token.end() :] in plain[: token.start()]
            behind = len(plain) if said_before else token.end()  # 海关总署2010年海关信息公开
            plain = plain[: token.start()] + plain[behind:]
            written = written[: token.start()] + written[behind:]
        return _trimmed(written, plain)

    def agency_before(self) -> str | None:
        """The agency that a stroke or a colon sets off: 某县公安局——2024年政府信息公开工作年度报告."""
        breaks = self._breaks()
        if not breaks or _TRAIL.search(breaks[-1].group()):
            return None
        start = breaks[-2].end() if len(breaks) > 1 else self.begin
        name = _named(self.written[start : breaks[-1].start()])
        is_site = name is not None and _BAR.search(breaks[-1].group()) and simplify(name).endswith("政府")
        return None if is_site else name

    def _shares_government(self) -> bool:
        """X人民政府信息公开: 政府 belongs to 人民政府 and to 政府信息公开."""
        return self.plain[: self.end].endswith("人民") and self.plain.startswith("政府", self.end)


def _named(text: str) -> str | None:
    """The name of an agency that stands apart from the words of the report; 乡镇 and 附表 are none."""
    name = _trimmed(text, simplify(text))
    return name if name and is_agency_name(name) else None


def _trimmed(written: str, plain: str) -> str | None:
    rules = load("titles.yaml")
    alone = _BRACKETED.fullmatch(written)
    written = alone[1] if alone and is_agency_name(alone[1]) else _EMPTY.sub("", written)
    written = _DOMAIN.sub("", written).strip(_EDGES)
    written = _ANNOUNCED.sub("", _NUMBER.sub("", _STRAY.sub("", written))).lstrip(_CLOSING)
    written = _SEPARATORS.sub("", written) if _SEPARATORS.search(written[-1:]) else written
    written = _without(written, prefixes=rules["before_agency"], suffixes=rules["before_year"])
    site = SITE.match(written)
    again = written.rfind(site.group().removesuffix("人民政府")) if site else 0
    if site and (again > 0 or locate(written[site.end() :])):
        written = written[max(again, site.end()) :]
    plain = simplify(written) if plain != written else written
    is_other = plain in rules["no_agency"] or is_label(plain) or _NO_NAME.search(plain)
    usable = 2 <= len(written) <= _LONGEST_AGENCY and not is_other
    return written if usable and _NAME.search(plain) and not is_foreign(plain) else None


def _without(text: str, *, prefixes: list[str], suffixes: list[str]) -> str:
    for suffix in (*suffixes, *suffixes):  # 公布的: the one may stand behind the other
        if simplify(text).endswith(suffix):
            text = text[: -len(suffix)].strip(_EDGES)
    for prefix in prefixes:
        if simplify(text).startswith(prefix):
            text = text[len(prefix) :].strip(_EDGES)
    return text


def _instructs(tail: str) -> bool:
    """True for 年度报告编制工作培训, 年度报告发布和报送工作的通知."""
    said = tail.strip(_EDGES)
    return said.startswith(tuple(load("titles.yaml")["instructions"])) or _LETTER.match(said) is not None


def _year(plain: str, words: re.Match[str], begin: int) -> int | None:
    """The one year of the title; of several, the one that stands at the words of the report; of a range, none."""
    if RANGE.search(plain):
        return None
    tail = tail_year().match(plain[words.end() :])
    tokens = [*years().finditer(plain, begin, words.start())]
    nearest = [token.group() for token in tokens if token.end() == words.start()]
    found = [token.group() for token in tokens] + [text for text in (words["inner"], tail and tail["year"]) if text]
    named = {year_of(token) for token in found}
    if len(named) > 1:
        named = {year_of(token) for token in nearest}
    return named.pop() if len(named) == 1 else None


def _leading_agency(written: str, plain: str) -> str | None:
    """The agency of a title that is no report's: 某县公安局关于…的通知."""
    token = years().match(plain)
    start = token.end() if token else 0
    start += len(plain[start:]) - len(
        _without(plain[start:], prefixes=load("titles.yaml")["before_agency"], suffixes=[])
    )
    about = plain.find("关于", start + 1)
    end = about if about > 0 else next((stop.start() for stop in _stop().finditer(plain, start)), start)
    name, rules = written[start:end].strip(_EDGES), load("titles.yaml")
    usable = 2 <= len(name) <= _LONGEST_AGENCY and simplify(name) not in rules["no_agency"]
    return name if usable and is_agency_name(name) else None


@cache
def _report() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:政府信息|信息|政务)(?:公开)?(?:工作)?[与和、及暨])?(?:(?:政府|政务)?(?:信息|资讯|政务)公开|政府信(?:公开|息公[布示]?(?=工作)))(?:年度|工作|情况|开展|主要)*"
        rf"(?P<inner>{year()})?(?:工作|年度|年终|总结|情况|的|告)*(?:(?:报告|年报)(?!表)|年度报(?![告表道]))"
    )


@cache
def _zone() -> re.Pattern[str]:
    return re.compile("|".join(names_of("zone_suffixes")))


@cache
def _stop() -> re.Pattern[str]:
    return re.compile("|".join([*load("titles.yaml")["stops"], year(), "[《〈“]"]))


def _cut(raw: str, written: str, start: int, end: int) -> str:
    """The part of ``raw`` that the squeezed text holds between two places, its spaces kept as single ones."""
    places = [index for index, character in enumerate(raw) if squeeze(character)]
    if len(places) != len(written):
        return fold(raw)
    return fold(raw[places[start] : places[end - 1] + 1]).lstrip("《〈*·• ")
