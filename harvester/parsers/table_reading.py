"""What the reader of one table hands on, and the merging of rows that a page holds twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from harvester.items import Edition
from harvester.parsers.numbers import Reading
from harvester.parsers.placing import ABSENT

MIN_ROWS = 3
"""Known rows that make a table without a header one of the form's: 其他 and 总计 stand in many a table."""


@dataclass(slots=True)
class TableReading:
    """Cells by (row, column) in the order of the form; empty where the page lacks the table."""

    cells: dict[tuple[str, str], Reading] = field(default_factory=dict)
    edition: Edition | None = None
    unknown: list[str] = field(default_factory=list)

    def add(self, row: str, readings: Mapping[str, Reading]) -> None:
        """Take a row's cells; where the page has the row twice, the first stands and a difference is marked."""
        for column, reading in readings.items():
            known = self.cells.get((row, column))
            if known is None or (known.value is None and reading.value is not None):
                self.cells[row, column] = reading
            elif reading.value is not None and reading.value != known.value:
                self.cells[row, column] = replace(known, state="uncertain")

    def complete(self, keys: Iterable[tuple[str, str]]) -> None:
        """Put the cells in the form's order; those of rows that the page lacks are absent.

        Where rows of the page could not be named, the missing rows may be among them: then they are garbled.
        """
        missing = Reading(None, " / ".join(self.unknown), "garbled") if self.unknown else ABSENT
        self.cells = {key: self.cells.get(key, missing) for key in keys}
