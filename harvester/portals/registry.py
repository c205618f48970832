"""The registry of portals: YAML files, one a province, read into frozen dataclasses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from harvester.errors import RegistryError
from harvester.located import DataFileError, Fields, Items, Where, load_yaml
from harvester.portals.portal import Column, Portal
from harvester.portals.schema import address, read_portal, text

__all__ = ["BUNDLED", "Column", "Portal", "Registry", "load", "portal_files", "read", "scan"]

BUNDLED = Path(__file__).resolve().parent
_FILE_FIELDS = ("province", "portals", "left_out")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An address that was found and is no source: the reason keeps it from being added again."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One portal and where it stands."""

    portal: Portal
    where: Where
    item: Fields

    def at(self, field: str) -> Where:
        """The place of a field; of the portal where the field is left out."""
        return self.where.inside(self.item, field)


@dataclass(frozen=True, slots=True)
class Scan:
    """One file, read to its end: its portals, where each stands, and everything that is wrong."""

    path: Path
    entries: tuple[Entry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    errors: tuple[DataFileError, ...] = ()


class Registry:
    """All portals by id."""

    def __init__(self, portals: Mapping[str, Portal], broken: Sequence[DataFileError] = ()) -> None:
        self._portals = dict(portals)
        self.broken = tuple(broken)
        """What is wrong with the portals that are therefore not in the registry."""

    def __iter__(self) -> Iterator[Portal]:
        return iter(self._portals.values())

    def __len__(self) -> int:
        return len(self._portals)

    def get(self, portal_id: str) -> Portal:
        """The portal of that id.

        Raises RegistryError with its mistake, with that of a file that is not read, or naming ids that look alike.
        """
        if portal_id in self._portals:
            return self._portals[portal_id]
        mistake = next((error for error in self.broken if error.where.name == portal_id), None)
        if mistake:
            raise mistake
        unread = next((error for error in self.broken if not error.where.name), None)
        if unread:
            raise RegistryError(
                f"portal {portal_id!r}: not in the registry of {len(self)} portals; not read: {unread}"
            )
        part = portal_id.split("_", 1)[-1]
        near = [known for known in self._portals if part in known or known.startswith(portal_id[:4])][:3]
        hint = f"did you mean {' or '.join(near)}?" if near else "`--portals DIR` adds a folder of portal files"
        raise RegistryError(f"portal {portal_id!r}: not in the registry of {len(self)} portals; {hint}")

    def of_province(self, province: str) -> tuple[Portal, ...]:
        """The portals of 浙江, 浙江省, 33 or 330000; raises RegistryError where the registry has none."""
        name = province.strip()
        found = tuple(portal for portal in self if _is_of(portal, name))
        if not found:
            known = "、".join(dict.fromkeys(portal.province for portal in self if portal.province))
            raise RegistryError(f"province {province!r}: no portal; provinces are {known}")
        return found


def load(folders: Iterable[Path | str] = (), *, strict: bool = True) -> Registry:
    """Every portal of the bundled files and of the folders.

    Raises RegistryError at the first thing that is wrong; without ``strict`` the wrong portals are left out and noted.
    """
    portals: dict[str, Portal] = {}
    places: dict[str, Where] = {}
    broken: list[DataFileError] = []
    own = (path for path in portal_files(folders) if path.parent != BUNDLED)
    for found in (*_bundled(), *map(scan, own)):
        broken.extend(found.errors)
        for entry in found.entries:
            name = entry.portal.id
            if name in portals:
                broken.append(taken(entry, places[name]))
                continue
            portals[name], places[name] = entry.portal, entry.where
        if strict and broken:
            raise broken[0]
    return Registry(portals, broken)


@cache
def _bundled() -> tuple[Scan, ...]:
    return tuple(map(scan, portal_files((BUNDLED,))))


def read(path: Path) -> tuple[Portal, ...]:
    """The portals of one file; raises RegistryError at the first thing that is wrong."""
    found = scan(path)
    if found.errors:
        raise found.errors[0]
    return tuple(entry.portal for entry in found.entries)


def scan(path: Path) -> Scan:
    """The portals of one file, and every mistake in it."""
    try:
        data = load_yaml(path)
        items, province, left_out = _file(data, Where(path))
    except DataFileError as error:
        return Scan(path, errors=(error,))
    entries: list[Entry] = []
    errors: list[DataFileError] = []
    for number, item in enumerate(items):
        where = Where(path, items.lines[number])
        portal, wrong = read_portal(item, where, province)
        errors.extend(wrong)
        if portal:
            entries.append(Entry(portal, Where(path, where.line, portal.id), item))
    return Scan(path, tuple(entries), left_out, tuple(errors))


def portal_files(folders: Iterable[Path | str]) -> Iterator[Path]:
    """The *.yaml files of the folders, each folder once."""
    for folder in dict.fromkeys(Path(item).resolve() for item in folders):
        if not folder.is_dir():
            raise RegistryError(f"portals folder {str(folder)!r}: no such folder; name a folder of *.yaml files")
        yield from sorted(folder.glob("*.yaml"))


def taken(entry: Entry, other: Where) -> DataFileError:
    """The mistake of an id that is used twice."""
    return entry.at("id").error(f"is taken by {other.path}:{other.line}; ids are unique")


def _file(data: Any, where: Where) -> tuple[Items, str, tuple[LeftOut, ...]]:
    if not isinstance(data, Fields) or not isinstance(data.get("portals"), Items):
        raise where.error("field 'portals': a list of portals is expected")
    for field in data:
        if field not in _FILE_FIELDS:
            raise where.inside(data, field).error(f"is not known; fields are {', '.join(_FILE_FIELDS)}")
    province = text(data["province"], where.inside(data, "province")) if data.get("province") else ""
    return data["portals"], province, tuple(_left_out(data, where))


def _left_out(data: Fields, where: Where) -> Iterator[LeftOut]:
    place = where.inside(data, "left_out")
    for item in data.get("left_out") or ():
        if not isinstance(item, Fields) or set(item) != {"url", "reason"}:
            raise place.error(f"a list of url and reason is expected, found {item!r}")
        yield LeftOut(address(item["url"], place), text(item["reason"], place))


def _is_of(portal: Portal, name: str) -> bool:
    if name.isdigit():
        return (portal.division_code or "").startswith(name.removesuffix("0000") if len(name) == 6 else name)
    return bool(portal.province) and name.startswith(portal.province)
