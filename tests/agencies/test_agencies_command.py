"""`harvester agencies` as a person uses it."""

import json
from dataclasses import replace

import pytest
import yaml
from typer.testing import CliRunner

from harvester.archive.write import Location
from harvester.cli import app
from harvester.errors import UsageError
from harvester.items import Agency, Page, Report
from harvester.store.captures import add_capture
from harvester.store.dedupe import decide
from harvester.store.reports import save
from harvester.store.runs import start_run
from harvester.store.session import open_store
from harvester.store.sighting import Sighting

COUNTY = Agency(name="洪泽县人民政府", as_written="洪泽县", division_code="320813", scope="government")
AGENCIES = [
    (2014, COUNTY),
    (2023, replace(COUNTY, name="淮安市洪泽区人民政府", as_written="洪泽区人民政府")),
    (
        2017,
        replace(COUNTY, name="启东市农业局", as_written="启东市农业局", division_code="320681", scope="department"),
    ),
    (2020, replace(COUNTY, name="启东市农业农村局", as_written="本局", division_code="320681", scope="department")),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("agencies") / "a.sqlite"
    with open_store(f"sqlite:///{path}") as store, store.write() as session:
        run_id = start_run(session, "320000")
        for number, (year, agency) in enumerate(AGENCIES):
            page = Page(url=f"http://www.example.gov.cn/{number}.html", body=b"")
            report = Report(
                source=page.url, url=page.url, sha256="", kind="report", parser_version="1", agency=agency, year=year
            )
            capture_id = add_capture(session, run_id, page, str(number), Location("a", 0, 1))
            seen = Sighting(page=page, capture_id=capture_id, run_id=run_id, report=report)
            save(session, seen, decide(session, seen))
    return path


@pytest.fixture
def run(database):
    def _run(*args):
        done = CliRunner().invoke(app, ["agencies", *args, "--database", str(database)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.stdout.splitlines()

    return _run


def test_the_list_has_a_line_for_each_agency(run):
    assert run("list") == [
        "320681-农业农村局  启东市农业农村局  2020",
        "320681-农业局  启东市农业局  2017",
        "320813-人民政府  淮安市洪泽区人民政府  2014—2023  曾用名 names: 2",
        "3 个机关 agencies",
    ]
    assert len(run("list", "--division", "320681")) == 3
    assert len(run("list", "--division", "320800")) == 2
    with pytest.raises(UsageError, match="two, four, six or nine digits"):
        run("list", "--division", "启东")


@pytest.mark.parametrize("word", ["洪泽县", "洪澤縣", "320813-人民", "洪泽区人民政府"])
def test_an_agency_is_found_by_every_name_that_it_bore(run, word):
    lines = run("search", word)
    assert lines[:3] == [
        "320813-人民政府  淮安市洪泽区人民政府  2014—2023  曾用名 names: 2",
        "    洪泽县人民政府（洪泽县）  2014  http://www.example.gov.cn/0.html",
        "    淮安市洪泽区人民政府（洪泽区人民政府）  2023  http://www.example.gov.cn/1.html",
    ]
    assert lines[-1].startswith("1 个机关")


def test_a_word_is_no_pattern(run):
    assert run("search", "%") == ["0 个机关的名称含 agencies whose names contain “%”"]


def test_json_is_one_object_a_line(run):
    (found,) = map(json.loads, run("search", "洪泽", "--json"))
    assert (found["key"], found["years"], found["names"][0]["name"]) == (
        "320813-人民政府",
        [2014, 2023],
        "洪泽县人民政府",
    )
    (pair,) = map(json.loads, run("merges", "--json"))
    assert (pair["rule"], pair["leaving"]["key"]) == ("reform", "320681-农业局")


def test_likely_pairs_are_shown_and_written_as_entries_to_be_completed(run, tmp_path):
    lines = run("merges")
    assert lines[0].startswith("机构改革后的名称")
    assert lines[-1].startswith("1 对待确认")
    (entry,) = yaml.safe_load("\n".join(run("merges", "--yaml")))["agencies"]
    assert (entry["merge"], entry["into"], entry["who"]) == (["320681-农业局"], "320681-农业农村局", "")


def test_a_pair_that_is_decided_on_is_not_shown(run, tmp_path):
    basis = "who: 李, when: 2024-06-30, why: 两个, source: 电话"
    text = f"agencies: [{{id: a, apart: [320681-农业局, 320681-农业农村局], {basis}}}]"
    tmp_path.joinpath("a.yaml").write_text(text, encoding="utf-8")
    assert run("merges", "--lookups", str(tmp_path))[-1].startswith("0 对待确认")
