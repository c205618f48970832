"""What a PDF page holds, by pdfplumber: for the pages of which pypdfium2 loses text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2

from harvester.documents.pdf_objects import Placed
from harvester.documents.pdf_page import PageShow, Path, Pictures, Raw, assemble
from harvester.documents.pdf_shapes import pictures
from harvester.documents.pdf_unseen import put_out

_NO_UNICODE = re.compile(r"\(cid:\d+\)")
"""What pdfminer writes for a character that the file gives no Unicode for."""


def show(page: Any, twin: pypdfium2.PdfPage, objects: Sequence[Placed]) -> PageShow:
    """Everything on the page (a `pdfplumber.page.Page`); ``twin`` is the same one, opened by pypdfium2."""
    box = (0.0, 0.0, float(page.width), float(page.height))
    is_recognised = put_out(twin, objects)
    return assemble(
        box, list(_characters(page)), _paths(page), Pictures(pictures(objects).area), is_recognised=is_recognised
    )


def _characters(page: Any) -> Iterator[Raw]:
    for char in page.chars:
        a, b, _, _, x, y = char["matrix"]
        for letter in letters(char["text"]):
            low, high = (char["x0"], char["y0"]), (char["x1"], char["y1"])
            yield Raw(letter, low, high, (x, y), math.atan2(b, a))


def letters(text: str) -> str:
    """The characters of one sign of a font, of which a ligature has several; one that has no Unicode is U+FFFD."""
    return "\ufffd" if _NO_UNICODE.fullmatch(text) else text.strip()


def _paths(page: Any) -> Iterator[Path]:
    for item in (*page.lines, *page.rects, *page.curves):
        points = tuple((float(x), float(page.height - top)) for x, top in item["pts"])
        is_closed = item["object_type"] == "rect" or item["fill"]
        yield points + points[:1] if is_closed else points, bool(item["stroke"]), bool(item["fill"])
