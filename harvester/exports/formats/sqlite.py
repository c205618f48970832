"""One SQLite file with every table, the dictionary among them, that opens in DB Browser, Datasette and R."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from harvester.exports.dictionary import Resource
from harvester.exports.formats import ONE_FILE
from harvester.exports.legend import code_rows, legend_rows
from harvester.exports.values import Batch, plain

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "date": "TEXT", "datetime": "TEXT"}


class Writer:
    """All tables in one file; made without a journal, as nobody reads it before it is whole."""

    cut = 0

    def __init__(self, folder: Path, resources: Sequence[Resource]) -> None:
        self._resources = {resource.name: resource for resource in resources}
        self._database = sqlite3.connect(folder / ONE_FILE["sqlite"], isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("BEGIN")
        for resource in resources:
            self._database.execute(_create(resource))
        self._add_lists(resources)

    def _add_lists(self, resources: Sequence[Resource]) -> None:
        for name, (header, *rows) in (("dictionary", legend_rows(resources)), ("codes", code_rows(resources))):
            columns = ", ".join(f'"{column}" TEXT' for column in header)
            self._database.execute(f'CREATE TABLE "{name}" ({columns})')
            self._insert(name, len(header), rows)

    def write(self, table: str, batch: Batch) -> None:
        fields = self._resources[table].fields
        columns = [plain(field.type, column) for field, column in zip(fields, batch, strict=True)]
        self._insert(table, len(fields), zip(*columns, strict=True))

    def _insert(self, table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
        places = ", ".join("?" * width)
        self._database.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608  (names of our own)

    def close(self) -> None:
        for resource in self._resources.values():
            keys = [name for name in ("agency_id", "year") if name in resource.header]
            self._database.execute(f'CREATE INDEX "ix_{resource.name}" ON "{resource.name}" ({", ".join(keys)})')
        self._database.execute("COMMIT")
        self._database.close()


def _create(resource: Resource) -> str:
    """The statement with the wording of each column as a comment, which stays in the file."""
    last = len(resource.fields) - 1
    lines = (
        f'  "{field.name}" {_TYPES[field.type]}{"" if place == last else ","} -- {field.zh} | {field.en}'
        for place, field in enumerate(resource.fields)
    )
    body = "\n".join(lines)
    return f'CREATE TABLE "{resource.name}" ( -- {resource.zh} | {resource.en}\n{body}\n)'
