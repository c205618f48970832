"""The six headings of the form: found by their wording, then put in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from harvester.parsers.script import canonical, simplify, squeeze
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
_ORDINAL = re.compile(r"^[#*\s]*第?(?:([一二三四五六七八九十]{1,2})(?:部分)?|([1-6])(?=[、.]\D))([、.,:]?)")
_LIST_ITEM = re.compile(r"^\W*[一二三四五六七八九十]{1,2}是")
_SEPARATORS = ":。;,、. \u00a0\u3000\t：；，"
_STOP = re.compile(r"[:。;,(!?]")
_ANSWER = re.compile(r"\(|无|没有|暂无")
_QUOTES = "“”„‟\"'‘’「」『』"
_WORDING, _WORDS, _ORDINAL_ONLY = 4, 2, 1
"""How sure a heading is: its own wording, a few of its words, only its ordinal."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a paragraph. ``rest`` is what the paragraph says behind it."""

    key: str
    rest: str
    weight: int


@dataclass(frozen=True, slots=True)
class _Rules:
    keys: dict[str, str]
    pattern: re.Pattern[str]
    only_with_ordinal: frozenset[str]
    words: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    ordinals: dict[str, str]
    table_rows: re.Pattern[str]
    instruction: re.Pattern[str]
    inside: re.Pattern[str]


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
        inside=re.compile(rf"(?<=[。;；!！?？])\s*(?=[一二三四五六]\s?、\s?{any_of(sure)})"),
    )


def is_instruction(text: str) -> bool:
    """True for what is left of the form's own instructions: （文字描述）, 表格如下."""
    return len(text) < _LONGEST and _rules().instruction.fullmatch(canonical(text)) is not None


def unrolled(paragraph: str) -> list[str]:
    """The paragraph, cut before each heading that stands inside it: ``…编制。一、总体情况 2020年…``."""
    if len(paragraph) <= _LONGEST or "、" not in paragraph:
        return [paragraph]
    plain = simplify(paragraph)
    cuts = [0, *(match.end() for match in _rules().inside.finditer(plain)), len(paragraph)]
    return [paragraph[start:end].strip() for start, end in pairwise(cuts)]


def find(paragraph: str) -> Heading | None:
    """The heading that the paragraph is or begins with."""
    line = canonical(paragraph[:_LOOK])
    ordinal = _ORDINAL.match(line)
    body = line[ordinal.end() :] if ordinal else line
    rules = _rules()
    if not body or rules.table_rows.match(body) or _LIST_ITEM.match(line):
        return None
    wording = rules.pattern.match(body)
    if wording and (ordinal or wording[0] not in rules.only_with_ordinal):
        heading = _by_wording(paragraph, line, body, wording[0], ordinal is not None)
        if heading:
            return heading
    return _by_words(paragraph, body, ordinal) if ordinal and ordinal[1] and ordinal[3] else None


def _by_wording(paragraph: str, line: str, body: str, wording: str, has_ordinal: bool) -> Heading | None:
    """``六、其他需要报告的事项:无`` reads on; ``五、存在的主要问题及改进的说明`` is a longer heading."""
    key, behind = _rules().keys[wording], body[len(wording) :]
    rest = _skip(paragraph, len(line) - len(behind))
    if not behind.strip(_SEPARATORS) or is_instruction(behind):
        return Heading(key, "", _WORDING)
    separated = rest[0] in _SEPARATORS if rest else False
    if separated or _ANSWER.match(behind) or (has_ordinal and (_STOP.search(behind) or len(line) > _LONGEST)):
        return Heading(key, rest.lstrip(_SEPARATORS), _WORDING) if has_ordinal or separated else None
    return Heading(key, "", _WORDING) if has_ordinal and len(line) <= _LONGEST else None


def _by_words(paragraph: str, body: str, ordinal: re.Match[str]) -> Heading | None:
    head = _STOP.split(body, maxsplit=1)[0]
    if len(head) > _LONGEST - 10:
        return None
    rest = _skip(paragraph, ordinal.end() + len(head)).lstrip(_SEPARATORS)
    for key, choices in _rules().words:
        if any(all(word in head for word in words) for words in choices):
            return Heading(key, rest, _WORDS)
    key_by_ordinal = _rules().ordinals.get(ordinal[1])
    return Heading(key_by_ordinal, "", _ORDINAL_ONLY) if key_by_ordinal and len(head) == len(body) else None


def _skip(paragraph: str, count: int) -> str:
    """The paragraph behind its first ``count`` characters that a canonical form keeps."""
    for place, char in enumerate(paragraph):
        if count == 0:
            return paragraph[place:]
        count -= bool(squeeze(char)) and char not in _QUOTES
    return ""


def chain(paragraphs: Sequence[str]) -> list[tuple[int, Heading]]:
    """The headings in the order of the form, the surest selection: (place among the paragraphs, heading)."""
    found = [(place, heading) for place, text in enumerate(paragraphs) if (heading := find(text))]
    return _heaviest(_without_contents(found))


def _without_contents(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Leave out a table of contents: three or more headings on end that all come again below."""
    run = 1
    while run < len(found) and found[run][0] == found[run - 1][0] + 1 and not found[run][1].rest:
        run += 1
    later = {heading.key for _, heading in found[run:]}
    is_contents = run >= 3 and all(heading.key in later for _, heading in found[:run])
    return found[run:] if is_contents else found


def _heaviest(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """The rising selection with the greatest weight; of two equals the one that begins first."""
    best: list[tuple[int, list[tuple[int, Heading]]]] = [(0, [])] * (len(KEYS) + 1)
    for place, heading in found:
        order = KEYS.index(heading.key)
        weight, path = max(best[: order + 1], key=lambda item: item[0])
        if weight + heading.weight > best[order + 1][0]:
            best[order + 1] = (weight + heading.weight, [*path, (place, heading)])
    return max(best, key=lambda item: item[0])[1]
