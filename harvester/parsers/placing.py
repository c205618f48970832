"""Which cell of a row stands in which column, when a row has more or fewer cells than the form.

Order within the row comes first; the places of the header's cells, spans and the form's arithmetic settle the rest.
What they do not settle is flagged, and a row that cannot be placed gives no number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from harvester.items import GridCell, Number
from harvester.parsers.cutting import ways_to_cut
from harvester.parsers.numbers import MOST_DIGITS, Reading, read_value
from harvester.parsers.placed import ABSENT, PLAIN, Hint, Placed, blank_in_doubt, doubted
from harvester.parsers.script import squeeze
from harvester.parsers.trimming import without_blank_end, without_remark

Check: TypeAlias = Callable[[Sequence[Number | None]], bool | None]
"""Whether the figures of a row agree with each other; None where the row states no total."""


@dataclass(frozen=True, slots=True)
class Placer:
    """Places the cells of a row into the columns of the form (``kinds``: one per column)."""

    kinds: tuple[str, ...]
    check: Check | None = None
    groups: int = 1
    """How many groups of figures the row has, each with a total of its own."""

    def agrees(self, values: Sequence[Number | None]) -> bool | None:
        return self.check(values) if self.check else None

    def place(self, cells: Sequence[GridCell], hint: Hint = PLAIN) -> Placed:
        """One reading per column; doubtful ones are marked."""
        width = len(self.kinds)
        cells = without_remark(cells, width)
        if len(cells) == width:
            return self._collapsed(cells, hint) if hint.flowing else self._shifted(cells)
        if len(cells) > width:
            return self._window(cells, hint)
        return self._short(cells, hint)

    def _read(self, cells: Sequence[GridCell]) -> Placed:
        readings = tuple(read_value(cell.text, kind) for cell, kind in zip(cells, self.kinds, strict=True))
        placed = Placed(readings, tuple(cells))
        if all(reading.state != "garbled" for reading in readings):
            return placed
        joined = replace(placed, readings=tuple(_joined(reading) for reading in readings))
        return joined if joined.readings != readings and self.agrees(joined.values) is True else placed

    def _shifted(self, cells: Sequence[GridCell]) -> Placed:
        """A row whose sum fails or is not stated, and holds one place further on: it may be shifted by one."""
        placed = self._read(cells)
        if self.groups > 1 or self.check is None or self.agrees(placed.values) is True:
            return placed
        ends = ((cells[-1], [*cells[-1:], *cells[:-1]]), (cells[0], [*cells[1:], cells[0]]))
        for end, moved in ends:
            values = self._read(moved).values
            if not end.text and any(values) and self.agrees(values) is True:
                return placed.doubted("holds_if_shifted")
        return placed

    def _window(self, cells: Sequence[GridCell], hint: Hint) -> Placed:
        """More cells than columns: those that the header tells, else the run of cells that holds all the figures."""
        width = len(self.kinds)
        filled = [cell for cell in cells if cell.text]
        if not filled:
            return self._read(cells[:width])
        if not hint.flowing and len({cell.text for cell in cells}) == 1:  # the same, whichever are too many
            return self._unless_sum_fails(self._read(cells[:width]))
        below = self._below_header(cells, hint)
        if below and any(cell.column in hint.others for cell in filled):
            is_sure = cells[-1].column + cells[-1].colspan == hint.edge or any(below.values)
            return self._unless_sum_fails(below) if is_sure else below.doubted("by_header")
        if self._ends_in_others(cells, hint):
            return self._unless_sum_fails(self._read(cells[:width]))
        return self._run(cells, below, hint)

    def _ends_in_others(self, cells: Sequence[GridCell], hint: Hint) -> bool:
        """True where the surplus cells are those of further columns: blank, or behind figures that add up."""
        width = len(self.kinds)
        if len(cells) - width != len(hint.others) or min(hint.others) < max(hint.columns, default=0):
            return False
        return not any(cell.text for cell in cells[width:]) or self.agrees(self._read(cells[:width]).values) is True

    def _run(self, cells: Sequence[GridCell], below: Placed | None, hint: Hint) -> Placed:
        """The run that holds all the figures, blanks around it put aside; ``below``: the one below the header."""
        width = len(self.kinds)
        filled = [index for index, cell in enumerate(cells) if cell.text]
        if (
            hint.flowing and filled[0] >= width
        ):  # a whole row is blank before them: that of the next label, which was lost
            return self._garbled(cells, "surplus_cells")
        starts = range(max(0, filled[-1] - width + 1), min(filled[0], len(cells) - width) + 1)
        windows = [self._read(cells[start : start + width]) for start in starts]
        if not windows and below:
            return below.doubted("by_header")
        if below and self._is_settled(below, windows, cells, hint):
            return below
        is_doubtful = len(windows) <= 1 and not any(self.agrees(window.values) for window in windows)
        if is_doubtful and (by_sum := self._by_sum(cells)):
            return by_sum
        if not windows:
            return self._garbled(cells, "too_many_cells")
        first = windows[0] if starts[0] == 0 else None
        chosen = self._one_window(windows, first, hint) or self._undecided(windows, below or first, cells)
        return chosen.doubted("surplus_cells") if chosen.has_garbled else chosen

    def _by_sum(self, cells: Sequence[GridCell]) -> Placed | None:
        """The only run of cells that the row's sum allows; the text beside it is of a further column."""
        width = len(self.kinds)
        runs = [self._read(cells[start : start + width]) for start in range(len(cells) - width + 1)]
        agreeing = [run for run in runs if self.agrees(run.values) is True]
        return agreeing[0].doubted("by_sum") if len(agreeing) == 1 else None

    def _unless_sum_fails(self, placed: Placed) -> Placed:
        return placed.doubted("by_header") if self.agrees(placed.values) is False else placed

    def _one_window(self, windows: Sequence[Placed], first: Placed | None, hint: Hint) -> Placed | None:
        """The run that blanks behind it, or its sum, leave no doubt about; blanks do not beside a further column.

        Where all other cells are filled, the blank ones before them are those too many, whatever the sum says.
        """
        agrees = self.agrees(windows[0].values)
        is_only = len(windows) == 1 and not hint.others
        tells = is_only or (agrees and any(windows[0].values))  # a sum of zeros holds in more than one place
        if first and hint.flowing:
            return self._collapsed([cell for cell in first.cells if cell], hint) if tells else None
        is_full = first is None and all(cell and cell.text for cell in windows[0].cells)
        is_plain = is_only and not hint.flowing and (is_full or (agrees if self.groups > 1 else agrees is not False))
        return windows[0] if is_plain or ((first or is_only) and agrees and tells) else None

    def _undecided(self, windows: Sequence[Placed], otherwise: Placed | None, cells: Sequence[GridCell]) -> Placed:
        agreeing = [window for window in windows if self.agrees(window.values)]
        if len(agreeing) == 1:
            return agreeing[0].doubted("by_sum")
        return otherwise.doubted("surplus_cells") if otherwise else self._garbled(cells, "surplus_cells")

    def _is_settled(self, below: Placed, windows: Sequence[Placed], cells: Sequence[GridCell], hint: Hint) -> bool:
        """True where the row's sum holds below the header, or holds nowhere and the order fits.

        One that is stated and fails is the source's own slip where no cell of row and header spans several columns.
        That of zeros holds anywhere, also where the row reaches beyond the header.
        """
        agrees, overhangs = self.agrees(below.values), cells[-1].column + cells[-1].colspan != hint.edge
        fits = not overhangs and any(below.cells == window.cells for window in windows)
        fits = fits and not any(self.agrees(window.values) for window in windows)
        holds = agrees is True and (any(below.values) or not overhangs)
        return holds or (fits and (agrees is None or _is_even(cells, hint)))

    def _below_header(self, cells: Sequence[GridCell], hint: Hint) -> Placed | None:
        """The cells that stand right below those of the header, where they hold all the row's text."""
        places = {cell.column: cell for cell in cells}
        is_in_order = list(hint.columns) == sorted(hint.columns)
        if not (hint.columns and is_in_order) or not all(column in places for column in hint.columns):
            return None
        allowed = {*hint.columns, *hint.others}
        if any(cell.text and cell.column not in allowed for cell in cells):
            return None
        return self._read([places[column] for column in hint.columns])

    def _collapsed(self, cells: Sequence[GridCell], hint: Hint) -> Placed:
        """Flattened text: ``3 | 3 |||||`` may have lost the blanks between the first figure and the total."""
        placed = self._read(cells)
        count = sum(bool(cell.text) for cell in cells)
        is_broken = any(reading.state == "garbled" for reading in placed.readings) or self._is_lone_total(cells, count)
        if is_broken or (self.check and placed.readings[-1].state == "none" and any(placed.values)):
            return placed.doubted("blanks_lost")
        if self._ends_before_last(placed.values):
            return self._garbled(cells, "blanks_lost")
        if hint.keeps_blanks or count == len(cells) or any(not cell.text for cell in cells[:count]):
            is_broken = self._may_be_pulled_left(cells) or self._has_broken_groups(placed.values, count)
            return placed.doubted("blanks_lost") if is_broken else placed
        if self.groups == 1 and self.check:
            return self._total_pulled_left(cells, placed, count)
        if self.groups > 1 and count > 1 and self.agrees(placed.values) is not True:
            return self._garbled(cells, "blanks_lost")
        return placed.doubted("blanks_lost")

    def _is_lone_total(self, cells: Sequence[GridCell], count: int) -> bool:
        """A total of nothing may be the number of the next label."""
        return self.check is not None and self.groups == 1 and count == 1 and bool(cells[-1].text)

    def _ends_before_last(self, values: Sequence[Number | None]) -> bool:
        """True for ``5 | 3 | 8 | 2``: the last but one is the sum, and 2 is of the next label (2.重复申请)."""
        is_full = self.groups == 1 and None not in values and self.agrees(values) is False
        return is_full and any(values[:-1]) and self.agrees(values[:-1]) is True

    def _may_be_pulled_left(self, cells: Sequence[GridCell]) -> bool:
        """True for ``3 | | 3 | | | |``: the last figure is the sum of those before, the total's place is blank."""
        values = [read_value(cell.text).value for cell in cells if cell.text]
        is_whole = len(values) == len(cells) or bool(cells[-1].text)
        return self.groups == 1 and not is_whole and len(values) > 1 and self.agrees(values) is True

    def _has_broken_groups(self, values: Sequence[Number | None], count: int) -> bool:
        """A row of 表四 without a blank whose sums fail: a number of the row may stand in a lost blank's place."""
        return self.groups > 1 and count == len(values) and self.agrees(values) is False

    def _total_pulled_left(self, cells: Sequence[GridCell], placed: Placed, count: int) -> Placed:
        """The last figure is the row's total if the ones before it add up to it; where those belong is lost."""
        blanks: list[Number | None] = [None] * (len(cells) - count)
        values = placed.values
        if count < 2 or self.agrees([*values[: count - 1], *blanks, values[count - 1]]) is not True:
            return placed
        total = doubted(placed.readings[count - 1], "blanks_lost")
        if count == 2:
            first = doubted(placed.readings[0], "blanks_lost")
            readings = (first, *[blank_in_doubt(Reading(None, "", "blank"))] * len(blanks), total)
        else:
            raw = " | ".join(cell.text for cell in cells[:count])
            lost = Reading(None, raw, "garbled", reason="blanks_lost")
            readings = (*[lost] * (len(cells) - 1), total)
        return Placed(readings, (cells[0], *[None] * (len(cells) - 2), cells[count - 1]))

    def _short(self, cells: Sequence[GridCell], hint: Hint) -> Placed:
        """Fewer cells than columns: merged cells laid out by their spans, digits run together, else nothing."""
        width = len(self.kinds)
        spread = without_blank_end([cell for cell in cells for _ in range(cell.colspan)], width)
        if len(spread) == width and all(cell.colspan == 1 or not cell.text for cell in cells):
            return self._read(spread)
        if len(cells) == 1 and cells[0].text.isdecimal():
            return self._split(cells[0])
        if hint.columns and all(cell.column in hint.columns for cell in cells):
            return self._with_gaps(cells, hint)
        if hint.flowing and self.check and self.groups == 1:
            filled = [cell for cell in cells if cell.text]
            pulled = [*filled, *[GridCell("", 0, 0)] * (width - len(filled))]
            if cells[0].text and self._may_be_pulled_left(pulled):
                return self._total_pulled_left(pulled, self._read(pulled), len(filled))
        return self._garbled(cells, "too_few_cells")

    def _with_gaps(self, cells: Sequence[GridCell], hint: Hint) -> Placed:
        """Cells below their headers with gaps between, which merged cells of the row above may fill."""
        places = {cell.column: cell for cell in cells}
        gap = GridCell("", 0, 0)
        placed = self._read([places.get(column, gap) for column in hint.columns])
        if self.agrees(placed.values) is True:
            return placed.doubted("by_header")
        return self._garbled(cells, "too_few_cells")

    def _split(self, cell: GridCell) -> Placed:
        """``000`` for three columns: given where the digits can be cut in one way only, and marked uncertain."""
        ways = self.ways(cell.text)
        if len(ways) != 1:
            return self._garbled([cell], "run_together")
        return self.cut(cell, ways[0])

    def ways(self, digits: str) -> Sequence[tuple[int, ...]]:
        """Every way to cut the digits that the row's own sums allow; none where there are too many to look at."""
        size = len(self.kinds) // self.groups
        sums = adds_up if self.check else None
        return ways_to_cut(digits, size, self.groups, sums)

    def cut(self, cell: GridCell, values: Sequence[int]) -> Placed:
        """The row as one way of cutting its digits has it."""
        readings = tuple(Reading(value, cell.text, "uncertain", reason="split_by_sums") for value in values)
        return Placed(readings, (cell,) * len(readings))

    def _garbled(self, cells: Sequence[GridCell], reason: str) -> Placed:
        raw = " | ".join(cell.text for cell in cells)
        lost = Reading(None, raw, "garbled", reason=reason) if raw.strip(" |") else ABSENT
        return Placed((lost,) * len(self.kinds), (None,) * len(self.kinds))


def _is_even(cells: Sequence[GridCell], hint: Hint) -> bool:
    """True where each cell of the row and of its header takes one column."""
    first = hint.columns[0]
    return all(cell.colspan == 1 for cell in cells) and hint.columns == tuple(range(first, first + len(hint.columns)))


def _joined(reading: Reading) -> Reading:
    """``5 8`` as 58, for where the row's sum shows that one number was broken: uncertain."""
    digits = squeeze(reading.raw)
    if reading.state == "garbled" and digits.isdecimal() and len(digits) <= MOST_DIGITS:
        return replace(reading, value=int(digits), state="uncertain", reason="joined_by_sum")
    return reading


def adds_up(values: Sequence[Number | None]) -> bool | None:
    """Whether the last figure is the sum of those before it; None where it is blank or all parts are."""
    *parts, total = values
    if total is None or all(part is None for part in parts):
        return None
    return Decimal(sum(part or 0 for part in parts)) == Decimal(total)
