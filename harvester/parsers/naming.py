"""Rows whose label is not known, named by their place between known rows and by likeness to what stands there.

A row whose label is blank is named by its place alone, where the known rows leave as many places as there are rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from harvester.editions.form import Label
from harvester.editions.labels import core, look_up
from harvester.parsers.row import Row

_SIMILAR = 0.6
"""Share of common characters at which an unknown label in the right place is taken for the row of that place."""


@dataclass(slots=True)
class Named:
    """A row and what it is in the form; ``similarity`` is set where its label is only alike.

    ``doubt``: why its figures may be another row's, or in other columns.
    """

    row: Row
    key: str | None
    similarity: float | None = None
    doubt: str | None = None

    @property
    def is_labelled(self) -> bool:
        """True where the row has a label of its own, which the form does not know."""
        return self.key is None and bool(self.row.labels) and not look_up(self.row.labels[-1])


def name_by_place(found: Sequence[Named], order: Sequence[Label]) -> None:
    """Name rows with unknown labels: those between two known rows, by the places that these leave."""
    places = {label.key: index for index, label in enumerate(order)}
    position = 0
    while position < len(found):
        end = position
        while end < len(found) and found[end].is_labelled:
            end += 1
        if end > position:
            before = places.get(found[position - 1].key or "", -1) if position else -1
            after = places.get(found[end].key or "", len(order)) if end < len(found) else len(order)
            _fill(found[position:end], order[before + 1 : after])
        position = end + 1


def _fill(unknown: Sequence[Named], places: Sequence[Label]) -> None:
    taken: set[str] = set()
    for index, item in enumerate(unknown):
        if not any(item.row.labels):
            if len(unknown) == len(places):
                item.key, item.similarity = places[index].key, 0.0
            continue
        candidates = (places[index],) if len(unknown) == len(places) else places
        free = [label for label in candidates if label.key not in taken]
        best = max(free, key=lambda label: similarity(item.row.labels[-1], label), default=None)
        likeness = similarity(item.row.labels[-1], best) if best else 0
        if best is not None and likeness >= _SIMILAR:
            item.key, item.similarity = best.key, likeness
            taken.add(best.key)


def similarity(text: str, label: Label) -> float:
    """Share of characters that the text has in common with the wording of the label most like it."""
    return max(SequenceMatcher(None, core(text), core(wording)).ratio() for wording in label.wordings)
