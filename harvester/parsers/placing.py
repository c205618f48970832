"""Which cell of a row stands in which column, when a row has more or fewer cells than the form.

Order within the row comes first; spans and the form's arithmetic settle the rest. What they do not settle
is flagged, and a row that cannot be placed gives no number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import comb
from typing import TypeAlias

from harvester.items import GridCell, Number
from harvester.parsers.numbers import Reading, read_value
from harvester.parsers.script import squeeze

Check: TypeAlias = Callable[[Sequence[Number | None]], bool | None]
"""Whether the figures of a row agree with each other; None where the row states no total."""

_MAX_CUTS = 12_000
"""Beyond so many ways to cut a run of digits more than one adds up."""
ABSENT = Reading(None, "", "absent")


@dataclass(frozen=True, slots=True)
class Placer:
    """Places the cells of a row into the columns of the form (``kinds``: one per column)."""

    kinds: tuple[str, ...]
    check: Check | None = None
    groups: int = 1
    """How many groups of figures the row has, each with a total of its own."""

    @property
    def totalled(self) -> bool:
        return self.check is not None

    def agrees(self, values: Sequence[Number | None]) -> bool | None:
        return self.check(values) if self.check else None

    def place(self, cells: Sequence[GridCell], *, flowing: bool = False) -> tuple[Reading, ...]:
        """One reading per column; doubtful ones are marked."""
        width = len(self.kinds)
        if len(cells) == width:
            return self._collapsed(cells) if flowing else self._read(cells)
        if len(cells) > width:
            return self._window(cells, flowing=flowing)
        return self._short(cells)

    def _read(self, cells: Sequence[GridCell]) -> tuple[Reading, ...]:
        readings = tuple(read_value(cell.text, kind) for cell, kind in zip(cells, self.kinds, strict=True))
        joined = tuple(_joined(reading) for reading in readings)
        if joined != readings and self.agrees(_values(joined)) is True:
            return joined
        return readings

    def _window(self, cells: Sequence[GridCell], *, flowing: bool) -> tuple[Reading, ...]:
        """More cells than columns: the run of cells that holds all the figures, blanks around it put aside."""
        width = len(self.kinds)
        filled = [index for index, cell in enumerate(cells) if cell.text]
        if not filled:
            return self._read(cells[:width])
        if filled[-1] - filled[0] >= width:
            return self._garbled(cells)
        starts = range(max(0, filled[-1] - width + 1), min(filled[0], len(cells) - width) + 1)
        if len(starts) == 1 or starts[0] == 0:
            chosen = cells[starts[0] : starts[0] + width]
            if starts[0] == 0 and flowing:
                return self._collapsed(chosen)
            sure = len(starts) == 1 or self.agrees(_values(self._read(chosen))) is True
            return self._read(chosen) if sure else _doubt(self._read(chosen))
        agreeing = [read for start in starts if self.agrees(_values(read := self._read(cells[start : start + width])))]
        return _doubt(agreeing[0]) if len(agreeing) == 1 else self._garbled(cells)

    def _collapsed(self, cells: Sequence[GridCell]) -> tuple[Reading, ...]:
        """Flattened text: ``3 | 3 |||||`` may have lost the blanks between the first figure and the total."""
        readings = self._read(cells)
        count = sum(bool(cell.text) for cell in cells)
        if count == len(cells) or any(not cell.text for cell in cells[:count]):
            return readings
        if self.groups == 1 and self.totalled:
            return self._total_pulled_left(cells, readings, count)
        if self.groups > 1 and count > 1 and self.agrees(_values(readings)) is not True:
            return self._garbled(cells)
        return readings if self.totalled else _doubt(readings)

    def _total_pulled_left(
        self, cells: Sequence[GridCell], readings: tuple[Reading, ...], count: int
    ) -> tuple[Reading, ...]:
        """The last figure is the row's total if the ones before it add up to it; where those belong is lost."""
        blanks: list[Number | None] = [None] * (len(cells) - count)
        values = _values(readings)
        if count < 2 or self.agrees([*values[: count - 1], *blanks, values[count - 1]]) is not True:
            return readings
        total = replace(readings[count - 1], state="uncertain")
        if count == 2:
            return (replace(readings[0], state="uncertain"), *[Reading(None, "", "blank")] * len(blanks), total)
        raw = " | ".join(cell.text for cell in cells[:count])
        return (*[Reading(None, raw, "garbled")] * (len(cells) - 1), total)

    def _short(self, cells: Sequence[GridCell]) -> tuple[Reading, ...]:
        """Fewer cells than columns: merged cells laid out by their spans, digits run together, else nothing."""
        width = len(self.kinds)
        spread = [cell for cell in cells for _ in range(cell.colspan)]
        if len(spread) == width and all(cell.colspan == 1 or not cell.text for cell in cells):
            return self._read(spread)
        if len(cells) == 1 and cells[0].text.isdecimal():
            return self._split(cells[0].text)
        return self._garbled(cells)

    def _split(self, digits: str) -> tuple[Reading, ...]:
        """``000`` for three columns: given where the digits can be cut in one way only, and marked uncertain."""
        ways = [way for way in _cuts(digits, len(self.kinds)) if self.agrees(way) is not False]
        if len(ways) != 1:
            return self._garbled([GridCell(digits, 0, 0)])
        return tuple(Reading(value, digits, "uncertain") for value in ways[0])

    def _garbled(self, cells: Sequence[GridCell]) -> tuple[Reading, ...]:
        raw = " | ".join(cell.text for cell in cells)
        return tuple(Reading(None, raw, "garbled" if raw.strip(" |") else "absent") for _ in self.kinds)


def _joined(reading: Reading) -> Reading:
    """``5 8`` as 58, for where the row's sum shows that one number was broken: uncertain."""
    digits = squeeze(reading.raw)
    if reading.state == "garbled" and digits.isdecimal():
        return replace(reading, value=int(digits), state="uncertain")
    return reading


def _values(readings: Sequence[Reading]) -> list[Number | None]:
    return [reading.value for reading in readings]


def _doubt(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    return tuple(replace(reading, state="uncertain") if reading.raw else reading for reading in readings)


def _cuts(digits: str, parts: int) -> list[list[int]]:
    """Every way to cut a run of digits into so many numbers without leading zeros; none where they are too many."""
    if not parts <= len(digits) or comb(len(digits) - 1, parts - 1) > _MAX_CUTS:
        return []
    ways: list[tuple[list[int], int]] = [([], 0)]
    for left in range(parts - 1, -1, -1):
        ways = [
            ([*cut, int(digits[start:end])], end)
            for cut, start in ways
            for end in ([len(digits)] if left == 0 else range(start + 1, len(digits) - left + 1))
            if start < end and (digits[start] != "0" or end == start + 1)
        ]
    return [cut for cut, _ in ways]


def adds_up(values: Sequence[Number | None]) -> bool | None:
    """Whether the last figure is the sum of those before it; None where it is blank or all parts are."""
    *parts, total = values
    if total is None or all(part is None for part in parts):
        return None
    return Decimal(sum(part or 0 for part in parts)) == Decimal(total)
