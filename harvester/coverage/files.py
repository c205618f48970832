"""Coverage as CSV: one line for each agency and year, renamed into place when it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from harvester.coverage.states import states
from harvester.coverage.survey import Row
from harvester.exports.csv_files import csv_writer
from harvester.exports.in_place import in_place

HEADER = (
    "division_code",
    "region",
    "level",
    "scope",
    "agency_id",
    "agency",
    "year",
    "state",
    "state_zh",
    "reason",
    "published_on",
    "url",
    "portal",
)


def write_csv(rows: Iterable[Row], to: Path) -> int:
    """The number of lines; what was there before stays until the new file is whole. Raises ExportError."""
    with in_place(to, "coverage") as path, csv_writer(path, HEADER) as writer:
        for record in records(rows):
            writer.write(tuple(record[name] for name in HEADER))
        return writer.count


def records(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """A dictionary for each agency and year, by the names of the header."""
    for row in rows:
        agency = {
            "division_code": row.agency.code,
            "region": row.region,
            "level": row.agency.level,
            "scope": row.agency.scope,
            "agency_id": row.agency.key,
            "agency": row.agency.name,
        }
        for cell in filter(None, row.cells):
            yield {
                **agency,
                "year": cell.year,
                "state": cell.state,
                "state_zh": states()[cell.state].zh,
                "reason": cell.reason,
                "published_on": cell.published_on,
                "url": cell.url,
                "portal": cell.portal,
            }
