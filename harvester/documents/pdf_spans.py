"""Columns of tables without ruling lines, from where their figures and their names stand, seen from above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from harvester.documents.pdf_lines import Line

Span: TypeAlias = tuple[float, float]

_SLACK = 0.15
"""Of a character's height: figures that lie closer, seen from above, are one column."""


def columns_of(words: Sequence[Line]) -> list[Span]:
    """Where the columns lie: figures that overlap, seen from above, are one column."""
    return _merged([(word.x0 - _SLACK * word.size, word.x1) for word in words])


def with_named(columns: list[Span], names: Sequence[Span]) -> list[Span]:
    """With the columns that have a name and no figure, if every figure stands below a name, each below another."""
    merged = _merged([*columns, *names])
    are_apart = len({_place(span, merged) for span in columns}) == len(columns)
    return merged if are_apart and len(merged) == len(names) else columns


def filled(figures: Sequence[Line], columns: Sequence[Span]) -> list[str]:
    """The figures in their columns, blanks where a column has none; as they come where two share a column."""
    texts = [""] * len(columns)
    for word in figures:
        place = _place((word.x0, word.x1), columns)
        if texts[place]:
            return [item.text for item in figures]
        texts[place] = word.text
    return texts


def _place(span: Span, spans: Sequence[Span]) -> int:
    return next(index for index, (start, end) in enumerate(spans) if start <= span[0] and span[1] <= end)


def _merged(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
