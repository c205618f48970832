"""The six headings of the form: found by their wording, then put in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from harvester.parsers.script import canonical, may_begin, simplify, spellings
from harvester.parsers.wording import any_of, load

KEYS = (
    "overview",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "problems_and_improvements",
    "other_matters",
)
_LONGEST = 40
"""Characters of a line that is a heading and nothing else."""
_LOOK = 120
"""Characters of a paragraph that are looked at: a heading stands at its beginning."""
_NUMERALS = "一二三四五六七八九十壹贰叁肆伍陆"
_ORDINALS = f"第{_NUMERALS}"
_ORDINAL = re.compile(
    rf"^[#*\s]*第?(?:([{_NUMERALS}]{{1,2}})|(0?[1-6]|I{{1,3}}|IV|VI?)(?=[、.]\D|[一-龥]))(?:部分|章)?([、.,:]?)"
)
"""In canonical form, in which ① is 1 and Ⅳ is IV."""
_ENCLOSED = re.compile(r"^[#*\s]*[(【\[〔][一二三四五六1-6][)】\]〕][、.,:]?")
_BRACKETS = frozenset("(（【[〔㈠㈡㈢㈣㈤㈥⑴⑵⑶⑷⑸⑹")
_BEHIND = r"(?:(?<=[。;；!！?？])|(?<=如下[:：]))\s*"
"""Where a heading may begin inside a paragraph: behind a sentence, or 报告如下：."""
_INSIDE = re.compile(r"(?:[。;；!！?？]|如下[:：])\s*[一二三四五六]\s?、")
_NUMBER_INSIDE = re.compile(rf"{_BEHIND}(?=[一二三四五六七八]\s?、)")
_FEWEST_CHAPTERS = 3
_LIST_ITEM = re.compile(r"^\W*[一二三四五六七八九十]{1,2}是")
_ENDS = ":：。"
_SEPARATORS = ":。;,、. \u00a0\u3000\t：；，】"
_GOES_ON = re.compile(r"[及和与的]|以及|并")
_GAP = re.compile(r"(?<=\S)[ \u00a0\u3000]+(?=\S)")
_STOP = re.compile(r"[:。;,(!?]")
_ANSWER = re.compile(r"\(|无|没有|暂无")
_LONGER = re.compile(r"(?:及|和|与|以及|的)[^。:;,]{1,16}(?=[。:;])")
"""More words of the heading before the text: 存在问题 *和改进* 。一是……"""
Manner: TypeAlias = Literal["numbered", "plain", "enclosed", "bare"]
_WORDING, _WORDS, _ORDINAL_ONLY = 4, 2, 1
"""How sure a heading is: its own wording, a few of its words, only its ordinal."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a paragraph. ``rest`` is what the paragraph says behind it."""

    key: str
    rest: str
    weight: int
    manner: Manner = "plain"
    """``enclosed``: （一）总体情况; ``bare``: 概述, a wording that otherwise needs its ordinal."""
    in_place: int = 0
    """2 for 二、主动公开情况, whose ordinal is the form's, 1 for 2.主动公开情况, which may be a part of 一."""

    @property
    def is_alone(self) -> bool:
        """True where the paragraph is the heading in its own wording, and nothing else."""
        return self.weight == _WORDING and not self.rest


@dataclass(frozen=True, slots=True)
class _Rules:
    keys: dict[str, str]
    pattern: re.Pattern[str]
    only_with_ordinal: frozenset[str]
    words: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    ordinals: dict[str, str]
    table_rows: re.Pattern[str]
    instruction: re.Pattern[str]
    openings: re.Pattern[str]
    inside: re.Pattern[str]
    begins: frozenset[str]
    """Chinese characters with which a heading may begin, in every writing."""


@cache
def _rules() -> _Rules:
    data: dict[str, Any] = load("sections.yaml", "harvester.editions")
    items = data["headings"]
    sure = {canonical(word): item["key"] for item in items for word in (item["official"], *item["aliases"])}
    weak = {canonical(word): item["key"] for item in items for word in item["with_ordinal"]}
    return _Rules(
        keys=weak | sure,
        pattern=re.compile(any_of([*sure, *weak])),
        only_with_ordinal=frozenset(weak) - frozenset(sure),
        words=tuple((item["key"], tuple(map(tuple, item["words"]))) for item in items),
        ordinals={item["ordinal"]: item["key"] for item in items if "ordinal" in item},
        table_rows=re.compile(any_of(data["table_rows"])),
        instruction=re.compile(rf"\W*(?:{any_of(data['instructions'])}\W*)++"),
        openings=re.compile(any_of(data["openings"])),
        inside=re.compile(rf"{_BEHIND}(?=[一二三四五六]\s?、\s?{any_of(sure)})"),
        begins=frozenset(mark for word in (*sure, *weak, *_ORDINALS) for mark in spellings(word[0])),
    )


def is_instruction(text: str) -> bool:
    """True for what is left of the form's own instructions: （文字描述）, 表格如下."""
    return len(text) < _LONGEST and _rules().instruction.fullmatch(canonical(text)) is not None


def is_introduction(text: str) -> bool:
    """True for the first sentence of a report: 根据《条例》，现公布……政府信息公开工作年度报告."""
    plain = canonical(text[:_LOOK])
    return "信息公开" in plain and opens(plain)


def opens(plain: str) -> bool:
    """True for text in canonical form that begins as introductions do: 根据, 现将, 本报告."""
    return _rules().openings.match(plain) is not None


def unrolled(paragraph: str) -> list[str]:
    """The paragraph, cut before each heading that stands inside it: ``…编制。一、总体情况 2020年…``."""
    if len(paragraph) <= _LONGEST or not _INSIDE.search(paragraph):
        return [paragraph]
    plain = simplify(paragraph)
    places = _chapters(plain) or [match.end() for match in _rules().inside.finditer(plain)]
    return [paragraph[start:end].strip() for start, end in pairwise([0, *places, len(paragraph)])]


def _chapters(plain: str) -> list[int]:
    """Where the headings of a report stand that is one paragraph: three or more by a few of their words, in order."""
    numbers = (match.end() for match in _NUMBER_INSIDE.finditer(plain))
    found = [(place, heading) for place in numbers if (heading := find(plain[place : place + _LOOK]))]
    sure = [(place, KEYS.index(heading.key)) for place, heading in found if heading.weight >= _WORDS]
    keys = [key for _, key in sure]
    return [place for place, _ in sure] if len(set(keys)) >= _FEWEST_CHAPTERS and keys == sorted(keys) else []


def find(paragraph: str) -> Heading | None:
    """The heading that the paragraph is or begins with."""
    found = _find(paragraph[:_LOOK]) if _may_begin(paragraph) else None
    if found is None:
        return None
    key, weight, end = found
    ordinal = _ORDINAL.match(canonical(paragraph[:_LOOK]))
    rest = "" if end is None else paragraph[end:].lstrip(_SEPARATORS)
    return Heading(key, rest, weight, "numbered" if ordinal else "plain", _in_place(ordinal, key))


def _in_place(ordinal: re.Match[str] | None, key: str) -> int:
    own = KEYS.index(key)
    if ordinal is None:
        return 0
    return 2 if ordinal[1] == _NUMERALS[own] else int((ordinal[2] or "").lstrip("0") == str(own + 1))


def is_short(paragraph: str) -> bool:
    """True for 概述 and other wordings that head a section only where the page numbers none."""
    return len(paragraph) <= _LONGEST and bare(paragraph) is not None


def is_plain(paragraph: str) -> bool:
    """True for a heading in the form's own words, alone on its line and without a number."""
    text = paragraph.strip()
    heading = find(text) if text[:1] in _rules().begins else None
    return heading is not None and heading.manner == "plain" and heading.is_alone


def may_head(paragraph: str) -> bool:
    """True for a heading, and for one that counts only where the page numbers its sections so: （一）总体情况."""
    if not _may_begin(paragraph):
        return False
    return _find(paragraph[:_LOOK]) is not None or (paragraph[:1] in _BRACKETS and enclosed(paragraph) is not None)


def _may_begin(paragraph: str) -> bool:
    """False for most sentences, which no heading begins like."""
    return may_begin(paragraph, _rules().begins)


@lru_cache(maxsize=4096)
def _find(start: str) -> tuple[str, int, int | None] | None:
    """Key, weight and, where the paragraph reads on, the end of the heading in it."""
    line = canonical(start)
    ordinal = _ORDINAL.match(line)
    body = line[ordinal.end() :] if ordinal else line.lstrip("【")
    rules = _rules()
    if not body and ordinal and ordinal[3] and ordinal[1] in rules.ordinals:
        return rules.ordinals[ordinal[1]], _ORDINAL_ONLY, None  # 一、 whose words the page lost
    if not body or rules.table_rows.match(body) or _LIST_ITEM.match(line):
        return None
    wording = rules.pattern.match(body)
    if wording and (ordinal or wording[0] not in rules.only_with_ordinal):
        found = _by_wording(start, line, body[wording.end() :], has_ordinal=ordinal is not None)
        if found:
            return rules.keys[wording[0]], _WORDING, found[0]
    is_set_off = ordinal and ordinal[1] and (ordinal[3] or _before_gap(start, ordinal.end()))
    return _by_words(start, body, ordinal) if ordinal and is_set_off else None


def _before_gap(start: str, kept: int) -> bool:
    """True for 二 政府信息主动公开情况, whose ordinal is set off by a space alone."""
    place = _place_behind(start, kept)
    return start[place : place + 1].isspace()


def _by_wording(start: str, line: str, behind: str, *, has_ordinal: bool) -> tuple[int | None] | None:
    """``六、其他需要报告的事项:无`` reads on; ``五、存在的主要问题及改进的说明`` is a longer heading."""
    if not behind.strip(_SEPARATORS) or is_instruction(behind):
        return (None,)
    end = _place_behind(start, len(line) - len(behind))
    goes_on = start[end : end + 1].isspace() and _GOES_ON.match(behind)
    if start[end : end + 1] in _SEPARATORS and not goes_on:
        return (end,)
    if not has_ordinal:
        return None
    longer = _LONGER.match(behind)
    if longer:
        return (_place_behind(start, len(line) - len(behind) + longer.end()),)
    reads_on = _ANSWER.match(behind) or _STOP.search(behind) or len(line) > _LONGEST
    return (end,) if reads_on else (None,)


def _by_words(start: str, body: str, ordinal: re.Match[str]) -> tuple[str, int, int | None] | None:
    head = _STOP.split(body, maxsplit=1)[0]
    if len(head) > _LONGEST - 10:
        return None
    gaps = _before_gaps(start, ordinal.end(), head) if len(head) < len(body) else ()
    for part in (*gaps, head):
        key = _key_by_words(part)
        if key:
            return key, _WORDS, _place_behind(start, ordinal.end() + len(part))
    key_by_ordinal = _rules().ordinals.get(ordinal[1])
    return (key_by_ordinal, _ORDINAL_ONLY, None) if key_by_ordinal and len(head) == len(body) else None


def _before_gaps(start: str, ordinal: int, head: str) -> Iterator[str]:
    """The head as far as each gap in it: 五、存在主要问题及下一步打算　二是加强审查，……."""
    for gap in _GAP.finditer(start):
        part = canonical(start[: gap.start()])[ordinal:]
        if part and head.startswith(part) and not _GOES_ON.match(head[len(part) :]):
            yield part


def _key_by_words(head: str) -> str | None:
    for key, choices in _rules().words:
        if any(all(word in head for word in words) for words in choices):
            return key
    return None


def _place_behind(text: str, kept: int) -> int:
    """The place behind the first ``kept`` characters of the text that its canonical form keeps."""
    for place, char in enumerate(text):
        if kept <= 0:
            return place
        kept -= len(canonical(char))
    return len(text)


def number(paragraph: str) -> int:
    """The page's own number of a heading, in Chinese; 0 for another or none."""
    ordinal = _ORDINAL.match(canonical(paragraph[:_LOOK]))
    return _NUMERALS.find(ordinal[1] or "无") + 1 if ordinal else 0


def enclosed(text: str) -> Heading | None:
    """（一）总体情况, where a page numbers its six sections like this; else it is a heading below them."""
    ordinal = _ENCLOSED.match(canonical(text[:_LOOK])) if text[:1] in _BRACKETS else None
    if not ordinal:
        return None
    behind = text[_place_behind(text, ordinal.end()) :].lstrip()
    heading = find(behind) or bare(behind)
    sure = heading and heading.weight == _WORDING
    return replace(heading, manner="enclosed") if heading and (sure or heading.manner == "bare") else None


def bare(text: str) -> Heading | None:
    """概述 alone on its line, or before its text (概述：2023年……), where a page numbers no heading."""
    line = canonical(text[:_LOOK])
    wording = _rules().pattern.match(line)
    if not wording or wording[0] not in _rules().only_with_ordinal:
        return None
    end = _place_behind(text, wording.end())
    rest = text[end:].strip()
    if rest and text[end] not in _ENDS:
        return None
    return Heading(_rules().keys[wording[0]], rest.lstrip(_SEPARATORS), _ORDINAL_ONLY, "bare")
