"""Labels of ruled tables that run on over the blank cells beside theirs: ``1.属于国家``, ``秘密``, ``12``.

Worksheets print so what does not fit into its cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from harvester.editions.labels import is_numbered, look_up

Box: TypeAlias = tuple[int, int]

_FIGURE = re.compile(r"[-+]?\d[\d.,]*")


def put_together(texts: Mapping[Box, str], cells: Mapping[Box, Sequence[Box]]) -> dict[Box, str]:
    """The texts, the pieces of such labels in the cell where each begins; what is left is a figure or nothing."""
    found = dict(texts)
    for first in sorted(texts):
        if texts[first] and not look_up(texts[first]):
            found |= _whole(first, texts, cells)
    return found


def _whole(first: Box, texts: Mapping[Box, str], cells: Mapping[Box, Sequence[Box]]) -> dict[Box, str]:
    """The label and what is left of the cells that it covers; nothing where they make no label of a row."""
    label, left = texts[first], {}
    place = _beside(first, cells)
    while (piece := _piece(texts.get(place, ""))) and place in cells:
        label += piece
        left[place] = "".join(_FIGURE.findall(texts[place]))
        if any(item.role == "row" for item in look_up(label)):
            return {first: label, **left}
        place = _beside(place, cells)
    return {}


def _piece(text: str) -> str:
    """The piece of a label that may stand beside a figure; nothing where a label of its own stands or begins."""
    return "" if look_up(text) or is_numbered(text) else _FIGURE.sub("", text).strip()


def _beside(first: Box, cells: Mapping[Box, Sequence[Box]]) -> Box:
    return first[0], max(column for _, column in cells[first]) + 1
