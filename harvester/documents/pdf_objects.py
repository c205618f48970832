"""What a PDF page is drawn of, by pypdfium2: its objects in the order of drawing, those of its forms included."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from harvester.documents.pdf_page import Area, Point, around

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Placed: TypeAlias = tuple[Any, Matrix]
"""An object, and the matrix of the form around it."""

TEXT: int = pdfium.FPDF_PAGEOBJ_TEXT
PATH: int = pdfium.FPDF_PAGEOBJ_PATH
PICTURE: int = pdfium.FPDF_PAGEOBJ_IMAGE
MAX_SEGMENTS = 200_000
"""A page with more is read without its lines; the dotted lines of a table are some 60,000."""
_DEEPEST = 8
_CORNERS = 16
"""A clip of more is no cell's."""


def objects_of(page: pypdfium2.PdfPage) -> Iterator[Placed]:
    """Every object of the page, those of its forms included, with the matrix of the form around it."""
    whole: Matrix = (1, 0, 0, 1, 0, 0)
    waiting = [(pdfium.FPDFPage_GetObject(page, n), whole, 0) for n in range(pdfium.FPDFPage_CountObjects(page))]
    waiting.reverse()
    while waiting:
        item, outer, depth = waiting.pop()
        if kind_of(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, outer
        elif depth < _DEEPEST and len(waiting) < MAX_SEGMENTS:
            inner = times(matrix_of(item), outer)
            count = pdfium.FPDFFormObj_CountObjects(item)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, n), inner, depth + 1) for n in reversed(range(count))]


def kind_of(item: Any) -> int:
    return int(pdfium.FPDFPageObj_GetType(item))


def address_of(item: Any) -> int | None:
    return ctypes.cast(item, ctypes.c_void_p).value


def matrix_of(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def area_of(placed: Placed) -> Area:
    """Left, bottom, right and top of what the object takes on its page."""
    item, outer = placed
    ends = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *ends)
    left, bottom, right, top = (end.value for end in ends)
    return around([apply(outer, x, y) for x in (left, right) for y in (bottom, top)])


def modes_of(path: Any) -> tuple[bool, bool]:
    """Whether a path is stroked, and whether it is filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value), bool(fill.value)


def subpaths_of(path: Any) -> Iterator[list[Point]]:
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def clip_of(item: Any) -> Iterator[Point]:
    """The corners of the innermost clip of an object."""
    path, x, y = pdfium.FPDFPageObj_GetClipPath(item), ctypes.c_float(), ctypes.c_float()
    innermost = pdfium.FPDFClipPath_CountPaths(path) - 1
    count = pdfium.FPDFClipPath_CountPathSegments(path, innermost) if innermost >= 0 else 0
    for index in range(count if count <= _CORNERS else 0):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, innermost, index), x, y)
        yield x.value, y.value
