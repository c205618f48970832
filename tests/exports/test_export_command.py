"""`harvester export` and `harvester diff` as a person types them."""

import json

import pytest
from stored_reports import FEES, QIDONG, fill

from harvester.errors import UsageError
from harvester.exports.dictionary import load_resources
from harvester.exports.wish import read_wish
from harvester.store.session import open_store
from tests import forks

NOTHING = dict.fromkeys(("tables", "province", "level", "years", "edition", "portal"))


def wish(**given):
    return read_wish({"format": "csv", "only": "all", **NOTHING, **given}, flags=False, force=False)


@pytest.fixture
def run(filled, tmp_path):
    def _run(*words):
        return forks.run("harvester", *words, cwd=tmp_path)

    return _run


def test_the_options_of_an_export():
    found = wish(format="dta, parquet", tables="cells,reports", years="2020-2021", level="county", edition="2021")
    assert found.formats == ("dta", "parquet")
    assert [resource.name for resource in found.resources] == ["reports", "cells"]
    assert (found.selection.years, found.selection.levels) == ({2020, 2021}, {"county"})
    assert (found.selection.editions, found.selection.only) == ({"2021"}, "all")
    assert wish().resources == tuple(load_resources().values())


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("浙江", "33"), ("浙江省", "33"), ("33", "33"), ("330000", "33"), ("部委", "000000"), ("内蒙古", "15")],
)
def test_a_province_by_any_of_its_names(name, prefix):
    assert wish(province=name).selection.province == prefix


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"format": "xls"}, r"--format 'xls': not known \(give csv, jsonl, parquet, xlsx, dta, sqlite\)"),
        ({"format": ","}, r"--format ',': names nothing \(give csv"),
        ({"tables": "report"}, r"--tables 'report': not known \(give reports, cells"),
        ({"only": "good"}, r"--only 'good': not known \(give all, clean, flagged\)"),
        ({"level": "city"}, r"--level 'city': not known \(give national, province"),
        ({"edition": "2020"}, r"--edition '2020': not known \(give 2014, 2019, 2021\)"),
        ({"province": "浙"}, r"--province '浙': no such province \(write 浙江"),
        ({"years": "21"}, "'21' is no year"),
    ],
)
def test_a_word_that_is_not_known_is_one_line_with_those_that_are(given, message):
    with pytest.raises(UsageError, match=message):
        wish(**given)


def test_an_export_says_what_it_wrote(run, tmp_path):
    done = run("export", "--to", "out", "--database", "harvest.sqlite", "--format", "csv,xlsx", "--province", "江苏")
    assert done.returncode == 0, done.stderr
    assert "out/reports.csv: 1 rows" in done.stdout
    assert "out/dataset.xlsx" in done.stdout.splitlines()
    told = run("export", "--to", "out", "--database", "harvest.sqlite", "--json")
    assert json.loads(told.stdout)["rows"]["reports"] == 3


def test_options_that_mean_no_report_are_a_line(run, tmp_path):
    done = run("export", "--to", tmp_path / "out", "--database", "harvest.sqlite", "--years", "2009")
    told = "harvester: export: no report is meant by these options; the files are empty\n"
    assert (done.returncode, done.stderr) == (0, told)


def test_a_loss_and_a_difference_have_a_status_of_their_own(run, tmp_path):
    run("export", "--to", "old", "--database", "harvest.sqlite")
    lost = run("export", "--to", "old", "--database", "harvest.sqlite", "--years", "2020")
    assert (lost.returncode, lost.stderr.count("\n")) == (14, 1)
    assert "--force" in lost.stderr
    run("export", "--to", "new", "--database", "harvest.sqlite", "--years", "2020")
    differs = run("diff", "old", "new", "--to", "changes.csv")
    assert differs.returncode == 13
    assert len((tmp_path / "changes.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
    assert run("diff", "new", "new").returncode == 0


def test_a_store_on_postgresql_is_exported_alike(tmp_path):
    from harvester.exports.release import export
    from tests.databases import new_postgresql

    folders = {}
    with new_postgresql() as url:
        for name, address in (("a", url), ("b", f"sqlite:///{tmp_path / 'b.sqlite'}")):
            with open_store(address) as store:
                fill(store, QIDONG, FEES)
                export(store, tmp_path / name)
            files = sorted((tmp_path / name).glob("*.csv"))
            folders[name] = {path.name: path.read_bytes() for path in files}
    assert folders["a"] == folders["b"]
