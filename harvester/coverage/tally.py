"""Counts of coverage: by region and year, and by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from harvester.coverage.states import StateName, states
from harvester.coverage.survey import Row


@dataclass(slots=True)
class Tally:
    """What the terminal and the page count."""

    by_state: Counter[StateName] = field(default_factory=Counter)
    by_region: dict[str, dict[int, Counter[StateName]]] = field(default_factory=dict)
    agencies: Counter[str] = field(default_factory=Counter)
    """Rows by region."""

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Tally:
        """Every row counted."""
        tally = cls()
        for row in rows:
            tally.add(row)
        return tally

    def add(self, row: Row) -> None:
        self.agencies[row.region] += 1
        years = self.by_region.setdefault(row.region, {})
        for cell in filter(None, row.cells):
            self.by_state[cell.state] += 1
            years.setdefault(cell.year, Counter())[cell.state] += 1

    def total(self) -> dict[int, Counter[StateName]]:
        """All regions together, by year."""
        sums: dict[int, Counter[StateName]] = {}
        for years in self.by_region.values():
            for year, counts in years.items():
                sums.setdefault(year, Counter()).update(counts)
        return sums


def share(counts: Counter[StateName]) -> float | None:
    """Published of all that can be expected; None where nothing can be."""
    due = sum(number for name, number in counts.items() if states()[name].counts != "leave out")
    published = sum(number for name, number in counts.items() if states()[name].counts == "yes")
    return published / due if due else None


def percent(found: float, digits: int = 0) -> str:
    """``43``; ``<1`` where it is something, and ``>99`` where something is missing."""
    shown, least = f"{found * 100:.{digits}f}", 10**-digits
    if found > 0 and float(shown) == 0:
        return f"<{least:.{digits}f}"
    if found < 1 and float(shown) == 100:
        return f">{100 - least:.{digits}f}"
    return shown
