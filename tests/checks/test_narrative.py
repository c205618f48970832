"""What an overview tells in words, against the tables.

启东市 2020 has 新收 309, 结转 8, （七）总计 308, 四 9, 复议 52, 诉讼 82.
"""

import pytest
from real_reports import real_report, with_cell

from harvester.checks import check
from harvester.checks.statements import load_statements, paragraphs


def told(overview, report=None, other_matters=None):
    report = report or real_report("启东市2020")
    sections = {"overview": overview, "other_matters": other_matters}
    return [
        f
        for f in check(real_report(report.source, sections=sections, tables=report.tables))
        if f.rule.startswith(("narrative", "year.stale"))
    ]


@pytest.mark.parametrize(
    "overview",
    [
        "2020年，新收到依申请公开309件，同比下降32.4%，上年结转政府信息公开申请8件。",
        "全年共收到309件政府信息公开申请。",
        "全市受理公民、法人和其他组织提出的政府信息公开申请309件。",
        "收到政府信息公开申请317件（含上年结转8件）。",
        "办理政府信息公开申请308件，结转下年度继续办理9件。",
        "依申请公开方面：属于“予以公开”151件、“部分公开”17件、“不予公开”19件、“无法提供”91件、“不予处理”18件、“其他处理”12件。",
        "因信息公开引发的行政复议52件，行政诉讼82件。",
        "办理政府信息公开申请308件，另有9件申请顺延到下年度答复。",
    ],
)
def test_numbers_that_agree_are_no_finding(overview):
    assert told(overview) == []


@pytest.mark.parametrize(
    ("overview", "cell", "expected", "actual"),
    [
        ("全年共收到政府信息公开申请300件。", "requests.new_received.total", 309, 300),
        ("政府信息公开申请上年结转5件。", "requests.carried_over.total", 8, 5),
        ("答复政府信息公开申请300件。", "requests.outcome_total.total", 308, 300),
        ("依申请公开中，“予以公开”150件。", "requests.granted.total", 151, 150),
        ("政府信息公开申请“不予公开”20件。", "requests.denied_state_secret.total", 19, 20),
        ("政府信息公开申请结转下年度继续处理7件。", "requests.carried_forward.total", 9, 7),
        ("信息公开类行政复议50件。", "review_and_litigation.review.total", 52, 50),
        ("信息公开类行政诉讼80件。", "review_and_litigation.suit_direct.total", 82, 80),
        ("全年共收到政府信息公开申请1,309件。", "requests.new_received.total", 309, 1309),
    ],
)
def test_a_number_that_differs_is_a_warning_that_names_the_figure(overview, cell, expected, actual):
    [finding] = told(overview)
    assert (finding.rule, finding.severity) == ("narrative.matches_table", "warning")
    assert (finding.cells[0], finding.expected, finding.actual) == (cell, expected, actual)
    assert "统计口径可能不同" in finding.message


@pytest.mark.parametrize(
    "overview",
    [
        "全年共收到政府信息公开申请约300件。",
        "全年共收到政府信息公开申请300余件。",
        "全年共收到政府信息公开申请300件以上。",
        "2019年共收到政府信息公开申请455件，同比增长三成。",
        "其中，收到自然人提出的政府信息公开申请302件。",
        "其中，网络收到政府信息公开申请200件。",
        "较上年少收到政府信息公开申请146件。",
        "全市共受理信访建议提案300件，办结提案300件。",
        "行政复议、行政诉讼共134件，均与信息公开有关。",
        "信息公开类行政复议维持24件。",
    ],
)
def test_what_cannot_be_compared_is_left_alone(overview):
    assert told(overview) == []


@pytest.mark.parametrize(
    "overview",
    [
        "其中，市公安局受理依申请公开56件，居各部门首位。",
        "截至2020年底，累计收到政府信息公开申请2531件。",
        "“十三五”以来共受理政府信息公开申请1200件。",
        "第一季度受理依申请公开80件，第二季度90件。",
        "上年度收到政府信息公开申请455件，均已办结。",
        "各镇共收到政府信息公开申请80件，市级部门收到229件。",
        "依法办理依申请公开行政复议案件52件、行政诉讼案件82件。",
        "全市收到行政复议申请230件，涉及政府信息公开的52件。",
    ],
)
def test_a_part_of_the_requests_or_of_another_time_is_not_compared(overview):
    assert told(overview) == []


@pytest.mark.parametrize("overview", ["市政府办公室制发规范性文件12件，部门制发规范性文件38件。"])
def test_papers_of_some_bodies_of_a_place_are_not_compared(overview):
    assert told(overview, real_report("大同市政府办2022")) == []


def test_one_telling_that_agrees_is_enough():
    """A city tells of its own office first, then of the whole city."""
    assert told("市政府办公室收到政府信息公开申请17件。全市共收到政府信息公开申请309件。") == []


def test_blank_totals_are_summed_from_the_applicants():
    """上海市府办 2019 leaves 总计 of the outcomes blank: 予以公开 272, 部分公开 3."""
    [finding] = told("政府信息公开申请予以公开及部分公开258件。", real_report("上海市府办2019"))
    assert (finding.expected, finding.actual) == (275, 258)


@pytest.mark.parametrize(
    ("overview", "figures"),
    [
        ("本机关全年未收到政府信息公开申请。", {"requests.new_received.total"}),
        ("全年收到政府信息公开申请0件。", {"requests.new_received.total"}),
        (
            "政府信息公开工作中无行政复议和行政诉讼。",
            {"review_and_litigation.review.total", "review_and_litigation.suit_direct.total"},
        ),
    ],
)
def test_none_in_words_against_some_in_the_table_is_a_warning(overview, figures):
    found = told(overview)
    assert {f.cells[0] for f in found} == figures
    assert {(f.rule, f.severity) for f in found} == {("narrative.nil", "warning")}


@pytest.mark.parametrize("overview", ["政府信息公开申请无逾期答复。", "信息公开工作没有被行政复议纠错的情况。"])
def test_the_absence_of_something_else_is_not_none(overview):
    assert told(overview) == []


def test_traditional_text_is_compared_too():
    report = real_report("大同市政府办2022")
    overview = (
        "2022年共收到政府信息公開申請55件，上年結轉3件，全年依法答復政府信息公開申請58件，無行政復議和行政訴訟。"
    )
    assert told(overview, report) == []
    [finding] = told(overview, with_cell(report, "review_and_litigation.review.total", 1))
    assert finding.rule == "narrative.nil"


def test_normative_documents_are_compared_with_the_form_of_2021():
    report = real_report("大同市政府办2022")
    assert told("2022年制发规范性文件5件，废止规范性文件16件。", report) == []
    [finding] = told("2022年制发规范性文件6件。", report)
    assert finding.cells == ("proactive_disclosure.normative_documents.issued",)


def test_a_report_without_tables_has_nothing_to_compare():
    report = real_report("启东市2020", tables={})
    assert told("全年共收到政府信息公开申请300件。", report) == []


def test_a_fee_is_a_multiple_of_ten_yuan():
    assert told("", other_matters="本年度收取信息处理费3940元。") == []
    assert told("", other_matters="本年度收取信息处理费共计0.223万元。") == []
    [finding] = told("", other_matters="本年度收取信息处理费3945元。")
    assert (finding.rule, finding.severity, finding.actual) == ("narrative.fee", "info", 3945)


def test_last_years_sentence_left_standing_is_worth_knowing():
    [finding] = told("2019年主动公开政府信息120条。")
    assert (finding.rule, finding.expected, finding.actual) == ("year.stale", 2020, 2019)
    assert told("2019年主动公开政府信息120条，2020年主动公开130条。") == []


def test_a_period_left_standing_from_last_year_is_worth_knowing():
    [finding] = told("（一）主动公开情况。2021年度我乡共计主动公开信息77条。")
    assert (finding.rule, finding.expected, finding.actual) == ("year.stale", 2020, 2021)
    assert told("2021年，将主动公开各类信息，力争达到80条。") == []


def test_every_cell_that_a_statement_means_exists():
    from harvester.editions.cells import all_cells

    patterns = {cell for statement in load_statements() for cells in statement.means for cell in cells}
    plain = {cell for cell in patterns if "*" not in cell}
    assert plain <= set(all_cells())
    assert patterns - plain == {f"requests.{key}_*.total" for key in ("denied", "unavailable", "unprocessed", "other")}


def test_text_is_folded_before_it_is_read():
    assert paragraphs("收到 申請１，２３４ 件\n\n“無”") == ("收到申请1234件", "无")


def test_a_blank_row_is_not_contradicted_by_what_was_carried_over():
    """新收 — and 上年结转 8: the overview tells that none was received."""
    report = real_report("启东市2020")
    for column in report.tables["requests"]["new_received"]:
        report = with_cell(report, f"requests.new_received.{column}", None)
    assert told("全年未收到政府信息公开申请。", report) == []
