"""Stata's .dta, release 118 (Stata 14 and later), written row by row: UTF-8, with variable and value labels.

The layout is the one that Stata documents under ``help dta``. A text of any length is a strL, which points back to
one of the same content that was written before; short codes are str#; words of the dictionary's lists are bytes with
value labels.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from harvester.exports.dictionary import Field, Resource
from harvester.exports.formats.stata_file import BYTE, DOUBLE, STRL, StataFile, Variable
from harvester.exports.values import Batch

_NO_BYTE = 101
_NO_NUMBER: float = struct.unpack("<d", bytes.fromhex("000000000000e07f"))[0]
"""The missing value ``.`` of the two types."""
_DAY_ZERO = date(1960, 1, 1)
_ZERO = datetime(1960, 1, 1, tzinfo=UTC)
_FORMATS = {"string": "%-20s", "integer": "%12.0g", "number": "%12.0g", "date": "%td", "datetime": "%tc"}


class Writer:
    """One file a table."""

    def __init__(self, folder: Path, resources: Sequence[Resource]) -> None:
        self.cut = 0
        self._files = {}
        for resource in resources:
            variables = [_variable(field) for field in resource.fields]
            title = f"{resource.zh} | {resource.en}"
            self._files[resource.name] = StataFile(folder / f"{resource.name}.dta", title, variables)
        self._columns = {
            resource.name: [self._column_of(field) for field in resource.fields] for resource in resources
        }

    def write(self, table: str, batch: Batch) -> None:
        columns = [make(column) for make, column in zip(self._columns[table], batch, strict=True)]
        self._files[table].write_rows(zip(*columns, strict=True))

    def close(self) -> None:
        for file in self._files.values():
            file.close()

    def _column_of(self, field: Field) -> Callable[[Sequence[Any]], list[Any]]:
        """How the values of a column become what Stata stores."""
        if field.codes:
            return partial(_coded, {word: place for place, word in enumerate(field.words, 1)})
        if field.type == "string":
            return partial(self._short, field.width) if field.width else _long
        return _NUMBERS[field.type]

    def _short(self, width: int, column: Sequence[Any]) -> list[bytes]:
        encoded = [(text or "").encode() for text in column]
        self.cut += sum(len(text) > width for text in encoded)
        return [text if len(text) <= width else text[:width].decode(errors="ignore").encode() for text in encoded]


def _variable(field: Field) -> Variable:
    kind = BYTE if field.codes else DOUBLE if field.type != "string" else field.width or STRL
    labels = {f"{word} {said['zh']}": place for place, (word, said) in enumerate(field.words.items(), 1)}
    return Variable(
        name=field.stata,
        kind=kind,
        format="%12.0g" if field.codes else _FORMATS[field.type],
        label=field.zh,
        labels=(field.codes, labels) if field.codes else None,
    )


def _coded(places: Mapping[str, int], column: Sequence[Any]) -> list[int]:
    return [_NO_BYTE if word is None else places[word] for word in column]


def _long(column: Sequence[Any]) -> list[bytes]:
    return [(text or "").encode() for text in column]


_NUMBERS: Mapping[str, Callable[[Sequence[Any]], list[float]]] = {
    "integer": lambda column: [_NO_NUMBER if value is None else value for value in column],
    "number": lambda column: [_NO_NUMBER if value is None else float(value) for value in column],
    "date": lambda column: [_NO_NUMBER if value is None else (value - _DAY_ZERO).days for value in column],
    "datetime": lambda column: [
        _NO_NUMBER if value is None else (value - _ZERO).total_seconds() * 1000 for value in column
    ],
}
