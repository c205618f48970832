"""CSV by RFC 4180: `harvester.exports.csv_files`, column by column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from harvester.exports.csv_files import guarded
from harvester.exports.dictionary import Field, Resource
from harvester.exports.values import Batch, moment, text_of


class Writer:
    """One file a table."""

    cut = 0

    def __init__(self, folder: Path, resources: Sequence[Resource]) -> None:
        self._resources = {resource.name: resource for resource in resources}
        self._files = ExitStack()
        self._writers = {}
        for resource in resources:
            path = folder / f"{resource.name}.csv"
            file = self._files.enter_context(path.open("w", encoding="utf-8-sig", errors="replace", newline=""))
            self._writers[resource.name] = csv.writer(file, dialect="excel")
            self._writers[resource.name].writerow(resource.header)

    def write(self, table: str, batch: Batch) -> None:
        fields = self._resources[table].fields
        columns = [_shown(field, column) for field, column in zip(fields, batch, strict=True)]
        self._writers[table].writerows(zip(*columns, strict=True))

    def close(self) -> None:
        self._files.close()


def _shown(field: Field, column: Iterable[Any]) -> Iterable[Any]:
    """A column as its cells hold it; dates and whole numbers are written as they are."""
    if field.free:
        return [value and guarded(value) for value in column]
    if field.type == "number":
        return [value if value is None or type(value) is int else text_of(value) for value in column]
    return [moment(value) for value in column] if field.type == "datetime" else column
