"""Text of a worksheet's cell in several fonts, read as the cells of a page are (`shown`).

13 struck out, then 12      12
12, then 1 set high         12[1]: a note, not 121
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    text: str
    is_struck: bool = False
    is_raised: bool = False


def shown_runs(runs: Sequence[Run]) -> str:
    """The text without what is struck out, if the cell says anything else; notes set high in brackets."""
    left = [run for run in runs if not run.is_struck]
    says_more = any(run.text.strip() for run in left)
    return "".join(_with_notes(left if says_more else runs))


def _with_notes(runs: Sequence[Run]) -> Iterator[str]:
    before = ""
    for run in runs:
        digits = run.text.strip()
        is_note = run.is_raised and digits.isdecimal() and before[-1:].isdecimal()
        yield f"[{digits}]" if is_note else run.text
        before = run.text
