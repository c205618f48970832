"""The wide and the long table of a harvest, copied by DuckDB from the SQLite file: what an export is measured by.

    python benchmarks/duckdb_copy.py HARVEST.sqlite DIR csv

Same rows, same columns (but for province and level, which the database does not hold), in whatever order they come.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
from duckdb_extensions import import_extension

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from harvester.editions.cells import FormCell, all_cells  # noqa: E402  (the source's own, not an installed one)
from harvester.items import STATISTICS  # noqa: E402

OPTIONS = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}
_DISCLOSURE = "proactive_disclosure"
_LISTED = ("requests", "review_and_litigation")
"""Tables that have a row of the database for each row of the form."""
_IDENTITY = "a.key AS agency_id, a.name AS agency, a.division_code, a.scope, r.year, r.url"


def copy(database: Path, folder: Path, format_: str) -> None:
    """Both tables; the folder is there."""
    import_extension("sqlite_scanner")
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("LOAD sqlite_scanner")
        connection.execute(f"ATTACH '{database}' AS harvest (TYPE sqlite, READ_ONLY)")
        connection.execute("USE harvest")
        for name, query in (("reports", _wide()), ("cells", _long())):
            connection.execute(f"COPY ({query}) TO '{folder / name}.{format_}' ({OPTIONS[format_]})")


def _wide() -> str:
    figures = ", ".join(f"{_alias(cell.table)}.{_name(cell)}" for cell in _cells() if cell.table != _DISCLOSURE)
    disclosure = ", ".join(f"d.{_column(cell)} AS {_name(cell)}" for cell in _cells(_DISCLOSURE))
    joins = " ".join(
        f"LEFT JOIN ({_turned(name)}) {_alias(name)} ON {_alias(name)}.report_id = r.id" for name in _LISTED
    )
    return f"""
        SELECT {_IDENTITY}, r.title, r.published_on, r.proactive_disclosure_edition, r.requests_edition,
               f.findings, f.errors, f.warnings, n.doubtful, {disclosure}, {figures}
        FROM reports r LEFT JOIN agencies a ON a.id = r.agency_id
        LEFT JOIN proactive_disclosure d ON d.report_id = r.id
        {joins}
        LEFT JOIN (SELECT report_id, count(*) AS findings, count(*) FILTER (severity = 'error') AS errors,
                          count(*) FILTER (severity = 'warning') AS warnings
                   FROM findings GROUP BY ALL) f ON f.report_id = r.id
        LEFT JOIN (SELECT report_id, count(*) FILTER (state IN ('garbled', 'uncertain')) AS doubtful
                   FROM cells GROUP BY ALL) n ON n.report_id = r.id"""  # noqa: S608  (the form's own names)


def _turned(table: str) -> str:
    """One row a report."""
    figures = (
        f"max({cell.column.key}) FILTER (\"row\" = '{cell.row.key}') AS {_name(cell)}" for cell in _cells(table)
    )
    return f"SELECT report_id, {', '.join(figures)} FROM {table} GROUP BY report_id"  # noqa: S608  (the same)


def _long() -> str:
    form = ", ".join(f"('{cell.id}', '{cell.column.unit or ''}', '{' '.join(cell.editions)}')" for cell in _cells())
    return f"""
        WITH form(cell, unit, editions) AS (VALUES {form}), figures AS ({" UNION ALL ".join(_unpivoted())})
        SELECT {_IDENTITY}, split_part(cell, '.', 1) AS "table", split_part(cell, '.', 2) AS "row",
               split_part(cell, '.', 3) AS "column", value, coalesce(n.raw, value::VARCHAR) AS raw,
               coalesce(n.state, if(value IS NULL, 'absent', 'number')) AS state,
               coalesce(n.unit, form.unit) AS unit, n.reason
        FROM figures JOIN form USING (cell) JOIN reports r ON r.id = report_id
        LEFT JOIN agencies a ON a.id = r.agency_id LEFT JOIN cells n USING (report_id, cell)
        WHERE edition IS NULL OR value IS NOT NULL OR contains(form.editions, edition)"""  # noqa: S608  (the same)


def _unpivoted() -> Iterator[str]:
    """Each table with a row for each cell."""
    cells = {_column(cell): cell.id for cell in _cells(_DISCLOSURE)}
    columns = ", ".join(f'{name}::DOUBLE AS "{cell}"' for name, cell in cells.items())
    wide = f"SELECT report_id, edition, {columns} FROM {_DISCLOSURE}"  # noqa: S608  (the same)
    into = ", ".join(f'"{cell}"' for cell in cells.values())
    turned = f"({wide}) UNPIVOT INCLUDE NULLS (value FOR cell IN ({into}))"
    yield f"SELECT report_id, edition, cell, value FROM {turned}"  # noqa: S608  (the same)
    for table in _LISTED:
        names = dict.fromkeys(cell.column.key for cell in _cells(table))
        columns = ", ".join(f"{name}::DOUBLE AS {name}" for name in names)
        listed = f'SELECT report_id, "row", {columns} FROM {table}'  # noqa: S608  (the same)
        turned = f"({listed}) UNPIVOT INCLUDE NULLS (value FOR name IN ({', '.join(names)}))"
        yield f"SELECT report_id, NULL, concat('{table}.', \"row\", '.', name), value FROM {turned}"  # noqa: S608


def _cells(table: str = "") -> Iterator[FormCell]:
    known = (cell for cell in all_cells().values() if cell.table != STATISTICS)
    return (cell for cell in known if not table or cell.table == table)


def _name(cell: FormCell) -> str:
    return cell.id.replace(".", "_")


def _column(cell: FormCell) -> str:
    return f"{cell.row.key}_{cell.column.key}"


def _alias(table: str) -> str:
    return f"t_{table}"


if __name__ == "__main__":
    copy(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
