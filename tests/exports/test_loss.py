"""The manifest of a release, and what a release has to have before it takes the place of another."""

import json
from dataclasses import replace

import pytest
from stored_reports import QIDONG, fill

from harvester.errors import ExportError
from harvester.exports.loss import LossError
from harvester.exports.manifest import sum_of
from harvester.exports.release import Wish, export
from harvester.store.selection import Selection
from tests.databases import new_sqlite


def manifest(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def years(*wanted, **changes):
    return [replace(QIDONG, year=year, url=f"http://q.example/{year}", **changes) for year in wanted]


@pytest.fixture
def publish(tmp_path):
    """Exports these reports, from a store of their own, into one folder."""

    def _publish(*reports, **wish):
        database = tmp_path / f"{len(list(tmp_path.glob('*.sqlite')))}.sqlite"
        with new_sqlite(database) as store:
            fill(store, *reports)
            return export(store, tmp_path / "out", Wish(**wish))

    return _publish


def test_the_manifest_says_what_the_release_holds(release):
    folder = release(formats=("csv", "sqlite"), selection=Selection(years=frozenset([2020, 2022])))
    said = manifest(folder)
    assert (said["reports"], said["figures"], said["rows"]["findings"]) == (2, 19, 1)
    assert said["parsers"] == {"1": 1, "2": 1}
    assert said["filters"] == {"years": [2020, 2022]}
    assert said["archive"] == {
        "captures": 3,
        "first_fetched": "2026-01-01T08:30:00Z",
        "last_fetched": "2026-01-01T08:30:00Z",
    }
    assert set(said["files"]) == {path.name for path in folder.iterdir()} - {"manifest.json"}
    assert all(about["sha256"] == sum_of(folder / name) for name, about in said["files"].items())


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet", "sqlite"])
def test_a_release_that_lost_a_report_does_not_take_the_place_of_one_that_has_it(publish, tmp_path, format_):
    publish(*years(2019, 2020, 2021), formats=(format_,))
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    with pytest.raises(LossError, match=r"1 of 3 reports and 15 of 45 figures .*: 启东市人民政府 2020 \(.*--force\)"):
        publish(*years(2019, 2021), formats=(format_,))
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_report_that_came_does_not_hide_one_that_went(publish):
    publish(*years(2019, 2020))
    with pytest.raises(LossError, match="1 of 2 reports"):
        publish(*years(2020, 2021))


def test_a_release_that_lost_figures_is_refused_too(publish):
    publish(*years(2019, 2020))
    empty = {"requests": {"new_received": {"total": 309}}}
    with pytest.raises(LossError, match=r"14 of 30 figures .*: 启东市人民政府 2020（少14个数字 14 figures）"):
        publish(*years(2019), *years(2020, tables=empty))


def test_two_of_a_hundred_may_go(publish):
    publish(*years(*range(1901, 2001)))
    assert publish(*years(*range(1903, 2001))).rows["reports"] == 98


def test_force_replaces_what_is_there(publish, tmp_path):
    publish(*years(2019, 2020))
    publish(*years(2020), force=True)
    assert manifest(tmp_path / "out")["reports"] == 1


def test_formats_that_cannot_be_read_back_are_compared_by_their_manifests(publish):
    publish(*years(2019, 2020), formats=("dta",))
    with pytest.raises(LossError, match=r"1 of 2 reports .* lacks \(look"):
        publish(*years(2020), formats=("xlsx",))


def test_other_filters_are_named_as_the_reason(publish):
    publish(*years(2019, 2020))
    with pytest.raises(LossError, match="filters were others"):
        publish(*years(2019, 2020), selection=Selection(years=frozenset([2020])))


def test_the_first_twenty_that_are_gone_are_named(publish):
    publish(*years(*range(1980, 2020)))
    with pytest.raises(LossError) as caught:
        publish(*years(2019))
    assert "启东市人民政府 1999 …" in str(caught.value)
    assert "启东市人民政府 2000" not in str(caught.value)


def test_a_damaged_manifest_is_one_line(publish, tmp_path):
    publish(*years(2019))
    (tmp_path / "out/manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ExportError, match=r"manifest\.json' is damaged"):
        publish(*years(2019))


def test_a_manifest_that_names_files_elsewhere_takes_none_of_them_away(publish, tmp_path):
    publish(*years(2019))
    path = tmp_path / "out/manifest.json"
    said = manifest(tmp_path / "out")
    (tmp_path / "mine.csv").write_text("x", encoding="utf-8")
    path.write_text(json.dumps(said | {"files": said["files"] | {"../mine.csv": {}}}), encoding="utf-8")
    publish(*years(2019), force=True)
    assert (tmp_path / "mine.csv").exists()
