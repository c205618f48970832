"""Characters of a PDF page, as tests place them."""

from __future__ import annotations

from harvester.documents.pdf_page import Glyph

SIZE = 10.0


def written(text: str, x: float, base: float) -> list[Glyph]:
    """Characters beside each other, digits half as wide as they are high."""
    glyphs = []
    for char in text:
        wide = SIZE if ord(char) > 0xFF else SIZE / 2
        glyphs.append(Glyph(char, x, x + wide, base, SIZE))
        x += wide
    return glyphs
