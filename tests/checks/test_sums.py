"""The sums of 表三 and 表四: what holds, what breaks them, and when they are not asked."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from real_reports import COLUMNS, FORM, real_report, with_cell

from harvester.checks import check
from harvester.items import CellNote, Report

APPLICANTS = COLUMNS["requests"][:-1]
RESULTS = COLUMNS["review_and_litigation"][:-1]
COUNTS = st.integers(0, 500)


def errors(report):
    return {finding.rule for finding in check(report) if finding.severity == "error"}


@st.composite
def consistent_reports(draw):
    """A filled-in form whose sums hold, in either edition."""
    edition = draw(st.sampled_from(["2019", "2021"]))
    rows = {row.key: {key: draw(COUNTS) for key in APPLICANTS} for row in FORM.outcome_rows(edition)}
    done = {key: sum(row[key] for row in rows.values()) for key in APPLICANTS}
    forward = {key: draw(COUNTS) for key in APPLICANTS}
    over = {key: draw(st.integers(0, done[key] + forward[key])) for key in APPLICANTS}
    new = {key: done[key] + forward[key] - over[key] for key in APPLICANTS}
    rows |= {"outcome_total": done, "carried_forward": forward, "carried_over": over, "new_received": new}
    groups = {group.key: {key: draw(COUNTS) for key in RESULTS} for group in FORM.litigation_groups}
    tables = {"requests": rows, "review_and_litigation": groups}
    for row in [*rows.values(), *groups.values()]:
        row["total"] = sum(row.values())
    return Report(
        source="made up",
        url=None,
        sha256="",
        kind="report",
        parser_version="1",
        editions={"requests": edition},
        tables=tables,
    )


def cells_of(report):
    return [
        f"{table}.{row}.{column}"
        for table, rows in report.tables.items()
        for row, cells in rows.items()
        for column in cells
    ]


@settings(max_examples=25, deadline=None)
@given(report=consistent_reports())
def test_a_form_whose_sums_hold_has_no_error(report):
    assert errors(report) == set()


@settings(max_examples=50, deadline=None)
@given(report=consistent_reports(), data=st.data())
def test_any_single_altered_figure_is_found(report, data):
    cell = data.draw(st.sampled_from(cells_of(report)))
    table, row, column = cell.split(".")
    figure = data.draw(st.integers(0, 10_000))
    assume(figure != report.tables[table][row][column])
    altered = with_cell(report, cell, figure)
    assert any(cell in finding.cells for finding in check(altered) if finding.severity == "error")


@settings(max_examples=25, deadline=None)
@given(report=consistent_reports(), data=st.data())
def test_blanks_in_place_of_zeros_and_of_totals_are_no_error(report, data):
    """上海市府办 2019 leaves zeros blank, and 总计 of most rows."""
    for cell in cells_of(report):
        table, row, column = cell.split(".")
        blank_total = table == "requests" and column == "total" and row in dict.fromkeys(FORM_OUTCOMES)
        if report.tables[table][row][column] == 0 or (blank_total and data.draw(st.booleans())):
            report = with_cell(report, cell, None)
    without_total_column = with_cell(report, "requests.outcome_total.total", None)
    assert errors(without_total_column) == set()


FORM_OUTCOMES = [row.key for row in FORM.all_request_rows if row.role == "outcome"]


def test_a_blank_total_is_not_stated_and_not_wrong():
    report = with_cell(real_report("磐石镇2020"), "requests.new_received.total", None)
    assert "requests.row_total" not in errors(report)


def test_a_total_over_parts_that_are_all_blank_is_not_asked():
    report = real_report("磐石镇2020")
    for column in APPLICANTS:
        report = with_cell(report, f"requests.granted.{column}", None)
    assert "requests.row_total" not in errors(with_cell(report, "requests.granted.total", 5))


def test_the_balance_of_a_column_without_an_outcome_total_is_not_asked():
    report = with_cell(real_report("启东市2020"), "requests.outcome_total.org_business", None)
    assert "requests.balance" not in errors(report)


def test_blank_parts_count_as_nothing_inside_a_sum():
    report = with_cell(real_report("磐石镇2020"), "requests.new_received.org_other", None)
    assert errors(report) == set()
    assert errors(with_cell(report, "requests.new_received.natural_person", 7)) == {
        "requests.row_total",
        "requests.balance",
    }


def test_a_cell_that_could_not_be_read_is_no_reason_to_call_its_total_wrong():
    report = with_cell(real_report("磐石镇2020"), "requests.granted.natural_person", None)
    report = with_cell(report, "requests.granted.total", 3)
    unread = replace(report, cells=(CellNote(cell="requests.granted.natural_person", raw="3?8", state="garbled"),))
    assert "requests.row_total" not in errors(unread)


def test_a_number_read_with_doubt_is_still_checked_and_the_message_says_so():
    note = CellNote(cell="requests.new_received.natural_person", raw="302 ?", state="uncertain")
    found = [f for f in check(real_report("启东市2020", cells=(note,))) if f.rule == "requests.row_total"]
    assert len(found) == 1
    assert found[0].message.endswith("（其中有识别存疑的数字，请先核对原文）")


@pytest.mark.parametrize("figure", [-1, 2.5])
def test_a_count_is_whole_and_not_negative(figure):
    report = with_cell(real_report("大同市政府办2022"), "review_and_litigation.review.pending", figure)
    found = [f for f in check(report) if f.rule == "requests.non_negative"]
    assert [f.cells for f in found] == [("review_and_litigation.review.pending",)]
    assert found[0].message.startswith("表四“行政复议”“尚未审结”为")


def test_a_report_without_tables_has_no_sums_to_break():
    assert errors(real_report("启东市2020", tables={}, editions={})) == set()


def test_a_page_that_is_no_report_is_not_checked():
    assert check(real_report("启东市2020", kind="not_a_report")) == ()


def test_a_dash_in_a_row_placed_with_doubt_is_a_blank_and_its_column_is_checked():
    cell = "requests.granted.org_business"
    report = with_cell(real_report("磐石镇2020"), cell, None)
    report = with_cell(report, "requests.outcome_total.org_business", 9)
    dash = CellNote(cell=cell, raw="-", state="uncertain", reason="label_alike")
    assert "requests.outcome_total" in errors(replace(report, cells=(dash,)))
    assert "requests.outcome_total" not in errors(replace(report, cells=(replace(dash, raw="1 2"),)))


@pytest.mark.parametrize("mark", ["none", "dash", "blank"])
def test_a_blank_that_stands_for_nothing_received_balances_as_zero(mark):
    report = real_report("磐石镇2020")
    cells = [f"requests.{row}.org_business" for row in ("new_received", "carried_over")]
    for cell in cells:
        report = with_cell(report, cell, None)
    report = with_cell(report, "requests.outcome_total.org_business", 3)
    notes = tuple(CellNote(cell=cell, raw="", state=mark) for cell in cells)
    assert "requests.balance" in errors(replace(report, cells=notes))
    whole = with_cell(report, "requests.new_received.total", None)
    whole = with_cell(whole, "requests.outcome_total.total", None)
    assert ("requests.balance" in errors(replace(whole, cells=notes))) == (mark != "blank")


def test_a_sum_over_a_row_that_was_not_found_is_no_slip_of_the_source():
    report = real_report("启东市2020")
    lost = dict.fromkeys(report.tables["requests"]["granted"])
    tables = report.tables | {"requests": report.tables["requests"] | {"granted": lost}}
    notes = tuple(CellNote(cell=f"requests.granted.{column}", raw="", state="absent") for column in lost)
    found = [item.message for item in check(replace(report, tables=tables, cells=notes))]
    assert next(text for text in found if text.startswith("表三“总计”列：办理结果")).endswith(
        "（其中有没有读到的行，请先核对原文）"
    )
