"""Running heads, running feet and page numbers: what a page says about itself and not about the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from harvester.documents.pdf_lines import Line
from harvester.parsers.script import narrow, squeeze

_ZONE = 0.12
"""Share of a page's height, at the top and at the bottom, in which furniture stands."""
_DEPTH = 2
"""Lines from the edge that may be furniture."""
_NUMBER = re.compile(r"[-—–─·.]*(?:第?\d{1,3}页?(?:[/,，共]+\d{1,3}页?)?)[-—–─·.]*")
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers and without lines that recur at the edge of several pages."""
    edges = [_edge(lines, height) for lines, height in zip(pages, heights, strict=True)]
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    return [
        [line for line in lines if line not in edge or not (_is_number(line) or counts[_key(line)] > 1)]
        for lines, edge in zip(pages, edges, strict=True)
    ]


def _edge(lines: Sequence[Line], height: float) -> list[Line]:
    top = [line for line in lines[:_DEPTH] if line.base < _ZONE * height]
    return top + [line for line in lines[-_DEPTH:] if line.base > (1 - _ZONE) * height]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", squeeze(line.text))


def _is_number(line: Line) -> bool:
    return _NUMBER.fullmatch(narrow(squeeze(line.text))) is not None
