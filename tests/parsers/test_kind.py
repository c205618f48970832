"""What is a report and what only stands beside reports."""

import csv
from pathlib import Path

import pytest

import harvester
from harvester.parsers.kind import judge, judge_title

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "titles.csv"

REPORTS = [
    "如皋市2023年政府信息公开工作年度报告",
    "如皋市统计局2020年政府信息公开工作年度报告",
    "南通市住房公积金管理中心2021年政府信息公开工作年度报告",
    "如皋市培训中心2021年政府信息公开年报",
    "如皋市政务公开办公室2021年政府信息公开年报",
    "2017年政府信息公开年度报告",
    "武漢市教育局2020年政府信息公開工作年度報告",
]
OTHERS = [
    "政府信息公开指南",
    "政府信息公开申请流程图",
    "政府网站工作年度报表（2023年度）",
    "2021年如皋市政府网站工作年度报表",
    "如皋市2021年法治政府建设年度报告",
    "南通市住房公积金2021年年度报告",
    "如皋市2020年政府工作报告",
    "关于做好2022年度政府信息公开工作年度报告编制工作的通知",
    "关于印发《政府信息公开工作年度报告格式》的通知",
    "关于如皋市教育局2023年政府信息公开工作年度报告的解读",
    "一图读懂如皋市2020年政府信息公开工作年度报告",
    "如皋市召开2020年政府信息公开工作会议",
    "如皋市2023年政府信息公开年度报告名单公示",
    "某大学2019-2020学年信息公开工作年度报告",
    "如皋，精彩继续！",
]
PERHAPS = [
    "2020年",
    "市教育局",
    "年报",
    "附件2",
    "如皋市教育局2021年政府信息公…",
    "如皋市教育局2021…",
    "2021年度如皋市教育...",
    "如皋市某镇人民政…",
    "如皋市教育局关于公布2021年政府信息公开年报的公告",
    "如皋市某镇2020年度信息公开工作总结",
]


@pytest.mark.parametrize("title", REPORTS)
def test_titles_of_reports(title):
    assert judge_title(title) == "report"


@pytest.mark.parametrize("title", OTHERS)
def test_titles_of_other_things(title):
    assert judge_title(title) == "not_a_report"


@pytest.mark.parametrize("title", PERHAPS)
def test_titles_that_only_the_page_can_settle(title):
    assert judge_title(title) == "maybe"


def test_a_table_of_the_form_makes_a_report_whatever_the_title_leaves_open():
    for title in (None, "如皋市人民政府", "2020年", "如皋市关于公布2021年政府信息公开年报的公告"):
        assert judge(title, has_statutory_table=True) == "report"


@pytest.mark.parametrize(
    "title",
    ["关于印发政府信息公开工作年度报告格式的通知", "如皋市2020年政府信息公开工作年度报告解读", "政府网站工作年度报表"],
)
def test_the_form_itself_and_explanations_are_no_reports_even_with_its_tables(title):
    assert judge(title, has_statutory_table=True) == "not_a_report"


def test_a_report_may_lack_the_tables():
    assert judge("如皋市2012年政府信息公开工作年度报告", has_statutory_table=False) == "report"
    assert judge("2020年", has_statutory_table=False, headings=("overview", "requests", "other_matters")) == "report"


@pytest.mark.parametrize(
    "title", ["启东市财政局贯彻落实政府信息公开条例2010年度报告", "启东市财政局2021年政府信息公开工作年度报表"]
)
def test_a_report_by_another_name_is_known_by_its_sections(title):
    sections = ("overview", "proactive_disclosure", "requests")
    assert judge(title, has_statutory_table=False, headings=sections) == "report"
    assert judge(title, has_statutory_table=False) == "not_a_report"


def test_bodies_outside_the_regulation_report_where_they_use_its_form():
    title = "如皋市水务集团有限公司2021年信息公开年度报告"
    assert judge(title, has_statutory_table=False) == "not_a_report"
    assert judge(title, has_statutory_table=True) == "report"


def test_a_power_company_that_tells_of_its_disclosure_in_a_few_sections_is_no_reporting_body():
    title, told = (
        "如皋市供电公司2020年度信息公开年度报告",
        ("overview", "proactive_disclosure", "problems_and_improvements"),
    )
    form = (*told, "requests", "review_and_litigation", "other_matters")
    assert [judge(title, has_statutory_table=False, headings=parts) for parts in (told, form)] == [
        "not_a_report",
        "report",
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "，根据《条例》和《政府信息公开工作年度报告格式》编制，电子版可下载。",
        "是按照《政府信息公开工作年度报告格式》编制的。",
        "由如皋市某镇党政办编制，按年度报告格式写成。",
        "由本镇依照年报格式編寫，現予公布。",
    ],
)
def test_an_introduction_that_begins_with_the_title_and_cites_the_form_is_the_reports(behind):
    title = "如皋市某镇2024年政府信息公开工作年度报告"
    assert judge(f"{title}{behind}", has_statutory_table=True) == "report"
    assert judge(f"{title}，一图读懂年报。", has_statutory_table=True) == "not_a_report"


@pytest.mark.parametrize(
    ("title", "opening", "kind"),
    [
        ("2020年度信息公开工作年度报告", "按照《高等学校信息公开办法》，现将我校工作总结如下。", "not_a_report"),
        ("信息公开年度报告（2021年）", "统计期限为2020—2021学年。", "not_a_report"),
        ("如皋市教育局2020年政府信息公开工作年度报告", "指导高校落实《高等学校信息公开办法》。", "report"),
    ],
)
def test_what_a_university_reports_on_a_school_year_is_no_report(title, opening, kind):
    lines = (
        title,
        opening,
        "一、概述",
        "认真工作。",
        "二、主动公开情况",
        "公开十条。",
        "三、存在的问题",
        "不够及时。",
    )
    assert harvester.parse("".join(f"<p>{line}</p>" for line in lines).encode()).kind == kind


def test_a_title_without_anything_behind_it_is_no_report():
    title = "如皋市教育局2021年政府信息公开工作年度报告"
    assert judge(title, has_statutory_table=False, is_shell=True) == "not_a_report"
    page = f"<title>{title}</title><body><h1>{title}</h1><div id='zoom'>BODY</div></body>"
    kinds = [
        harvester.parse(page.replace("BODY", body).encode()).kind
        for body in ("", "<a href='/report.pdf'>附件</a>", "<img src='/1.png'>", "<iframe src='/report.pdf'></iframe>")
    ]
    assert kinds == ["not_a_report", "report", "report", "report"]


def test_a_link_to_a_report_makes_none_of_the_page_it_stands_on():
    news = "<title>市领导调研</title><h1>市领导调研</h1><p>昨天，市领导到镇里调研，看望了村民。</p>"
    page = f"{news}<p><a href='/1.html'>如皋市教育局2021年政府信息公开工作年度报告</a></p>"
    assert harvester.parse(page.encode()).kind == "not_a_report"


def test_a_report_that_its_own_margin_links_to_as_well_keeps_its_title():
    title = "如皋市教育局2021年政府信息公开工作年度报告"
    link = f"<a href='/1.html'>{title}</a>"
    page = f"<title>如皋市</title><h1>{title}</h1><p><img src='/1.png'></p><ul><li>{link}</li></ul>"
    report = harvester.parse(page.encode())
    assert (report.kind, report.title, report.year) == ("report", title, 2021)


def test_a_list_or_a_guide_is_no_report():
    assert judge("政府信息公开年报", has_statutory_table=False) == "not_a_report"
    sections = ("overview", "proactive_disclosure", "requests")
    assert judge("政府信息公开指南", has_statutory_table=False, headings=sections) == "not_a_report"
    assert judge(None, has_statutory_table=False) == "not_a_report"


@pytest.mark.parametrize(
    "title",
    [
        "一图读懂：如皋市教育局2021年政府信息公开工作年度报告",
        "《如皋市教育局2021年政府信息公开工作年度报告》解读",
        "关于如皋市教育局2021年政府信息公开工作年度报告的更正说明",
        "如皋市2021年政府信息公开年报数据分析报告",
        "2021年政府工作报告-政府信息公开年度报告-如皋市人民政府",
        "如皋市人民医院2021年度信息公开工作总结-政府信息公开年报-如皋市人民政府",
    ],
)
def test_a_page_is_judged_by_its_whole_title_without_the_name_of_its_column(title):
    page = f"<title>{title}</title><h1>{title}</h1><p>2021年，市教育局公开信息12条。</p><img src='/1.png'>"
    assert harvester.parse(page.encode()).kind == "not_a_report"


@pytest.mark.parametrize("rest", ["有奖问答", "公众满意度调查", "起草说明", "数据对比", "审查"])
def test_a_title_that_goes_on_behind_the_reports_words_needs_the_reports_sections(rest):
    title = f"如皋市2021年政府信息公开工作年度报告{rest}"
    assert judge(title, has_statutory_table=False) == "not_a_report"
    assert judge(title, has_statutory_table=False, headings=("overview", "requests", "problems")) == "report"


@pytest.mark.parametrize(
    "rest",
    [
        "（公开版）",
        "全文",
        ".pdf",
        " 2022-01-20",
        "-如皋市人民政府",
        " 如皋市门户网站",
        " 如皋市人民政府办公室 2022年3月",
        "发布时间：2022",
    ],
)
def test_what_portals_put_behind_a_title_leaves_it_a_report(rest):
    assert judge(f"如皋市2021年政府信息公开工作年度报告{rest}", has_statutory_table=False) == "report"


def test_an_empty_form_behind_a_notice_is_no_report():
    notice = "关于报送2021年政府信息公开工作年度报告的通知"
    assert judge(notice, has_statutory_table=True, is_blank=True) == "not_a_report"
    assert judge(notice, has_statutory_table=True) == "report"
    assert judge("如皋市教育局2021年政府信息公开年报", has_statutory_table=True, is_blank=True) == "report"


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus of titles is not here")
def test_the_shared_titles():
    with CORPUS.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        expected = "not_a_report" if row["kind"] == "not_a_report" else "report"
        assert judge_title(row["title"]) == expected, row["title"]
