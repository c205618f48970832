"""The tables as they are shipped, read once and as late as possible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import yaml

from harvester.errors import DivisionError

Level: TypeAlias = Literal["province", "prefecture", "county", "town", "zone"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A place: 330382 乐清市, 330382125 磐石镇, 320829 洪泽县 (abolished), 350128 平潭综合实验区 (a zone)."""

    code: str
    name: str
    level: Level
    last_year: int | None = None
    """The last year the table knows this name under this code; None while it is in use."""
    successors: tuple[str, ...] = ()
    """Codes that took over an abolished one; several where it was split."""
    lives_on: bool = True
    """False for an abolished place that is not its successor under another name: 塘沽区 went up in 滨海新区."""
    whole: bool = True
    """False for a zone that has no code of its own: ``code`` is then that of the place around it."""

    @property
    def is_current(self) -> bool:
        return self.last_year is None

    @property
    def current_code(self) -> str | None:
        """The code in use today; None where the place was split or dissolved."""
        if self.is_current:
            return self.code
        return self.successors[0] if len(self.successors) == 1 else None


def level_of(code: str) -> Level:
    if len(code) == 9:
        return "town"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def scope_prefix(code: str) -> str:
    """The digits that every place inside ``code`` starts with: 330000 -> 33, 330382 -> 330382."""
    return {"province": code[:2], "prefecture": code[:4]}.get(level_of(code), code)


@cache
def holds(code: str) -> tuple[str, ...]:
    """The beginnings of every code inside ``code``: those of its own digits, and 6590 for the corps (660000)."""
    return (scope_prefix(code), *_words()["also_holds"].get(code, ()))


def is_statistical(code: str) -> bool:
    """True for the statistics office's own units, functional zones mostly: 340176 合肥高新技术产业开发区."""
    return len(code) == 6 and code[4] == "7" and not code.endswith("00")


def _lines(name: str) -> list[list[str]]:
    text = files("harvester.divisions").joinpath(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _damaged(name: str, error: Exception) -> DivisionError:
    return DivisionError(f"divisions/{name}: damaged table ({error!r}); reinstall the program")


@cache
def current() -> dict[str, str]:
    """Code -> name of every province, prefecture and county in use."""
    try:
        return {code: name for code, name in _lines("divisions.tsv")}  # noqa: C416  (rows are checked to be pairs)
    except (OSError, ValueError) as error:
        raise _damaged("divisions.tsv", error) from error


@cache
def history() -> tuple[Division, ...]:
    """Names and codes no longer in use, last used in 2007 or later."""
    try:
        return tuple(_former(*row) for row in _lines("history.tsv"))
    except (OSError, ValueError, TypeError) as error:
        raise _damaged("history.tsv", error) from error


def _former(code: str, name: str, last_year: str, successors: str, _basis: str, extent: str) -> Division:
    return Division(
        code=code,
        name=name,
        level=level_of(code),
        last_year=int(last_year),
        successors=tuple(successors.split()),
        lives_on=extent == "whole",
    )


@cache
def zones() -> tuple[Division, ...]:
    """Functional zones that publish reports and are in no official table."""
    try:
        return tuple(
            Division(code=place, name=name, level="zone", whole=extent == "whole")
            for name, place, extent, _note in _lines("zones.tsv")
        )
    except (OSError, ValueError) as error:
        raise _damaged("zones.tsv", error) from error


@cache
def town_lines() -> dict[str, str]:
    """County code -> its towns as one line, ``001东华门街道 002景山街道``: few of the 2,980 are ever split."""
    try:
        return {county: towns for county, towns in _lines("towns.tsv")}  # noqa: C416  (rows are checked to be pairs)
    except (OSError, ValueError) as error:
        raise _damaged("towns.tsv", error) from error


@cache
def words(key: str) -> tuple[str, ...]:
    """A list of names.yaml."""
    value = _words()[key]
    return tuple(value.split() if isinstance(value, str) else value)


@cache
def contracted() -> dict[str, str]:
    """Name -> what it is also written as: 科尔沁右翼中旗 -> 科右中旗."""
    return {name: short for short, name in _words()["contracted"].items()}


@cache
def _words() -> dict[str, Any]:
    text = files("harvester.divisions").joinpath("names.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506  (a safe loader, in C where there is one)
    return data
