"""One pass over the store into every file of an export, renamed into place when all of it is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from harvester.errors import ExportError
from harvester.exports.csv_files import csv_writer
from harvester.exports.datapackage import write_datapackage
from harvester.exports.dictionary import load_resources
from harvester.exports.rows import ROWS
from harvester.store.queries import iter_reports
from harvester.store.rows import ReportRow
from harvester.store.session import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many rows each table of an export has, and where its files are."""

    rows: dict[str, int]
    files: tuple[Path, ...]


def export(store: Store, to: Path) -> Summary:
    """Write everything in the store, as one consistent state, into the folder ``to``. See `write_release`."""
    with store.read() as session:
        return write_release(iter_reports(session), to)


def write_release(reports: Iterable[ReportRow], to: Path) -> Summary:
    """Write reports.csv, cells.csv, findings.csv and datapackage.json into ``to``, made where it lacks.

    One report is held in memory at a time. What was there before stays until the new files are whole.
    Raises ExportError where the folder or a file cannot be written.
    """
    with _translated(to), _workshop(to) as folder:
        rows, identified = _write_tables(reports, folder)
        write_datapackage(folder / "datapackage.json", folder, rows, every_report_identified=identified)
        return Summary(rows=rows, files=tuple(_put_in_place(folder, to)))


def _write_tables(reports: Iterable[ReportRow], folder: Path) -> tuple[dict[str, int], bool]:
    """Rows by table, and whether every report has an agency and a year."""
    identified = True
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(csv_writer(folder / f"{name}.csv", resource.header))
            for name, resource in load_resources().items()
        }
        for report in reports:
            identified = identified and report.agency is not None and report.year is not None
            for name, writer in writers.items():
                for row in ROWS[name](report):
                    writer.write(row)
        return {name: writer.count for name, writer in writers.items()}, identified


@contextmanager
def _workshop(to: Path) -> Iterator[Path]:
    """A folder beside the files to come, on the same disk; nothing of it stays."""
    to.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=".export-", dir=to))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, to: Path) -> Iterator[Path]:
    for name in (*(f"{name}.csv" for name in load_resources()), "datapackage.json"):
        yield (folder / name).replace(to / name)


@contextmanager
def _translated(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or str(to)
        raise ExportError(
            f"export: cannot write {place!r}: {error.strerror or error} (give another folder with --to)"
        ) from error
