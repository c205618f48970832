"""What the benchmarks measure with is made as they expect it: an archive of reports, and a database of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from harvester.archive.read import iter_captures
from harvester.exports.release import export
from harvester.reader import read_report
from harvester.store.health import problems
from harvester.store.session import open_store

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


def make(script, number, to):
    command = [sys.executable, BENCHMARKS / script, "--reports", str(number), "--to", to]
    subprocess.run(command, check=True, capture_output=True)


def test_every_page_of_the_archive_is_a_report(tmp_path):
    make("report_archive.py", 4, tmp_path)
    pages = [found.page for path in tmp_path.glob("*/*.warc.gz") for found in iter_captures(path)]
    reports = [read_report(page) for page in pages]
    assert [report.kind for report in reports] == ["report"] * 4
    assert len({(report.agency.name, report.year) for report in reports}) == 4


def test_random_portals_are_crawled_whole_and_left_alone_the_second_time():
    command = [sys.executable, BENCHMARKS / "random_portals.py", "--only", "6", "22", "36"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["articles", "10"])


def test_the_database_is_a_sound_harvest(tmp_path):
    make("harvests.py", 30, tmp_path / "harvest.sqlite")
    with open_store(f"sqlite:///{tmp_path}/harvest.sqlite") as store:
        assert list(problems(store)) == []
        rows = export(store, tmp_path / "release").rows
    assert rows["reports"] == 30
    assert 30 * 198 <= rows["cells"] <= 30 * 200  # the cells of the form of 2019 and of 2021
