"""Parquet: figures as doubles, texts as UTF-8, every column with its wording in the schema's metadata."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from harvester.exports.dictionary import Field, Resource, about_field
from harvester.exports.values import Batch, floats

_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}
_GROUP_BYTES = 16_000_000
"""Rows are collected to about this size before they are written as one row group."""


class Writer:
    """One file a table."""

    cut = 0

    def __init__(self, folder: Path, resources: Sequence[Resource]) -> None:
        self._tables = {resource.name: _Table(folder, resource) for resource in resources}

    def write(self, table: str, batch: Batch) -> None:
        self._tables[table].add(batch)

    def close(self) -> None:
        for table in self._tables.values():
            table.close()


class _Table:
    def __init__(self, folder: Path, resource: Resource) -> None:
        self._fields = resource.fields
        self._schema = pa.schema([_described(field) for field in resource.fields])
        self._writer = pq.ParquetWriter(folder / f"{resource.name}.parquet", self._schema, compression="zstd")
        self._waiting: list[Any] = []
        self._bytes = 0

    def add(self, batch: Batch) -> None:
        arrays = [_array(field, column) for field, column in zip(self._fields, batch, strict=True)]
        found = pa.RecordBatch.from_arrays(arrays, schema=self._schema)
        self._waiting.append(found)
        self._bytes += found.nbytes
        if self._bytes > _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting, self._schema))
        self._waiting, self._bytes = [], 0

    def close(self) -> None:
        self._flush()
        self._writer.close()


def _array(field: Field, column: Iterable[Any]) -> Any:
    return pa.array(floats(column) if field.type == "number" else column, type=_TYPES[field.type])


def _described(field: Field) -> Any:
    return pa.field(field.name, _TYPES[field.type], metadata=about_field(field))
