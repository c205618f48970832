"""The three statutory tables of a document: figures, doubtful cells and editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from harvester.items import STATISTICS, CellNote, Document, Edition, Table
from harvester.parsers.disclosure_table import read_disclosure
from harvester.parsers.litigation_table import read_litigation
from harvester.parsers.numbers import Reading
from harvester.parsers.placed import doubted
from harvester.parsers.requests_table import read_requests
from harvester.parsers.rows import rows_by_table
from harvester.parsers.statistics_table import read_statistics
from harvester.parsers.table_reading import Origin, TableReading

_NEVER_NEGATIVE = ("requests", "review_and_litigation")


@dataclass(frozen=True, slots=True)
class Tables:
    """``unknown``: labels of rows that the form does not have, as written."""

    figures: dict[str, Table | None] = field(default_factory=dict)
    editions: dict[str, Edition | None] = field(default_factory=dict)
    notes: tuple[CellNote, ...] = ()
    unknown: tuple[str, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict)
    """Where each figure was read, by cell id."""

    @property
    def is_empty(self) -> bool:
        return all(table is None for table in self.figures.values())


def read_tables(document: Document) -> Tables:
    """Read 表二, 表三 and 表四, and the table of 2014; one that the page lacks is None."""
    rows = rows_by_table(document.blocks)
    readings = {
        "proactive_disclosure": read_disclosure(rows.get("proactive_disclosure", ())),
        "requests": read_requests(rows.get("requests", ())),
        "review_and_litigation": read_litigation(rows.get("review_and_litigation", ())),
        STATISTICS: read_statistics(rows.get(STATISTICS, ())),
    }
    for name in _NEVER_NEGATIVE:
        _doubt_negative(readings[name])
    return Tables(
        figures={name: _figures(reading) for name, reading in readings.items()},
        editions={name: readings[name].edition for name in ("proactive_disclosure", "requests")},
        notes=tuple(note for name, reading in readings.items() for note in _notes(name, reading.cells)),
        unknown=tuple(label for reading in readings.values() for label in reading.unknown),
        origins={
            f"{name}.{row}.{column}": origin
            for name, reading in readings.items()
            for (row, column), origin in reading.origins.items()
        },
    )


def _doubt_negative(reading: TableReading) -> None:
    """Mark -10 of a count: its sign may be the dash of the blank cell beside it."""
    for key, cell in reading.cells.items():
        if cell.value is not None and cell.value < 0:
            reading.cells[key] = doubted(cell, "negative")


def _figures(reading: TableReading) -> Table | None:
    if not reading.cells:
        return None
    table: Table = {}
    for (row, column), cell in reading.cells.items():
        table.setdefault(row, {})[column] = cell.value
    return table


def _notes(table: str, cells: Mapping[tuple[str, str], Reading]) -> Iterator[CellNote]:
    for (row, column), cell in cells.items():
        if not cell.is_plain:
            cell_id = f"{table}.{row}.{column}"
            yield CellNote(cell=cell_id, raw=cell.raw, state=cell.state, unit=cell.unit, reason=cell.reason)
