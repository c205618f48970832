"""One module a format. Each has a `Writer` that takes every table of an export, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from harvester.errors import UsageError
from harvester.exports.dictionary import Resource
from harvester.exports.values import Batch


class Writer(Protocol):
    """Files of one format that are being written."""

    cut: int
    """Texts that were longer than the format allows and were cut."""

    def write(self, table: str, batch: Batch) -> None:
        """Append rows to a table."""
        ...

    def close(self) -> None:
        """Make the files whole."""
        ...


MODULES: Mapping[str, str] = {
    "csv": "csv_files",
    "jsonl": "json_lines",
    "parquet": "parquet",
    "xlsx": "excel",
    "dta": "stata",
    "sqlite": "sqlite",
}
"""Formats by the ending of their files, each with its module here."""

FORMATS = tuple(MODULES)
ONE_FILE = {"xlsx": "dataset.xlsx", "sqlite": "dataset.sqlite"}
"""Formats whose one file holds all tables."""
_EXTRAS = {"parquet": "parquet", "xlsx": "excel"}
"""What pip installs for a format."""


def file_name(format_: str, table: str) -> str:
    return ONE_FILE.get(format_, f"{table}.{format_}")


def load_format(format_: str) -> Callable[[Path, Sequence[Resource]], Writer]:
    """The writer of a format; raises UsageError where the package that it needs is not installed."""
    try:
        module = import_module(f"harvester.exports.formats.{MODULES[format_]}")
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get(format_, format_)
        raise UsageError(
            f"export: format {format_!r} needs {error.name}, which is not installed (pip install 'harvester[{extra}]')"
        ) from None
    writer: Callable[[Path, Sequence[Resource]], Writer] = module.Writer
    return writer
