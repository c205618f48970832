"""Single lines of flattened text: columns told apart, labels and digits that ran together, vertical writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from harvester.documents.commas import MANY_FIGURES, at_colon, split_at_marks
from harvester.editions.form import load_form, request_width
from harvester.editions.labels import is_exact, look_up, look_up_cut, segment
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import fold

_GLUED = re.compile(r"(.*?[^\d.,])([+\-−增减]?\d[\d.,+\-−增减件项万元条次个人篇]*)$")
_LONGEST_GLUED = 200
_STROKES = "│┃║｜¦"
_STROKE = re.compile(f"[{_STROKES}]")
_TO_PIPES = str.maketrans(_STROKES, "|" * len(_STROKES))
"""Strokes that part the cells of a line, as the one that every reader of lines knows."""
_MIN_ROWS = 10
_POINTS = frozenset(".．、)）")
_MIN_UPRIGHT, _MAX_UPRIGHT = 2, 100


def piped(line: str) -> str:
    """The line with a pipe for every other stroke that parts cells: ``规章｜2│0``."""
    return line.translate(_TO_PIPES) if _STROKE.search(line) else line


def separate(line: str) -> str:
    """One separator for all: other strokes, tabs, and the gaps and marks of ``规章 0 0 0`` and ``规章，0，0，0``."""
    line = piped(line)
    if "|" in line:
        return line
    if "\t" in line.strip() or (line.lstrip().count("\t") > 1 and _is_label(fold(line))):
        return line.strip("\n").replace("\t", "|") + "|"
    spaced = _at_gaps(line)
    cells = () if spaced != line else split_at_marks(line)
    return "|".join(cells) if cells else spaced


def _is_label(text: str) -> bool:
    """True for the label of a row that is blank; what else has only tabs behind it stands alone in a wide row."""
    return bool(look_up(text) or look_up_cut(text))


def _at_gaps(line: str) -> str:
    """The line with its gaps as pipes, where they part labels and figures of the form."""
    words = _with_its_unit(line.split())
    if len(words) < 2:
        return line
    first = len(words)
    while first and looks_like_value(words[first - 1]):
        first -= 1
    if first == len(words):
        first = _before_remark(words)
    behind = first - (first > 1 and words[first - 1] in load_form().statistic_units)
    labels = _labels(words[:behind])
    if labels is None and words[behind - 1].isdecimal() and first < len(words):
        labels, first = _labels(words[: behind - 1]) or None, behind - 1
    if labels is None and words[0].isdecimal():
        labels = _labels(words[1:first]) or None
    if labels is None and len(words) - first >= MANY_FIGURES:
        labels = ("".join(words[:first]),)
    if labels is None or (first == len(words) and len(labels) < 2):
        return line
    return "|".join((*labels, *words[first:]))


def _with_its_unit(words: list[str]) -> list[str]:
    """``1.当面申请数 12 件`` as ``1.当面申请数 12件``."""
    is_apart = len(words) > 2 and words[-1] in load_form().statistic_units and words[-2][-1:].isdigit()
    return [*words[:-2], words[-2] + words[-1]] if is_apart and looks_like_value(words[-2]) else words


def _before_remark(words: Sequence[str]) -> int:
    """Where the figures of a row begin that ends in a remark (``… 197 63 23 5 39 4 331 含上年``); else the end."""
    first = len(words) - 1
    while first and looks_like_value(words[first - 1]):
        first -= 1
    return first if len(words) - 1 - first >= MANY_FIGURES else len(words)


def _labels(words: list[str]) -> tuple[str, ...] | None:
    """The labels that the words are, one or several; None where they are not the form's."""
    joined = "".join(words)
    if not joined or look_up(joined) or look_up_cut(joined):
        return (joined,) if joined else ()
    if all(look_up(word) for word in words):
        return tuple(words)
    return segment(joined) or None


def label_pieces(text: str) -> tuple[str, ...]:
    """``规章000`` and ``规章：000`` as ``规章``, ``000``; labels run together as single labels; else empty."""
    if len(text) > _LONGEST_GLUED or look_up(text):
        return ()
    if pieces := at_colon(text):
        return pieces
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
        if len(column) < _MAX_UPRIGHT and _is_upright(text, source, place):
            column.append(text)
            continue
        if column and (labels := _ended(column, text)):
            *others, last = text.split()[1:]
            begins = _is_upright(last, source, place) and not _is_stroke(last)
            yield from labels[:-1]
            yield " ".join((labels[-1], *others, *(() if begins else (last,))))
            column = [last] if begins else []
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


def _is_upright(text: str, lines: list[str], place: int) -> bool:
    """True for a letter, or the digit of a numbering, that stands alone or last on its line."""
    return len(text) == 1 and (not text.isdigit() or _is_numbering(lines, place))


def _is_stroke(text: str) -> bool:
    """True for what stands for no figure: 无, /, —."""
    return not text.isdigit() and looks_like_value(text)


def _ended(column: list[str], text: str) -> tuple[str, ...]:
    """The labels of which the last ends with the line's first letter, figures or a further label behind it.

    ``规 / 章  0  0``, ``内 / 容  本 / 年``.
    """
    first, _, behind = text.partition(" ")
    return _labels_in("".join((*column, first))) if len(first) == 1 and behind else ()


def _is_numbering(lines: list[str], place: int) -> bool:
    """True for the digit of an upright ``1 / . / 属 / 于``."""
    return place + 1 < len(lines) and fold(lines[place + 1]) in _POINTS


def _standing(column: list[str]) -> tuple[str, ...]:
    if len(column) < _MIN_UPRIGHT:
        return tuple(column)
    return _labels_in("".join(column)) or tuple(column)


def _labels_in(joined: str) -> tuple[str, ...]:
    return (joined,) if look_up(joined) else segment(joined)


def blank_lines_are_cells(lines: Sequence[str]) -> bool:
    """True where one cell a line stands, blank ones too: behind every label of 表三 seven lines that hold its row."""
    width = request_width()
    rows = [list(_figures(lines, place + 1)) for place, line in enumerate(lines) if _is_request_row(line)]
    if len(rows) < _MIN_ROWS or all(all(row[:width]) for row in rows):
        return False
    return all(len(row) >= width and not any(row[width:]) for row in rows)


def single_spaced(lines: Sequence[str]) -> list[str]:
    """The lines without the blank one that stands behind each: a blank cell is two of them more."""
    kept: list[str] = []
    is_behind = False
    for line in lines:
        is_behind = not (is_behind and not line.strip())
        if is_behind:
            kept.append(line)
    return kept


def labels_first(rows: list[list[str]]) -> list[list[str]]:
    """The rows with their labels before their figures: ``2 | 0 | 0 | 0 | 0 | 1 | 3 | （一）予以公开``.

    As they are where a row begins with its label: then the figures before a label are those of the one above.
    """
    behind = [row for row in rows if _ends_in_label(row)]
    if len(behind) < _MIN_ROWS or any(_is_request_row(row[0]) for row in rows):
        return rows
    return [[row[-1], *row[:-1]] if row in behind else row for row in rows]


def _ends_in_label(row: Sequence[str]) -> bool:
    """One number before a label may be that of the row."""
    *figures, label = row
    return len(figures) > 1 and any(figures) and all(map(looks_like_value, figures)) and bool(look_up(label))


def _is_request_row(line: str) -> bool:
    """True for a label that can be nothing but a row of 表三: 总计 is a column, too."""
    return is_exact(line) and all(known.table == "requests" and known.role == "row" for known in look_up(line))


def _figures(lines: Sequence[str], start: int) -> Iterator[str]:
    """The lines from here on that can be figures or blanks."""
    for place in range(start, len(lines)):
        if not looks_like_value(lines[place]):
            return
        yield fold(lines[place])
