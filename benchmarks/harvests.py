"""A database of as many reports as wanted, filled from the random figures of the test cases.

    python benchmarks/harvests.py --reports 100000 --to /tmp/harvest.sqlite

Towns with ten years each; every fifth report has dashes in place of its zeros, and some have a slip. Nothing is
parsed: the rows are those that the store would write. The same number always makes the same database.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from column_portal import towns  # noqa: E402  (fixtures are beside, not installed)

from fixtures.cases.random_figures import random_figures  # noqa: E402
from harvester.checks import check  # noqa: E402
from harvester.items import CellNote, Report  # noqa: E402
from harvester.store.core import table_of  # noqa: E402
from harvester.store.facts import fact_rows  # noqa: E402
from harvester.store.models import Agency, Capture, ReportSource, Revision, Run  # noqa: E402
from harvester.store.models import Report as ReportRow  # noqa: E402
from harvester.store.session import open_store  # noqa: E402

KINDS = 500
"""Different reports; the others are these of other agencies and years."""
YEARS = range(2015, 2025)
BLOCK = 500
"""Reports that are written at once."""
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    make(options.to, options.reports)


def make(path: Path, reports: int) -> None:
    """A harvest of so many reports in a new SQLite file."""
    places, kinds = towns(), [_kind(number) for number in range(KINDS)]
    with open_store(f"sqlite:///{path}") as store, store.writer.begin() as connection:
        connection.execute(
            insert(table_of(Run)).values(id=1, portal="000000_benchmark", started_at=_MOMENT, status="finished")
        )
        for start in range(1, reports + 1, BLOCK):
            numbers = range(start, min(start + BLOCK, reports + 1))
            _write(connection, list(_agencies(numbers, places)), list(_reports(numbers, kinds)))


def _kind(number: int) -> Report:
    """One report with figures of its own."""
    chance = random.Random(number)  # noqa: S311  (repeatable on purpose)
    (disclosure, requests), printed = random_figures(chance)
    tables: dict[str, Any] = {}
    for cell, text in printed.items():
        table, row, column = cell.split(".")
        tables.setdefault(table, {}).setdefault(row, {})[column] = Decimal(text) if "." in text else int(text)
    notes = tuple(_blanked(tables)) if number % 5 == 0 else ()
    report = Report(
        source="",
        url=None,
        sha256="0" * 64,
        kind="report",
        parser_version="1.0.0",
        editions={"proactive_disclosure": disclosure, "requests": requests},
        tables=tables,
        cells=notes,
        sections={"overview": "本年度收到政府信息公开申请，均已依法答复。" * 20},
    )
    return replace(report, findings=check(report))


def _blanked(tables: dict[str, Any]) -> Iterator[CellNote]:
    for table, rows in tables.items():
        for row, columns in rows.items():
            for column, value in columns.items():
                if value == 0:
                    columns[column] = None
                    yield CellNote(cell=f"{table}.{row}.{column}", raw="-", state="dash")


def _agencies(numbers: range, places: list[tuple[str, str, str]]) -> Iterator[dict[str, Any]]:
    """One for ten reports. A town that comes again is another organ of the same place."""
    for number in numbers:
        place, years = divmod(number - 1, len(YEARS))
        if not years:
            again, place = divmod(place, len(places))
            county, town, code = places[place]
            organ = f"人民政府{again or ''}"
            yield {
                "id": (number - 1) // len(YEARS) + 1,
                "key": f"{code}-{town}{organ}",
                "name": f"{county}{town}{organ}",
                "division_code": code,
                "scope": "township",
            }


def _reports(numbers: range, kinds: list[Report]) -> Iterator[tuple[int, Report]]:
    for number in numbers:
        yield number, kinds[(number * 7) % len(kinds)]


def _write(connection: Connection, agencies: list[dict[str, Any]], reports: list[tuple[int, Report]]) -> None:
    rows: dict[Table, list[Any]] = {table_of(Agency): agencies}
    for number, report in reports:
        for table, found in _rows(number, report).items():
            rows.setdefault(table, []).extend(found)
    for table, found in rows.items():
        if found:
            connection.execute(insert(table), found)


def _rows(number: int, report: Report) -> dict[Table, list[Any]]:
    year = YEARS[(number - 1) % len(YEARS)]
    url = f"http://www.example.gov.cn/zwgk/zfxxgknb/t{year}_{number}.html"
    capture = {
        "run_id": 1,
        "url": url,
        "role": "report",
        "portal": "000000_benchmark",
        "status": 200,
        "fetched_at": _MOMENT,
        "sha256": f"{number:064x}",
        "file": "202601/a.warc.gz",
        "offset": number,
        "length": 9,
    }
    own = {
        "agency_id": (number - 1) // len(YEARS) + 1,
        "year": year,
        "title": f"{year}年政府信息公开工作年度报告",
        "url": url,
        "published_on": date(year + 1, 1, 20),
        "proactive_disclosure_edition": report.editions["proactive_disclosure"],
        "requests_edition": report.editions["requests"],
        "parser_version": report.parser_version,
        "capture_id": number,
    }
    revision = {"number": 1, "is_current": True, "reason": "", "digest": "", "parser_version": "1.0.0", "record": {}}
    source = {"url": url, "portal": "000000_benchmark", "column_url": "http://www.example.gov.cn/zwgk/zfxxgknb/"}
    keys = {"id": number, "report_id": number, "capture_id": number}
    return {
        table_of(Capture): [{"id": number, **capture}],
        table_of(ReportRow): [{"id": number, **own}],
        table_of(Revision): [{**keys, **revision, "run_id": 1}],
        table_of(ReportSource): [{**keys, **source, "revision_id": number}],
        **fact_rows(number, report),
    }


if __name__ == "__main__":
    main()
