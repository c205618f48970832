"""Figures that are too long for their cell and go on on the next line: 318 / 80 is 31880."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from harvester.documents.pdf_lines import Line, words_of
from harvester.documents.pdf_page import Glyph
from harvester.editions.labels import look_up, look_up_cut
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import narrow

PADDING = 8.0
"""Points that a program leaves free at most at each side of a cell; Word and WPS leave 5.4."""
WORD = 0.35
"""Of a character's height: a wider gap parts two words; names of narrow columns nearly touch."""
_BEGUN = re.compile(r"[+\-增减]?[\d,.]*\d[,.]?|,\d+")
_REST = re.compile(r"[\d,.]*\d[\d,.]*\D{0,2}")
_AROUND, _BESIDE = 15, 3
"""Lines above and below that show how long the figures of a column are, and where its neighbours stand."""
_ALIGNED = 2.0
"""Points by which figures of one column may be off."""
_DEEP = 1.7
"""Of a character's height: a figure's next line lies no deeper."""
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九\d]{1,2}[）)、.．]")


def is_wrapped(before: Line, line: Line, room: float) -> bool:
    """True where a figure goes on on the next line because there is no room for a digit more."""
    if not (_BEGUN.fullmatch(narrow(before.text)) and _REST.fullmatch(narrow(line.text))):
        return False
    first = line.glyphs[0]
    return before.x1 - before.x0 + first.x1 - first.x0 > room


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a line: ``label`` is what stands before its values."""

    words: tuple[Line, ...]

    @property
    def values(self) -> tuple[Line, ...]:
        return tuple(word for word in self.words if looks_like_value(word.text))

    @property
    def label(self) -> str:
        return "".join(word.text for word in self.words if not looks_like_value(word.text))


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table that no lines rule, with what stands below a figure's beginning put behind it."""
    rows = [_Row(tuple(words_of(line, WORD))) for line in lines]
    place = 1
    while place < len(rows):
        start = next((above for above in (place - 1, place - 2) if above >= 0 and _goes_on(rows, above, place)), None)
        if start is None:
            place += 1
        else:
            rows[start : place + 1] = _joined(rows[start : place + 1])
            place = max(start, 1)
    return [Line(tuple(glyph for word in row.words for glyph in word.glyphs), row.words[0].page) for row in rows]


def _goes_on(rows: Sequence[_Row], above: int, place: int) -> bool:
    """True where all values of a row are the rest of figures above, and its label, if any, the rest of a label."""
    row, values = rows[place], rows[place].values
    if not values or _begins(row.label) or len(values) >= max(len(rows[n].values) for n in range(above, place)):
        return False
    return all(_beginning(rows, above, value) is not None for value in values)


def _begins(label: str) -> bool:
    return bool(label) and bool(_NUMBERED.match(label) or look_up(label) or look_up_cut(label))


def _beginning(rows: Sequence[_Row], above: int, value: Line) -> Line | None:
    """The figure of the row above that the value goes on with."""
    for word in rows[above].values:
        is_below = 0 < value.base - word.base < _DEEP * word.size and word.page == value.page
        if is_below and _share_column(word, value) and is_wrapped(word, value, _room(rows, above, word)):
            return word
    return None


def _share_column(first: Line, second: Line) -> bool:
    return first.x0 < second.x1 and second.x0 < first.x1


def _room(rows: Sequence[_Row], place: int, figure: Line) -> float:
    """How long a line can be in the figure's column: as the longest there is, or as the next column leaves."""
    aligned = [word for word in _near(rows, place, _AROUND) if _is_aligned(word, figure)]
    others = [word for word in _near(rows, place, _BESIDE) if not _share_column(word, figure)]
    longest = max(word.x1 - word.x0 for word in aligned)
    apart = min((abs(_center(word) - _center(figure)) for word in others), default=longest)
    return max(longest, apart - 2 * PADDING)


def _near(rows: Sequence[_Row], place: int, reach: int) -> Iterator[Line]:
    return (word for row in rows[max(place - reach, 0) : place + reach + 1] for word in row.values)


def _is_aligned(first: Line, second: Line) -> bool:
    starts, ends = abs(first.x0 - second.x0), abs(first.x1 - second.x1)
    return min(starts, ends, abs(_center(first) - _center(second))) < _ALIGNED


def _center(word: Line) -> float:
    return (word.x0 + word.x1) / 2


def _joined(rows: Sequence[_Row]) -> list[_Row]:
    """The rows without the last one, whose values are behind their beginnings; labels stay on lines of their own."""
    *upper, last = rows
    target = max(range(len(upper)), key=lambda n: len(upper[n].words))
    base = upper[target].words[0].base
    wholes, begun = [], []
    for value in last.values:
        word = _beginning(rows, 0, value)
        if word is not None:
            begun.append(word)
            wholes.append(Line(tuple(_in_line((*word.glyphs, *value.glyphs), base)), word.page))
    kept = [[word for word in row.words if not any(word is item for item in begun)] for row in upper]
    kept[target] = sorted([*kept[target], *wholes], key=lambda word: word.x0)
    kept.append([word for word in last.words if not looks_like_value(word.text)])
    return [_Row(tuple(words)) for words in kept if words]


def _in_line(glyphs: Sequence[Glyph], base: float) -> Iterator[Glyph]:
    """The characters beside each other, in no more room than they took below each other."""
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    wide = (right - left) / len(glyphs)
    for place, glyph in enumerate(glyphs):
        yield replace(glyph, x0=left + place * wide, x1=left + (place + 1) * wide, base=base)
