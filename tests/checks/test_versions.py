"""One report at two addresses: where the figures differ, and where there is nothing to compare."""

from dataclasses import replace

from real_reports import real_report, with_cell

from harvester.checks import compare_versions
from harvester.items import CellNote

CELL = "requests.granted.total"
FILE = "http://www.example.gov.cn/nb/P020240115.pdf"


def differing(other, shown=None, **kind):
    return compare_versions(shown or real_report("启东市2020"), other, address=FILE, **({"is_file": True} | kind))


def test_the_same_figures_are_no_finding():
    assert differing(real_report("启东市2020")) == ()


def test_a_file_that_prints_another_figure_is_one_finding_a_table():
    (found,) = differing(with_cell(real_report("启东市2020"), CELL, 150))
    assert (found.rule, found.severity, found.cells) == ("attachment.matches_page", "warning", (CELL,))
    assert (found.expected, found.actual) == (151, 150)
    assert (
        found.message
        == f"表三 收到和处理政府信息公开申请情况：附件与网页有1格不同（首处网页为151，附件为150）：{FILE}"
    )


def test_another_page_is_named_as_such():
    (found,) = differing(with_cell(real_report("启东市2020"), CELL, 150), is_file=False)
    assert found.rule == "sources.agree"
    assert (
        found.message
        == f"表三 收到和处理政府信息公开申请情况：与另一处发布的有1格不同（首处所采用的为151，另一处为150）：{FILE}"
    )


def test_a_blank_differs_from_a_figure_and_not_from_zero():
    zero = "requests.denied_safety_stability.org_research"
    assert differing(with_cell(real_report("启东市2020"), zero, None)) == ()
    assert differing(with_cell(real_report("启东市2020"), CELL, None))[0].actual is None


def test_a_table_that_one_of_them_lacks_is_not_compared():
    lacking = real_report("启东市2020")
    assert differing(replace(lacking, tables=lacking.tables | {"requests": None})) == ()
    assert differing(replace(with_cell(lacking, CELL, 1), editions={"requests": "2021"})) == ()


def test_a_doubtful_reading_is_said_to_be_one():
    other = replace(
        with_cell(real_report("启东市2020"), CELL, 150), cells=(CellNote(cell=CELL, raw="15O", state="uncertain"),)
    )
    assert "识别存疑" in differing(other)[0].message


def test_a_table_that_only_the_other_has_is_told_with_its_address():
    whole = real_report("启东市2020")
    (found,) = differing(whole, replace(whole, tables=whole.tables | {"requests": None}))
    assert (found.rule, found.expected) == ("document.complete", "requests")
    assert found.message == f"没有读到表三 收到和处理政府信息公开申请情况的数字，而另一处有这张表：{FILE}"
