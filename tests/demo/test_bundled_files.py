"""The committed pages of the bundled portals are what the builder writes, and say what the figures say."""

from __future__ import annotations

import pytest
import yaml

import harvester
from fixtures.build_portals import build
from harvester.demo.bundled import FIXTURES

ROOT = FIXTURES.parent
SITES = ("trs", "jcms")
LARGEST = 100_000


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    target = tmp_path_factory.mktemp("built")
    build(target)
    return target


@pytest.mark.parametrize("site", SITES)
def test_committed_pages_are_up_to_date(built, site):
    assert files(FIXTURES / site / "www") == files(built / site / "www"), "run python -m fixtures.build_portals"


def test_every_file_is_small():
    assert max(path.stat().st_size for path in ROOT.rglob("*") if path.is_file()) < LARGEST


def test_the_same_input_gives_the_same_bytes(built, tmp_path):
    build(tmp_path)

    assert files(tmp_path) == files(built)


def expected_reports():
    files = [yaml.safe_load((FIXTURES / site / "expected.yaml").read_text(encoding="utf-8")) for site in SITES]
    return [report for file in files for report in file["reports"]]


@pytest.mark.parametrize("expected", expected_reports(), ids=lambda item: item["figures"])
def test_a_report_page_is_read_as_its_figures_say(expected):
    figures = yaml.safe_load((ROOT / "figures" / f"{expected['figures']}.yaml").read_text(encoding="utf-8"))["tables"]
    report = harvester.parse(page_of(expected["figures"]))

    assert (report.agency.name, report.year) == (expected["agency"], expected["year"])
    assert report.agency.division_code == expected["division_code"]
    printed = {f"{note.cell}": note.raw for note in report.cells}
    for table, rows in figures.items():
        assert (report.tables[table] is None) == (rows is None)
        for row, columns in (rows or {}).items():
            for column, value in columns.items():
                read = report.tables[table][row][column]
                if isinstance(value, str):
                    assert printed[f"{table}.{row}.{column}"] == value
                    assert read is not None
                else:
                    assert (None if read is None else float(read)) == value


def page_of(name):
    for site in SITES:
        facts = yaml.safe_load((FIXTURES / site / "site.yaml").read_text(encoding="utf-8"))
        for column in facts["columns"]:
            for row in column["rows"]:
                if row.get("report") == name:
                    return next((FIXTURES / site / "www").rglob(moved(facts, row))).read_bytes()
    raise LookupError(name)


def moved(facts, row):
    file = row["href"].rpartition("/")[2]
    targets = {old.rpartition("/")[2]: new.rpartition("/")[2] for old, new in facts.get("redirects", {}).items()}
    return targets.get(file, file)
