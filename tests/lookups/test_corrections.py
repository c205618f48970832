"""What a correction changes in a reading, and what it leaves."""

from __future__ import annotations

import hashlib
import json

import pytest

from harvester.items import CellNote
from harvester.record import from_record, to_record
from tests.lookups.samples import PAGE, URL

TOTAL = "requests.new_received.total"
ONE_CELL = """
corrections:
  - id: qidong-2020-total
    match: {url: "http://www.example.gov.cn/art/2021/2/19/art_60101_3014.html"}
    cells:
      requests.new_received.total: {printed: "309", value: 310}
    BASIS
"""


def rules(report):
    return [(finding.rule, finding.cells[:1]) for finding in report.findings]


def test_a_figure_is_corrected_and_the_printed_text_is_kept(read):
    report = read(ONE_CELL)
    assert report.tables["requests"]["new_received"]["total"] == 310
    assert CellNote(cell=TOTAL, raw="309", state="number", reason="corrected") in report.cells


def test_the_checks_run_on_the_corrected_figures(read):
    assert ("requests.row_total", (TOTAL,)) in rules(read())
    assert ("requests.row_total", (TOTAL,)) not in rules(read(ONE_CELL))


def test_a_sum_that_a_correction_breaks_says_so(read):
    report = read(ONE_CELL.replace("value: 310", "value: 400"))
    (message,) = [f.message for f in report.findings if f.rule == "requests.row_total" and f.cells[0] == TOTAL]
    assert message.endswith("（其中有按更正文件改正的数字）")


def test_the_record_names_the_entry_with_who_when_why_and_source(read):
    record = to_record(read(ONE_CELL))
    assert record["corrections"] == [
        {
            "entry": "qidong-2020-total",
            "field": TOTAL,
            "before": 309,
            "after": 310,
            "who": "张三",
            "when": "2024-06-30",
            "why": "与纸质报告核对",
            "source": "http://www.example.gov.cn/scan.pdf",
            "problem": None,
        }
    ]
    assert to_record(from_record(json.loads(json.dumps(record)))) == record


def test_a_correction_made_for_another_figure_is_not_applied_and_is_reported(read):
    report = read(ONE_CELL.replace('"309"', '"308"'))
    assert report.tables["requests"]["new_received"]["total"] == 309
    (finding,) = [finding for finding in report.findings if finding.rule == "correction.not_applied"]
    assert finding.message == (
        "更正“qidong-2020-total”未采用：requests.new_received.total拟改为310，而本次读得309（页面所印与更正所依据的不同）"
    )


def test_a_correction_that_says_what_the_page_says_leaves_no_trace(read):
    plain = read()
    assert read(ONE_CELL.replace("value: 310", "value: 309")) == plain
    assert plain.corrections == ()


def test_a_figure_can_be_blanked(read):
    report = read(ONE_CELL.replace("value: 310", "value: null"))
    assert report.tables["requests"]["new_received"]["total"] is None
    assert CellNote(cell=TOTAL, raw="309", state="blank", reason="corrected") in report.cells


@pytest.mark.parametrize(
    "match",
    [
        'url: "https://www.example.gov.cn/art/2021/2/19/art_60101_3014.html"',
        f"sha256: {hashlib.sha256(PAGE.read_bytes()).hexdigest()}",
        "agency: 320681-人民政府, year: 2020",
        f"agency: 启东市人民政府, url: {URL}",
    ],
)
def test_a_page_is_found_by_address_bytes_or_agency_and_year(read, match):
    entry = ONE_CELL.replace('url: "http://www.example.gov.cn/art/2021/2/19/art_60101_3014.html"', match)
    assert read(entry).corrections[0].after == 310


@pytest.mark.parametrize("match", [f"sha256: {'a' * 64}, url: {URL}", "agency: 320681-人民政府, year: 2021"])
def test_everything_that_an_entry_names_must_agree(read, match):
    entry = ONE_CELL.replace('url: "http://www.example.gov.cn/art/2021/2/19/art_60101_3014.html"', match)
    assert read(entry).corrections == ()


def test_agency_and_year_are_corrected_before_entries_about_them_are_asked(read):
    report = read(f"""
corrections:
  - id: cell
    match: {{agency: 320681-教育局, year: 2019}}
    cells: {{{TOTAL}: 310}}
    BASIS
  - id: identity
    match: {{url: {URL}}}
    set: {{agency: 启东市教育局, year: 2019}}
    BASIS
""")
    assert (report.agency.name, report.agency.id, report.year) == ("启东市教育局", "320681-教育局", 2019)
    assert (report.agency.scope, report.agency.as_written) == ("department", "启东市人民政府")
    assert [(said.entry, said.field) for said in report.corrections] == [
        ("identity", "agency"), ("identity", "year"), ("cell", TOTAL),
    ]  # fmt: skip
    assert report.evidence["agency"] == report.evidence["year"] == "correction identity"


def test_a_page_that_is_no_report_loses_its_content_and_keeps_the_reason(read):
    report = read(
        f"corrections: [{{id: x, match: {{url: {URL}}}, set: {{kind: not_a_report}}, BASIS}}]".replace(
            "BASIS", "who: 张三, when: 2024-06-30, why: 转载, source: 电话"
        )
    )
    assert (report.kind, report.tables, report.cells) == ("not_a_report", {}, ())
    assert [(said.entry, said.before, said.after) for said in report.corrections] == [("x", "report", "not_a_report")]


TYPED = """
corrections:
  - id: typed
    match: {url: "http://www.example.gov.cn/2022.html"}
    set: {kind: report, agency: 启东市教育局, year: 2022, editions: {requests: "2021"}}
    cells:
      requests.new_received.natural_person: 3
      requests.new_received.total: 3
      requests.other_handling.total: 0
    BASIS
"""
PICTURE = "<html><body><h1>公示</h1><p>见图。</p><img src='a.png'></body></html>".encode()


def test_a_table_that_is_a_picture_can_be_typed_in(read):
    report = read(TYPED, url="http://www.example.gov.cn/2022.html", body=PICTURE)
    assert (report.kind, report.agency.name, report.editions["requests"]) == ("report", "启东市教育局", "2021")
    assert report.tables["requests"]["new_received"]["total"] == 3
    assert report.tables["requests"]["granted"]["total"] is None
    assert CellNote(cell=TOTAL, raw="", state="number", reason="corrected") in report.cells


def test_a_cell_of_another_edition_is_reported(read):
    report = read(TYPED, url="http://www.example.gov.cn/2022.html", body=PICTURE)
    assert [(said.field, said.problem) for said in report.corrections if said.problem] == [
        ("requests.other_handling.total", "no_cell")
    ]


def test_a_table_is_not_made_up_where_its_edition_is_not_named(read):
    report = read(
        TYPED.replace(', editions: {requests: "2021"}', ""), url="http://www.example.gov.cn/2022.html", body=PICTURE
    )
    assert report.tables["requests"] is None
    assert {said.problem for said in report.corrections if said.field.startswith("requests.")} == {"no_table"}


def test_merged_agencies_share_an_id_and_keep_their_names(read):
    report = read("""
agencies:
  - id: two-steps
    merge: [320681-人民政府]
    into: 320681-市政府
    BASIS
  - id: next-step
    merge: [320681-市政府]
    into: 320681-市人民政府
    BASIS
""")
    assert (report.agency.name, report.agency.id) == ("启东市人民政府", "320681-市人民政府")
    assert [(said.entry, said.field, said.before) for said in report.corrections] == [
        ("two-steps", "agency_id", "320681-人民政府")
    ]
