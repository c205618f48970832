"""What a PDF page holds, by pypdfium2: ten times as fast as a reader in Python, and it repairs broken files.

Of a text in a font that is not in the file it loses characters, or not, by the fonts of the machine; such a page is
read by pdfplumber.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from harvester.documents import pdf_shapes
from harvester.documents.pdf_objects import TEXT, Placed, address_of, apply, clip_of, kind_of
from harvester.documents.pdf_page import Corners, PageShow, Raw, around, assemble
from harvester.documents.pdf_unseen import put_out

MAX_CHARACTERS = 60_000
_TALLEST = 72.0
"""Points: fonts for vertical writing report boxes many times as large as their characters."""
_STANDARD = (b"Helvetica", b"Times", b"Courier", b"Symbol", b"ZapfDingbats", b"Arial")
"""How the names of the fonts begin that need not be in a file."""


def show(page: pypdfium2.PdfPage, objects: Sequence[Placed]) -> PageShow:
    """Everything on the page, of which these are the objects."""
    is_recognised = put_out(page, objects)
    raw = list(_characters(page, _clips(objects)))
    paths, pictures = pdf_shapes.paths(objects), pdf_shapes.pictures(objects)
    return assemble(page.get_cropbox(), raw, paths, pictures, is_recognised=is_recognised)


def loses_text(objects: Iterable[Placed]) -> bool:
    """True where a text is in a font that is neither in the file nor one of the fourteen that every reader has.

    What pypdfium2 makes of it depends on the machine's fonts, and the same file is to be read the same everywhere.
    """
    return any(
        pdfium.FPDFFont_GetIsEmbedded(font) == 0 and not _is_standard(font)
        for item, _ in objects
        if kind_of(item) == TEXT and (font := pdfium.FPDFTextObj_GetFont(item))
    )


def _is_standard(font: Any) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.startswith(_STANDARD)


def _clips(objects: Iterable[Placed]) -> dict[int | None, Corners]:
    """By the address of a text, the box that cuts it off: so LibreOffice prints rows of a set height."""
    found = {}
    for item, outer in objects:
        points = [apply(outer, *point) for point in clip_of(item)] if kind_of(item) == TEXT else []
        if points:
            left, bottom, right, top = around(points)
            found[address_of(item)] = (left, bottom), (right, top)
    return found


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
        clip = clips.get(address_of(pdfium.FPDFText_GetTextObject(text, index))) if clips else None
        yield Raw(char, low, high, place, angle, clip)
