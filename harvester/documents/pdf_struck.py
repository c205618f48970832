"""Figures that a line strikes out beside others: ``13`` with a line through it, then ``12``, is 12."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harvester.documents.pdf_page import Glyph, Ruling
from harvester.parsers.numbers import looks_like_value

_HIGH = 0.25
"""Of a character's height: how far from its middle the line may be."""
_ENDS = 0.4
"""The same: how far from the ends of the characters it may begin and end."""
_BESIDE = 0.6
"""The same: how far the next character may be that is not struck out."""
_BAND = 4.0
"""Points."""
_LONGEST, _MOST = 120.0, 2_000
"""Points of a line that may strike out a figure, and lines of a page that are looked at."""
_CORNER = 2.0
"""Points around the end of a line in which an upright one makes it the border of a cell."""


def without_struck(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> list[Glyph]:
    """The characters without the figures under a line of just their length, where others stand right beside them."""
    level = [line for line in rulings if line.is_level and line.end - line.start < _LONGEST][:_MOST]
    upright = [line for line in rulings if not line.is_level][:_MOST]
    rows = _rows(glyphs) if level else {}
    struck = {id(glyph) for line in level for glyph in _under(line, rows, upright)}
    return [glyph for glyph in glyphs if id(glyph) not in struck]


def _rows(glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    """The characters by the height of their middle, each with those a little higher and lower."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        place = int(glyph.middle // _BAND)
        for near in (place - 1, place, place + 1):
            rows.setdefault(near, []).append(glyph)
    return rows


def _under(line: Ruling, rows: Mapping[int, Sequence[Glyph]], upright: Sequence[Ruling]) -> Sequence[Glyph]:
    """The characters that the line strikes out; none where it is a border, or all there is."""
    near = rows.get(int(line.place // _BAND), ())
    found = [glyph for glyph in near if _is_through(line, glyph)]
    if not found or not looks_like_value("".join(glyph.char for glyph in sorted(found, key=lambda glyph: glyph.x0))):
        return ()
    start, end = min(glyph.x0 for glyph in found), max(glyph.x1 for glyph in found)
    reach = _ENDS * found[0].size
    is_as_long = abs(line.start - start) < reach and abs(line.end - end) < reach
    is_alone = not any(_is_beside(glyph, found[0], start, end) for glyph in near)
    return () if not is_as_long or is_alone or _is_border(line, upright) else found


def _is_through(line: Ruling, glyph: Glyph) -> bool:
    is_high = abs(glyph.middle - line.place) < _HIGH * glyph.size
    return is_high and line.start < glyph.center < line.end and glyph.turned == 0


def _is_border(line: Ruling, upright: Sequence[Ruling]) -> bool:
    return any(
        min(abs(other.place - line.start), abs(other.place - line.end)) < _CORNER
        and other.start - _CORNER < line.place < other.end + _CORNER
        for other in upright
    )


def _is_beside(glyph: Glyph, first: Glyph, start: float, end: float) -> bool:
    """True for a character on the line of the first, right before ``start`` or right behind ``end``."""
    gap = max(start - glyph.x1, glyph.x0 - end)
    return abs(glyph.base - first.base) < _HIGH * first.size and -_HIGH * first.size < gap < _BESIDE * first.size
