"""Single lines of flattened text: columns told apart, labels and digits that ran together, vertical writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harvester.editions.labels import look_up, look_up_cut, segment
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import fold

_GLUED = re.compile(r"(.*?[^\d.,])(\d[\d.,]*)$")
_LONGEST_GLUED = 200
_POINTS = frozenset(".．、)）")
_MIN_UPRIGHT, _MAX_UPRIGHT = 2, 100


def separate(line: str) -> str:
    """One separator for all: tabs become pipes, and so do the gaps of ``规章 0 0 0`` and ``结果维持  结果纠正``."""
    if "|" in line:
        return line
    if "\t" in line.strip() or line.lstrip().count("\t") > 1:
        return line.strip("\n").replace("\t", "|") + "|"
    words = line.split()
    if len(words) < 2:
        return line
    first = len(words)
    while first and looks_like_value(words[first - 1]):
        first -= 1
    labels = _labels(words[:first])
    if labels is None or (first == len(words) and len(labels) < 2):
        return line
    return "|".join((*labels, *words[first:]))


def _labels(words: list[str]) -> tuple[str, ...] | None:
    """The labels that the words are, one or several; None where they are not the form's."""
    joined = "".join(words)
    if not joined or look_up(joined) or look_up_cut(joined):
        return (joined,) if joined else ()
    if all(look_up(word) for word in words):
        return tuple(words)
    return segment(joined) or None


def label_pieces(text: str) -> tuple[str, ...]:
    """``规章000`` as ``规章``, ``000``; labels run together as single labels; empty for anything else."""
    if len(text) > _LONGEST_GLUED or look_up(text):
        return ()
    glued = _GLUED.match(text)
    label, digits = (glued[1], (glued[2],)) if glued else (text, ())
    pieces = segment(label)
    return (*pieces, *digits) if len(pieces) + len(digits) > 1 else ()


def upright(lines: Iterable[str]) -> Iterator[str]:
    """Labels written vertically, one character a line, put on one line: ``不 / 予 / 公 / 开``."""
    column: list[str] = []
    source = list(_side_by_side(list(lines)))
    for place, line in enumerate(source):
        text = fold(line)
        if len(text) == 1 and len(column) < _MAX_UPRIGHT and (not text.isdigit() or _is_numbering(source, place)):
            column.append(text)
            continue
        if text or not column:
            yield from _standing(column)
            column = []
            yield line
    yield from _standing(column)


def _side_by_side(lines: list[str]) -> Iterator[str]:
    """Several labels written vertically beside each other, a line for each: ``结 结 其 尚 / 果 果 他 未 / …``."""
    place = 0
    while place < len(lines):
        end, width = place, len(lines[place].split())
        while end < len(lines) and width > _MIN_UPRIGHT and _are_letters(lines[end].split(), width):
            end += 1
        labels = ["".join(letters) for letters in zip(*(line.split() for line in lines[place:end]), strict=True)]
        if end - place >= _MIN_UPRIGHT and labels and all(map(look_up, labels)):
            yield "|".join((*labels, ""))
            place = end
        else:
            yield lines[place]
            place += 1


def _are_letters(words: list[str], width: int) -> bool:
    return len(words) == width and all(len(word) == 1 and not word.isdigit() for word in words)


def _is_numbering(lines: list[str], place: int) -> bool:
    """True for the digit of an upright ``1 / . / 属 / 于``."""
    return place + 1 < len(lines) and fold(lines[place + 1]) in _POINTS


def _standing(column: list[str]) -> tuple[str, ...]:
    if len(column) < _MIN_UPRIGHT:
        return tuple(column)
    joined = "".join(column)
    return (joined,) if look_up(joined) else segment(joined) or tuple(column)
