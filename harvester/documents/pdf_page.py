"""What a PDF page shows, by place: characters, ruling lines, pictures. Points, from the top left of upright text."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
Area: TypeAlias = tuple[float, float, float, float]
Turn: TypeAlias = Callable[[float, float], Point]

FEWEST_RECOGNISED = 10
"""Unseen texts on pictures that are recognised ones: a logo may have its name."""
THIN = 3.0
"""Points: a filled box is a ruling line up to this thickness."""
_SLANT = 1.0
"""Points by which a ruling line may be off."""
_DOTS = 5
"""Dots that make a line at least."""
_QUARTER = math.pi / 2
_UPRIGHT = 0.1
"""Radians by which a character may be turned; a watermark is turned by more."""
_SQUARE = "\u2e80"
"""Characters from here on are as wide as high; of some fonts only the ink is known, which is flat: 一，。"""
UNKNOWN = "\ufffd"
"""What stands for a digit that the file gives no Unicode for: ``3?880`` is no figure, 3880 a wrong one."""
_HYPHENS = frozenset("\u00ad\ufffe")
_NO_TEXT = frozenset("\ufffe\uffff\u0000\ufffd\u00ad")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character. ``base`` is its baseline, ``turned`` how many quarters it is turned against the page's text.

    ``held`` is what shows it (left, top, right, bottom), where it stands outside of that: its cell cuts it off.
    """

    char: str
    x0: float
    x1: float
    base: float
    size: float
    turned: int = 0
    held: Area | None = None

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        return self.base - 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line from ``start`` to ``end`` along one axis, at ``place`` on the other."""

    is_level: bool
    place: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageShow:
    """``fills`` are the edges of coloured boxes; ``picture`` is the share of the page under pictures."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    fills: tuple[Ruling, ...]
    picture: float
    unmapped: int
    """Characters that the file gives no Unicode for."""
    is_recognised: bool
    """True where the text is invisible: what a scanner's software recognised."""
    drawn: tuple[Area, ...] = ()
    """Small pictures and shapes (left, top, right, bottom): a figure may be one."""


class Pictures(NamedTuple):
    """The area that a page's pictures take, and the places of small ones, and of shapes that may be figures too."""

    area: float = 0.0
    small: Sequence[Area] = ()


_NO_PICTURES = Pictures()

Corners: TypeAlias = tuple[Point, Point]


class Raw(NamedTuple):
    """A character as the file has it, with two corners of its box, and of one that cuts it off."""

    char: str
    low: Point
    high: Point
    origin: Point
    angle: float
    clip: Corners | None = None


Path: TypeAlias = tuple[tuple[Point, ...], bool, bool]
"""The points of a drawn line or shape, and whether it is stroked and filled."""


def assemble(
    box: tuple[float, float, float, float],
    raw: Sequence[Raw],
    paths: Iterable[Path],
    pictures: Pictures = _NO_PICTURES,
    *,
    is_recognised: bool = False,
) -> PageShow:
    """A page from what stands on it in the PDF's own coordinates, turned so that most text runs left to right."""
    quarters = Counter(_quarters(item.angle) for item in raw)
    quarters.pop(None, None)
    main = (quarters.most_common(1)[0][0] or 0) if quarters else 0
    turn, width, height = _turn(box, main)
    rulings: list[Ruling] = []
    fills: list[Ruling] = []
    dots: list[Point] = []
    for points, is_stroked, is_filled in paths:
        placed = [turn(x, y) for x, y in points]
        if is_filled and _is_dot(placed):
            dots.append(placed[0])
            continue
        rulings += _along(placed) if is_stroked else ()
        thin, edges = _of_box(placed) if is_filled else ((), ())
        rulings += thin
        fills += edges
    return PageShow(
        width,
        height,
        tuple(_glyphs(raw, main, turn)),
        (*rulings, *_dotted(dots, is_level=True), *_dotted(dots, is_level=False)),
        tuple(fills),
        pictures.area / max(width * height, 1.0),
        sum(_is_unmapped(item.char) for item in raw),
        is_recognised,
        tuple(around([turn(left, bottom), turn(right, top)]) for left, bottom, right, top in pictures.small),
    )


def around(points: Sequence[Point]) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_unmapped(char: str) -> bool:
    return char in _NO_TEXT or "\ue000" <= char <= "\uf8ff"


def _is_lost_digit(raw: Sequence[Raw], place: int) -> bool:
    """True for a character without Unicode among figures: one of their digits, where elsewhere it is a bullet."""
    if raw[place].char in _HYPHENS:
        return False
    return any(item.char.isdecimal() for item in (*raw[max(place - 1, 0) : place], *raw[place + 1 : place + 2]))


def _quarters(angle: float) -> int | None:
    """Quarter turns, counter-clockwise; None for a slanted character."""
    quarters = round(angle / _QUARTER)
    return quarters % 4 if abs(angle - quarters * _QUARTER) < _UPRIGHT else None


def _turn(box: tuple[float, float, float, float], quarters: int) -> tuple[Turn, float, float]:
    """From the PDF's own coordinates to those of text that runs from left to right, and the page's size in them."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return (turns[quarters], *((width, height) if quarters % 2 == 0 else (height, width)))


def _glyphs(raw: Sequence[Raw], main: int, turn: Turn) -> Iterator[Glyph]:
    for place, (char, low, high, origin, angle, clip) in enumerate(raw):
        quarters = _quarters(angle)
        if quarters is None or (_is_unmapped(char) and not _is_lost_digit(raw, place)):
            continue
        char = UNKNOWN if _is_unmapped(char) else char  # noqa: PLW2901  (what it says is not known)
        (ax, ay), (bx, by), (_, base) = turn(*low), turn(*high), turn(*origin)
        turned = (quarters - main) % 4
        x0, x1 = min(ax, bx), max(ax, bx)
        size = max(abs(by - ay), x1 - x0 if char > _SQUARE else 0.0)
        glyph = Glyph(char, x0, x1, base if turned == 0 else max(ay, by), size, turned)
        yield _held(glyph, [turn(*corner) for corner in clip]) if clip else glyph


def _held(glyph: Glyph, corners: Sequence[Point]) -> Glyph:
    """The character, with what shows it where it stands outside of that."""
    (left, right), (top, bottom) = (sorted(places) for places in zip(*corners, strict=True))
    is_shown = left <= glyph.center <= right and top <= glyph.middle <= bottom
    return glyph if is_shown else replace(glyph, held=(left, top, right, bottom))


def _along(points: list[Point]) -> Iterator[Ruling]:
    """The level and upright pieces of a drawn line."""
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) <= _SLANT and abs(ax - bx) > 0:
            yield Ruling(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
        elif abs(ax - bx) <= _SLANT:
            yield Ruling(False, (ax + bx) / 2, min(ay, by), max(ay, by))


def _is_dot(points: list[Point]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) - min(xs) <= THIN and max(ys) - min(ys) <= THIN


def _dotted(dots: Sequence[Point], *, is_level: bool) -> Iterator[Ruling]:
    """The lines that dots make along one axis: browsers draw a dotted border as thousands of small boxes."""
    lines: dict[int, list[float]] = defaultdict(list)
    for x, y in dots:
        place, along = (y, x) if is_level else (x, y)
        lines[round(place)].append(along)
    for place, found in lines.items():
        run: list[float] = []
        for along in (*sorted(found), math.inf):
            if run and along - run[-1] > 2 * THIN:
                if len(run) >= _DOTS:
                    yield Ruling(is_level, float(place), run[0], run[-1])
                run = []
            run.append(along)


def _of_box(points: list[Point]) -> tuple[list[Ruling], list[Ruling]]:
    """A thin filled box is a line; of any other the four edges."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    wide, high = right - left, bottom - top
    level = Ruling(True, (top + bottom) / 2, left, right)
    upright = Ruling(False, (left + right) / 2, top, bottom)
    if wide <= THIN or high <= THIN:
        return [item for item, thickness in ((level, high), (upright, wide)) if thickness <= THIN], []
    edges = [Ruling(True, y, left, right) for y in (top, bottom)]
    return [], edges + [Ruling(False, x, top, bottom) for x in (left, right)]
