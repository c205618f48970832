"""Every format read back by the programs that people read it with."""

import csv
import json
import sqlite3
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date

import duckdb
import openpyxl
import pandas as pd
import pyreadstat
import pytest
from stored_reports import EVIL, QIDONG, fill

from harvester.errors import UsageError
from harvester.exports.dictionary import load_resources
from harvester.exports.formats import excel, load_format
from harvester.exports.release import Wish, export

TABLES = list(load_resources())
GRANTED = "requests_granted_total"
FEE = "proactive_disclosure_administrative_fees_fee_amount"


class TestCsv:
    """The words of the package's dialect are enough to read it; pandas and DuckDB need none."""

    def test_the_dialect_of_the_package_reads_it(self, release):
        folder = release()
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            dialect = resource["dialect"]
            options = {"delimiter": dialect["delimiter"], "quotechar": dialect["quoteChar"], "doublequote": True}
            with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
                header, *rows = csv.reader(file, strict=True, **options)
            assert header == [field["name"] for field in resource["schema"]["fields"]]
            assert len(rows) == resource["rows"]
            assert {len(row) for row in rows} <= {len(header)}

    def test_pandas_reads_figures_as_numbers(self, release):
        reports = pd.read_csv(release() / "reports.csv", encoding="utf-8-sig", dtype={"division_code": str})
        assert reports[FEE].tolist()[2] == 59237.2449
        assert reports[GRANTED].isna().tolist() == [True, True, False]

    def test_duckdb_finds_the_same_in_csv_json_lines_and_parquet(self, release):
        folder = release(formats=("csv", "jsonl", "parquet"))
        found = {
            name: duckdb.sql(
                f"SELECT count(*), sum(value), count(DISTINCT agency) FROM '{folder}/cells.{name}'"
            ).fetchone()
            for name in ("csv", "jsonl", "parquet")
        }
        assert len(set(found.values())) == 1
        assert found["csv"][2] == 3


class TestJsonLines:
    def test_a_line_is_an_object_with_every_column(self, release):
        lines = (release(formats=("jsonl",)) / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        qidong, fees = (json.loads(line) for line in lines[1:])
        assert tuple(fees) == load_resources()["reports"].header
        assert (fees["title"], fees[FEE], fees["published_on"]) == (EVIL, 59237.2449, None)
        assert (qidong["published_on"], qidong["requests_new_received_org_research"]) == ("2021-01-29", 0)


class TestParquet:
    @pytest.fixture
    def folder(self, release):
        return release(formats=("parquet",))

    def test_columns_have_types(self, folder):
        reports = pd.read_parquet(folder / "reports.parquet")
        assert reports[GRANTED].dtype == "float64"
        assert reports["published_on"].tolist()[1] == date(2021, 1, 29)
        sources = pd.read_parquet(folder / "sources.parquet")
        assert str(sources["fetched_at"][0]) == "2026-01-01 08:30:00+00:00"

    def test_texts_are_as_they_are(self, folder):
        assert pd.read_parquet(folder / "reports.parquet")["title"][2] == EVIL

    def test_the_schema_says_what_a_column_is(self, folder):
        import pyarrow.parquet as pq

        metadata = pq.read_schema(folder / "reports.parquet").field(GRANTED).metadata
        assert {key: value.decode() for key, value in metadata.items()} == {
            b"zh": "（一）予以公开 · 总计",
            b"en": "disclosed · total",
            b"unit": "件",
            b"editions": "2019 2021",
            b"article": "条例36(1)(2)",
        }


class TestExcel:
    @pytest.fixture
    def path(self, release):
        return release(formats=("xlsx",)) / "dataset.xlsx"

    @pytest.fixture
    def book(self, path):
        with closing(openpyxl.load_workbook(path)) as opened:
            yield opened

    def test_a_legend_and_a_sheet_for_each_table(self, book):
        assert book.sheetnames == ["字段说明", "代码说明", *TABLES]
        legend = {row[1]: row for row in book["字段说明"].iter_rows(values_only=True)}
        assert legend[GRANTED][2:8] == (
            "（一）予以公开 · 总计",
            "disclosed · total",
            "number",
            "件",
            "2019 2021",
            "条例36(1)(2)",
        )

    def test_chinese_headers_stand_above_the_columns_names(self, book):
        chinese, names, *rows = book["reports"].iter_rows(values_only=True)
        assert names == load_resources()["reports"].header
        assert chinese[names.index(GRANTED)] == "（一）予以公开 · 总计"
        assert len(rows) == 3

    def test_numbers_are_numbers_and_dates_dates(self, book):
        _, names, _, qidong, fees = book["reports"].iter_rows(values_only=True)
        assert fees[names.index(FEE)] == 59237.2449
        assert qidong[names.index("proactive_disclosure_administrative_penalty_items_change")] == -582
        assert qidong[names.index("published_on")].date() == date(2021, 1, 29)

    def test_no_text_is_a_formula_or_a_link(self, path, book):
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "d"}
        assert any(EVIL in row for row in book["reports"].iter_rows(values_only=True))
        with zipfile.ZipFile(path) as parts:
            xml = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets"))
        assert b"<f>" not in xml
        assert b"hyperlink" not in xml.replace(b"HYPERLINK", b"")

    def test_pandas_reads_a_sheet(self, path):
        assert pd.read_excel(path, sheet_name="reports", header=1)[GRANTED].tolist()[2] == 12

    def test_a_table_that_is_longer_than_a_sheet_goes_on_in_the_next(self, release, monkeypatch):
        monkeypatch.setattr(excel, "ROWS", excel.HEADERS + 30)
        path = release(formats=("xlsx",), tables=("cells",)) / "dataset.xlsx"
        pages = pd.read_excel(path, sheet_name=None, header=1)
        assert list(pages)[2:4] == ["cells", "cells (2)"]
        assert len(pages["cells"]) == 30
        assert pages["cells (2)"].columns[0] == "agency_id"

    def test_a_text_that_no_cell_holds_is_cut_and_counted(self, store, tmp_path):
        fill(store, replace(QIDONG, sections={"overview": "长" * 40_000}))
        made = export(store, tmp_path / "out", Wish(formats=("xlsx", "jsonl")))
        assert made.cut == {"xlsx": 1}
        assert json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["cut"] == {"xlsx": 1}
        assert "长" * 40_000 in (tmp_path / "out/sections.jsonl").read_text(encoding="utf-8")


class TestStata:
    @pytest.fixture
    def folder(self, release):
        return release(formats=("dta",), flags=True)

    @pytest.mark.parametrize("table", TABLES)
    def test_pyreadstat_and_pandas_read_every_table(self, folder, table):
        found, about = pyreadstat.read_dta(folder / f"{table}.dta")
        resource = load_resources(flags=True)[table]
        assert list(found.columns) == [field.stata for field in resource.fields]
        assert about.column_labels == [field.zh[:80] for field in resource.fields]
        assert len(pd.read_stata(folder / f"{table}.dta")) == len(found)

    def test_figures_texts_and_dates(self, folder):
        reports = pd.read_stata(folder / "reports.dta")
        assert reports["d_adm_fees_fee_amount"].tolist()[2] == 59237.2449
        assert reports["r_granted_total"].isna().tolist() == [True, True, False]
        assert reports["title"][2] == EVIL
        assert str(reports["published_on"][1].date()) == "2021-01-29"

    def test_words_are_labelled_numbers(self, folder):
        cells = pd.read_stata(folder / "cells.dta")
        assert "dash 横线（-、—）" in cells["state"].tolist()
        reports = pd.read_stata(folder / "reports.dta")
        assert reports["r_new_received_total_f"].tolist()[1] == "error 错误"

    def test_texts_that_come_again_are_found_again(self, store, tmp_path):
        years = range(2008, 2024)
        fill(store, *(replace(QIDONG, year=year, url=f"http://q.example/{year}") for year in years))
        export(store, tmp_path / "out", Wish(formats=("dta", "csv")))
        stata = pd.read_stata(tmp_path / "out/cells.dta")
        csv_ = pd.read_csv(tmp_path / "out/cells.csv", encoding="utf-8-sig")
        assert stata["url"].tolist() == csv_["url"].tolist()
        assert stata["value"].equals(csv_["value"].astype("float64"))

    def test_a_key_that_is_too_long_is_cut_and_counted(self, store, tmp_path):
        name = "很" * 60 + "人民政府"
        fill(store, replace(QIDONG, agency=replace(QIDONG.agency, name=name, division_code=None)))
        made = export(store, tmp_path / "out", Wish(formats=("dta",), tables=("reports",)))
        assert made.cut == {"dta": 1}


class TestSqlite:
    @pytest.fixture
    def database(self, release):
        with closing(sqlite3.connect(release(formats=("sqlite",)) / "dataset.sqlite")) as opened:
            opened.row_factory = sqlite3.Row
            yield opened

    def test_it_is_one_file_with_every_table_and_the_dictionary(self, database):
        names = {row["name"] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == {*TABLES, "dictionary", "codes"}
        (row,) = database.execute('SELECT * FROM dictionary WHERE "column" = ?', [GRANTED])
        assert (row["zh"], row["unit"], row["stata_name"]) == ("（一）予以公开 · 总计", "件", "r_granted_total")
        assert dict(database.execute("SELECT word, zh FROM codes WHERE codes = 'severity'"))["error"] == "错误"

    def test_the_tables_say_in_their_own_words_what_a_column_is(self, database):
        (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'cells'").fetchone()
        assert '"raw" TEXT, -- 原文' in sql

    def test_figures_are_numbers_and_texts_texts(self, database):
        kinds = f'SELECT typeof("{FEE}") AS fee, typeof(division_code) AS code, title FROM reports WHERE year = 2022'
        assert tuple(database.execute(kinds).fetchone()) == ("real", "text", EVIL)
        counts = f'SELECT typeof("{GRANTED}") FROM reports WHERE "{GRANTED}" IS NOT NULL'
        assert database.execute(counts).fetchone()[0] == "integer"

    def test_nothing_in_it_is_damaged(self, database):
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_package_that_is_missing_is_one_line_that_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "harvester.exports.formats.parquet", raising=False)
    with pytest.raises(UsageError, match=r"'parquet' needs pyarrow, .*pip install 'harvester\[parquet\]'"):
        load_format("parquet")
