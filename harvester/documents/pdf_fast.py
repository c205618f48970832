"""What a PDF page holds, by pypdfium2: ten times as fast as a reader in Python, and it repairs broken files.

Of a text in a font that is not in the file it loses characters, or not, by the fonts of the machine; such a page is
read by pdfplumber.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from harvester.documents.pdf_page import Corners, PageShow, Path, Point, Raw, assemble

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Placed: TypeAlias = tuple[Any, Matrix]
"""An object, and the matrix of the form around it."""

MAX_CHARACTERS = 60_000
MAX_SEGMENTS = 200_000
"""A page with more is read without its lines; the dotted lines of a table are some 60,000."""
_TALLEST = 72.0
"""Points: fonts for vertical writing report boxes many times as large as their characters."""
_STANDARD = (b"Helvetica", b"Times", b"Courier", b"Symbol", b"ZapfDingbats", b"Arial")
"""How the names of the fonts begin that need not be in a file."""
_CORNERS = 16
"""A clip of more is no cell's."""
_PICTURE = 0.35
"""Share of the page that a picture covers which may be a scan."""


def show(page: pypdfium2.PdfPage) -> PageShow:
    """Everything on the page."""
    objects = list(_objects(page))
    raw = list(_characters(page, _clips(objects)))
    paths = list(_paths(objects)) if _segments(objects) <= MAX_SEGMENTS else []
    return assemble(page.get_cropbox(), raw, paths, picture(page), is_recognised=is_recognised(page))


def picture(page: pypdfium2.PdfPage) -> float:
    """Area of the largest picture."""
    areas = (_area(item, outer) for item, outer in _objects(page) if _kind(item) == pdfium.FPDF_PAGEOBJ_IMAGE)
    return max(areas, default=0.0)


def is_recognised(page: pypdfium2.PdfPage) -> bool:
    """True where the text is what a scanner's software recognised: unseen, below a picture of the page."""
    left, bottom, right, top = page.get_cropbox()
    return picture(page) > _PICTURE * (right - left) * (top - bottom) and _is_invisible(page)


def loses_text(page: pypdfium2.PdfPage) -> bool:
    """True where a text is in a font that is neither in the file nor one of the fourteen that every reader has.

    What pypdfium2 makes of it depends on the machine's fonts, and the same file is to be read the same everywhere.
    """
    return any(
        pdfium.FPDFFont_GetIsEmbedded(font) == 0 and not _is_standard(font)
        for item, _ in _objects(page)
        if _kind(item) == pdfium.FPDF_PAGEOBJ_TEXT and (font := pdfium.FPDFTextObj_GetFont(item))
    )


def _is_standard(font: Any) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.startswith(_STANDARD)


def _kind(item: Any) -> int:
    return int(pdfium.FPDFPageObj_GetType(item))


def _segments(objects: Iterable[Placed]) -> int:
    paths = (item for item, _ in objects if _kind(item) == pdfium.FPDF_PAGEOBJ_PATH)
    return sum(pdfium.FPDFPath_CountSegments(item) for item in paths)


def _paths(objects: Iterable[Placed]) -> Iterator[Path]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for item, outer in objects:
        if _kind(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        if fill.value or stroke.value:
            matrix = _times(_matrix(item), outer)
            for points in _subpaths(item):
                yield tuple(_apply(matrix, x, y) for x, y in points), bool(stroke.value), bool(fill.value)


def _clips(objects: Iterable[Placed]) -> dict[int | None, Corners]:
    """By the address of a text, the box that cuts it off: so LibreOffice prints rows of a set height."""
    found = {}
    for item, outer in objects:
        points = [_apply(outer, *point) for point in _clip(item)] if _kind(item) == pdfium.FPDF_PAGEOBJ_TEXT else []
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found[_address(item)] = (min(xs), min(ys)), (max(xs), max(ys))
    return found


def _clip(item: Any) -> Iterator[Point]:
    """The corners of the innermost clip of an object."""
    path, x, y = pdfium.FPDFPageObj_GetClipPath(item), ctypes.c_float(), ctypes.c_float()
    innermost = pdfium.FPDFClipPath_CountPaths(path) - 1
    count = pdfium.FPDFClipPath_CountPathSegments(path, innermost) if innermost >= 0 else 0
    for index in range(count if count <= _CORNERS else 0):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, innermost, index), x, y)
        yield x.value, y.value


def _address(item: Any) -> int | None:
    return ctypes.cast(item, ctypes.c_void_p).value


def _characters(page: pypdfium2.PdfPage, clips: Mapping[int | None, Corners]) -> Iterator[Raw]:
    text = page.get_textpage()
    box, tight = pdfium.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = chr(code) if code < 0x110000 else "\ufffd"
        if char.isspace() or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        low, high = (box.left, box.bottom), (box.right, box.top)
        if not (0 < high[0] - low[0] < _TALLEST and 0 < high[1] - low[1] < _TALLEST):
            pdfium.FPDFText_GetCharBox(text, index, *tight)
            low, high = (tight[0].value, tight[2].value), (tight[1].value, tight[3].value)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        place, angle = (x.value, y.value), -pdfium.FPDFText_GetCharAngle(text, index)  # it counts clockwise
        clip = clips.get(_address(pdfium.FPDFText_GetTextObject(text, index))) if clips else None
        yield (char, low, high, place, angle, clip) if clip else (char, low, high, place, angle)


def _objects(page: pypdfium2.PdfPage) -> Iterator[Placed]:
    """Every object of the page, those of its forms included, with the matrix of the form around it."""
    whole: Matrix = (1, 0, 0, 1, 0, 0)
    waiting = [(pdfium.FPDFPage_GetObject(page, n), whole, 0) for n in range(pdfium.FPDFPage_CountObjects(page))]
    waiting.reverse()
    while waiting:
        item, outer, depth = waiting.pop()
        if _kind(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, outer
        elif depth < 8 and len(waiting) < MAX_SEGMENTS:
            inner = _times(_matrix(item), outer)
            count = pdfium.FPDFFormObj_CountObjects(item)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, n), inner, depth + 1) for n in reversed(range(count))]


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _area(item: Any, outer: Matrix) -> float:
    a, b, c, d, *_ = _times(_matrix(item), outer)
    return abs(a * d - b * c)


def _subpaths(item: Any) -> Iterator[list[Point]]:
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _is_invisible(page: pypdfium2.PdfPage) -> bool:
    """True where most text objects are drawn in the mode that paints nothing."""
    modes = [
        pdfium.FPDFTextObj_GetTextRenderMode(item)
        for item, _ in _objects(page)
        if _kind(item) == pdfium.FPDF_PAGEOBJ_TEXT
    ]
    return bool(modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) * 2 > len(modes))
