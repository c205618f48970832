"""The rules across two years of one agency."""

from decimal import Decimal

import pytest
from real_reports import real_report, with_cell

from harvester.checks import check_years
from harvester.items import CellNote

T2 = "proactive_disclosure"


def years(name="大同市政府办2022", **changes):
    """A report and the one of the year before, which fits it in every way."""
    report = real_report(name)
    before = real_report(name, year=report.year - 1)
    for cell, value in fitting(report).items():
        before = with_cell(before, cell, value)
    for cell, value in changes.pop("before", {}).items():
        before = with_cell(before, cell, value)
    for cell, value in changes.pop("now", {}).items():
        report = with_cell(report, cell, value)
    return before, report


def fitting(report):
    """What last year's report has to say so that this one goes on from it."""
    over = report.tables["requests"]["carried_over"]
    fits = {f"requests.carried_forward.{column}": value for column, value in over.items()}
    for row, columns in report.tables[T2].items():
        if "in_force" in columns:
            fits[f"{T2}.{row}.in_force"] = columns["in_force"] - columns["issued"] + columns["repealed"]
        if "items_change" in columns:
            fits[f"{T2}.{row}.items_last_year"] = columns["items_last_year"]
            fits[f"{T2}.{row}.items_change"] = 0
    return fits


def found(rule, before, report):
    return [item for item in check_years(before, report) if item.finding.rule == rule]


def messages(rule, before, report):
    return [item.finding.message for item in found(rule, before, report)]


@pytest.mark.parametrize("name", ["大同市政府办2022", "启东市2020"])
def test_years_that_go_on_from_one_another_have_no_finding(name):
    assert check_years(*years(name)) == ()


def test_only_consecutive_years_are_compared():
    before, report = years(before={"requests.carried_forward.total": 4})
    assert check_years(before, report)
    for year in (2020, 2022, 2023, None):
        assert check_years(real_report("大同市政府办2022", year=year), report) == ()


def test_a_page_that_is_no_report_is_not_compared():
    before, report = years(before={"requests.carried_forward.total": 4})
    assert check_years(before, report)
    assert check_years(before, real_report("大同市政府办2022", kind="not_a_report")) == ()


class TestCarryOver:
    """上年结转=上年度报告的结转下年度继续办理."""

    def test_the_total_is_an_error_and_names_both_years(self):
        (item,) = check_years(*years(before={"requests.carried_forward.total": 4}))
        assert (item.finding.rule, item.finding.severity) == ("panel.carry_over", "error")
        assert (item.finding.expected, item.finding.actual) == (4, 3)
        assert item.finding.cells == ("requests.carried_over.total",)
        assert item.other_cells == ("requests.carried_forward.total",)
        assert item.finding.message == (
            "表三“总计”列：2022年度上年结转为3，而2021年度报告结转下年度继续办理为4"
            "（报告更正、机构合并或统计口径变化也会造成不一致）"
        )

    def test_a_kind_of_applicant_is_a_warning(self):
        (item,) = check_years(*years(before={"requests.carried_forward.org_business": 9}))
        assert item.finding.severity == "warning"
        assert "“商业企业”列" in item.finding.message

    @pytest.mark.parametrize("side", ["before", "now"])
    def test_a_blank_is_no_zero(self, side):
        cell = "requests.carried_forward.total" if side == "before" else "requests.carried_over.total"
        assert check_years(*years(**{side: {cell: None}})) == ()

    def test_a_figure_that_was_read_with_doubt_is_named_as_such(self):
        before, _ = years(before={"requests.carried_forward.total": 4})
        note = CellNote(cell="requests.carried_over.total", raw="3", state="uncertain")
        doubtful = real_report("大同市政府办2022", cells=(note,))
        assert messages("panel.carry_over", before, doubtful)[0].endswith("（其中有识别存疑的数字，请先核对原文）")


class TestStock:
    """现行有效(Y)=现行有效(Y-1)+制发-废止."""

    CELL = f"{T2}.normative_documents.in_force"

    def test_a_stock_that_does_not_go_on_is_a_warning(self):
        (item,) = check_years(*years(before={self.CELL: 50}))
        assert (item.finding.severity, item.finding.expected, item.finding.actual) == ("warning", 39, 31)
        assert "2021年度现行有效50件，2022年度制发5件、废止16件，应为39件" in item.finding.message

    def test_a_blank_among_the_changes_is_nothing_in_the_sum(self):
        before, report = years(now={f"{T2}.normative_documents.issued": None})
        assert found("panel.stock", before, report)[0].finding.expected == 42 - 16

    @pytest.mark.parametrize("blank", [("in_force",), ("issued", "repealed")])
    def test_without_the_stock_or_any_change_nothing_is_said(self, blank):
        cells = {f"{T2}.normative_documents.{column}": None for column in blank}
        assert found("panel.stock", *years(before={self.CELL: 50}, now=cells)) == []

    def test_a_change_that_cannot_be_read_settles_nothing(self):
        before, _ = years(before={self.CELL: 50})
        cell = f"{T2}.normative_documents.issued"
        note = CellNote(cell=cell, raw="5 6", state="garbled")
        report = with_cell(real_report("大同市政府办2022", cells=(note,)), cell, None)
        assert found("panel.stock", before, report) == []

    def test_the_edition_of_2019_has_no_stock_to_go_on_from(self):
        report = real_report("大同市政府办2022", year=2021)
        assert found("panel.stock", real_report("启东市2020"), report) == []


class TestEditionOf2019:
    """表二 from 2019 to 2020."""

    def test_the_items_of_last_year_are_those_that_last_year_ended_with(self):
        before, report = years("启东市2020", before={f"{T2}.administrative_fees.items_change": -2})
        (item,) = check_years(before, report)
        assert (item.finding.rule, item.finding.severity, item.finding.expected) == ("panel.items", "warning", 43)
        assert item.other_cells == tuple(f"{T2}.administrative_fees.{c}" for c in ("items_last_year", "items_change"))

    def test_what_was_disclosed_in_all_grows_by_no_more_than_what_is_new(self):
        cell = f"{T2}.normative_documents.disclosed_total"
        before, report = years("启东市2020", before={cell: 48})
        assert [item.finding.severity for item in found("panel.disclosed_total", before, report)] == ["info"]
        before, report = years("启东市2020", before={cell: 49})
        assert found("panel.disclosed_total", before, report) == []

    def test_the_form_was_due_for_two_years_only(self):
        before = real_report("启东市2020", year=2022)
        cells = {f"{T2}.administrative_fees.items_last_year": 1000, f"{T2}.rules.disclosed_total": 1000}
        report = real_report("启东市2020", year=2023)
        for cell, value in cells.items():
            report = with_cell(report, cell, value)
        assert {item.finding.rule for item in check_years(before, report)}.isdisjoint(
            {"panel.items", "panel.disclosed_total"}
        )


def test_cases_that_were_pending_are_this_years_too():
    before, report = years(before={"review_and_litigation.suit_direct.pending": 2})
    (item,) = check_years(before, report)
    assert (item.finding.rule, item.finding.severity) == ("panel.pending", "info")
    assert item.finding.message == (
        "表四“未经复议直接起诉”：2021年度尚未审结2件，而2022年度总计为0件，上年未审结的案件应出现在本年"
    )


class TestAmounts:
    """元 and 万元 taken for one another."""

    FEE = f"{T2}.administrative_fees.fee_amount"
    PROCUREMENT = f"{T2}.government_central_procurement.procurement_amount"

    @pytest.mark.parametrize(
        ("before", "now", "is_slip"),
        [
            ("7.5", "7500", True),
            ("7.5", "7499", False),
            ("7500", "7.5", True),
            ("7500", "7.6", False),
            ("0", "7500", False),
            ("7730.28", "7545", False),
        ],
    )
    def test_a_thousand_times_as_much_is_a_slip(self, before, now, is_slip):
        found_slips = found(
            f"{T2}.unit_slip", *years(before={self.FEE: Decimal(before)}, now={self.FEE: Decimal(now)})
        )
        assert [item.finding.severity for item in found_slips] == ["warning"] * is_slip

    def test_the_units_that_the_cells_print_are_compared_in_yuan(self):
        before, report = years("启东市2020", before={self.PROCUREMENT: Decimal(1158000000)})
        notes = {
            unit: (CellNote(cell=self.PROCUREMENT, raw="", state="number", unit=unit),) for unit in ("元", "万元")
        }
        last = with_cell(real_report("启东市2020", year=2019, cells=notes["元"]), self.PROCUREMENT, 1158000000)
        now = real_report("启东市2020", cells=notes["万元"])
        assert found(f"{T2}.unit_slip", last, now) == []
        (item,) = found(f"{T2}.unit_slip", before, report)
        assert "2019年度为1158000000，2020年度为115800，" in item.finding.message
