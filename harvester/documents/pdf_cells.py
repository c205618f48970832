"""The text of a cell of a ruled table: its lines, labels that stand upright, figures too long for the cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from harvester.documents.pdf_lines import Line, lines_of
from harvester.documents.pdf_page import UNKNOWN, Glyph
from harvester.documents.pdf_wrapped import PADDING, is_wrapped
from harvester.editions.labels import look_up
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import narrow

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WIDEST_PADDING = 12.0
"""Points; Word's cells may be set to more, but few are."""
_GROUP = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")


def cell_text(glyphs: Sequence[Glyph], room: float) -> str:
    """The text, a newline between its lines; ``room`` is how long a line in the cell may be."""
    upright = [glyph for glyph in glyphs if glyph.turned == 0]
    lines = lines_of(upright)
    parts = [_column_text(upright)] if _stands(lines, upright) else _unwrapped(lines, room)
    if len(upright) < len(glyphs):
        parts.append(_turned_text([glyph for glyph in glyphs if glyph.turned]))
    text = "\n".join(part for part in parts if part)
    bare = text.replace(UNKNOWN, "")
    return text if looks_like_value(bare) else bare


def padding_of(starts: Iterable[float]) -> float:
    """How much is free at each side of the cells; ``starts``: how far behind its left border each text begins."""
    return min(max(PADDING, min(starts, default=PADDING)), _WIDEST_PADDING)


def room_of(inside: float, cells: Iterable[Sequence[Glyph]]) -> float:
    """How long a line can be in cells with so much between their margins: or as the longest there is."""
    longest = (line.x1 - line.x0 for cell in cells for line in lines_of(glyph for glyph in cell if not glyph.turned))
    return max((inside, *longest))


def _unwrapped(lines: Sequence[Line], room: float) -> list[str]:
    """The lines, but ``31,8`` and ``80`` below it as 31,880: no digit more would have fitted into the first."""
    texts = [line.text for line in lines]
    whole = narrow("".join(texts))
    if _THOUSANDS.fullmatch(whole) and not all(_GROUP.fullmatch(narrow(text)) for text in texts):
        return [whole]
    parts = texts[:1]
    for (before, line), text in zip(pairwise(lines), texts[1:], strict=True):
        if is_wrapped(before, line, room):
            parts[-1] += text
        else:
            parts.append(text)
    return parts


def _stands(lines: Sequence[Line], glyphs: Sequence[Glyph]) -> bool:
    """True for a label that is known only when it is read in columns from the right."""
    if len(lines) < 3 or look_up("".join(line.text for line in lines)):
        return False
    return bool(look_up(_column_text(glyphs)))


def _column_text(glyphs: Sequence[Glyph]) -> str:
    columns: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        columns[-round(glyph.center / glyph.size)].append(glyph)
    return "".join(
        glyph.char for _, column in sorted(columns.items()) for glyph in sorted(column, key=lambda item: item.base)
    )


def _turned_text(glyphs: Sequence[Glyph]) -> str:
    """A label that runs upwards (one quarter counter-clockwise), downwards, or stands on its head."""
    up = glyphs[0].turned == 1
    ordered = sorted(glyphs, key=lambda item: (round(item.center / item.size), -item.base if up else item.base))
    return "".join(glyph.char for glyph in ordered)
