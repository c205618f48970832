"""A crawl of a portal whose reports come in every kind of body: each is its agency's, read right or flagged."""

from __future__ import annotations

import json

import pytest
import yaml

from fixtures.cases.expected import describe
from fixtures.cases.registry import PAGES
from fixtures.interfaces.bodies import answer
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve
from tests.databases import sqlite_rows
from tests.forks import run

FOLDER = FIXTURES / "f18_bodies"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
REPORTS = {entry["page"]: entry for entry in EXPECTED["reports"]}
FAST = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "RETRY_TIMES=0")
CURRENT = "SELECT r.url, v.record FROM reports r JOIN revisions v ON v.report_id = r.id WHERE v.is_current"


@pytest.fixture(scope="module")
def harvest(tmp_path_factory):
    """The database, and the current record of every report by its path."""
    folder = tmp_path_factory.mktemp("bodies")
    database, settings = folder / "harvester.sqlite", [word for setting in FAST for word in ("-s", setting)]
    with serve(FOLDER, port=0, interface=answer) as site:
        options = ["--url", f"{site.url}/zwgk/nb/", "--database", str(database), "--archive", str(folder / "archive")]
        done = run("harvester", "crawl", *options, "--allow-private", "--json", *settings)
        assert done.stdout, done.stderr
        found = {
            row["url"].removeprefix(site.url): json.loads(row["record"]) for row in sqlite_rows(database, CURRENT)
        }
        return database, found, site.url


def test_every_report_is_one_of_its_own_agency_and_year(harvest):
    _, records, _ = harvest
    found = {
        url: (record["agency"]["name"], record["agency"]["scope"], record["year"]) for url, record in records.items()
    }

    assert found == {url: (entry["agency"], entry["scope"], entry["year"]) for url, entry in REPORTS.items()}


@pytest.mark.parametrize("page", REPORTS, ids=[entry["agency"] for entry in REPORTS.values()])
def test_figures_and_doubtful_cells_are_those_of_the_recorded_page(harvest, page):
    _, records, _ = harvest
    found, name = describe(records[page]), REPORTS[page]["figures"]
    wanted = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8")) if name else None

    if wanted is None:
        assert not any(found["tables"].values())
        assert [rule for rule, _ in found["notices"]].count("document.complete") >= 3
    else:
        assert (found["tables"], found["cells"]) == (wanted["tables"], wanted["cells"])
        assert found["editions"] == wanted["editions"]


def test_a_form_of_another_year_and_tables_that_are_pictures_are_findings(harvest):
    _, records, _ = harvest
    found = {}
    for record in records.values():
        for finding in record["findings"]:
            rule = "table_pictures" if finding["actual"] == "table_pictures" else finding["rule"]
            found.setdefault(rule, []).append(f"{record['agency']['name']} {record['year']}")

    assert {rule: sorted(found[rule]) for rule in EXPECTED["findings"]} == {
        rule: sorted(agencies) for rule, agencies in EXPECTED["findings"].items()
    }
    assert set(found) - set(EXPECTED["findings"]) == {"document.complete"}


def test_files_are_tied_and_the_run_counts_what_it_did(harvest):
    database, _, home = harvest
    files = sqlite_rows(database, "SELECT url, is_report FROM attachments ORDER BY url")
    (run,) = sqlite_rows(database, "SELECT * FROM runs")

    assert [[row["url"].removeprefix(home), row["is_report"]] for row in files] == EXPECTED["attachments"]
    assert {name: run[name] for name in EXPECTED["run"]} == EXPECTED["run"]
