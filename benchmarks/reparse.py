"""A database made from an archive, and the archive read once more, beside `trafilatura.extract` alone over it.

    python benchmarks/reparse.py                                # 2,000 reports, in turns
    python benchmarks/reparse.py --reports 10000 100000 --to /var/tmp/archives --sample 10000 --once

Each side reads the same WARC files with as many reading processes; with ``--sample``, trafilatura the first so many
pages of them, for its time a page does not depend on how many there are. Measured are pages a second, CPU time of all
processes of a side (which does not depend on what else the machine does), and the most memory that they hold together
(PSS: what is shared counts once). Exit status 1 where the ratio of the throughputs by CPU time is under the limit.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import report_archive

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 1.3
_TICKS = os.sysconf("SC_CLK_TCK")
_SAMPLE_SECONDS = 0.25
_EXTRACT = """
import logging, sys
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
import trafilatura
from harvester.archive.read import iter_captures
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

def extract(path):
    pages = islice(iter_captures(Path(path)), share)
    return sum(trafilatura.extract(found.page.body) is not None for found in pages)

processes, share, files = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
with ProcessPoolExecutor(processes) as pool:
    print(sum(pool.map(extract, files)))
"""


def main() -> int:
    options = _options()
    print(f"{'reports':>9} {'what':<28}{'pages/s':>9}{'CPU ms/page':>13}{'peak MB':>9}{'ratio':>7}{'by CPU':>8}")
    with tempfile.TemporaryDirectory() as folder:
        ratios = [_of_size(options, number, Path(options.to or folder)) for number in options.reports]
    return int(min(ratios) < LIMIT)


def _of_size(options: argparse.Namespace, reports: int, to: Path) -> float:
    archive = to / f"reports-{reports}"
    if not archive.is_dir():
        report_archive.make(archive, reports, options.processes)
    files = [str(path) for path in sorted(archive.glob("*/*.warc.gz"))]
    theirs, new, again = [], [], []
    sample = min(options.sample or reports, reports)
    for _ in range(options.rounds):
        share = str(-(-sample // len(files)))
        extract = [sys.executable, "-c", _EXTRACT, str(options.processes), share, *files]
        theirs.append(_measured(extract, sample))
        with tempfile.TemporaryDirectory() as folder:
            common = ["--database", f"{folder}/harvest.sqlite", "--archive", str(archive)]
            command = [*_HARVESTER, "reparse", "--json", "--processes", str(options.processes), *common]
            new.append(_measured([*command, *(part for name in files for part in ("--captures", name))], reports))
            if not options.once:
                again.append(_measured(command, reports))
    _row(reports, "trafilatura.extract", theirs, theirs)
    _row(reports, "reparse, into a new database", new, theirs)
    if again:
        _row(reports, "reparse, nothing changed", again, theirs)
    return _median(theirs, "cpu") / _median(new, "cpu")


_HARVESTER = (sys.executable, "-c", "from harvester.cli import main; main()")


@dataclass(slots=True)
class Measure:
    """One command with all processes that it starts."""

    pages: int
    wall: float = 0.0
    """Seconds; of a page."""
    peak: int = 0
    """Bytes."""
    ticks: dict[int, int] = field(default_factory=dict)
    """CPU time of each process when it was last looked at."""

    @property
    def cpu(self) -> float:
        """Seconds; of a page."""
        return sum(self.ticks.values()) / _TICKS / self.pages

    def sample(self, session: int) -> None:
        memory = 0
        for process in _processes(session):
            try:
                parts = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()
                self.ticks[process] = int(parts[11]) + int(parts[12])
                rollup = (Path("/proc") / str(process) / "smaps_rollup").read_text()
            except (OSError, IndexError):  # it has just ended
                continue
            memory += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
        self.peak = max(self.peak, memory)


def _processes(session: int) -> list[int]:
    found = []
    for path in Path("/proc").iterdir():
        try:
            if path.name.isdecimal() and os.getsid(int(path.name)) == session:
                found.append(int(path.name))
        except OSError:
            continue
    return found


def _measured(command: list[str], pages: int) -> Measure:
    measure, begun = Measure(pages), time.monotonic()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603  (our own command)
        command, stdout=subprocess.PIPE, start_new_session=True, env=environment
    ) as process:
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(_SAMPLE_SECONDS):
                measure.sample(process.pid)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.communicate()
        ended.set()
        watcher.join()
        if process.returncode:
            raise SystemExit(process.returncode)
    measure.wall = (time.monotonic() - begun) / pages
    return measure


def _row(reports: int, name: str, measures: list[Measure], theirs: list[Measure]) -> None:
    wall, cpu = _median(measures, "wall"), _median(measures, "cpu")
    peak = max(measure.peak for measure in measures) / 1e6
    ratios = f"{_median(theirs, 'wall') / wall:>7.2f}{_median(theirs, 'cpu') / cpu:>8.2f}"
    print(f"{reports:>9,} {name:<28}{1 / wall:>9.1f}{cpu * 1000:>13.1f}{peak:>9.0f}{ratios}")


def _median(measures: list[Measure], name: str) -> float:
    return median(getattr(measure, name) for measure in measures)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[2_000])
    parser.add_argument("--processes", type=int, default=2, help="processes that read")
    parser.add_argument("--sample", type=int, metavar="PAGES", help="what trafilatura reads, at most")
    parser.add_argument("--once", action="store_true", help="leave out the re-parse that changes nothing")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--to", metavar="DIR", help="where archives are made, and found again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
