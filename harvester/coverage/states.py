"""The states of states.yaml, and what an address's outcome means for the report behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from harvester.parsers.wording import load

StateName: TypeAlias = Literal[
    "published",
    "late",
    "scan",
    "unreadable",
    "dead",
    "blocked",
    "failed",
    "not_found",
    "not_crawled",
    "not_due",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state. ``counts``: yes where the report was published, leave out where none can be expected yet."""

    zh: str
    en: str
    symbol: str
    counts: Literal["yes", "no", "leave out"]
    zh_more: str
    en_more: str
    outcomes: tuple[str, ...] = ()


@cache
def states() -> Mapping[StateName, State]:
    """Every state in the order of the legend."""
    data = load("states.yaml", "harvester.coverage")
    return {
        name: State(**{**words, "outcomes": tuple(words.get("outcomes", ()))})
        for name, words in data.items()
        if name != "reasons"
    }


@cache
def reasons() -> Mapping[str, tuple[str, str]]:
    """Chinese and English words of every reason; outcomes of addresses have those of the runbook."""
    return {
        name: (words["zh"], words["en"])
        for name, words in load("states.yaml", "harvester.coverage")["reasons"].items()
    }


@cache
def by_outcome() -> Mapping[str, StateName]:
    """What the outcome of an address means for the report that it promises."""
    return {outcome: name for name, state in states().items() for outcome in state.outcomes}
