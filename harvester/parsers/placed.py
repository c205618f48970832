"""What is read of a row once its cells are placed, and what the rest of its table tells about their places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from harvester.items import GridCell, Number
from harvester.parsers.numbers import Reading

ABSENT = Reading(None, "", "absent")
BLANKS_LOST = "blanks_lost"
_OF_PLACES = frozenset(
    (
        *(BLANKS_LOST, "by_header", "columns_lacking", "by_sum", "holds_if_shifted", "lines_mixed"),
        *("order_unsure", "surplus_cells"),
    )
)
"""Doubts about the columns that a row's figures belong to: one may belong where the row has a blank."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One reading per column, and the cell that each was read from (None where several, or none, went into it)."""

    readings: tuple[Reading, ...]
    cells: tuple[GridCell | None, ...]

    @property
    def values(self) -> list[Number | None]:
        return [reading.value for reading in self.readings]

    @property
    def has_garbled(self) -> bool:
        """True where one of the cells holds no figure: it may be of a column that the form does not have."""
        return any(reading.state == "garbled" for reading in self.readings)

    def part(self, start: int, size: int) -> Placed:
        return Placed(self.readings[start : start + size], self.cells[start : start + size])

    def ordered(self, places: Sequence[int]) -> Placed:
        """The same, with what stands at each of ``places`` in turn."""
        return Placed(tuple(self.readings[place] for place in places), tuple(self.cells[place] for place in places))

    def doubted(self, reason: str) -> Placed:
        """The same, every text of it uncertain; where the places are in doubt, so is each blank beside a figure."""
        return replace(self, readings=tuple(all_doubted(self.readings, reason)))

    def doubted_in(self, places: Collection[int], reason: str = "column_unknown") -> Placed:
        """The same, what stands at ``places`` uncertain: nothing names these columns but their being left over."""
        if not places:
            return self
        marked = enumerate(self.readings)
        return replace(self, readings=tuple(doubted(one, reason) if at in places else one for at, one in marked))


@dataclass(frozen=True, slots=True)
class Hint:
    """What the rest of the table tells about a row: ``columns`` are the places of the header's cells in the grid.

    ``edge``: where the header ends on the right; a row that reaches further is not laid out like it.
    ``others``: places of further columns that the header names.
    ``flowing`` where the row borders are lost; ``keeps_blanks`` where other rows of that text have blanks in between.
    """

    columns: tuple[int, ...] = ()
    edge: int = 0
    others: frozenset[int] = frozenset()
    flowing: bool = False
    keeps_blanks: bool = False


PLAIN = Hint()
"""A row of which nothing is known but its cells."""


def doubted(reading: Reading, reason: str) -> Reading:
    """The reading as an uncertain one; a blank stays a blank."""
    if not reading.raw or reading.state == "garbled":
        return reading
    return replace(reading, state="uncertain", reason=reading.reason or reason)


def all_doubted(readings: Sequence[Reading], reason: str) -> Iterator[Reading]:
    """The readings of a row as uncertain ones, its blanks too where the places of its figures are in doubt."""
    is_of_places = reason in _OF_PLACES and any(reading.raw for reading in readings)
    for reading in readings:
        yield (
            blank_in_doubt(reading, reason) if is_of_places and reading.state == "blank" else doubted(reading, reason)
        )


def blank_in_doubt(reading: Reading, reason: str = BLANKS_LOST) -> Reading:
    """A blank as an uncertain one: a figure of its row may belong there; any other reading as it is."""
    return replace(reading, state="uncertain", reason=reason) if reading.state == "blank" else reading
