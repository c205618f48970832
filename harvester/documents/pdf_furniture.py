"""Running heads and feet, page numbers, watermarks: what a page says about itself and not about the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from harvester.documents.pdf_lines import Line
from harvester.documents.pdf_page import Glyph
from harvester.parsers.script import narrow, squeeze

_ZONE = 0.12
"""Share of a page's height, at the top and at the bottom, in which furniture stands."""
_DEPTH = 2
"""Lines from the edge that may be furniture."""
_NEAR = 1.7
"""Of a character's height: lines of one cell are no further apart."""
_LARGE = 2.5
"""Times a page's usual height of characters, from which one may belong to a watermark."""
_MARKS = 100
"""Characters of watermarks that are looked at on a page."""
_WIDE = 12
"""Times the height of its characters, from which a line is a row of a table: ``-   -   1   -   1``."""
_TITLE = 1.15
"""Times the usual height of characters, from which a line is a title: a cover's stands above the report again."""
_NUMBER = re.compile(r"[-—–─·.]*(?:第?\d{1,3}页?(?:[/,，共]+\d{1,3}页?)?)[-—–─·.]*")
_PRINTED = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?|https?://|file:///")
"""How the lines begin that browsers print above and below a page: ``2024/1/30 16:30``, its address."""
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers and without lines that recur at the edge of several pages."""
    usual = median([line.size for lines in pages for line in lines] or [0.0])
    edges = [_edge(lines, height, usual) for lines, height in zip(pages, heights, strict=True)]
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge} if not _is_figures(key))
    return [
        [line for line in lines if line not in edge or not (_is_margin(line, lines) or counts[_key(line)] > 1)]
        for lines, edge in zip(pages, edges, strict=True)
    ]


def without_watermark(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a page without those so large that others stand within them."""
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    large = [glyph for glyph in glyphs if glyph.size > _LARGE * usual]
    others = [glyph for glyph in glyphs if glyph.size <= _LARGE * usual]
    sizes = {round(mark.size) for mark in large[:_MARKS] if any(_holds(mark, other) for other in others)}
    return [glyph for glyph in glyphs if round(glyph.size) not in sizes]


def _holds(large: Glyph, glyph: Glyph) -> bool:
    is_beside = large.x0 < glyph.center < large.x1
    return is_beside and abs(large.middle - glyph.middle) < large.size / 2


def _edge(lines: Sequence[Line], height: float, usual: float) -> list[Line]:
    top = [line for line in lines[:_DEPTH] if line.base < _ZONE * height and line.size < _TITLE * usual]
    return top + [line for line in lines[-_DEPTH:] if line.base > (1 - _ZONE) * height]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", squeeze(line.text))


def _is_figures(key: str) -> bool:
    """True for a row of figures, whose label stands on another line."""
    return not any(char.isalpha() for char in key)


def _is_margin(line: Line, lines: Sequence[Line]) -> bool:
    """True for a page number or a browser's line; digits right below a figure of a table are its rest."""
    text = narrow(squeeze(line.text))
    if _PRINTED.match(text):
        return True
    is_number = _NUMBER.fullmatch(text) is not None and line.x1 - line.x0 < _WIDE * line.size
    return is_number and not (text.isdecimal() and _ends_figure(line, lines))


def _ends_figure(line: Line, lines: Sequence[Line]) -> bool:
    above = [other for other in lines if 0 < line.base - other.base < _NEAR * line.size]
    glyphs = (glyph for other in above for glyph in other.glyphs if glyph.x0 < line.x1 and line.x0 < glyph.x1)
    return any(glyph.char.isdecimal() for glyph in glyphs)
