"""What a list page gave."""

from __future__ import annotations

from dataclasses import dataclass

from harvester.spiders.families.paging import Step
from harvester.spiders.families.rows import Row


@dataclass(frozen=True, slots=True)
class Reading:
    """What one list page gave: its new rows, the candidates for the next page, or why it is no page of this column."""

    rows: tuple[Row, ...] = ()
    steps: tuple[Step, ...] = ()
    problem: str | None = None
    jump: str | None = None
    is_aside: bool = False
    """True for a file that is no page of the list: the next candidates are for the same page."""
