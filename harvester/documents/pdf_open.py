"""Rows of a ruled table between whose cells no lines stand: ``规章   0   0   0`` in one box, below a row in boxes.

Word's banded styles (Light List) draw them so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from harvester.documents.pdf_lines import lines_of
from harvester.documents.pdf_page import Glyph
from harvester.editions.labels import is_fragment, look_up
from harvester.parsers.numbers import looks_like_value

Box: TypeAlias = tuple[int, int]

_FEWEST_FIGURES = 2


def opened(
    cells: Mapping[Box, list[Box]], glyphs: Mapping[Box, list[Glyph]], xs: Sequence[float]
) -> tuple[dict[Box, list[Box]], dict[Box, list[Glyph]]]:
    """The cells and their characters, each such row cut where lines of the table would stand."""
    members_of: dict[Box, list[Box]] = {}
    glyphs_of: dict[Box, list[Glyph]] = {}
    for first, members in cells.items():
        for start, part, inside in _parts(members, glyphs.get(first, []), xs):
            members_of[start] = part
            glyphs_of[start] = inside
    return members_of, glyphs_of


def _parts(
    members: list[Box], glyphs: list[Glyph], xs: Sequence[float]
) -> Iterator[tuple[Box, list[Box], list[Glyph]]]:
    """The cell as it is, or its parts where these are a label of the form and figures."""
    columns = sorted({column for _, column in members})
    cuts = [column for column in columns[1:] if not any(glyph.x0 < xs[column] < glyph.x1 for glyph in glyphs)]
    edges = (columns[0], *cuts, columns[-1] + 1)
    parts = [
        ([box for box in members if start <= box[1] < end], [g for g in glyphs if xs[start] <= g.center < xs[end]])
        for start, end in pairwise(edges)
    ]
    is_row = len(cuts) >= _FEWEST_FIGURES and _is_row([_text(inside) for _, inside in parts])
    for part, inside in parts if is_row else [(members, glyphs)]:
        yield min(part), part, inside


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(line.text for line in lines_of(glyphs))


def _is_row(texts: Sequence[str]) -> bool:
    """True for a label of the form behind pieces of others, or for none, before several figures and blanks."""
    filled = [text for text in texts if text]
    labels = [text for text in filled if not looks_like_value(text)]
    figures = filled[len(labels) :]
    is_led = all(look_up(text) or is_fragment(text) for text in labels) and all(map(look_up, labels[-1:]))
    return is_led and all(map(looks_like_value, figures)) and len(figures) >= _FEWEST_FIGURES
