"""Cells of a line that a mark parts: ``规章，0，0，5``, ``行政许可；12``, ``1、属于国家秘密、0、0、0、0、0、0、0``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvester.editions.labels import look_up, look_up_cut
from harvester.parsers.numbers import looks_like_value

_MARKS = "，,、；;/"
_SLASH = "/"
"""It is what a blank cell says, too: beside an empty part nothing tells the cells apart."""
_LONGEST = 250
"""Characters: two labels of the form with their figures are shorter."""
_COLON = re.compile(r"(.*[^\d\s])\s*[:：]\s*([^:：]*)")
MANY_FIGURES = 5
"""So many figures behind words that the form does not know are a row with a slip in its label, or 表四's."""
_WHOLE_ROW = 15
"""Figures of 表四, which may stand without a label."""
_HEADER = 3
"""Names of columns: two of them stand in sentences, too (行政复议、行政诉讼)."""


def split_at_marks(line: str) -> tuple[str, ...]:
    """The label of a row and its figures, or the names of columns; empty for prose."""
    if len(line) > _LONGEST:
        return ()
    text = line.strip().rstrip("。")
    return next((cells for mark in _MARKS if mark in text and (cells := _cells(text, mark))), ())


def _cells(text: str, mark: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(mark)]
    first = len(parts)
    while first and looks_like_value(parts[first - 1]):
        first -= 1
    if first == len(parts):
        return tuple(parts) if _is_header(parts) else ()
    label, figures = mark.join(parts[:first]), parts[first:]
    if mark == _SLASH and not all(figures):
        return (label, mark.join(figures)) if _is_known(label) else ()
    if not label:
        return tuple(figures) if len(figures) >= _WHOLE_ROW else ()
    apart = _labels(parts[:first], mark)
    is_one = _is_known(label) and len(figures) > 1
    labels = (label,) if is_one else apart or at_colon(label) or (label,)
    return (*labels, *figures) if _is_known(labels[0]) or len(figures) >= MANY_FIGURES else ()


def _labels(parts: Sequence[str], mark: str) -> tuple[str, ...]:
    """One label or several, marks of their own in them; empty where a part is none of the form's.

    Before a single figure 其他 is a column (``（六）其他处理，其他，0``), else a row of the group before it.
    """
    for end in range(1, len(parts) + 1):
        label, others = mark.join(parts[:end]), parts[end:]
        if look_up(label) and (not others or (behind := _labels(others, mark))):
            return (label, *behind) if others else (label,)
    return ()


def at_colon(text: str) -> tuple[str, ...]:
    """``规章：0`` as ``规章``, ``0``; empty for anything else."""
    both = _COLON.fullmatch(text)
    return (both[1], both[2]) if both and looks_like_value(both[2]) and _is_known(both[1]) else ()


def _is_known(label: str) -> bool:
    return bool(look_up(label) or look_up_cut(label))


def _is_header(parts: Sequence[str]) -> bool:
    """True for names of columns alone, several of them; rows of the form are listed in sentences."""
    names = [look_up(part) for part in parts if part]
    return len(names) >= _HEADER and all(known and not all(one.role == "row" for one in known) for known in names)
