"""Characters with their places to lines, and lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from harvester.documents.pdf_page import UNKNOWN, Glyph
from harvester.editions.form import load_form
from harvester.editions.labels import is_fragment, look_up
from harvester.parsers.numbers import looks_like_value

_SAME_LINE = 0.4
"""Of a character's height: baselines that lie closer are one line."""
_GAP = 0.28
"""Of a character's height: a wider gap between Latin letters or digits is a space."""
_WIDE_GAP = 0.9
"""The same beside a Chinese character: letters spaced out to fill the line are no words."""
_TWICE = 0.3
"""Of a character's width: the same character so close is the same one, printed twice to look bold."""
_OVER = 0.25
"""Of a character's height: another digit so close is printed over it."""
_SMALL, _RAISED = 0.95, 0.1
"""Of a figure's height: how high the number of a note is at most, and how much higher or lower it stands."""
_TITLE = 1.15
"""Times the usual height of characters, from which a full line may be the first of a title."""
_SHORTEST_LABEL = 4
"""Characters before a figure that are a label, or a piece of one."""
_STOPS = frozenset("。，、；：！？,;:")
_LATIN = re.compile(r"[0-9A-Za-z.,%+\-]")
_LETTERS = re.compile(r"[A-Za-z]{2}")

Margins: TypeAlias = tuple[float, float]
"""Where the lines of prose begin and end on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline, in reading order. ``page`` counts from 0."""

    glyphs: tuple[Glyph, ...]
    page: int = 0

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def base(self) -> float:
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        return median(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        return "".join(_spaced(self.glyphs))


def lines_of(glyphs: Iterable[Glyph], page: int = 0) -> list[Line]:
    """The lines of upright characters, from top to bottom."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda item: item.base):
        near = found[-1][-1] if found else None
        if near is not None and glyph.base - near.base <= _SAME_LINE * min(glyph.size, near.size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [Line(tuple(_with_notes(_once(sorted(line, key=lambda item: item.x0)))), page) for line in found]


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Each character once; of two digits that are printed over one another nobody knows which is meant."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        last = kept[-1] if kept else None
        if last and glyph.char == last.char and glyph.x0 - last.x0 < _TWICE * (glyph.x1 - glyph.x0):
            continue
        if last and _is_over(last, glyph):
            kept[-1] = replace(last, char=UNKNOWN)
            continue
        kept.append(glyph)
    return kept


def _with_notes(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The characters, with the number of a note behind a figure in brackets: ``12[1]`` is no ``121``."""
    figure: Glyph | None = None
    for glyph in glyphs:
        is_note = figure is not None and glyph.char.isdecimal() and _is_set_apart(glyph, figure)
        if not is_note:
            figure = glyph if glyph.char.isdecimal() else None
        yield replace(glyph, char=f"[{glyph.char}]") if is_note else glyph


def _is_set_apart(glyph: Glyph, figure: Glyph) -> bool:
    """True for a character that is smaller than the figure before it, and stands higher or lower."""
    return glyph.size < _SMALL * figure.size and abs(glyph.base - figure.base) > _RAISED * figure.size


def _is_over(last: Glyph, glyph: Glyph) -> bool:
    is_figure = glyph.char.isdecimal() and (last.char.isdecimal() or last.char == UNKNOWN)
    return is_figure and glyph.x0 - last.x0 < _OVER * glyph.size


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[str]:
    for before, glyph in pairwise((None, *glyphs)):
        assert glyph is not None
        if before and glyph.x0 - before.x1 > _space(before, glyph) * glyph.size:
            yield " "
        yield glyph.char


def _space(before: Glyph, glyph: Glyph) -> float:
    return _GAP if _LATIN.match(before.char) and _LATIN.match(glyph.char) else _WIDE_GAP


def words_of(line: Line, gap: float) -> list[Line]:
    """The line cut at every gap wider than that share of a character's height."""
    words: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if words and glyph.x0 - words[-1][-1].x1 <= gap * glyph.size:
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return [Line(tuple(word), line.page) for word in words]


def figures_apart(word: Line) -> list[Line]:
    """The figures of a word of nothing else, and a unit or label before one: in narrow columns they nearly touch.

    ``191 119``, ``万元0.32``, ``3.危及“三安全一稳0``
    """
    figures = words_of(word, _GAP)
    if all(looks_like_value(figure.text) for figure in figures):
        return figures
    cut = _unit(word) or _label(word)
    return [Line(word.glyphs[:cut], word.page), Line(word.glyphs[cut:], word.page)] if cut else [word]


def _unit(word: Line) -> int:
    """Characters of the unit that a word begins with, where the rest is a figure."""
    texts = [glyph.char for glyph in word.glyphs]
    begin = next((place for place, text in enumerate(texts) if text.isdigit()), 0)
    is_unit = "".join(texts[:begin]) in load_form().statistic_units
    return begin if is_unit and looks_like_value("".join(texts[begin:])) else 0


def _label(word: Line) -> int:
    """Characters of the label that a word begins with, where a figure touches it: none of the form ends in digits."""
    if not word.glyphs[-1].char.isdecimal():
        return 0
    text = "".join(glyph.char for glyph in word.glyphs)
    label = text.rstrip("0123456789")
    return len(label) if len(label) >= _SHORTEST_LABEL and (look_up(label) or is_fragment(label)) else 0


def behind_label(words: Sequence[Line], first: int) -> tuple[int, bool]:
    """Where the figures begin, and whether they make a row; a unit before them is one of its cells: ``件 12``."""
    texts = [word.text for word in words]
    is_filled = len(words) > first
    has_unit = first > 1 and texts[first - 1] in load_form().statistic_units
    if is_filled and has_unit and look_up("".join(texts[: first - 1])):
        return first - 1, True
    return first, len(words) - first > 1 or (is_filled and bool(look_up("".join(texts[:first]))))


def paragraphs(lines: Sequence[Line], margins: Sequence[Margins]) -> Iterator[str]:
    """Lines joined where one is full and the next begins at the margin; ``margins`` are those of each page."""
    texts: list[str] = []
    usual = median(line.size for line in lines) if lines else 0.0
    for before, line in pairwise((None, *lines)):
        assert line is not None
        if before is not None and not _goes_on(before, line, margins, usual):
            yield _joined(texts)
            texts = []
        texts.append(line.text)
    if texts:
        yield _joined(texts)


def _goes_on(before: Line, line: Line, margins: Sequence[Margins], usual: float) -> bool:
    left, right = margins[line.page]
    if abs(before.size - line.size) > 0.15 * line.size:
        return False
    is_title = before.size > _TITLE * usual and _is_symmetric(before, left, right)
    if is_title and _is_symmetric(line, left, right):
        return _is_right_below(before, line)
    if _is_centred(line, left, right) and _is_centred(before, left, right):
        return _is_right_below(before, line)
    is_full = before.x1 > margins[before.page][1] - 1.6 * before.size
    return is_full and line.x0 < left + 1.1 * line.size and not _is_apart(before, line)


def _is_right_below(before: Line, line: Line) -> bool:
    return before.page == line.page and line.base - before.base < 2.6 * line.size


def _is_apart(before: Line, line: Line) -> bool:
    """True where a sentence has ended and no other follows: ``网站首页 网站地图`` below the last one."""
    return before.glyphs[-1].char == "。" and not any(glyph.char in _STOPS for glyph in line.glyphs)


def _is_centred(line: Line, left: float, right: float) -> bool:
    """True for a line of a title: well inside both margins, as far from one as from the other."""
    return min(line.x0 - left, right - line.x1) > 2.2 * line.size and _is_symmetric(line, left, right)


def _is_symmetric(line: Line, left: float, right: float) -> bool:
    return abs((line.x0 - left) - (right - line.x1)) < 1.6 * line.size


def _joined(texts: Sequence[str]) -> str:
    """Lines put together; words of two lines in Latin script keep a space."""
    parts: list[str] = []
    for text in texts:
        if parts and _LETTERS.fullmatch(parts[-1][-1:] + text[:1]):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)
