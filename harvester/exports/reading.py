"""A release read back, row by row, in the same words whatever its format: for comparing one with another."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from harvester.errors import InputError
from harvester.exports.csv_files import unguarded
from harvester.exports.dictionary import load_resources
from harvester.exports.formats import file_name
from harvester.exports.manifest import read_manifest
from harvester.exports.values import moment

Texts: TypeAlias = Sequence[str]
"""A row; what is blank is the empty text."""


_LONGEST = 2**31 - 1
"""Characters of a field; a section may be longer than the 131,072 that the csv module takes by itself."""


@dataclass(frozen=True, slots=True)
class Release:
    """A folder that `harvester export` wrote."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def format(self) -> str | None:
        """The best one that can be read back."""
        endings = {file.rpartition(".")[2] for file in self.manifest["files"]}
        return next((name for name in READERS if name in endings), None)

    @property
    def tables(self) -> set[str]:
        return set(self.manifest["rows"])

    def rows(self, table: str, format_: str) -> Iterator[Texts]:
        """The header, then every row."""
        return READERS[format_](self.folder / file_name(format_, table), table)


def open_release(folder: Path) -> Release:
    """Raises InputError where there is none, or where it is not as its manifest says."""
    manifest = read_manifest(folder) if folder.is_dir() else None
    if manifest is None:
        raise InputError(f"{str(folder)!r}: no release in it (give a folder that harvester export wrote)")
    for name, about in manifest["files"].items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != about["bytes"]:
            raise InputError(f"{str(path)!r}: not the file that the manifest names (export again, or restore it)")
    return Release(folder, manifest)


def _csv(path: Path, table: str) -> Iterator[Texts]:
    csv.field_size_limit(_LONGEST)
    free = {field.name for field in load_resources(flags=True)[table].fields if field.free}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        yield header
        places = [place for place, name in enumerate(header) if name in free]
        for row in rows:
            for place in places:
                row[place] = unguarded(row[place])
            yield row


def _json_lines(path: Path, table: str) -> Iterator[Texts]:
    del table
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            if not number:
                yield list(row)
            yield [_text(value) for value in row.values()]


def _parquet(path: Path, table: str) -> Iterator[Texts]:
    del table
    import pyarrow.parquet as pq  # noqa: PLC0415  (an extra)

    with pq.ParquetFile(path) as file:
        yield file.schema_arrow.names
        for batch in file.iter_batches(batch_size=10_000):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield [_text(value) for value in row]


def _sqlite(path: Path, table: str) -> Iterator[Texts]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        found = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608  (a name of our own)
        yield [column[0] for column in found.description]
        for row in found:
            yield [_text(value) for value in row]


def _text(value: Any) -> str:
    """A value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return moment(value) or ""
    return value.isoformat() if isinstance(value, date) else str(value)


READERS: Mapping[str, Callable[[Path, str], Iterator[Texts]]] = {
    "csv": _csv,
    "parquet": _parquet,
    "jsonl": _json_lines,
    "sqlite": _sqlite,
}
"""The best one first."""
