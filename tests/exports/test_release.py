"""An export read back as its users read it: as CSV, as a Frictionless package, by its first bytes in Excel."""

import csv
import json
from dataclasses import replace
from decimal import Decimal

import frictionless
import pytest
from stored_reports import EVIL, FEES, QIDONG, UNIDENTIFIED, agency, fill

from harvester.errors import ExportError
from harvester.exports.dictionary import load_resources
from harvester.exports.release import Wish, export
from harvester.store.session import open_store

TABLES = list(load_resources())


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def flaws(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    return report.flatten(["type", "note", "rowNumber"]) + [[error.type, error.note] for error in report.errors]


@pytest.fixture
def folder(release):
    return release()


def test_the_wide_table_has_a_row_for_each_agency_and_year_in_the_order_of_places(folder):
    found = rows(folder, "reports")
    assert [(row["agency_id"], row["year"]) for row in found] == [
        ("000000-农业农村部", "2016"),
        ("320681-人民政府", "2020"),
        ("330100-人民政府", "2022"),
    ]
    assert found[1]["published_on"] == "2021-01-29"
    assert (found[1]["province"], found[1]["level"], found[1]["scope"]) == ("江苏省", "county", "government")
    assert (found[0]["division_code"], found[0]["province"], found[0]["level"]) == ("", "", "national")


def test_the_wide_table_counts_what_is_to_be_known_of_a_report(folder):
    counts = ("figures", "findings", "errors", "warnings", "doubtful")
    assert [[row[name] for name in counts] for row in rows(folder, "reports")] == [
        ["2", "0", "0", "0", "0"],
        ["15", "1", "1", "0", "0"],
        ["4", "0", "0", "0", "1"],
    ]


def test_figures_are_exact_and_blanks_are_not_zeros(folder):
    _, qidong, fees = rows(folder, "reports")
    assert qidong["proactive_disclosure_administrative_penalty_items_change"] == "-582"
    assert qidong["requests_new_received_org_research"] == "0"
    assert qidong["review_and_litigation_review_total"] == ""
    assert fees["proactive_disclosure_administrative_fees_fee_amount"] == "59237.2449"
    assert fees["requests_granted_org_business"] == ""


def test_the_long_table_keeps_the_text_the_state_and_the_unit_of_each_cell(folder):
    cells = {(row["agency"], row["row"], row["column"]): row for row in rows(folder, "cells")}
    told = ("value", "raw", "state", "unit", "reason")
    amount = cells["启东市人民政府", "government_central_procurement", "procurement_amount"]
    assert [amount[name] for name in told] == ["115800", "115800万元", "number", "万元", ""]
    plain = cells["启东市人民政府", "new_received", "total"]
    assert [plain[name] for name in told] == ["309", "309", "number", "件", ""]
    dash = cells["杭州市人民政府", "rules", "repealed"]
    assert [dash[name] for name in told] == ["", "'-", "dash", "件", ""]
    doubt = cells["杭州市人民政府", "granted", "natural_person"]
    assert [doubt[name] for name in told] == ["12", "12?", "uncertain", "件", "by_sum"]
    assert cells["杭州市人民政府", "rules", "in_force"]["state"] == "blank"
    assert cells["农业农村部", "received", "value"]["value"] == "7"


def test_the_statistics_of_2014_have_a_table_of_their_own(folder):
    (found,) = rows(folder, "statistics_2014")
    assert (found["agency"], found["statistics_2014_received_value"]) == ("农业农村部", "7")
    assert found["statistics_2014_fees_value"] == "0.5"


def test_findings_name_their_cells_and_their_source(folder):
    [finding] = rows(folder, "findings")
    assert finding["url"] == QIDONG.url
    assert finding["cells"].split()[0] == "requests.new_received.total"
    assert (finding["expected"], finding["actual"]) == ("310", "309")


def test_every_report_leads_to_the_bytes_it_was_read_from(folder):
    found = rows(folder, "sources")[1]
    assert (found["found_at"], found["portal"], found["current"]) == (QIDONG.url, "320681_qidong", "1")
    assert (found["file"], found["offset"], found["length"]) == ("202601/a.warc.gz", "7", "9")
    assert (found["fetched_at"], len(found["sha256"])) == ("2026-01-01T08:30:00Z", 64)


def test_prose_corrections_and_agencies_have_their_tables(folder):
    assert rows(folder, "sections")[1]["text"] == "2020年，全市收到申请309件。\n第二段。"
    (correction,) = rows(folder, "corrections")
    assert (correction["before"], correction["after"], correction["who"]) == ("21", "12", "'@reader")
    qidong = rows(folder, "agencies")[1]
    assert (qidong["names"], qidong["first_year"], qidong["reports"]) == ("启东市人民政府（2020）", "2020", "1")


def test_an_agency_stands_once_however_many_chunks_its_reports_fill(store, tmp_path, monkeypatch):
    monkeypatch.setattr("harvester.store.chunks.SIZE", 2)
    fill(store, *(replace(QIDONG, year=year, url=f"http://q.example/{year}") for year in range(2008, 2013)), FEES)
    export(store, tmp_path / "out")
    assert [row["agency"] for row in rows(tmp_path / "out", "agencies")] == ["启东市人民政府", "杭州市人民政府"]


@pytest.mark.parametrize("name", TABLES)
def test_a_file_opens_right_in_excel(folder, name):
    data = (folder / f"{name}.csv").read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.endswith(b"\r\n")


def test_no_text_can_run_in_a_spreadsheet(folder):
    assert rows(folder, "reports")[2]["title"] == f"'{EVIL}"
    cells = {(row["row"], row["column"]): row for row in rows(folder, "cells")}
    assert cells["administrative_licensing", "items_change"]["raw"] == "'+36"
    assert cells["administrative_penalty", "items_change"]["value"] == "-582"


def test_the_package_is_valid(folder):
    assert flaws(folder) == []


def test_the_package_explains_every_column_in_both_languages(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == TABLES
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            chinese, english = field["title"].split(" | ")
            assert not chinese.isascii()
            assert english
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    granted = fields["requests_granted_total"]
    assert granted["title"] == "（一）予以公开 · 总计 | disclosed · total"
    assert (granted["unit"], granted["editions"], granted["law"]) == ("件", ["2019", "2021"], "条例36(1)(2)")
    assert fields["scope"]["codes"]["township"] == "乡镇、街道 | town, township, subdistrict"


def test_agency_and_year_are_the_key_unless_a_report_lacks_them(folder, filled, tmp_path):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"][0]["schema"]["primaryKey"] == ["agency_id", "year"]
    fill(filled, UNIDENTIFIED, replace(UNIDENTIFIED, url="http://y.example/"))
    export(filled, tmp_path / "more")
    package = json.loads((tmp_path / "more/datapackage.json").read_text(encoding="utf-8"))
    assert "primaryKey" not in package["resources"][0]["schema"]
    assert [row["url"] for row in rows(tmp_path / "more", "reports")[3:]] == ["http://x.example/", "http://y.example/"]
    assert flaws(tmp_path / "more") == []


def test_a_figure_that_no_form_allows_is_exported_as_it_was_printed(store, tmp_path):
    fill(store, replace(FEES, tables={"requests": {"granted": request_total(Decimal("2.5"))}}, cells=()))
    export(store, tmp_path / "out")
    assert rows(tmp_path / "out", "reports")[0]["requests_granted_total"] == "2.5"
    assert flaws(tmp_path / "out") == []


def request_total(figure):
    return {"total": figure}


def test_the_summary_counts_rows_and_names_files(filled, tmp_path):
    summary = export(filled, tmp_path / "new" / "folder")
    assert summary.rows["reports"] == 3
    assert [path.name for path in summary.files] == [
        *(f"{n}.csv" for n in TABLES),
        "datapackage.json",
        "manifest.json",
    ]
    assert all(path.exists() for path in summary.files)


def test_the_same_reports_make_the_same_bytes(release):
    formats = ("csv", "jsonl", "parquet", "xlsx", "dta", "sqlite")
    one, other = (release(name, formats=formats) for name in ("one", "other"))
    names = sorted(path.name for path in one.iterdir() if path.name != "manifest.json")
    assert len(names) == 4 * len(TABLES) + 3
    assert [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()] == []


def test_an_export_that_breaks_off_leaves_the_last_one_as_it_was(release):
    folder = release()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def breaking(*_):
        raise RuntimeError("the machine is switched off")

    with pytest.raises(RuntimeError):
        release(done=breaking)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_is_a_file_is_one_line(filled, tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(ExportError, match=r"cannot write .*taken.*--to") as caught:
        export(filled, tmp_path / "taken")
    assert "\n" not in str(caught.value)


def test_files_of_the_last_release_that_this_one_lacks_go_and_others_stay(release):
    folder = release(formats=("csv", "jsonl"))
    (folder / "notes.txt").write_text("mine")
    release(formats=("csv",))
    assert {path.suffix for path in folder.iterdir()} == {".csv", ".json", ".txt"}


def test_an_empty_store_is_an_empty_valid_package(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}") as store:
        summary = export(store, tmp_path / "out", Wish(formats=("csv", "jsonl", "parquet", "xlsx", "dta", "sqlite")))
    assert set(summary.rows.values()) == {0}
    assert flaws(tmp_path / "out") == []


def test_progress_is_told_in_reports(release):
    told = []
    release(done=lambda number, total: told.append((number, total)))
    assert told == [(3, 3)]


def test_names_are_those_of_the_place_today(store, tmp_path):
    fill(store, replace(QIDONG, agency=agency("洪泽县人民政府", "320829"), year=2015))
    export(store, tmp_path / "out")
    assert rows(tmp_path / "out", "agencies")[0]["province"] == "江苏省"
