"""Text of a worksheet's cell in several fonts, read as the cells of a page are (`shown`).

13 struck out, then 12      12
12, then 1 set high         12[1]: a note, not 121
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.items import STRUCK

SET_APART = ("superscript", "subscript")
"""How Word and Excel name what is set high or low."""


class Run(NamedTuple):
    text: str
    is_struck: bool = False
    is_raised: bool = False


def shown_runs(runs: Sequence[Run]) -> str:
    """The text without what is struck out, if the cell says anything else; notes set high or low in brackets.

    A figure that is struck out alone keeps a mark.
    """
    left = [run for run in runs if not run.is_struck]
    if any(run.text.strip() for run in left):
        return "".join(_with_notes(left))
    text = "".join(_with_notes(runs))
    return STRUCK + text if text.strip().isdecimal() else text


def note(digits: str, before: str) -> str:
    """The number of a note as it is read behind a figure, a dash or a label: ``[1]``; empty for what is a figure.

    Alone in its cell it may be either: one digit, but 0, is a note's, so that the cell is marked; more are a figure.
    """
    is_note = before.strip() or (len(digits) == 1 and digits != "0")
    return f"[{digits}]" if digits.isdecimal() and is_note else ""


def _with_notes(runs: Sequence[Run]) -> Iterator[str]:
    before = ""
    for run in runs:
        yield (note(run.text.strip(), before) if run.is_raised else "") or run.text
        before = run.text
