"""Text that a PDF page holds and does not show: invisible, white on white, below a white box or a picture.

A scanner's software puts what it recognised unseen onto the picture of the page, or below it.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from harvester.documents.pdf_objects import PATH, PICTURE, TEXT, Placed, area_of, kind_of, modes_of
from harvester.documents.pdf_page import FEWEST_RECOGNISED, Area

_OF_BOX = range(4, 7)
"""Segments of a box's path."""
_MOST = 1_000
"""White boxes of a page that are looked at."""
_BAND, _FARTHEST = 20.0, 15_000.0
"""Points: boxes are looked up by their height on the page; none is longer."""
_SLACK = 1.0
"""Points by which a text may stand out of the box that covers it."""
_SOLID = 250
"""Of 255: what a picture must cover everywhere, or it is a seal or a watermark."""
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An object with its place in the order of drawing, and what it takes on the page."""

    order: int
    area: Area
    item: Any

    def is_on(self, other: _Drawn) -> bool:
        """True where its middle is in the area of the other one."""
        left, bottom, right, top = other.area
        return left < (self.area[0] + self.area[2]) / 2 < right and bottom < (self.area[1] + self.area[3]) / 2 < top


def put_out(page: pypdfium2.PdfPage, objects: Sequence[Placed]) -> bool:
    """Take what is not seen out of the page's text; True where a scanner's software recognised it, and it stays."""
    texts, pictures = _drawn(objects, TEXT), _drawn(objects, PICTURE)
    hidden = [text for text in texts if _is_blank(text.item)] + _white_on_white(texts, objects)
    hidden += _covered(texts, _white_boxes(texts, objects))
    gone = {text.order: text.item for text in hidden if not any(map(text.is_on, pictures))}
    scanned = {text.order for text in hidden} - set(gone)
    scanned |= {text.order for picture in pictures for text in _below(picture, texts, page)}
    if len(scanned) >= FEWEST_RECOGNISED or 2 * len(gone) > len(texts):
        return True
    for item in gone.values():
        pdfium.FPDFPageObj_SetIsActive(item, False)
    return False


def _drawn(objects: Sequence[Placed], kind: int) -> list[_Drawn]:
    return [
        _Drawn(order, area_of(placed), placed[0]) for order, placed in enumerate(objects) if kind_of(placed[0]) == kind
    ]


def _is_blank(text: Any) -> bool:
    """True for a text in the mode that paints nothing, or that lets all through."""
    is_unpainted = pdfium.FPDFTextObj_GetTextRenderMode(text) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return is_unpainted or _colour(text)[1] == 0


def _colour(item: Any) -> tuple[tuple[int, ...], int]:
    """What an object is filled with: red, green and blue, and how much it covers, of 255 each."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(item, *parts):
        return (0, 0, 0), 255
    *colour, cover = (part.value for part in parts)
    return tuple(colour), cover


def _white_on_white(texts: Sequence[_Drawn], objects: Sequence[Placed]) -> list[_Drawn]:
    """White texts below which nothing but white and pictures is drawn."""
    white = [text for text in texts if _colour(text.item)[0] == _WHITE]
    grounds = [
        _Drawn(order, area_of(placed), placed[0])
        for order, placed in enumerate(objects if white else ())
        if kind_of(placed[0]) not in (TEXT, PICTURE) and not _is_white(placed[0])
    ]
    return [text for text in white if not any(item.order < text.order and text.is_on(item) for item in grounds)]


def _is_white(item: Any) -> bool:
    return kind_of(item) == PATH and modes_of(item) == (False, True) and _colour(item)[0] == _WHITE


def _white_boxes(texts: Sequence[_Drawn], objects: Sequence[Placed]) -> list[_Drawn]:
    """Filled with white, drawn behind the first text."""
    first = texts[0].order if texts else len(objects)
    boxes = (
        (order, placed)
        for order, placed in enumerate(objects[first:], first)
        if _is_white(placed[0]) and pdfium.FPDFPath_CountSegments(placed[0]) in _OF_BOX
    )
    return [
        _Drawn(order, area_of(placed), placed[0])
        for order, placed in islice(boxes, _MOST)
        if not pdfium.FPDFPageObj_HasTransparency(placed[0])
    ]


def _covered(texts: Sequence[_Drawn], boxes: Sequence[_Drawn]) -> list[_Drawn]:
    """Texts that stand as a whole below a box that is drawn later."""
    bands: dict[int, list[_Drawn]] = defaultdict(list)
    for box in boxes:
        for band in range(_band(box.area[1] - _SLACK), _band(box.area[3]) + 1):
            bands[band].append(box)
    return [
        text
        for text in texts
        if any(box.order > text.order and _holds(box.area, text.area) for box in bands[_band(text.area[1])])
    ]


def _band(y: float) -> int:
    return int(max(-_FARTHEST, min(y, _FARTHEST)) // _BAND)


def _holds(outer: Area, inner: Area) -> bool:
    left, bottom, right, top = outer
    return (
        left - _SLACK <= inner[0]
        and bottom - _SLACK <= inner[1]
        and inner[2] <= right + _SLACK
        and inner[3] <= top + _SLACK
    )


def _below(picture: _Drawn, texts: Sequence[_Drawn], page: pypdfium2.PdfPage) -> list[_Drawn]:
    """Texts below a picture that is drawn later, and through which nothing is seen."""
    below = [text for text in texts if text.order < picture.order and text.is_on(picture)]
    return below if len(below) >= FEWEST_RECOGNISED and _is_solid(page, picture.item) else []


def _is_solid(page: pypdfium2.PdfPage, picture: Any) -> bool:
    if pdfium.FPDFPageObj_HasTransparency(picture):
        return False
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf, page, picture)
    if not bitmap:
        return True
    drawn = pypdfium2.PdfBitmap.from_raw(bitmap)
    has_alpha = drawn.format == pdfium.FPDFBitmap_BGRA
    return not has_alpha or min(bytes(drawn.buffer)[3::4]) >= _SOLID
