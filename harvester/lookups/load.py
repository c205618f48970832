"""Reading the files of corrections: those that ship with the program, and of folders that people name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from harvester.errors import RegistryError
from harvester.located import DataFileError, Fields, Items, Where, load_yaml
from harvester.lookups.entries import Apart, Basis, Entry, Lookups, Merge
from harvester.lookups.schema import KIND, read_agencies, read_entry

BUNDLED = Path(__file__).parent
VARIABLE = "HARVESTER_LOOKUPS"
_FILE_FIELDS = ("corrections", "agencies")
_Read = TypeVar("_Read")
Known: TypeAlias = Entry | Merge | Apart


@dataclass(frozen=True, slots=True)
class Scan:
    """All files, read to their ends, and every mistake in them."""

    files: int
    lookups: Lookups
    errors: tuple[DataFileError, ...]


def load_lookups(folders: Iterable[Path | str] = ()) -> Lookups:
    """The corrections of the bundled files and of the folders; raises DataFileError at the first mistake."""
    found = scan((BUNDLED, *folders))
    if found.errors:
        raise found.errors[0]
    return found.lookups


def named_folders(option: Path | str | None = None) -> tuple[str, ...]:
    """The folder that an option names, else the one of HARVESTER_LOOKUPS; none where neither is given."""
    folder = option or os.environ.get(VARIABLE)
    return (str(folder),) if folder else ()


def default_lookups() -> Lookups:
    """The bundled corrections and those of the folder that HARVESTER_LOOKUPS names, read once."""
    return chosen_lookups(None)


def chosen_lookups(option: Path | None) -> Lookups:
    """The bundled corrections and those of the folder that an option or HARVESTER_LOOKUPS names, read once."""
    return cached(*named_folders(option))


@cache
def cached(folder: str | None = None) -> Lookups:
    """As `load_lookups`, once a process."""
    return load_lookups((folder,) if folder else ())


def scan(folders: Iterable[Path | str]) -> Scan:
    """The files of the folders, *.yaml or *.yml; raises RegistryError where a folder is not there."""
    paths = [path for folder in dict.fromkeys(Path(item).resolve() for item in folders) for path in _files(folder)]
    entries: list[Known] = []
    errors: list[DataFileError] = []
    for path in paths:
        for found in _items(path):
            (errors if isinstance(found, DataFileError) else entries).append(found)  # type: ignore[arg-type]
    errors += _across(entries)
    lookups = Lookups(
        [item for item in entries if isinstance(item, Entry)],
        [item for item in entries if isinstance(item, Merge)],
        [item for item in entries if isinstance(item, Apart)],
    )
    return Scan(
        len(paths), lookups, tuple(sorted(errors, key=lambda error: (str(error.where.path), error.where.line)))
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise RegistryError(f"lookups folder {str(folder)!r}: no such folder; name a folder of *.yaml files")
    return sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})


def _items(path: Path) -> Iterator[Known | DataFileError]:
    where = Where(path)
    try:
        data = load_yaml(path)
        if not isinstance(data, Fields) or not data or set(data) - set(_FILE_FIELDS):
            raise where.error(f"fields {' and '.join(_FILE_FIELDS)} are expected")
    except DataFileError as error:
        yield error
        return
    yield from _list(data, "corrections", read_entry, where)
    yield from _list(data, "agencies", read_agencies, where)


def _list(
    data: Fields, field: str, read: Callable[[Any, Where], _Read], where: Where
) -> Iterator[_Read | DataFileError]:
    items = data.get(field)
    if items is None:
        return
    if not isinstance(items, Items):
        yield where.inside(data, field).error("a list of entries is expected")
        return
    for number, item in enumerate(items):
        try:
            yield read(item, where.inside(items, number))
        except DataFileError as error:
            yield error


def _across(entries: Iterable[Known]) -> Iterator[DataFileError]:
    """Ids that are taken, cells that are corrected twice, agencies that are merged twice, in circles or kept apart."""
    ids: dict[str, Basis] = {}
    claims: dict[object, Basis] = {}
    into: dict[str, Merge] = {}
    for entry in entries:
        basis = entry.basis
        if ids.setdefault(basis.id, basis) is not basis:
            yield basis.where.error(f"the id is taken by {_place(ids[basis.id])}")
        for claim in _claims(entry):
            if claims.setdefault(claim, basis) is not basis:
                yield basis.where.error(f"{claim[-1]} is corrected by {_place(claims[claim])} already")
        if isinstance(entry, Merge):
            into.update(dict.fromkeys(entry.ids, entry))
    for agency, merge in into.items():
        if agency in _way(agency, into):
            yield merge.basis.where.error(f"{agency!r} is merged into itself in the end")
    for entry in entries:
        if isinstance(entry, Apart) and len({(_way(item, into) or [item])[-1] for item in entry.ids}) < len(entry.ids):
            yield entry.basis.where.error("agencies are kept apart here and merged elsewhere")


def _claims(entry: Known) -> Iterator[tuple[object, ...]]:
    if isinstance(entry, Merge):
        yield from (("merge", agency) for agency in entry.ids)
    if isinstance(entry, Entry):
        named = {"kind": entry.kind, "agency": entry.agency, "division_code": entry.division_code, "year": entry.year}
        yield from ((entry.match, f"field {name!r}") for name, value in named.items() if value is not None)
        yield from ((entry.match, f"cell {change.cell!r}") for change in entry.cells)


def _way(agency: str, into: dict[str, Merge]) -> list[str]:
    """Where an agency goes, step by step; ends where it has been before."""
    steps: list[str] = []
    while agency in into and into[agency].into not in steps:
        agency = into[agency].into
        steps.append(agency)
    return steps


def _place(basis: Basis) -> str:
    return f"{KIND} {basis.id!r} ({basis.where.path}:{basis.where.line})"
