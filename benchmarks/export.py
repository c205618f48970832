"""An export of the wide and the long table beside DuckDB copying the same two from the same SQLite file, in turns.

    python benchmarks/export.py                                   # 1,000 and 10,000 reports
    python benchmarks/export.py --reports 1000 100000 --to /var/tmp/harvests
    python benchmarks/export.py --reports 200000 --only harvester # memory only

Measured are CPU time, which does not depend on what else the machine does, and the most memory that the process held.
Both sides have to write as many rows. Exit status 1 where an export takes more than the limit of DuckDB's CPU time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 4.0
FORMATS = ("csv", "parquet")
TABLES = ("reports", "cells")
SIDES = ("duckdb", "harvester")
_COUNT = """
import duckdb, sys
duckdb.execute('SET enable_progress_bar = false')
print({duckdb.sql(f'SELECT count(*) FROM {name!r}').fetchone() for name in sys.argv[1:]})
"""


@dataclass(frozen=True, slots=True)
class Measure:
    cpu: float
    megabytes: float


def main() -> int:
    """Print a line for each side, format and size; return the exit status."""
    options = _options()
    print(f"{'reports':>9} {'format':<9}{'side':<11}{'CPU s':>8}{'ms/report':>11}{'peak MB':>9}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        ratios = [
            _compare(options, number, format_, Path(options.to or folder))
            for number in options.reports
            for format_ in FORMATS
        ]
    return int(max(ratios) > LIMIT)


def _compare(options: argparse.Namespace, reports: int, format_: str, to: Path) -> float:
    """CPU time of the export for each second of DuckDB's; 0 where only one side is asked for."""
    database = to / f"harvest-{reports}.sqlite"
    if not database.is_file():
        to.mkdir(parents=True, exist_ok=True)
        _run(str(ROOT / "benchmarks" / "harvests.py"), "--reports", str(reports), "--to", str(database))
    measures: dict[str, list[Measure]] = {side: [] for side in options.only}
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory(dir=to) as folder:
            for side, found in measures.items():
                found.append(_measured(_command(side, database, Path(folder, side), format_)))
            _assert_same(Path(folder), format_)
    cpu = {side: median(measure.cpu for measure in found) for side, found in measures.items()}
    ratio = cpu["harvester"] / cpu["duckdb"] if len(cpu) == len(SIDES) else 0.0
    for side, found in measures.items():
        shown = f"{ratio:>7.2f}" if ratio and side == "harvester" else ""
        print(
            f"{reports:>9,} {format_:<9}{side:<11}{cpu[side]:>8.1f}{cpu[side] / reports * 1000:>11.2f}"
            f"{max(measure.megabytes for measure in found):>9.0f}{shown}",
            flush=True,
        )
    return ratio


def _command(side: str, database: Path, folder: Path, format_: str) -> list[str]:
    folder.mkdir()
    if side == "duckdb":
        return [sys.executable, str(ROOT / "benchmarks" / "duckdb_copy.py"), str(database), str(folder), format_]
    program = [sys.executable, "-c", "from harvester.cli import main; main()", "export", "--json"]
    places = ["--database", f"sqlite:///{database}", "--to", str(folder)]
    return [*program, *places, "--format", format_, "--tables", ",".join(TABLES)]


def _measured(command: list[str]) -> Measure:
    """The command's own CPU time and peak; neither side starts further processes."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:  # noqa: S603  (our own)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return Measure(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


def _assert_same(folder: Path, format_: str) -> None:
    """Each side has written as many rows of each table."""
    for table in TABLES:
        files = sorted(str(path) for path in folder.glob(f"*/{table}.{format_}"))
        counts = _run("-c", _COUNT, *files)
        assert counts.count("(") == 1, (files, counts)


def _run(*arguments: str) -> str:
    """In a process of its own: what this one holds would count as held by those that it starts."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  (our own)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=SIDES, default=list(SIDES), help="sides to measure")
    parser.add_argument("--to", metavar="DIR", help="where databases are made, and found again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
