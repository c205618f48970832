"""The registry of portals: YAML files, one a province, read and validated into frozen dataclasses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from harvester.errors import RegistryError

BUNDLED = Path(__file__).parent
_ID = re.compile(r"^\d{6}_[a-z0-9]+(_[a-z0-9]+)*$")
_CODE = re.compile(r"^\d{6}(\d{3})?$")
_NO_DIVISION = "000000"
"""Prefix of the ids of ministries, which have no division code."""
_REQUIRED = ("id", "name", "url", "family", "columns")
_OPTIONAL = ("division_code", "verified", "source", "seen", "note")
_FILE_FIELDS = ("province", "portals")


@dataclass(frozen=True, slots=True)
class Column:
    url: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One publisher's web site, and the columns in which it lists its reports."""

    id: str
    name: str
    url: str
    family: str
    columns: tuple[Column, ...]
    division_code: str | None = None
    verified: bool = False
    """True once a crawl has seen the columns as described."""
    source: str | None = None
    """Where the address was found."""
    seen: str | None = None
    """When it was found there: 2026-07-22."""
    note: str | None = None


class Registry:
    """All portals by id."""

    def __init__(self, portals: Mapping[str, Portal]) -> None:
        self._portals = dict(portals)

    def __iter__(self) -> Iterator[Portal]:
        return iter(self._portals.values())

    def __len__(self) -> int:
        return len(self._portals)

    def get(self, portal_id: str) -> Portal:
        """The portal of that id; raises RegistryError naming ids that look alike."""
        if portal_id in self._portals:
            return self._portals[portal_id]
        part = portal_id.split("_", 1)[-1]
        near = [known for known in self._portals if part in known or known.startswith(portal_id[:4])][:3]
        hint = f"did you mean {' or '.join(near)}?" if near else "`--portals DIR` adds a folder of portal files"
        raise RegistryError(f"portal {portal_id!r}: not in the registry of {len(self)} portals; {hint}")


def load(folders: Iterable[Path | str] = ()) -> Registry:
    """Every portal of the bundled files and of the folders; raises RegistryError at the first thing that is wrong."""
    portals: dict[str, Portal] = {}
    places: dict[str, Path] = {}
    for path in _files((BUNDLED, *folders)):
        for portal in read(path):
            if portal.id in portals:
                raise RegistryError(
                    f"{path}: portal {portal.id!r}: field 'id' is taken by {places[portal.id]}; ids are unique"
                )
            portals[portal.id], places[portal.id] = portal, path
    return Registry(portals)


def read(path: Path) -> tuple[Portal, ...]:
    """The portals of one file."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RegistryError(f"{path}:{line}: not YAML: {getattr(error, 'problem', None) or error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path}: cannot be read: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("portals"), list):
        raise RegistryError(f"{path}: field 'portals': a list of portals is expected")
    _refuse_unknown(data, _FILE_FIELDS, str(path))
    return tuple(_portal(item, path, place) for place, item in enumerate(data["portals"], start=1))


def _files(folders: Iterable[Path | str]) -> Iterator[Path]:
    for folder in dict.fromkeys(Path(item).resolve() for item in folders):
        if not folder.is_dir():
            raise RegistryError(f"portals folder {str(folder)!r}: no such folder; name a folder of *.yaml files")
        yield from sorted(folder.glob("*.yaml"))


def _portal(item: Any, path: Path, place: int) -> Portal:
    if not isinstance(item, dict):
        raise RegistryError(f"{path}: portal {place}: a mapping is expected, found {item!r}")
    where = f"{path}: portal {item.get('id', place)!r}"
    _refuse_unknown(item, (*_REQUIRED, *_OPTIONAL), where)
    for field in _REQUIRED:
        if not item.get(field):
            raise RegistryError(f"{where}: field {field!r} is missing")
    return Portal(
        id=_identifier(item, where),
        name=_text(item, "name", where),
        url=_address(item["url"], "url", where),
        family=_family(item, where),
        columns=_columns(item["columns"], where),
        division_code=_division(item, where),
        verified=_flag(item, where),
        **{field: str(item[field]) for field in ("source", "seen", "note") if item.get(field)},
    )


def _refuse_unknown(item: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for field in item:
        if field not in known:
            raise RegistryError(f"{where}: field {field!r} is not known; fields are {', '.join(known)}")


def _text(item: Mapping[str, Any], field: str, where: str) -> str:
    if not isinstance(item[field], str):
        raise RegistryError(f"{where}: field {field!r}: text is expected, found {item[field]!r}; put it in quotes")
    return str(item[field]).strip()


def _identifier(item: Mapping[str, Any], where: str) -> str:
    value, code = _text(item, "id", where), str(item.get("division_code") or _NO_DIVISION)
    if not _ID.match(value) or not value.startswith(code[:6]):
        raise RegistryError(f"{where}: field 'id': {code[:6]}_<slug in a-z and 0-9> is expected, found {value!r}")
    return value


def _division(item: Mapping[str, Any], where: str) -> str | None:
    value = item.get("division_code")
    if value is not None and not (isinstance(value, str) and _CODE.match(value)):
        raise RegistryError(
            f"{where}: field 'division_code': six or nine digits in quotes are expected, found {value!r}"
        )
    return value


def _family(item: Mapping[str, Any], where: str) -> str:
    from harvester.spiders.families import BY_NAME  # noqa: PLC0415  (`load` of other fields needs no lxml)

    if item["family"] not in BY_NAME:
        raise RegistryError(f"{where}: field 'family': {item['family']!r} is none of {', '.join(sorted(BY_NAME))}")
    return str(item["family"])


def _flag(item: Mapping[str, Any], where: str) -> bool:
    value = item.get("verified", False)
    if not isinstance(value, bool):
        raise RegistryError(f"{where}: field 'verified': true or false is expected, found {value!r}")
    return value


def _address(value: Any, field: str, where: str) -> str:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise RegistryError(f"{where}: field {field!r}: an http or https address is expected, found {value!r}")
    return str(value)


def _columns(value: Any, where: str) -> tuple[Column, ...]:
    if not isinstance(value, list):
        raise RegistryError(f"{where}: field 'columns': a list of addresses is expected, found {value!r}")
    return tuple(_column(item, where) for item in value)


def _column(item: Any, where: str) -> Column:
    """``- https://…`` or ``- {url: https://…, name: 2024年度}``."""
    if not isinstance(item, dict):
        return Column(_address(item, "columns", where))
    _refuse_unknown(item, ("url", "name"), f"{where}: field 'columns'")
    name = item.get("name")
    return Column(_address(item.get("url"), "columns", where), str(name) if name is not None else None)
