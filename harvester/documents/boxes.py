"""Tables drawn with characters, and a page that is one line: both as lines with pipes, or one cell a line.

├──────────┼────┤        +----------+----+
│ 规章     │ 2  │        | 规章     | 2  |
├──────────┼────┤        +----------+----+
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from harvester.documents.lines import piped
from harvester.editions.labels import is_exact
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import fold

_RULE = re.compile(r"(?:[├┼┤┌┬┐└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛]*[─━═]{2,}[├┼┤┌┬┐└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛]*)+")
_ASCII_RULE = re.compile(r"\+(?:[-=]{2,}\+)+")
_CORNERS = frozenset("├┌└╔╠╚┏┣┗+")
_SHORTEST, _LONGEST, _MIN_LABELS = 500, 300_000, 20
"""Characters of a line, and labels of the form that are parts of it, that make it a whole table or page."""


def unboxed(lines: Sequence[str]) -> Iterator[str]:
    """The lines without those that draw, a cell of several lines on one."""
    if not any(line.lstrip()[:1] in _CORNERS for line in lines if line.strip()):
        yield from lines
        return
    row: list[list[str]] = []
    for line in lines:
        cells = _cells(line)
        if row and (cells is None or len(cells) != len(row[0]) or _is_drawn(line)):
            yield from _joined(row)
            row = []
        if cells is None:
            yield line
        elif any(cells):
            row.append(cells)
    yield from _joined(row)


def one_cell_a_line(lines: Iterable[str]) -> Iterator[str]:
    """Each part of a line that holds a whole page on a line of its own: ``规章 2 1 12 行政规范性文件 50 …``."""
    for line in lines:
        _, parts = max(_ways(line), key=itemgetter(0), default=(0, [line]))
        yield from parts


def holds_page(line: str) -> bool:
    """True for a line that holds a whole table of the form, or more."""
    return any(True for _ in _ways(line))


def _cells(line: str) -> list[str] | None:
    """The cells of a line between its sides, none of one that only draws; None for other lines."""
    text = piped(line.strip())
    if _ASCII_RULE.fullmatch(text):
        return []
    drawn = _RULE.sub("|", text)
    if not drawn.startswith("|") or not drawn.endswith("|"):
        return None
    return [cell.strip() for cell in drawn[1:-1].split("|")]


def _is_drawn(line: str) -> bool:
    return _RULE.search(line) is not None or _ASCII_RULE.search(line) is not None


def _joined(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of one row as one; where most columns have figures below each other, they are rows of their own."""
    columns = list(zip(*lines, strict=True))
    figures = [sum(bool(text) and looks_like_value(text) for text in column) for column in columns]
    if sum(count > 1 for count in figures) > sum(count == 1 for count in figures):
        yield from ("|".join((*line, "")) for line in lines)
    elif lines:
        yield "|".join((*("".join(column) for column in columns), ""))


def _ways(line: str) -> Iterator[tuple[int, list[str]]]:
    """The parts of a long line, by pipes, by tabs, or by pipes and spaces (``规章 | 12 规范性文件 | 50``).

    Before each, how many of them are a label.
    """
    if _SHORTEST < len(line) <= _LONGEST and len(line.split()) + line.count("|") >= _MIN_LABELS:
        spaced = [piece for part in line.split("|") for piece in part.split() or ("",)]
        ways = (line.split("|"), line.split("\t"), spaced)
        counted = ((_labels(parts), parts) for parts in ways)
        yield from ((labels, parts) for labels, parts in counted if labels >= _MIN_LABELS)


def _labels(parts: Sequence[str]) -> int:
    """How many are a label of the form; figures are told without looking them up."""
    return sum(not looks_like_value(part) and is_exact(fold(part)) for part in parts)
