"""What is drawn on a PDF page besides its text, by pypdfium2: lines, boxes, pictures, shapes that may be figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

from harvester.documents.pdf_objects import (
    MAX_SEGMENTS,
    PATH,
    PICTURE,
    Placed,
    apply,
    area_of,
    kind_of,
    matrix_of,
    modes_of,
    subpaths_of,
    times,
)
from harvester.documents.pdf_page import THIN, Area, Path, Pictures

_OUTLINE = 6
"""Segments of the outline of a digit at least; a box has fewer."""
_SMALLEST, _LARGEST = 2.0, 60.0
"""Points along one side of what may be a figure."""
_MOST = 2_000


def paths(objects: Sequence[Placed]) -> Iterator[Path]:
    """Drawn lines and boxes, and pictures as thin as lines; none of a page with too many."""
    count = sum(pdfium.FPDFPath_CountSegments(item) for item, _ in objects if kind_of(item) == PATH)
    for item, outer in objects if count <= MAX_SEGMENTS else ():
        modes = modes_of(item) if kind_of(item) == PATH else (False, False)
        if any(modes):
            matrix = times(matrix_of(item), outer)
            for points in subpaths_of(item):
                yield tuple(apply(matrix, x, y) for x, y in points), *modes
        elif kind_of(item) == PICTURE and min(_sides(area := area_of((item, outer)))) <= THIN:
            left, bottom, right, top = area
            yield ((left, bottom), (left, top), (right, top), (right, bottom)), False, True


def pictures(objects: Sequence[Placed]) -> Pictures:
    """A scanner may cut the picture of a page into strips; a program may draw digits instead of writing them."""
    sides = [_sides(area_of(placed)) for placed in objects if kind_of(placed[0]) == PICTURE]
    shapes = (area_of(placed) for placed in objects if _is_shape(placed[0]))
    small = islice((area for area in shapes if all(_SMALLEST < side < _LARGEST for side in _sides(area))), _MOST)
    return Pictures(sum(wide * high for wide, high in sides), tuple(small))


def _is_shape(item: Any) -> bool:
    if kind_of(item) == PATH:
        return bool(pdfium.FPDFPath_CountSegments(item) >= _OUTLINE) and modes_of(item)[1]
    return kind_of(item) == PICTURE


def _sides(area: Area) -> tuple[float, float]:
    left, bottom, right, top = area
    return right - left, top - bottom
