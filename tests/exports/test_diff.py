"""Two releases compared."""

import csv
import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from stored_reports import FEES, OLD, QIDONG, UNIDENTIFIED, fill

from harvester.agencies.identity import agency_id
from harvester.errors import InputError
from harvester.exports.diff import Pair, differences
from harvester.exports.release import Wish, export
from tests.databases import new_sqlite

CHANGED = replace(
    QIDONG,
    title="启东市人民政府2020年报",
    tables=QIDONG.tables | {"requests": {"new_received": QIDONG.tables["requests"]["new_received"] | {"total": 310}}},
    sections={},
    findings=(),
)


@pytest.fixture
def publish(tmp_path):
    """Exports these reports, from a store of their own; the folder."""

    def _publish(name, *reports, **wish):
        with new_sqlite(tmp_path / f"{name}.sqlite") as store:
            fill(store, *reports)
            export(store, tmp_path / name, Wish(**wish))
        return tmp_path / name

    return _publish


def lines(old, new):
    return [line for found in differences(Pair(old, new)) for line in found]


def test_what_is_the_same_says_nothing(publish):
    reports = (QIDONG, FEES, OLD, UNIDENTIFIED)
    assert lines(publish("a", *reports), publish("b", *reports)) == []


def test_a_report_that_came_or_went_is_one_line(publish):
    found = lines(publish("a", QIDONG, UNIDENTIFIED), publish("b", QIDONG, OLD))
    assert [(line.change, line.table, line.agency, line.year, line.url) for line in found] == [
        ("added", "reports", "农业农村部", "2016", OLD.url),
        ("removed", "reports", "", "", UNIDENTIFIED.url),
    ]


def test_a_changed_report_says_what_was_and_what_is(publish):
    found = lines(publish("a", QIDONG, FEES), publish("b", CHANGED, FEES))
    assert {(line.change, line.table, line.item, line.field, line.before, line.after) for line in found} == {
        ("changed", "reports", "", "title", QIDONG.title, CHANGED.title),
        ("changed", "cells", "requests.new_received.total", "value", "309", "310"),
        ("changed", "cells", "requests.new_received.total", "raw", "309", "310"),
        (
            "removed",
            "findings",
            "requests.row_total requests.new_received.total requests.new_received.natural_person",
            "",
            "",
            "",
        ),
        ("removed", "sections", "overview", "", "", ""),
    }
    assert {(line.agency_id, line.year) for line in found} == {("320681-人民政府", "2020")}


@pytest.mark.parametrize("old", ["csv", "jsonl", "parquet", "sqlite"])
@pytest.mark.parametrize("new", ["csv", "sqlite"])
def test_formats_do_not_matter(publish, old, new):
    reports = (QIDONG, FEES, OLD, UNIDENTIFIED)
    assert lines(publish("a", *reports, formats=(old,)), publish("b", *reports, formats=(new,))) == []
    assert len(lines(publish("c", QIDONG, formats=(old,)), publish("d", CHANGED, formats=(new,)))) == 5


def test_without_cells_the_figures_of_the_wide_tables_are_compared(publish):
    tables = ("reports", "statistics_2014")
    more = replace(OLD, tables={"statistics_2014": {"received": {"value": 8}, "fees": {"value": Decimal("0.5")}}})
    found = lines(publish("a", QIDONG, OLD, tables=tables), publish("b", CHANGED, more, tables=tables))
    assert {(line.table, line.field, line.after) for line in found} == {
        ("statistics_2014", "statistics_2014_received_value", "8"),
        ("reports", "title", CHANGED.title),
        ("reports", "requests_new_received_total", "310"),
    }


def test_two_findings_of_one_rule_and_cell_are_told_apart(publish):
    finding = QIDONG.findings[0]
    twice = replace(QIDONG, findings=(finding, replace(finding, message="又一条")))
    (found,) = lines(publish("a", QIDONG), publish("b", twice))
    assert (found.change, found.table, found.item[-2:]) == ("added", "findings", "#2")


def test_a_release_in_another_order_is_not_compared(publish):
    old, new = publish("a", QIDONG, FEES), publish("b", QIDONG, FEES)
    path = new / "reports.csv"
    header, *rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(header + b"".join(reversed(rows)))
    with pytest.raises(InputError, match="table 'reports' is not in the order"):
        lines(old, new)


def test_a_file_that_was_cut_is_not_compared(publish):
    old, new = publish("a", QIDONG), publish("b", QIDONG)
    (new / "cells.csv").write_bytes((new / "cells.csv").read_bytes()[:-5])
    with pytest.raises(InputError, match=r"cells.csv': not the file that the manifest names"):
        Pair(old, new)


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"formats": ("xlsx", "dta")}, "no format in it that can be read back"),
        ({"tables": ("cells",)}, "table 'reports' is not in both releases"),
    ],
)
def test_what_cannot_be_compared_is_one_line(publish, wish, message):
    old, new = publish("a", QIDONG), publish("b", QIDONG, **wish)
    with pytest.raises(InputError, match=message):
        lines(old, new)


def test_a_folder_without_a_release_is_one_line(publish, tmp_path):
    with pytest.raises(InputError, match="nothing': no release in it"):
        Pair(publish("a", QIDONG), tmp_path / "nothing")


class TestCommand:
    def test_the_summary_the_file_and_the_status(self, publish, tmp_path, capsys):
        from harvester.exports.printing import run_diff

        old, new = publish("a", QIDONG, FEES), publish("b", CHANGED, OLD)
        to = tmp_path / "changes.csv"
        assert run_diff(old, new, to=to, as_json=False) == 13
        assert "cells" in capsys.readouterr().out
        with to.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
        assert Counter(row["change"] for row in found) == {"added": 1, "changed": 3, "removed": 3}

    def test_json_counts_by_table_and_change(self, publish, capsys):
        from harvester.exports.printing import run_diff

        run_diff(publish("a", QIDONG), publish("b", CHANGED), to=None, as_json=True)
        said = json.loads(capsys.readouterr().out)
        assert said["differences"]["cells"] == {"changed": 2}

    def test_no_difference_is_status_0(self, publish, capsys):
        from harvester.exports.printing import run_diff

        assert run_diff(publish("a", QIDONG), publish("b", QIDONG), to=None, as_json=False) == 0
        assert "没有差异" in capsys.readouterr().out


def test_another_address_or_name_is_one_line_and_none_of_every_cell(publish):
    agency = replace(QIDONG.agency, name="启东市政府", id=agency_id(QIDONG.agency, QIDONG.url))
    moved = replace(QIDONG, url=QIDONG.url.replace("http:", "https:"), agency=agency)
    found = lines(publish("a", QIDONG, FEES), publish("b", moved, FEES))
    assert [(line.table, line.field) for line in found] == [("reports", "agency"), ("reports", "url")]
