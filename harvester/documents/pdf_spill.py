"""Figures of ruled tables that stand across the border of their cell: which cell they are of, and what is in doubt.

``31880`` in a column for three digits reaches into the next; letters spaced out make it wider still.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from harvester.documents.pdf_page import Glyph
from harvester.documents.pdf_wrapped import PADDING

_LONGEST = 14
_HAIR = 0.02
"""Of a character's height: what lies closer touches."""
_APART = 0.12
"""The same: how far the digits of a figure are apart at most."""
_SPACED = 0.7
"""The same where all letters of the table are spaced out."""
_EVEN = 0.06
"""The same: by how much such spaces differ."""
_REACH = 0.08
"""The same: a character reaches over a line by more."""
_FIGURE = frozenset("0123456789.,+-")
_DASHES = frozenset("—–―")
_CHARACTERS = _FIGURE | _DASHES
_OVERLAID = 3
"""Figures that may stand over one another."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Characters of a page that make one figure, or one dash, from ``x0`` to ``x1``, counted as standing at ``x``."""

    indices: tuple[int, ...]
    x0: float
    x1: float
    x: float
    reach: float
    first: str
    is_beside: bool = False
    """True where another stands as near as its own next digit would, or over it."""

    def columns(self, xs: Sequence[float]) -> range:
        """The columns between the upright lines into which it reaches."""
        return range(_column(self.x0 + self.reach, xs), _column(self.x1 - self.reach, xs) + 1)

    def is_doubtful(self, xs: Sequence[float]) -> bool:
        """True where it is not of the cell of its middle, or goes to the table's edge, where a page may be cut off."""
        return self.is_beside or _column(self.x, xs) != _column((self.x0 + self.x1) / 2, xs) or self.x1 > xs[-1]


def figures_of(glyphs: Sequence[Glyph], xs: Sequence[float], spacing: float) -> list[Figure]:
    """The figures of two characters and more, and those that stand as near to others as a next digit, or over them."""
    figures = [_figure(run, glyphs, xs) for run in _runs(glyphs, xs, spacing) if len(run) <= _LONGEST]
    if spacing > _HAIR:
        figures.sort(key=lambda figure: figure.indices[0])
        for place, (figure, other) in enumerate(pairwise(figures)):
            first = glyphs[other.indices[0]]
            if any(_is_near(glyphs[index], first, spacing) for index in figure.indices):
                figures[place : place + 2] = (replace(figure, is_beside=True), replace(other, is_beside=True))
    return [figure for figure in figures if len(figure.indices) > 1 or figure.is_beside]


def closed_up(glyphs: Sequence[Glyph], spacing: float) -> list[Glyph]:
    """The characters of the page, those of figures as wide as they are with the space behind them."""
    if spacing <= _HAIR:
        return list(glyphs)
    return [replace(g, x1=g.x1 + spacing * g.size) if g.char in _FIGURE and not g.turned else g for g in glyphs]


def _column(x: float, xs: Sequence[float]) -> int:
    return bisect_right(xs, x) - 1


def spacing_of(glyphs: Sequence[Glyph], xs: Sequence[float]) -> float:
    """The space between digits of one cell, of a character's height."""
    gaps = [
        (glyph.x0 - last.x1) / glyph.size
        for last, glyph in pairwise(glyphs)
        if last.char.isdecimal() and glyph.char.isdecimal() and last.base == glyph.base
        if _column(last.x0, xs) == _column(glyph.x1, xs)
    ]
    close = [gap for gap in gaps if -_APART < gap < _SPACED]
    return median(close) if close else 0.0


def _runs(glyphs: Sequence[Glyph], xs: Sequence[float], spacing: float) -> Iterator[list[int]]:
    """Places of the characters of each figure: two that overlap, ``318[1]80[2]04``, are told by their even spaces."""
    open_runs: list[list[int]] = []
    for index, glyph in enumerate(glyphs):
        if glyph.turned or glyph.char not in _CHARACTERS:
            continue
        run = next((run for run in reversed(open_runs) if _is_next(run, glyph, glyphs, xs, spacing)), None)
        if run is None:
            open_runs.append(run := [])
        run.append(index)
        if len(open_runs) > _OVERLAID:
            yield open_runs.pop(0)
    yield from open_runs


def _is_next(run: Sequence[int], glyph: Glyph, glyphs: Sequence[Glyph], xs: Sequence[float], spacing: float) -> bool:
    """True for the next character of a figure; a border drawn in a gap between two digits parts two figures.

    Where digits are spaced out, it does so only where what follows stands in its cell as the figure in its own.
    """
    first, last = glyphs[run[0]], glyphs[run[-1]]
    if spacing <= _HAIR and not (is_dash(last.char) or is_dash(glyph.char)):
        return _is_close(last, glyph, xs)
    if not _goes_on(last, glyph, spacing):
        return False
    begun, column = _column(last.x1, xs), _column(glyph.x0, xs)
    if begun == column or begun < 0:
        return True
    return abs((first.x0 - xs[_column(first.x0, xs)]) - (glyph.x0 - xs[column])) > _EVEN * glyph.size


def _is_close(last: Glyph, glyph: Glyph, xs: Sequence[float]) -> bool:
    gap = (glyph.x0 - last.x1) / glyph.size
    if not _are_level(last, glyph) or abs(gap) > _APART:
        return False
    return gap < _HAIR or _column(glyph.x0, xs) == _column(last.x1, xs)


def _goes_on(last: Glyph, glyph: Glyph, spacing: float) -> bool:
    """True where the two are as far apart as the digits of a figure."""
    is_alike = last.char == glyph.char or not (is_dash(last.char) or is_dash(glyph.char))
    return is_alike and _are_level(last, glyph) and abs((glyph.x0 - last.x1) / glyph.size - spacing) < _EVEN


def _is_near(glyph: Glyph, first: Glyph, spacing: float) -> bool:
    """True where a figure goes on from the character as well as from ``first``, or could."""
    is_over = _are_level(glyph, first) and abs(glyph.x0 - first.x0) < _EVEN * first.size
    return is_over or _goes_on(glyph, first, spacing)


def _are_level(last: Glyph, glyph: Glyph) -> bool:
    return last.held == glyph.held and abs(glyph.base - last.base) <= 0.2 * glyph.size


def is_dash(char: str) -> bool:
    """True for what stands in a blank cell: ``——`` may end where the next cell's ``10`` begins."""
    return char in _DASHES


def _figure(run: Sequence[int], glyphs: Sequence[Glyph], xs: Sequence[float]) -> Figure:
    first, last = glyphs[run[0]], glyphs[run[-1]]
    return Figure(tuple(run), first.x0, last.x1, _place(first.x0, last.x1, xs), _REACH * first.size, first.char)


def _place(start: float, end: float, xs: Sequence[float]) -> float:
    """The middle: 7730.28 spills to both sides. Where it begins, for one that leaves its cell to the right only.

    So a browser prints what is wider than a column of a set width: the first character stands where any cell's does.
    """
    column = _column(start, xs)
    if 0 <= column < len(xs) - 1 and end > xs[column + 1]:
        width = xs[column + 1] - xs[column]
        if start - xs[column] <= min(PADDING, width / 2):
            return start
    return (start + end) / 2
