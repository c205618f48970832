"""Figures that a line strikes out: ``13`` with a line through it, then ``12``, is 12; alone it keeps a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harvester.documents.pdf_page import Glyph, Ruling
from harvester.items import STRUCK
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
_CORNER = 1.0
"""Points around the end of a line in which an upright one makes it the border of a cell."""


def without_struck(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> list[Glyph]:
    """The characters without the figures under a line of just their length; one that stands alone is marked."""
    level = [line for line in rulings if line.is_level and line.end - line.start < _LONGEST][:_MOST]
    upright = [line for line in rulings if not line.is_level][:_MOST]
    rows = _rows(glyphs) if level else {}
    marked: dict[int, str] = {}
    for found, mark in (_under(line, rows, upright) for line in level):
        marked |= {id(glyph): glyph.char if mark else "" for glyph in found}
        marked |= {id(glyph): mark + glyph.char for glyph in found[:1] if mark}
    texts = ((glyph, marked.get(id(glyph), glyph.char)) for glyph in glyphs)
    return [glyph if text == glyph.char else replace(glyph, char=text) for glyph, text in texts if text]


def _rows(glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    """The characters by the height of their middle, each with those a little higher and lower."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        place = int(glyph.middle // _BAND)
        for near in (place - 1, place, place + 1):
            rows.setdefault(near, []).append(glyph)
    return rows


def _under(
    line: Ruling, rows: Mapping[int, Sequence[Glyph]], upright: Sequence[Ruling]
) -> tuple[Sequence[Glyph], str]:
    """The characters that the line strikes out, and their mark where they are all there is; none for a border."""
    near = rows.get(int(line.place // _BAND), ())
    found = sorted((glyph for glyph in near if _is_through(line, glyph)), key=lambda glyph: glyph.x0)
    if not found or not looks_like_value("".join(glyph.char for glyph in found)):
        return (), ""
    start, end, reach = found[0].x0, found[-1].x1, _ENDS * found[0].size
    is_as_long = abs(line.start - start) < reach and abs(line.end - end) < reach
    if not is_as_long or _is_border(line, upright):
        return (), ""
    is_alone = not any(_is_beside(glyph, found[0], start, end) for glyph in near)
    return found, STRUCK if is_alone else ""


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
