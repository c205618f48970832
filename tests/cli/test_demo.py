"""`harvester demo` end to end: the real spider, pipelines, database, archive and export."""

import csv
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import frictionless
import pytest
import yaml

from harvester.exports.dictionary import load_resources

ROOT = Path(__file__).resolve().parents[2]
HARVESTER = Path(sys.executable).with_name("harvester")
PLACES = {"datong": "140200", "lingdong": "230503", "panshi": "330382125", "qidong": "320681", "yinzhou": "211202"}
GROWING = {"runs"}
"""Tables that grow with every run; every other one must stay as it is."""


def demo(folder):
    return subprocess.run([HARVESTER, "demo", "--data", folder], capture_output=True, cwd=ROOT, check=True, text=True)


def dump(path):
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in GROWING}


@pytest.fixture(scope="module")
def harvested(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, demo(folder).stdout


def test_it_shows_the_five_reports_and_a_sentence_for_each_finding(harvested):
    _, shown = harvested
    for agency in ("大同市人民政府办公室", "铁岭市银州区人民政府办公室", "双鸭山市岭东区人民政府", "启东市人民政府"):
        assert agency in shown
    assert "各类申请人之和为310，与总计309不符" in shown
    assert "reports.csv" in shown
    assert "harvester export" in shown


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_what_it_prints(harvested, readme):
    _, shown = harvested
    table_and_findings = [line.rstrip() for line in shown.split("文件 files", 1)[0].splitlines()]
    assert "\n".join(table_and_findings).strip() in (ROOT / readme).read_text(encoding="utf-8")


def test_the_figures_are_those_of_the_five_reports(harvested):
    folder, _ = harvested
    rows = {row["division_code"]: row for row in read_csv(folder / "dataset/reports.csv")}
    assert len(rows) == 5
    for place, code in PLACES.items():
        path = ROOT / f"fixtures/figures/{place}.yaml"
        figures, row = yaml.safe_load(path.read_text(encoding="utf-8")), rows[code]
        for table, columns in figures["tables"].items():
            for cell, published in flat(table, columns):
                value = "" if published is None else re.sub(r"[^\d.-]", "", str(published))
                assert row[cell] == value, f"{place} {cell}"


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    notes = tmp_path / "notes"
    notes.write_text("somebody's notes")
    done = subprocess.run([HARVESTER, "demo", "--data", notes], capture_output=True, check=False, text=True)
    assert done.returncode == 5
    assert done.stderr.splitlines() == [
        f"harvester: database '{notes}/harvester.sqlite': folder cannot be made: File exists"
    ]


def test_a_second_run_changes_no_row_and_archives_nothing(harvested):
    folder, _ = harvested
    before, archived = dump(folder / "harvester.sqlite"), sizes(folder / "archive")
    demo(folder)
    assert dump(folder / "harvester.sqlite") == before
    assert sizes(folder / "archive") == archived


def test_the_package_is_valid(harvested):
    folder, _ = harvested
    package = json.loads((folder / "dataset/datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in package["resources"]} == set(load_resources())
    report = frictionless.validate(str(folder / "dataset/datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def flat(table, rows):
    for row, columns in (rows or {}).items():
        for column, value in columns.items():
            yield f"{table}_{row}_{column}", value


def sizes(folder):
    return {path.name: path.stat().st_size for path in folder.rglob("*.gz")}
