"""Exports that LibreOffice has opened and saved again: Chinese as it was, and nothing that runs."""

from __future__ import annotations

import csv
import shutil
import subprocess
from contextlib import closing
from dataclasses import replace

import openpyxl
import pytest
from stored_reports import EVIL, FEES, fill

from harvester.exports.dictionary import load_resources
from harvester.exports.release import Wish, export

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
FEE = "proactive_disclosure_administrative_fees_fee_amount"
RISKY = ("=1+1", "+1+1", "-1+1", "@SUM(1;1)", "＝1+1", "'=1+1")


@pytest.fixture
def opened(tmp_path):
    """What LibreOffice makes of a file when it opens it and saves it."""

    def _opened(path, kind, *options):
        out = tmp_path / "opened"
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", kind]
        subprocess.run([*command, *options, "--outdir", out, path], check=True, capture_output=True, timeout=120)
        (found,) = out.iterdir()
        return found

    return _opened


def test_a_workbook_comes_through_with_its_chinese_headers(release, opened):
    """The third sheet as UTF-8, quoted where needed, cells as they are shown."""
    kept = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"
    path = release(formats=("xlsx",), tables=("reports", "cells")) / "dataset.xlsx"
    text = opened(path, kept).read_text(encoding="utf-8")
    chinese, names, *rows = csv.reader(text.splitlines())
    assert chinese == [field.zh for field in load_resources()["reports"].fields]
    assert rows[2][names.index("title")] == EVIL
    assert rows[1][names.index("published_on")] == "2021-01-29"
    assert rows[2][names.index(FEE)] == "59237.2449"


def test_a_csv_file_opens_with_chinese_texts_and_without_formulas(release, opened):
    """Its dialogue knows UTF-8 by the byte order mark; without a window it has to be told."""
    path = opened(release(tables=("reports",)) / "reports.csv", "xlsx", "--infilter=CSV:44,34,76")
    with closing(openpyxl.load_workbook(path)) as book:
        names, _, qidong, fees = book.active.iter_rows()
        places = {cell.value: place for place, cell in enumerate(names)}
        assert fees[places["title"]].value == f"'{EVIL}"
        assert {cell.data_type for row in (qidong, fees) for cell in row} <= {"s", "n", "d"}
        assert qidong[places["agency"]].value == "启东市人民政府"
        assert qidong[places["proactive_disclosure_administrative_penalty_items_change"]].value == -582


@pytest.mark.parametrize(("name", "options"), [("dataset.xlsx", ()), ("reports.csv", ("--infilter=CSV:44,34,76",))])
def test_a_text_that_begins_like_a_formula_is_a_text(name, options, store, tmp_path, opened):
    fill(store, *(replace(FEES, year=2019 + number, title=title) for number, title in enumerate(RISKY)))
    export(store, tmp_path / "risky", Wish(formats=("csv", "xlsx"), tables=("reports",)))
    with closing(openpyxl.load_workbook(opened(tmp_path / "risky" / name, "xlsx", *options))) as book:
        names, *rows = (book["reports"] if name == "dataset.xlsx" else book.active).iter_rows()
        place = next(place for place, cell in enumerate(names) if cell.value in {"title", "标题"})
        titles = [row[place] for row in rows][-len(RISKY) :]
    assert {cell.data_type for cell in titles} == {"s"}
    guard = "" if name == "dataset.xlsx" else "'"
    assert [cell.value for cell in titles] == [guard + title for title in RISKY]
