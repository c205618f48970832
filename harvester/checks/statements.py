"""Numbers told in prose: which clause of an overview states which figure, as narrative.yaml describes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from harvester.checks.rules import load_data
from harvester.parsers.script import narrow, simplify, squeeze

_GAP = r"[^\d,。;:!?()]{0,24}"
_NUMBER = r"(?<![\d.约近超逾])(?<!大约)(?P<number>\d{1,9})(?![\d.])(?:件|份|宗|起|条|个|例)(?![次余多]|以上|左右)"
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_QUOTES = re.compile("[“”„\"'‘’「」『』]")
_SENTENCE = re.compile(r"[^。;!?]+")
_YEAR = re.compile(r"(20[0-3]\d)年")
_TELLING = re.compile(r"\d(?!\d*年)|无|未|没有")
_CLAUSE = re.compile(r"(?:其中[,:])?[^,:()。;!?]+")


class Clause(NamedTuple):
    """A piece of a sentence; ``in_context`` where its paragraph is about requests for information."""

    text: str
    in_context: bool
    has_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that an overview may tell, how it says so, and the cells that it may mean."""

    id: str
    zh: str
    says: tuple[re.Pattern[str], ...]
    nil: tuple[re.Pattern[str], ...]
    means: tuple[tuple[str, ...], ...]
    never: re.Pattern[str]
    anywhere: bool

    def told(self, clauses: Iterable[Clause]) -> Iterator[tuple[int, str]]:
        """(number, clause) for each clause that states it; 0 where the clause says that there were none."""
        for clause in clauses:
            if clause.in_context or self.anywhere:
                number = self._number(clause)
                if number is not None and not self.never.search(clause.text):
                    yield number, clause.text

    def _number(self, clause: Clause) -> int | None:
        if not clause.has_number:
            return 0 if any(pattern.search(clause.text) for pattern in self.nil) else None
        for pattern in self.says:
            found = pattern.search(clause.text)
            if found:
                return int(found["number"])
        return None


def paragraphs(text: str) -> tuple[str, ...]:
    """The text in Simplified characters, one width, without spaces, quotes and thousands separators."""
    plain = _QUOTES.sub("", simplify(narrow(text)))
    return tuple(_THOUSANDS.sub("", squeeze(line)) for line in plain.split("\n") if line.strip())


def clauses(lines: Iterable[str], year: int | None) -> Iterator[Clause]:
    """The clauses that can tell a number or that there is none; sentences about another year are left out."""
    context = _context()
    for line in lines:
        in_context = bool(context.search(line))
        for sentence in filter(_TELLING.search, _SENTENCE.findall(line)):
            years = {int(found) for found in _YEAR.findall(sentence)}
            if not years or year is None or years == {year}:
                pieces = (text for text in _CLAUSE.findall(sentence) if _TELLING.search(text))
                yield from (Clause(text, in_context, _has_number(text)) for text in pieces)


@cache
def _context() -> re.Pattern[str]:
    return re.compile(load_data("narrative.yaml")["paragraph_with"])


@cache
def load_statements() -> tuple[Statement, ...]:
    data = load_data("narrative.yaml")
    return tuple(_statement(item, data) for item in data["statements"])


def _statement(item: dict[str, Any], data: dict[str, Any]) -> Statement:
    return Statement(
        id=item["id"],
        zh=item["zh"],
        says=_compiled(item["says"]),
        nil=_compiled(item.get("nil", ())),
        means=tuple(tuple(cells) for cells in item["means"]),
        never=re.compile("|".join((*data["never"], *item.get("never", ())))),
        anywhere=item.get("anywhere", False),
    )


def _compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("…", _GAP).replace("<数>", _NUMBER)) for pattern in patterns)


def _has_number(clause: str) -> bool:
    return any(map(str.isdigit, _YEAR.sub("", clause)))
