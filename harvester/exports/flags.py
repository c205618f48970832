"""The one word beside a figure that says what is to be known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from harvester.exports.dictionary import load_dictionary


def flags_of(notes: Iterable[Any], findings: Iterable[Sequence[Any]], names: tuple[str, ...]) -> list[str | None]:
    """One for each cell id of ``names``; None where the figure is plain and no finding names it.

    Of several the first in the dictionary's order. ``findings`` begin with rule, severity and cells.
    """
    said: dict[str, str] = {}
    order = _order()
    facts = [(note.cell, note.state) for note in notes]
    facts += [(cell, severity) for _, severity, cells, *_ in findings for cell in cells]
    for cell, word in facts:
        if word in order and order[word] < order.get(said.get(cell, ""), len(order)):
            said[cell] = word
    return [said.get(name) for name in names]


@cache
def _order() -> dict[str, int]:
    return {word: place for place, word in enumerate(load_dictionary()["codes"]["flag"])}
