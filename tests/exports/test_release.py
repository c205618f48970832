"""An export read back as its users read it: as CSV, as a Frictionless package, by its first bytes in Excel."""

import csv
import json
import tracemalloc
from dataclasses import replace
from decimal import Decimal

import frictionless
import pytest
from stored_reports import FEES, QIDONG, UNIDENTIFIED

from harvester.errors import ExportError
from harvester.exports import export, write_release
from harvester.exports.dictionary import figure_fields
from harvester.store.session import open_store

IDENTITY = ["agency", "division_code", "scope", "year", "title", "published_on", "url", "findings"]
REPORTS = (QIDONG, FEES)


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def flaws(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    return report.flatten(["type", "note", "rowNumber"]) + [[error.type, error.note] for error in report.errors]


@pytest.fixture
def folder(tmp_path):
    write_release(REPORTS, tmp_path)
    return tmp_path


def test_the_wide_table_has_a_row_for_each_agency_and_year(folder):
    found = rows(folder, "reports")
    assert [(row["agency"], row["year"]) for row in found] == [("启东市人民政府", "2020"), ("杭州市人民政府", "2022")]
    assert found[0]["published_on"] == "2021-01-29"
    assert found[0]["findings"] == "1"


def test_the_wide_tables_columns_are_the_identity_and_every_figure_of_both_editions(folder):
    header = list(rows(folder, "reports")[0])
    assert header[:8] == IDENTITY
    assert header[8:] == [field.name for field in figure_fields()]
    assert {
        "requests_granted_total",
        "proactive_disclosure_rules_in_force",
        "review_and_litigation_review_total",
    } <= set(header)


def test_figures_are_exact_and_blanks_are_not_zeros(folder):
    qidong, fees = rows(folder, "reports")
    assert qidong["proactive_disclosure_administrative_penalty_items_change"] == "-582"
    assert qidong["requests_new_received_org_research"] == "0"
    assert qidong["review_and_litigation_review_total"] == ""
    assert fees["proactive_disclosure_administrative_fees_fee_amount"] == "59237.2449"
    assert fees["requests_granted_org_business"] == ""


def test_the_long_table_keeps_the_text_the_state_and_the_unit_of_each_cell(folder):
    cells = {(row["agency"], row["row"], row["column"]): row for row in rows(folder, "cells")}
    amount = cells["启东市人民政府", "government_central_procurement", "procurement_amount"]
    assert (amount["value"], amount["raw"], amount["state"], amount["unit"]) == (
        "115800",
        "115800万元",
        "number",
        "万元",
    )
    plain = cells["启东市人民政府", "new_received", "total"]
    assert (plain["value"], plain["raw"], plain["state"], plain["unit"]) == ("309", "309", "number", "件")
    dash = cells["杭州市人民政府", "rules", "repealed"]
    assert (dash["value"], dash["raw"], dash["state"]) == ("", "'-", "dash")
    assert cells["杭州市人民政府", "rules", "in_force"]["state"] == "blank"


def test_findings_name_their_cells_and_their_source(folder):
    [finding] = rows(folder, "findings")
    assert finding["url"] == QIDONG.url
    assert finding["cells"].split()[0] == "requests.new_received.total"
    assert (finding["expected"], finding["actual"]) == ("310", "309")


@pytest.mark.parametrize("name", ["reports", "cells", "findings"])
def test_a_file_opens_right_in_excel(folder, name):
    data = (folder / f"{name}.csv").read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\r\n") == data.count(b"\n")


def test_no_text_can_run_in_a_spreadsheet(folder):
    assert rows(folder, "reports")[1]["title"] == '\'=HYPERLINK("http://evil.example","年报")'
    cells = {(row["row"], row["column"]): row for row in rows(folder, "cells")}
    assert cells["administrative_licensing", "items_change"]["raw"] == "'+36"
    assert cells["administrative_penalty", "items_change"]["value"] == "-582"


def test_the_package_is_valid(folder):
    assert flaws(folder) == []


def test_the_package_explains_every_column_in_both_languages(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            chinese, english = field["title"].split(" | ")
            assert not chinese.isascii()
            assert english
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    granted = fields["requests_granted_total"]
    assert granted["title"] == "（一）予以公开 · 总计 | disclosed · total"
    assert (granted["unit"], granted["editions"], granted["law"]) == ("件", ["2019", "2021"], "条例36(1)(2)")


def test_agency_and_year_are_the_key(folder, tmp_path):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"][0]["schema"]["primaryKey"] == ["agency", "division_code", "year"]
    write_release([QIDONG, replace(QIDONG, report_id=9)], tmp_path)
    assert [flaw[0] for flaw in flaws(tmp_path)] == ["primary-key"]


def test_a_report_without_agency_and_year_is_exported_and_then_they_are_no_key(tmp_path):
    write_release([*REPORTS, UNIDENTIFIED, replace(UNIDENTIFIED, report_id=4)], tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert "primaryKey" not in package["resources"][0]["schema"]
    assert len(rows(tmp_path, "reports")) == 4
    assert flaws(tmp_path) == []


def test_a_figure_that_no_form_allows_is_exported_as_it_was_printed(tmp_path):
    odd = replace(FEES, tables={"requests": {"granted": {"total": Decimal("2.5")}}}, cells=())
    write_release([odd], tmp_path)
    assert rows(tmp_path, "reports")[0]["requests_granted_total"] == "2.5"
    assert flaws(tmp_path) == []


def test_the_summary_counts_rows_and_names_files(tmp_path):
    summary = write_release(REPORTS, tmp_path / "new" / "folder")
    assert summary.rows == {"reports": 2, "cells": 15 + 11, "findings": 1}
    assert [path.name for path in summary.files] == ["reports.csv", "cells.csv", "findings.csv", "datapackage.json"]
    assert all(path.exists() for path in summary.files)


def test_the_same_reports_make_the_same_bytes(folder, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    write_release(REPORTS, again)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def test_an_export_that_breaks_off_leaves_the_last_one_as_it_was(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def breaking():
        yield QIDONG
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        write_release(breaking(), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_is_a_file_is_one_line(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(ExportError, match=r"cannot write .*taken.*--to") as caught:
        write_release(REPORTS, tmp_path / "taken")
    assert "\n" not in str(caught.value)


def peak_of(count, folder):
    reports = (
        replace(QIDONG, report_id=number, year=number, sections={"overview": "正文" * 5000}) for number in range(count)
    )
    tracemalloc.start()
    summary = write_release(reports, folder)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert summary.rows["reports"] == count
    return peak


def test_memory_does_not_grow_with_the_number_of_reports(tmp_path):
    write_release(REPORTS, tmp_path / "warm")
    assert peak_of(200, tmp_path / "many") < 1.2 * peak_of(20, tmp_path / "few")


def test_an_empty_store_is_an_empty_valid_package(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}") as store:
        summary = export(store, tmp_path / "out")
    assert set(summary.rows.values()) == {0}
    assert flaws(tmp_path / "out") == []
