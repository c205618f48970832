"""Formulas of worksheets whose stored result is not what they say: a program filled the cells, and nobody calculated.

=SUM(D5:I5) stored as 0 beside 12, 3 and 1; Excel shows 16 as soon as the file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from harvester.documents.sheet_rows import figure

Place: TypeAlias = tuple[int, int]
Value: TypeAlias = Callable[[Place], object]
"""What is stored at (row, column), both from 0."""

_REFERENCE = r"\$?([A-Z]{1,3})\$?(\d{1,7})"
_RANGE = re.compile(rf"{_REFERENCE}(?::{_REFERENCE})?")
_SUM = re.compile(rf"=SUM\(({_RANGE.pattern}(?:[,;]{_RANGE.pattern})*)\)")
_PLUS = re.compile(rf"=\+?{_REFERENCE}(?:\+{_REFERENCE})+")
_ODF = re.compile(r"^(?:of|oooc|msoxl):")
_DEEPEST = 3
"""Sums of sums: the total of a row of totals."""
_MOST = 300
"""Cells of a range that are added up; those of the form have some thirty."""
_NEAR = 1e-6


class _UnknownError(Exception):
    """Raised where a formula adds up something that is not stored as a number or a text."""


def as_written(formula: str) -> str:
    """A formula of LibreOffice as Excel writes it.

    >>> as_written("of:=SUM([.D5:.I5])")
    '=SUM(D5:I5)'
    """
    return _ODF.sub("", formula).replace("[.", "").replace(":.", ":").replace("]", "").replace("[", "")


def with_doubt(text: str, formula: str, value: Value, result: float | None = None) -> str:
    """The text of the stored result, with the formula behind where that is a plain sum which does not give it.

    Where no result was stored: what a plain sum gives, and the formula; the formula alone of any other.
    """
    total = _total(formula, value, _DEEPEST)
    if result is None:
        return formula if total is None else f"{figure(total)} {formula}"
    is_right = total is None or abs(total - result) <= _NEAR * max(1.0, abs(total))
    return text if is_right else f"{text} {formula}"


def _total(formula: str, value: Value, depth: int) -> float | None:
    """What a plain sum of stored numbers, and of other such sums, gives; None for any other formula."""
    plain = formula.replace(" ", "")
    if not depth or not (_SUM.fullmatch(plain) or _PLUS.fullmatch(plain)):
        return None
    try:
        return sum(_numbers(plain, value, depth))
    except _UnknownError:
        return None


def _numbers(formula: str, value: Value, depth: int) -> Iterator[float]:
    """What the formula adds up; texts count nothing, as they do for Excel."""
    for place in _places(formula):
        found = value(place)
        if isinstance(found, str) and found.startswith("="):
            found = _nested(found, value, depth)
        if isinstance(found, bool) or not isinstance(found, int | float | str | None):
            raise _UnknownError
        if isinstance(found, str) and (found.startswith("#") or "SUM" not in formula):
            raise _UnknownError
        yield 0 if found is None or isinstance(found, str) else found


def _nested(formula: str, value: Value, depth: int) -> float:
    total = _total(formula, value, depth - 1)
    if total is None:
        raise _UnknownError
    return total


def _places(formula: str) -> Iterator[Place]:
    for found in _RANGE.finditer(formula.removeprefix("=SUM")):
        (left, top), (right, bottom) = found.group(1, 2), (found[3] or found[1], found[4] or found[2])
        rows, columns = range(int(top) - 1, int(bottom)), range(_column(left), _column(right) + 1)
        if len(rows) * len(columns) > _MOST:
            raise _UnknownError
        yield from ((row, column) for row in rows for column in columns)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
