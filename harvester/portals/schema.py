"""The schema of a portal file: which fields there are, and what each of them takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias, get_args
from urllib.parse import urlsplit

from harvester.located import DataFileError, Fields, Items, Where
from harvester.portals.portal import Column, ColumnKind, Era, Expectation, Portal, Render, Scheme

Reader: TypeAlias = Callable[[Any, Where], Any]

NO_DIVISION = "000000"
"""Prefix of the ids of ministries, which have no division code."""
_ID = re.compile(r"^\d{6}_[a-z0-9]+(_[a-z0-9]+)*$")
_CODE = re.compile(r"^\d{6}(\d{3})?$")
_HOST = re.compile(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$")
_YEAR = "{year}"
_SLOWEST = 600
"""Seconds; a portal that needs more between two requests is not worth a crawl."""


def read_portal(item: Any, where: Where, province: str = "") -> tuple[Portal | None, tuple[DataFileError, ...]]:
    """The portal, or everything that is wrong with it."""
    if not isinstance(item, Fields):
        return None, (where.error(f"a portal with id, name and url is expected, found {item!r}"),)
    here = Where(where.path, where.line, str(item.get("id") or "without id"))
    values, errors = _read(item, PORTAL_FIELDS, ("id", "name", "url"), here)
    errors.extend(_across(item, values, here))
    return (None, tuple(errors)) if errors else (Portal(province=province, **values), ())


def _read(
    item: Fields, fields: Mapping[str, Reader], required: tuple[str, ...], where: Where
) -> tuple[dict[str, Any], list[DataFileError]]:
    values: dict[str, Any] = {}
    errors = [where.inside(item, field).error("is missing") for field in required if item.get(field) is None]
    for field, value in item.items():
        place = where.inside(item, field)
        try:
            if field not in fields:
                raise place.error(f"is not known; fields are {', '.join(fields)}")
            if value is not None:
                values[field] = fields[field](value, place)
            elif field not in required:
                raise place.error("is empty; give a value or leave the line out")
        except DataFileError as error:
            errors.append(error)
    return values, errors


def _across(item: Fields, values: Mapping[str, Any], where: Where) -> Iterator[DataFileError]:
    """An id begins with its division; a wrong one of the two is named by its own message."""
    prefix = (values.get("division_code") or NO_DIVISION)[:6]
    known = "id" in values and ("division_code" in values or "division_code" not in item)
    if known and not values["id"].startswith(f"{prefix}_"):
        yield where.inside(item, "id").error(f"{prefix}_<slug> is expected, found {values['id']!r}")


def _nested(value: Any, fields: Mapping[str, Reader], required: tuple[str, ...], where: Where) -> dict[str, Any]:
    if not isinstance(value, Fields):
        raise where.error(f"fields {', '.join(fields)} are expected, found {value!r}")
    values, errors = _read(value, fields, required, where)
    if errors:
        raise errors[0]
    return values


def _each(value: Any, where: Where, what: str) -> Iterator[tuple[Any, Where]]:
    if not isinstance(value, Items) or not value:
        raise where.error(f"a list of {what} is expected, found {value!r}")
    yield from ((item, where.inside(value, number)) for number, item in enumerate(value))


def text(value: Any, where: Where) -> str:
    if not isinstance(value, str):
        raise where.error(f"text is expected, found {value!r}; put it in quotes")
    if not value.strip() or len(value.splitlines()) > 1:
        raise where.error(f"one line of text is expected, found {value!r}")
    return value.strip()


def address(value: Any, where: Where) -> str:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        usable = parts and parts.scheme in get_args(Scheme) and parts.hostname and (parts.port or 1)
    except ValueError:  # a port that is no number, half a pair of brackets
        usable = None
    if not usable or re.search(r"\s", str(value)):
        raise where.error(f"an http or https address is expected, found {value!r}")
    return str(value)


def _identifier(value: Any, where: Where) -> str:
    if not _ID.match(text(value, where)):
        raise where.error(f"<division code>_<slug in a-z and 0-9> is expected, found {value!r}")
    return str(value)


def _division(value: Any, where: Where) -> str:
    if not (isinstance(value, str) and _CODE.match(value)):
        raise where.error(f"six or nine digits in quotes are expected, found {value!r}")
    return value


def _family(value: Any, where: Where) -> str:
    from harvester.spiders.families import BY_NAME  # noqa: PLC0415  (registries without a family need no lxml)

    if value not in BY_NAME:
        raise where.error(f"{value!r} is none of {', '.join(sorted(BY_NAME))}; leave the line out where unsure")
    return str(value)


def _flag(value: Any, where: Where) -> bool:
    if not isinstance(value, bool):
        raise where.error(f"true or false is expected, found {value!r}")
    return value


def _one_of(literal: Any) -> Reader:
    choices = get_args(literal)

    def read(value: Any, where: Where) -> str:
        if value not in choices:
            raise where.error(f"{value!r} is none of {', '.join(choices)}")
        return str(value)

    return read


def _whole(value: Any, where: Where) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise where.error(f"a whole number above 0 is expected, found {value!r}")
    return value


def _years(value: Any, where: Where) -> tuple[int, int]:
    years = value if isinstance(value, Items) and len(value) == 2 else ()
    if not all(isinstance(year, int) and 1000 <= year <= 9999 for year in years) or list(years) != sorted(years):
        years = ()
    if not years:
        raise where.error(f"[first, last] is expected, for example [2008, 2024], found {value!r}")
    return years[0], years[1]


def _seconds(value: Any, where: Where) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= _SLOWEST:
        raise where.error(f"seconds between 0 and {_SLOWEST} are expected, found {value!r}")
    return float(value)


def _day(value: Any, where: Where) -> date:
    try:
        return date.fromisoformat(text(value, where))
    except ValueError:
        raise where.error(f"a day such as 2024-06-30 is expected, found {value!r}") from None


def _hosts(value: Any, where: Where) -> tuple[str, ...]:
    found = tuple(_each(value, where, "host names"))
    for item, place in found:
        if not _HOST.match(text(item, place)):
            raise place.error(f"a host name in small letters is expected, such as zwgk.example.gov.cn, found {item!r}")
    return tuple(item for item, _ in found)


def _addresses(value: Any, where: Where) -> tuple[str, ...]:
    return tuple(address(item, place) for item, place in _each(value, where, "addresses"))


def _columns(value: Any, where: Where) -> tuple[Column, ...]:
    columns: dict[str, Column] = {}
    for item, place in _each(value, where, "addresses"):
        for column in _column(item, place):
            if column.url in columns:
                raise place.error(f"{column.url!r} is given twice")
            columns[column.url] = column
    return tuple(columns.values())


def _column(item: Any, where: Where) -> Iterator[Column]:
    """``- https://…``, ``- {url: …, name: 2024年度}`` or ``- {url: "https://…/n{year}/", years: [2010, 2025]}``."""
    if not isinstance(item, Fields):
        yield Column(address(item, where))
        return
    values = _nested(item, _COLUMN_FIELDS, ("url",), where)
    years = values.pop("years", None)
    if (years is None) == (_YEAR in values["url"]):
        raise where.inside(item, "url").error(f"{_YEAR} in the address and 'years' belong together")
    if years is None:
        yield Column(**values)
        return
    for year in range(years[0], years[1] + 1):
        yield Column(values["url"].replace(_YEAR, str(year)), values.get("name") or f"{year}年度")


def _eras(value: Any, where: Where) -> tuple[Era, ...]:
    eras = tuple(
        Era(**_nested(item, _ERA_FIELDS, ("until", "url", "columns"), place))
        for item, place in _each(value, where, "eras")
    )
    if [era.until for era in eras] != sorted({era.until for era in eras}):
        raise where.error("eras are expected in order, the oldest first, no two that end on one day")
    return eras


def _expectation(value: Any, where: Where) -> Expectation:
    values = _nested(value, _EXPECT_FIELDS, (), where)
    if not values:
        raise where.error(f"one of {', '.join(_EXPECT_FIELDS)} is expected")
    return Expectation(**values)


_COLUMN_FIELDS: dict[str, Reader] = {"url": address, "name": text, "kind": _one_of(ColumnKind), "years": _years}
_ERA_FIELDS: dict[str, Reader] = {"until": _day, "url": address, "family": _family, "columns": _columns}
_EXPECT_FIELDS: dict[str, Reader] = {"reports": _whole, "years": _years}
PORTAL_FIELDS: dict[str, Reader] = {
    "id": _identifier,
    "name": text,
    "division_code": _division,
    "url": address,
    "hosts": _hosts,
    "scheme": _one_of(Scheme),
    "family": _family,
    "render": _one_of(Render),
    "pace": _seconds,
    "columns": _columns,
    "eras": _eras,
    "expect": _expectation,
    "verified": _flag,
    "examples": _addresses,
    "source": text,
    "seen": text,
    "note": text,
}
