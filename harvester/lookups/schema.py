"""The schema of a file of corrections: which fields there are, and what each of them takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias, get_args

from harvester.divisions import by_code
from harvester.editions.cells import TABLE_NAMES, all_cells
from harvester.items import Edition, Kind, Number
from harvester.located import Fields, Items, Where
from harvester.lookups.entries import Apart, Basis, CellChange, Entry, Match, Merge

Reader: TypeAlias = Callable[[Any, Where], Any]

KIND = "correction"
FIRST_YEAR = 2007
"""Local rules asked for reports a year before the Regulation did."""
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_AGENCY_ID = re.compile(r"^(\d{6}(\d{3})?|[a-z0-9.-]+\.[a-z0-9-]+)-\S+$")
_BASIS = ("id", "who", "when", "why", "source")


def read_entry(item: Any, where: Where) -> Entry:
    """One item of ``corrections``; raises DataFileError at the first thing that is wrong."""
    values, here = _named(item, where, {**_BASIS_FIELDS, **_ENTRY_FIELDS}, (*_BASIS, "match"))
    entry = Entry(**values)
    if not (entry.kind or entry.agency or entry.division_code or entry.year or entry.cells):
        raise here.error("changes nothing; give 'set' or 'cells'")
    if entry.kind == "not_a_report" and entry.cells:
        raise here.inside(item, "cells").error("a page that is no report has no cells")
    if entry.editions and not entry.cells:
        raise here.inside(item, "set").error("'editions' are for tables whose 'cells' are given")
    return entry


def read_agencies(item: Any, where: Where) -> Merge | Apart:
    """One item of ``agencies``; raises DataFileError at the first thing that is wrong."""
    is_apart = isinstance(item, Fields) and "apart" in item
    fields = {**_BASIS_FIELDS, **({"apart": _agency_ids} if is_apart else _MERGE_FIELDS)}
    values, here = _named(item, where, fields, (*_BASIS, *(("apart",) if is_apart else _MERGE_FIELDS)))
    if is_apart:
        if len(values["apart"]) < 2:
            raise here.inside(item, "apart").error("two or more ids are expected")
        return Apart(basis=values["basis"], ids=values["apart"])
    if values["into"] in values["merge"]:
        raise here.inside(item, "into").error(f"{values['into']!r} is one of those that are merged into it")
    return Merge(basis=values["basis"], ids=values["merge"], into=values["into"])


def _named(
    item: Any, where: Where, fields: Mapping[str, Reader], required: tuple[str, ...]
) -> tuple[dict[str, Any], Where]:
    """The values of an item with its basis, and the place that names it."""
    if not isinstance(item, Fields):
        raise where.error(f"an entry with {', '.join(required)} is expected, found {item!r}")
    here = Where(where.path, where.line, str(item.get("id") or "without id"), kind=KIND)
    values = _read(item, fields, required, here)
    basis = Basis(**{name: values.pop(name) for name in _BASIS}, where=here)
    return {**values.pop("set", {}), **values, "basis": basis}, here


def _read(item: Fields, fields: Mapping[str, Reader], required: tuple[str, ...], where: Where) -> dict[str, Any]:
    for field in required:
        if item.get(field) is None:
            raise where.inside(item, field).error("is missing")
    values = {}
    for field, value in item.items():
        place = where.inside(item, field)
        if field not in fields:
            raise place.error(f"is not known; fields are {', '.join(fields)}")
        values[field] = fields[field](value, place)
    return values


def _text(value: Any, where: Where) -> str:
    if not isinstance(value, str) or not value.strip():
        raise where.error(f"text is expected, found {value!r}; put it in quotes")
    return " ".join(value.split())


def _like(pattern: re.Pattern[str], what: str) -> Reader:
    def read(value: Any, where: Where) -> str:
        if not (isinstance(value, str) and pattern.match(value)):
            raise where.error(f"{what} is expected, found {value!r}")
        return value

    return read


def _day(value: Any, where: Where) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise where.error(f"a day such as 2024-06-30 is expected, found {value!r}") from None
    if day > datetime.now(UTC).date():
        raise where.error(f"{value} is yet to come")
    return str(value)


def _year(value: Any, where: Where) -> int:
    newest = datetime.now(UTC).year
    if not isinstance(value, int) or isinstance(value, bool) or not FIRST_YEAR <= value <= newest:
        raise where.error(f"a year from {FIRST_YEAR} to {newest} is expected, found {value!r}")
    return value


def _division(value: Any, where: Where) -> str:
    if not isinstance(value, str) or by_code(value) is None:
        raise where.error(f"{value!r} is no division of China: six or nine digits in quotes are expected")
    return value


def _kind(value: Any, where: Where) -> str:
    if value not in get_args(Kind):
        raise where.error(f"{value!r} is none of {', '.join(get_args(Kind))}")
    return str(value)


def _editions(value: Any, where: Where) -> dict[str, Edition]:
    if not isinstance(value, Fields):
        raise where.error(f"an edition for each table is expected, found {value!r}")
    for table, edition in value.items():
        if table not in tuple(TABLE_NAMES)[:3] or edition not in get_args(Edition):
            editions = ", ".join(repr(name) for name in get_args(Edition))
            raise where.inside(value, table).error(f"a table of the form and one of {editions} are expected")
    return dict(value)


def _match(value: Any, where: Where) -> Match:
    if not isinstance(value, Fields) or not value:
        raise where.error(f"one or more of {', '.join(_MATCH_FIELDS)} are expected, found {value!r}")
    match = Match(**_read(value, _MATCH_FIELDS, (), where))
    if not (match.url or match.sha256 or match.agency):
        raise where.error("url, sha256 or agency is expected; a year alone is about too much")
    return match


def _set(value: Any, where: Where) -> dict[str, Any]:
    if not isinstance(value, Fields) or not value:
        raise where.error(f"one or more of {', '.join(_SET_FIELDS)} are expected, found {value!r}")
    return _read(value, _SET_FIELDS, (), where)


def _cells(value: Any, where: Where) -> tuple[CellChange, ...]:
    if not isinstance(value, Fields) or not value:
        raise where.error(f"cells such as requests.granted.total are expected, found {value!r}")
    return tuple(_changes(value, where))


def _changes(value: Fields, where: Where) -> Iterator[CellChange]:
    """``requests.granted.total: 310``, or with what the page prints: ``{printed: "309", value: 310}``."""
    for cell, change in value.items():
        place = where.inside(value, cell)
        if cell not in all_cells():
            raise place.error("the form has no such cell (for example: requests.granted.total)")
        if not isinstance(change, Fields):
            yield CellChange(cell=cell, value=_number(change, place))
            continue
        if "value" not in change or set(change) - {"value", "printed"}:
            raise place.error(f"value and printed are expected, found {', '.join(change)}")
        printed = change.get("printed")
        if isinstance(printed, Fields | Items | bool):
            raise place.error(f"the text that the page prints is expected in quotes, found {printed!r}")
        expected = None if "printed" not in change else ("" if printed is None else str(printed))
        yield CellChange(cell=cell, value=_number(change["value"], place), printed=expected)


def _number(value: Any, where: Where) -> Number | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float):
        return Decimal(str(value))
    raise where.error(f"a number is expected, or null for a blank, found {value!r}")


def _agency_ids(value: Any, where: Where) -> tuple[str, ...]:
    if not isinstance(value, Items) or not value:
        raise where.error(f"a list of ids of agencies is expected, found {value!r}")
    return tuple(_agency_id(item, where.inside(value, number)) for number, item in enumerate(value))


_agency_id = _like(_AGENCY_ID, "the id of an agency, such as 330382-人民政府,")
_BASIS_FIELDS: dict[str, Reader] = {
    "id": _like(_ID, "a name of a-z, 0-9 and hyphens"),
    "who": _text,
    "when": _day,
    "why": _text,
    "source": _text,
}
_MATCH_FIELDS: dict[str, Reader] = {
    "url": _text,
    "sha256": _like(_SHA256, "64 hexadecimal digits in small letters"),
    "agency": _text,
    "year": _year,
}
_SET_FIELDS: dict[str, Reader] = {
    "kind": _kind,
    "agency": _text,
    "division_code": _division,
    "year": _year,
    "editions": _editions,
}
_ENTRY_FIELDS: dict[str, Reader] = {"match": _match, "set": _set, "cells": _cells}
_MERGE_FIELDS: dict[str, Reader] = {"merge": _agency_ids, "into": _agency_id}
