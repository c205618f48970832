"""Figures that are too long for their cell and go on on the next line: 318 / 80 is 31880."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

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
_REST = re.compile(r"[\d,.]*\d[\d,.]*\D{0,2}|[件条项个宗份次人万元]{1,2}")
_AROUND, _BESIDE = 15, 3
"""Lines above and below that show how long the figures of a column are, and where its neighbours stand."""
_WIDE = 4
_ALIKE = 1.2
"""How many times as large one line of a figure may be as the other: the number of a note is smaller."""
_SLACK = 0.1
"""Of a character's height: what may be missing of the room for a digit; places of columns are no more exact."""
_ALIGNED = 2.0
"""Points by which figures of one column may be off."""
_DEEP = 1.7
"""Of a character's height: a figure's next line lies no deeper."""
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九\d]{1,2}[）)、.．]")


def is_wrapped(before: Line, line: Line, room: float) -> bool:
    """True where a figure goes on on the next line because there is no room for a digit more."""
    if not (_BEGUN.fullmatch(narrow(before.text)) and _REST.fullmatch(narrow(line.text))):
        return False
    if max(before.size, line.size) > _ALIKE * min(before.size, line.size):
        return False
    first = line.glyphs[0]
    return before.x1 - before.x0 + first.x1 - first.x0 > room


def _is_value(word: Line) -> bool:
    """True for what stands in a cell of figures, or for a part of it: ``31,8``, ``件``."""
    text = narrow(word.text)
    return looks_like_value(text) or bool(_BEGUN.fullmatch(text) or _REST.fullmatch(text))


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a line: ``label`` is what stands before its values."""

    words: tuple[Line, ...]

    @property
    def values(self) -> tuple[Line, ...]:
        return tuple(word for word in self.words if _is_value(word))

    @property
    def is_wide(self) -> bool:
        """True for a row of 表三 or 表四; the columns of 表二 are others."""
        return len(self.values) >= _WIDE

    @property
    def label(self) -> str:
        return "".join(word.text for word in self.words if not _is_value(word))


_Pair: TypeAlias = tuple[Line, Line]


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table that no lines rule, with what stands below a figure's beginning put behind it."""
    rows = [_Row(tuple(words_of(line, WORD))) for line in lines]
    place = 1
    while place < len(rows):
        above = place - 1 if _pairs(rows, place - 1, place) else place - 2
        if pairs := _pairs(rows, above, place):
            rows[above : place + 1] = _joined(rows[above : place + 1], pairs)
        place = max(above, 1) if pairs else place + 1
    return [Line(tuple(glyph for word in row.words for glyph in word.glyphs), row.words[0].page) for row in rows]


def _pairs(rows: Sequence[_Row], above: int, place: int) -> list[_Pair]:
    """The figures above with what they go on with; empty where one value is none, or a label begins before them."""
    if above < 0:
        return []
    row, values = rows[place], rows[place].values
    most = max(len(rows[n].values) for n in range(above, place))
    is_on_next_page = row.words[0].page != rows[above].words[0].page
    if _begins(row.label) or len(values) > most or (len(values) == most and (row.label or is_on_next_page)):
        return []
    pairs = [(word, value) for value in values if (word := _beginning(rows, above, value))]
    return pairs if len(pairs) == len(values) else []


def _begins(label: str) -> bool:
    return bool(label) and bool(_NUMBERED.match(label) or look_up(label) or look_up_cut(label))


def _beginning(rows: Sequence[_Row], above: int, value: Line) -> Line | None:
    """The figure of the row above that the value goes on with."""
    for word in rows[above].values:
        if (
            len(word.text) > 1
            and _is_below(word, value)
            and is_wrapped(word, value, _room(rows, above, word) - _SLACK * word.size)
        ):
            return word
    return None


def _is_below(word: Line, value: Line) -> bool:
    """True where the value stands in the next line of the word's column, or at the top of the next page."""
    is_near = 0 < value.base - word.base < _DEEP * word.size
    return _share_column(word, value) and (value.page == word.page + 1 or (value.page == word.page and is_near))


def _share_column(first: Line, second: Line) -> bool:
    return first.x0 < second.x1 and second.x0 < first.x1


def _room(rows: Sequence[_Row], place: int, figure: Line) -> float:
    """How long a line can be in the figure's column: as the longest there is, or as the next column leaves."""
    alike = [row for row in rows[max(place - _AROUND, 0) : place + _AROUND + 1] if row.is_wide == rows[place].is_wide]
    aligned = [word for row in alike for word in row.values if _is_aligned(word, figure)]
    beside = rows[max(place - _BESIDE, 0) : place + _BESIDE + 1]
    others = [word for row in beside for word in row.values if not _share_column(word, figure)]
    longest = max(word.x1 - word.x0 for word in aligned)
    apart = min((abs(_center(word) - _center(figure)) for word in others), default=longest)
    return max(longest, apart - 2 * PADDING)


def _is_aligned(first: Line, second: Line) -> bool:
    starts, ends = abs(first.x0 - second.x0), abs(first.x1 - second.x1)
    return min(starts, ends, abs(_center(first) - _center(second))) < _ALIGNED


def _center(word: Line) -> float:
    return (word.x0 + word.x1) / 2


def _joined(rows: Sequence[_Row], pairs: Sequence[_Pair]) -> list[_Row]:
    """The rows without the last one, whose values are behind their beginnings; labels stay on lines of their own."""
    *upper, last = rows
    target = max(range(len(upper)), key=lambda n: len(upper[n].words))
    base, begun = upper[target].words[0].base, [word for word, _ in pairs]
    wholes = [Line(tuple(_in_line((*word.glyphs, *value.glyphs), base)), word.page) for word, value in pairs]
    kept = [[word for word in row.words if not any(word is item for item in begun)] for row in upper]
    kept[target] = sorted([*kept[target], *wholes], key=lambda word: word.x0)
    kept.append([word for word in last.words if not _is_value(word)])
    return [_Row(tuple(words)) for words in kept if words]


def _in_line(glyphs: Sequence[Glyph], base: float) -> Iterator[Glyph]:
    """The characters beside each other, in no more room than they took below each other."""
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    wide = (right - left) / len(glyphs)
    for place, glyph in enumerate(glyphs):
        yield replace(glyph, x0=left + place * wide, x1=left + (place + 1) * wide, base=base)
