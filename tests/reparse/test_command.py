"""`harvester reparse` as a user calls it."""

from __future__ import annotations

import csv
import json

import pytest
from two_portals import EACH, PORTALS
from typer.testing import CliRunner

from harvester.cli import app
from harvester.errors import ArchiveError, ExportError, RegistryError, StoreError, UsageError
from harvester.store.locks import HeldError, acquire
from harvester.store.process import this_process

ALL = EACH * len(PORTALS)


@pytest.fixture
def command(tmp_path, archive):
    """Exit status, standard output, standard error."""

    def _command(*arguments, status=0):
        places = ["--database", f"{tmp_path}/harvest.sqlite", "--archive", str(archive), "--processes", "1"]
        found = CliRunner().invoke(app, ["reparse", *places, *arguments], catch_exceptions=True)
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == status
        return found.stdout, found.stderr

    return _command


def test_counts_are_printed_for_people_and_for_programs(command, read, files):
    read("wrong_figure", files=files)
    shown, _ = command("--diff")
    assert f"{ALL} 页 pages" in shown
    assert "requests.granted.total: 777 → 2" in shown
    assert "requests.row_total" in shown
    printed, _ = command("--json")
    found = json.loads(printed)
    assert found["pages"] == ALL
    assert found["done"] == {"changed": ALL}
    assert found["changes"] == {"figure_changed": ALL, "finding_new": ALL}
    assert found["findings"] == {"requests.row_total": {"finding_new": ALL}}


def test_every_difference_is_a_row_of_the_csv(command, read, files, tmp_path):
    read("wrong_figure", files=files)
    command("--diff", "--to", str(tmp_path / "changes.csv"))
    with (tmp_path / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * ALL
    assert rows[0] == {
        "portal": "000000_first",
        "url": "http://first.gov.cn/0.html",
        "agency": rows[0]["agency"],
        "year": "2021",
        "kind": "figure_changed",
        "where": "requests.granted.total",
        "before": "777",
        "after": "2",
        "parser_before": "0.9.0",
        "parser_after": rows[0]["parser_after"],
    }
    assert not list(tmp_path.glob("*.part"))


def test_a_portal_that_would_lose_its_figures_is_named_with_the_way_out(command, read, files, tmp_path):
    read(files=files)
    lookups = tmp_path / "lookups"
    lookups.mkdir()
    entries = "".join(
        f"""
  - id: none-{number}
    match: {{url: "http://second.gov.cn/{number}.html"}}
    set: {{kind: not_a_report}}
    who: a test
    when: 2026-01-01
    why: to see what happens
    source: http://second.gov.cn/
"""
        for number in range(EACH)
    )
    (lookups / "none.yaml").write_text(f"corrections:{entries}", encoding="utf-8")
    _, told = command("--lookups", str(lookups), status=12)
    assert f"portal '000000_second': {EACH} of {EACH} reports would lose figures" in told
    assert "nothing of it was changed" in told
    assert "--yes" in told
    shown, _ = command("--lookups", str(lookups), "--yes", "--json")
    assert json.loads(shown)["done"] == {"unchanged": EACH, "withdrawn": EACH}


@pytest.mark.parametrize(
    ("arguments", "error", "told"),
    [
        (("--since-version", "new"), UsageError, "--since-version 'new': not a version"),
        (("--year", "23"), UsageError, "years '23'"),
        (("--captures", "/elsewhere/a.warc.gz"), UsageError, "harvester import takes other files"),
        ((), StoreError, "no such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(command, arguments, error, told):
    with pytest.raises(error, match=told):
        command(*arguments)


def test_options_that_mean_no_page_are_told_of(command, read, files):
    read(files=files)
    _, told = command("--portal", "nowhere")
    assert "no page of the database is meant by these options" in told


def test_an_archive_that_is_not_there_is_told_of_before_any_page(command, read, files, tmp_path):
    read(files=files)
    with pytest.raises(ArchiveError, match="no such folder"):
        command("--archive", str(tmp_path / "nowhere"))


def test_two_at_a_time_are_one_too_many(command, read, files, store):
    read(files=files)
    acquire(store, "reparse", this_process())
    with pytest.raises(HeldError, match=r"reparse: another one is under way: process \d+"):
        command()


def test_a_mistake_in_a_correction_is_said_before_any_page_is_read(command, read, files, tmp_path):
    read(files=files)
    (tmp_path / "wrong.yaml").write_text("corrections:\n  - id: a\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"wrong\.yaml:2"):
        command("--lookups", str(tmp_path))


def test_a_csv_that_cannot_be_written_is_one_line(command, read, files, tmp_path):
    read(files=files)
    tmp_path.joinpath("file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="reparse: cannot write"):
        command("--diff", "--to", str(tmp_path / "file" / "changes.csv"))


def test_only_what_a_correction_waits_for_is_read_again_and_only_once(command, read, files, rows, tmp_path):
    read(files=files)
    (page,) = rows("SELECT url FROM captures WHERE role = 'report' ORDER BY id LIMIT 1")
    basis = "who: 张三, when: 2024-06-30, why: 试, source: 试"
    ours = f"{{id: ours, match: {{url: '{page['url']}'}}, cells: {{requests.granted.total: 5}}, {basis}}}"
    other = f"{{id: nowhere, match: {{url: 'http://www.example.gov.cn/x'}}, set: {{year: 2019}}, {basis}}}"
    lookups = tmp_path / "lookups"
    lookups.mkdir()
    (lookups / "a.yaml").write_text(f"corrections: [{ours}, {other}]", encoding="utf-8")
    shown, said = command("--corrected", "--lookups", str(lookups), "--json")
    assert json.loads(shown)["done"] == {"changed": 1}
    assert said.splitlines() == [
        f"harvester: correction 'nowhere' ({lookups}/a.yaml:1): 库中没有对应的年报 matches nothing here"
    ]
    assert rows("SELECT entry, after FROM corrections") == [{"entry": "ours", "after": "5"}]
    assert json.loads(command("--corrected", "--lookups", str(lookups), "--json")[0])["pages"] == 0
    shown, said = command("--corrected", "--json")
    assert json.loads(shown)["done"] == {"changed": 1}
    assert "the corrections of 1 reports were taken back, as no file gives them" in said
    assert rows("SELECT * FROM corrections") == []
