"""Which corrections have an effect on a database, which wait for a re-parse, and which match nothing any more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harvester.archive.write import Location
from harvester.cli import app
from harvester.items import Page
from harvester.lookups.apply import undone
from harvester.lookups.load import load_lookups
from harvester.lookups.standing import stale, standings
from harvester.reader import read_report
from harvester.store.captures import add_capture, find_capture
from harvester.store.chunks import in_chunks
from harvester.store.dedupe import decide
from harvester.store.reports import save
from harvester.store.runs import start_run
from harvester.store.selection import Selection, selected_ids
from harvester.store.session import open_store
from harvester.store.sighting import Sighting
from tests.lookups.samples import BASIS, PAGE, URL

NONE = "corrections: []"
ENTRIES = {
    "cell": f"match: {{url: '{URL}'}}\n    cells: {{requests.new_received.total: {{printed: '309', value: 310}}}}",
    "identity": f"match: {{url: '{URL}'}}\n    set: {{agency: 启东市教育局, year: 2019}}",
    "by-year": "match: {agency: 启东市人民政府, year: 2020}\n    cells: {requests.granted.total: 152}",
    "other-figure": f"match: {{url: '{URL}'}}\n    cells: {{requests.granted.total: {{printed: '7', value: 8}}}}",
    "no-news": f"match: {{url: '{URL}'}}\n    cells: {{requests.outcome_total.total: 308}}",
    "elsewhere": "match: {url: 'http://www.example.gov.cn/none.html'}\n    set: {year: 2019}",
    "other-bytes": f"match: {{url: '{URL}', sha256: {'a' * 64}}}\n    set: {{year: 2019}}",
}
MERGE = "agencies:\n  - id: merge\n    merge: [320681-人民政府]\n    into: 320681-政府\n    BASIS\n"


def text(*names):
    return "corrections:\n" + "".join(f"  - id: {name}\n    {ENTRIES[name]}\n    BASIS\n" for name in names)


@pytest.fixture
def harvested(tmp_path, write):
    """A database with the report of 启东市, read with a file of corrections."""
    database = tmp_path / "harvest.sqlite"

    def _harvested(content: str = NONE) -> Path:
        lookups = load_lookups([write(content).parent])
        report = read_report(Page(url=URL, body=PAGE.read_bytes()), lookups)
        with open_store(f"sqlite:///{database}") as store, store.write() as session:
            run_id = start_run(session, "320681_qidong")
            page = Page(url=URL, body=b"")
            known = find_capture(session, URL, report.sha256)
            capture_id = known.id if known else add_capture(session, run_id, page, report.sha256, Location("a", 0, 1))
            seen = Sighting(page=page, capture_id=capture_id, run_id=run_id, report=report)
            save(session, seen, decide(session, seen))
        return database

    return _harvested


@pytest.fixture
def standing(write):
    def _standing(database: Path, content: str) -> dict[str, str]:
        lookups = load_lookups([write(content).parent])
        with open_store(f"sqlite:///{database}") as store, store.read() as session:
            return {item.entry.basis.id: item.state for item in standings(session, lookups)}

    return _standing


@pytest.mark.parametrize("names", [("cell",), ("identity",), ("by-year",)])
def test_an_entry_waits_until_the_page_is_read_again(harvested, standing, names):
    assert standing(harvested(), text(*names)) == dict.fromkeys(names, "pending")


@pytest.mark.parametrize("names", [("cell",), ("identity",), ("by-year",), ("cell", "identity")])
def test_an_entry_is_applied_once_it_is(harvested, standing, names):
    assert standing(harvested(text(*names)), text(*names)) == dict.fromkeys(names, "applied")


def test_a_changed_entry_waits_again(harvested, standing):
    assert standing(harvested(text("cell")), text("cell").replace("310", "311")) == {"cell": "pending"}


def test_an_entry_that_is_taken_out_is_undone(harvested, standing):
    with_blank = text("cell").replace("value: 310", "value: null")
    assert standing(harvested(with_blank), with_blank) == {"cell": "applied"}
    with open_store(f"sqlite:///{harvested()}") as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM corrections").scalar() == 0
        query = "SELECT total FROM requests WHERE row = 'new_received'"
        assert connection.exec_driver_sql(query).scalars().all() == [309]


def test_a_report_goes_to_the_agency_that_its_own_is_merged_into(harvested, standing):
    harvested()
    with open_store(f"sqlite:///{harvested(MERGE)}") as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT key FROM agencies").scalars().all() == ["320681-政府"]
    assert standing(harvested(MERGE), MERGE) == {"merge": "applied"}


def test_an_entry_that_can_do_nothing_says_why(harvested, standing):
    names = ("other-figure", "no-news", "elsewhere", "other-bytes")
    assert standing(harvested(text(*names)), text(*names)) == {
        "other-figure": "not_applied",
        "no-news": "no_effect",
        "elsewhere": "not_found",
        "other-bytes": "not_found",
    }


def test_a_merge_waits_while_its_agency_is_there(harvested, standing):
    assert standing(harvested(), MERGE) == {"merge": "pending"}


def test_a_merge_is_applied_with_the_reading(harvested, standing):
    assert standing(harvested(MERGE), MERGE) == {"merge": "applied"}


def test_a_page_that_is_said_to_be_no_report_is_known_by_its_bytes(harvested, standing):
    entry = f"corrections:\n  - id: x\n    match: {{url: '{URL}'}}\n    set: {{kind: not_a_report}}\n    BASIS\n"
    assert standing(harvested(entry), entry) == {"x": "applied"}


def test_what_a_person_should_look_at_is_a_line_each(harvested, write):
    database = harvested(text("other-figure"))
    lookups = load_lookups([write(text("other-figure", "cell")).parent])
    with open_store(f"sqlite:///{database}") as store, store.read() as session:
        (line,) = stale(standings(session, lookups))
    assert line.startswith("correction 'other-figure' (")
    assert line.endswith("corrections.yaml:2): 未采用 not applied (requests.granted.total: printed_differs)")


def test_a_reading_without_its_corrections_is_the_plain_one(read):
    plain, corrected = read(), read(text("cell", "identity"))
    assert undone(corrected).tables == plain.tables
    assert undone(corrected).agency == plain.agency
    assert (undone(corrected).year, undone(corrected).cells) == (plain.year, plain.cells)


def test_the_database_has_a_row_for_each_correction(harvested):
    with open_store(f"sqlite:///{harvested(text('cell', 'other-figure'))}") as store, store.read() as session:
        (chunk,) = in_chunks(session, selected_ids(session, Selection()))
        (head,) = chunk.heads
        rows = [(row.entry, head.agency, row.before, row.after, row.problem) for row in chunk.corrections[head.id]]
    assert rows == [
        ("cell", "启东市人民政府", "309", "310", None),
        ("other-figure", "启东市人民政府", "151", "8", "printed_differs"),
    ]


@pytest.fixture
def run(write):
    def _run(command: str, content: str, *args: str):
        return CliRunner().invoke(app, ["lookups", command, str(write(content).parent), *args])

    return _run


def test_check_names_each_mistake_and_ends_with_its_status(run):
    done = run("check", "corrections:\n  - id: a\n    BASIS\n")
    assert done.exit_code == 4
    assert "corrections.yaml:2: correction 'a': field 'match': is missing" in done.stdout
    assert json.loads(run("check", "x: 1", "--json").stdout)["line"] == 1


def test_check_of_good_files_says_how_many_there_are(run):
    done = run("check", text("cell", "elsewhere"))
    assert (done.exit_code, "2 corrections in " in done.stdout) == (0, True)


def test_check_with_a_database_says_how_each_entry_stands(run, harvested):
    done = run("check", text("cell", "elsewhere"), "--database", str(harvested()), "--json")
    assert [(line["id"], line["state"]) for line in map(json.loads, done.stdout.splitlines())] == [
        ("cell", "pending"), ("elsewhere", "not_found"),
    ]  # fmt: skip


def test_diff_shows_before_and_after_by_report(run, harvested):
    lines = run("diff", text("by-year"), "--database", str(harvested(text("cell")))).stdout.splitlines()
    assert lines[0] == f"启东市人民政府 2020  {URL}"
    assert [line.split("  ")[1:4] for line in lines[1:3]] == [
        ["requests.granted.total", "151 → 152", "[by-year]"],
        ["requests.new_received.total", "309 → 310", "[cell]"],
    ]
    assert ["待重新解析" in lines[1], "更正已撤" in lines[2], lines[3]] == [True, True, "2 处更正 corrections"]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_example_of_the_guide_is_a_good_file(run, name):
    page = Path(__file__).parents[2].joinpath("harvester", "lookups", name).read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    assert "who:" in example
    assert BASIS
    assert run("check", example).exit_code == 0
