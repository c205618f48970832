"""The findings between reports: made after a crawl and by `harvester check`, shown with both sources."""

import json
from dataclasses import replace

import pytest

from harvester.exports.release import export
from harvester.items import Agency, CellNote
from harvester.panel import check_panel
from harvester.store.between import count_between, iter_findings_between
from harvester.store.panel import refresh, touched
from harvester.store.queries import harvest, iter_findings
from harvester.store.runs import finish_run, start_run

COUNTIES = {"330302": "温州市鹿城区人民政府", "330303": "温州市龙湾区人民政府"}
FINDINGS = "SELECT * FROM panel_findings ORDER BY report_id, position"


@pytest.fixture
def publish(see, report, tables):
    """Stores the report of a year; ``figures`` are totals of 表三 by row."""

    def _publish(year, name="乐清市人民政府", code="330382", scope="government", changes=None, **figures):
        filled = tables(figure=0)
        for row, figure in figures.items():
            filled["requests"][row]["total"] = figure
        agency = Agency(name=name, as_written=name, division_code=code, scope=scope, id=f"{code}-{name}")
        url = f"http://www.example.gov.cn/{code}/{year}.html"
        seen = report(agency=agency, year=year, tables=filled, findings=(), url=url, source=url, cells=())
        seen = replace(seen, **(changes or {}))
        return see(seen, url, repr((year, name, sorted(figures.items()), changes)).encode())

    return _publish


def test_a_break_between_two_years_has_both_sources(store, publish, rows):
    publish(2022, carried_forward=4)
    publish(2023, carried_over=3)
    assert refresh(store) == 1
    with store.read() as session:
        (found,) = iter_findings_between(session)
    assert (found.rule, found.severity, found.expected, found.actual) == ("panel.carry_over", "error", 4, 3)
    assert (found.year, found.url) == (2023, "http://www.example.gov.cn/330382/2023.html")
    assert (found.other_year, found.other_url) == (2022, "http://www.example.gov.cn/330382/2022.html")
    assert found.cells == ("requests.carried_over.total",)
    assert found.other_cells == ("requests.carried_forward.total",)
    assert rows("SELECT other_report_id FROM panel_findings") == rows("SELECT id other_report_id FROM reports LIMIT 1")


def test_an_unchanged_panel_changes_no_row(store, publish, rows):
    publish(2022, carried_forward=4)
    publish(2023, carried_over=3)
    refresh(store)
    before = rows(FINDINGS)
    assert refresh(store) == 0
    assert refresh(store, [1]) == 0
    assert rows(FINDINGS) == before


def test_a_correction_of_either_year_takes_the_finding_away(store, publish, rows):
    publish(2022, carried_forward=4)
    publish(2023, carried_over=3)
    refresh(store)
    assert publish(2022, carried_forward=3) == "revised"
    assert refresh(store, [1]) == 1
    assert rows(FINDINGS) == []


def test_a_year_between_that_arrives_later_ends_what_was_compared(store, publish, rows):
    publish(2021, carried_forward=4)
    publish(2023, carried_over=3)
    refresh(store)
    assert rows(FINDINGS) == [], "2021 is not the year before 2023"
    publish(2022, carried_over=4, carried_forward=3)
    assert refresh(store) == 0


def test_a_doubtful_cell_is_known_to_the_rules(store, publish, rows):
    note = CellNote(cell="requests.carried_over.total", raw="3", state="uncertain", reason="by_sum")
    publish(2022, carried_forward=4)
    publish(2023, carried_over=3, changes={"cells": (note,)})
    refresh(store)
    assert "识别存疑" in rows(FINDINGS)[0]["message"]


def test_agencies_are_not_taken_for_one_another(store, publish, rows):
    publish(2022, carried_forward=4)
    publish(2023, "乐清市人民政府办公室", scope="office", carried_over=3)
    assert refresh(store) == 0


def test_the_runs_agencies_are_those_that_got_a_version_since_the_last_whole_run(store, publish, rows):
    publish(2022)
    with store.write() as session:
        finish_run(session, start_run(session, "330382_yueqing"), "finished")
    publish(2022, "温州市人民政府", "330300")
    with store.write() as session:
        latest = start_run(session, "330382_yueqing")
        assert touched(session, {"330382_yueqing": latest}) == {2}
        assert touched(session, {"another": latest}) == set()


class TestRollUp:
    """A city and its counties."""

    @pytest.fixture
    def year(self, publish):
        def _year(year, city, *counties):
            publish(year, "温州市人民政府", "330300", new_received=city, outcome_total=city)
            for (code, name), number in zip(COUNTIES.items(), counties, strict=False):
                publish(year, name, code, new_received=number, outcome_total=number)

        return _year

    def found(self, rows):
        return [(row["rule"], row["expected"], row["actual"]) for row in rows(FINDINGS) if "rollup" in row["rule"]]

    def test_counties_that_added_up_once_have_to_in_the_other_years(self, store, year, rows):
        year(2022, 100, 60, 40)
        year(2023, 100, 60, 41)
        refresh(store)
        assert self.found(rows) == [("panel.rollup", 101, 100)]

    def test_a_new_county_report_is_held_against_the_city(self, store, year, rows):
        year(2022, 100, 60, 40)
        year(2023, 100, 60)
        refresh(store)
        assert self.found(rows) == [], "a county is missing"
        year(2023, 100, 60, 41)
        with store.read() as session:
            agencies = [row.report_id for row in harvest(session) if row.agency == "温州市龙湾区人民政府"]
        assert agencies
        refresh(store, [3])
        assert self.found(rows) == [("panel.rollup", 101, 100)]

    def test_sums_that_never_were_equal_say_nothing(self, store, year, rows):
        year(2022, 100, 60, 41)
        year(2023, 100, 60, 45)
        refresh(store)
        assert self.found(rows) == []


def test_the_command_counts_the_rules_and_tells_the_errors_with_both_sources(store, publish, capsys):
    publish(2022, carried_forward=4)
    publish(2023, carried_over=3)
    check_panel(store, as_json=False)
    said = capsys.readouterr().out
    assert "panel.carry_over" in said
    assert "乐清市人民政府 2023: 表三“总计”列：2023年度上年结转为3" in said
    assert "2023 http://www.example.gov.cn/330382/2023.html" in said
    assert "2022 http://www.example.gov.cn/330382/2022.html" in said


def test_the_command_prints_every_finding_as_a_line_of_json(store, publish, capsys):
    publish(2022, carried_forward=4)
    publish(2023, carried_over=3)
    check_panel(store, as_json=True)
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["rule"], found["severity"], found["year"], found["other_year"]) == (
        "panel.carry_over",
        "error",
        2023,
        2022,
    )


def test_what_the_exports_and_the_status_read(store, publish, tmp_path):
    publish(2022, carried_forward=4)
    publish(2023, carried_over=3)
    refresh(store)
    with store.read() as session:
        assert [(row.rule, row.other_year) for row in iter_findings(session)] == [("panel.carry_over", 2022)]
        assert count_between(session, "330382_yueqing") == {"panel.carry_over": {"error": 1}}
        assert count_between(session, "another") == {}
    assert export(store, tmp_path).rows["findings"] == 1
    lines = tmp_path.joinpath("findings.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].endswith(",2022,http://www.example.gov.cn/330382/2022.html,requests.carried_forward.total")
