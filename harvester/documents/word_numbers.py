"""Labels that Word generates in front of paragraphs: 一、 （一） 1. are in no text, only in the list that counts them.

<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harvester.documents.ooxml import w
from harvester.documents.word_styles import styles_with_bases

_LEVELS = 9
_NUM_PR = f"{w('pPr')}/{w('numPr')}"
_PLACE = re.compile(r"%([1-9])")
_HAN = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    format: str
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts the paragraphs of every list; made for one walk over the document."""

    lists: Mapping[str, tuple[str, tuple[_Level, ...]]] = field(default_factory=dict)
    """Id of a list -> name of its counter, which lists of one definition may share, and its levels."""
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Paragraph style -> list and level that it puts its paragraphs in."""
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """The label of the next paragraph of its list; empty where it is in none, or has a bullet."""
        found = self._place(paragraph)
        if found is None or found[0] not in self.lists:
            return ""
        name, level = found
        counter, levels = self.lists[name]
        if not 0 <= level < len(levels):
            return ""
        counts = self.counts.setdefault(counter, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if levels[level].format in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda mark: _number(levels, counts, int(mark[1]) - 1), levels[level].text)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level: the paragraph's own, else those of its style."""
        own, style = paragraph.find(_NUM_PR), paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        known = self.styles.get(style.get(w("val"), "")) if style is not None else None
        if own is None:
            return known
        name, level = _value(own, "numId"), _value(own, "ilvl")
        if name is None and known is None:
            return None
        name = name if name is not None or known is None else known[0]
        return str(name), int(level) if level and level.isdecimal() else (known[1] if known else 0)


def read_numbers(numbering: Any, styles: Any) -> Numbers:
    """The lists of ``numbering.xml`` and the styles that use them; either may be None."""
    if numbering is None:
        return Numbers()
    definitions = {node.get(w("abstractNumId")): _levels(node) for node in numbering.iter(w("abstractNum"))}
    lists = {}
    for node in numbering.iter(w("num")):
        definition = _value(node, "abstractNumId")
        if definition in definitions:
            name, counts_alone = node.get(w("numId")), node.find(w("lvlOverride")) is not None
            counter = f"list {name}" if counts_alone else str(definition)
            lists[name] = (counter, _overridden(definitions[definition], node))
    return Numbers(lists, _styles(styles))


def _value(node: Any, name: str) -> str | None:
    found = node.find(w(name))
    return None if found is None else found.get(w("val"))


def _levels(definition: Any) -> tuple[_Level, ...]:
    return tuple(_level(node) for node in definition.iterchildren(w("lvl")))[:_LEVELS]


def _level(node: Any) -> _Level:
    start = _value(node, "start") or "1"
    return _Level(
        _value(node, "lvlText") or "", _value(node, "numFmt") or "decimal", int(start) if start.isdecimal() else 1
    )


def _overridden(levels: tuple[_Level, ...], node: Any) -> tuple[_Level, ...]:
    """The levels with what this list says otherwise: a definition of its own, or another start."""
    changed = list(levels)
    for item in node.iterchildren(w("lvlOverride")):
        place, start, level = item.get(w("ilvl"), ""), _value(item, "startOverride"), item.find(w("lvl"))
        if not place.isdecimal() or int(place) >= len(changed):
            continue
        base = changed[int(place)] if level is None else _level(level)
        changed[int(place)] = _Level(base.text, base.format, int(start)) if start and start.isdecimal() else base
    return tuple(changed)


def _styles(styles: Any) -> dict[str, tuple[str, int]]:
    named = () if styles is None else styles_with_bases(styles)
    places = ((name, next(filter(None, map(_place_of_style, bases)), None)) for name, bases in named)
    return {name: place for name, place in places if place is not None}


def _place_of_style(node: Any) -> tuple[str, int] | None:
    own = node.find(_NUM_PR)
    name = None if own is None else _value(own, "numId")
    if own is None or not name:
        return None
    level = _value(own, "ilvl") or "0"
    return name, int(level) if level.isdecimal() else 0


def _number(levels: tuple[_Level, ...], counts: list[int], place: int) -> str:
    if place >= len(levels):
        return ""
    level = levels[place]
    return _FORMATS.get(level.format, str)(counts[place] or level.start)


def _chinese(number: int) -> str:
    """``12`` as 十二; numbers of no list of a report (100 and more) digit by digit."""
    if number >= 100:
        return _digits(number)
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else ("" if tens == 1 else _HAN[tens]) + "十"
    return before + (_HAN[ones] if ones or not before else "")


def _digits(number: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(number))


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) if number > 0 else ""


def _roman(number: int) -> str:
    pairs = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, letters in pairs if number < 100 else ():
        text += letters * (number // value)
        number %= value
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMATS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _chinese),
    **dict.fromkeys(("taiwaneseCountingThousand", "ideographTraditional"), _chinese),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digits),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalFullWidth": _wide,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
"""How a level writes its number; what is not here is written in digits."""
