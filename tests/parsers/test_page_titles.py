"""Which lines of a page are the report's title, and which only look like one."""

import pytest
from identified import TITLE, read

import harvester
from harvester.items import Page
from harvester.reader import read_report


def test_a_title_over_two_lines():
    identity = read("如皋市教育局", "2021年政府信息公开工作年度报告")
    assert (identity.agency.name, identity.year) == ("如皋市教育局", 2021)
    identity = read("如皋市教育局政府信息公开工作年度报告", "（2021年度）")
    assert (identity.agency.name, identity.year) == ("如皋市教育局", 2021)
    identity = read("太平街道办事处", "2022年度政府信息公开工作年度报告", "一、总体情况")
    assert (identity.agency.name, identity.year) == ("太平街道办事处", 2022)


@pytest.mark.parametrize("number", ["", " 1", "……3"])
def test_a_title_below_a_table_of_contents(number):
    contents = [f"{heading}{number}" for heading in ("一、总体情况", "二、主动公开政府信息情况", "三、其他")]
    identity = read("目 录", *contents, TITLE, "根据条例编制。", "一、总体情况")
    assert (identity.agency.name, identity.title) == ("如皋市教育局", TITLE)


def test_the_site_and_its_column_before_the_title_name_no_agency():
    identity = read(TITLE, title=f"如皋市人民政府 公示公告 {TITLE}", metadata={"source": "如皋市人民政府办公室"})
    assert (identity.title, identity.agency.name) == (TITLE, "如皋市教育局")
    identity = read(
        "启东市人民政府2020年政府信息公开工作年度报告",
        title="启东市人民政府 公示公告 启东市人民政府2020年政府信息公开工作年度报告",
    )
    assert identity.agency.name == "启东市人民政府"


def test_reports_of_other_years_beside_the_title_do_not_count():
    identity = read(
        "如皋市教育局2019年政府信息公开工作年度报告",
        "如皋市教育局2020年政府信息公开工作年度报告",
        TITLE,
        title=f"{TITLE}_如皋市人民政府",
        anchor_text=TITLE,
    )
    assert (identity.title, identity.year) == (TITLE, 2021)
    assert identity.evidence["conflict"] == "year 2019, year 2020"


def test_an_agency_that_two_titles_of_different_years_share_is_known_where_the_year_is_not():
    identity = read(TITLE, anchor_text=TITLE.replace("2021", "2022"))
    assert (identity.agency.name, identity.year) == ("如皋市教育局", None)
    assert identity.evidence["conflict"] == "year 2021, year 2022"
    identity = read(TITLE, anchor_text="如皋市民政局2022年政府信息公开工作年度报告")
    assert (identity.agency, identity.year) == (None, None)


def test_an_item_of_the_menu_is_no_agency():
    assert read("下载中心", "2021年政府信息公开工作年度报告").agency is None


@pytest.mark.parametrize(
    "line",
    [
        "索引号：320682ZF7787/2022-33116 组配分类：政府信息公开年报 发布机构：如皋市教育局",
        "主题分类：政府信息公开年报",
        f"【名 称】 {TITLE}",
        "索引号 320682074/2023-00047 发文字号 城北街道2022年度政府信息公开工作年度报告号",
    ],
)
def test_a_line_of_the_block_is_no_title(line):
    identity = read(line, "2021年度政府信息公开年报", preamble="现公布如皋市教育局2021年政府信息公开工作年度报告。")
    assert (identity.title, identity.agency.name, identity.year) == ("2021年度政府信息公开年报", "如皋市教育局", 2021)


def test_a_ministrys_line_begins_the_title_below():
    assert read("科学技术部", "2022年政府信息公开工作年度报告").title == "科学技术部2022年政府信息公开工作年度报告"


def test_a_title_is_a_line_of_its_own_rather_than_the_sentence_that_repeats_it():
    short = "楚门镇人民政府2021年政府信息公开工作年度报告，根据《年度报告格式》编制。"
    assert read("玉环市楚门镇2021年政府信息公开工作年度报告", short).agency.division_code == "331083102"


def test_a_line_that_announces_the_report_gives_no_longer_name():
    announced = "现将如皋市教育局2021年度政府信息公开工作情况报告如下："
    assert read(TITLE, announced, "一、总体情况").agency.name == "如皋市教育局"


def test_a_label_of_the_block_is_no_agency():
    identity = read("组配分类 政府信息公开年报", "一、总体情况")
    assert identity.agency is None


@pytest.mark.parametrize("word", ["上一篇", "下一篇：", "后一条"])
def test_neighbours_above_the_title_do_not_count(word):
    others = (f"{word}：如皋市教育局{year}年政府信息公开工作年度报告" for year in (2022, 2020))
    identity = read(*others, TITLE)
    assert (identity.year, identity.agency.name) == (2021, "如皋市教育局")


LAID_OUT = """索引号: | 113306/2015-28256 | 公开方式: | 主动公开 |
文号: | 公开日期: | 2015-07-27 16:32 | |
发布单位: | 下管镇 |
2009年度下管镇政府信息公开年度报告 | ||
现将2009年我镇政府信息公开情况报告如下。
"""
NOTICE = """莆田市人民政府办公室关于做好2009年度政府信息公开工作年度报告有关事项的通知
四、政府信息公开的收费及减免情况
五、因政府信息公开申请行政复议、提起行政诉讼的情况
六、政府信息公开工作存在的主要问题及改进情况
（一）主动公开情况说明；
七、需要说明的事项与附表
"""


def test_a_title_in_the_rows_of_a_layout_table_that_kept_its_pipes():
    report = read_report(Page(url=None, body=LAID_OUT.encode()))
    assert (report.kind, report.agency.name, report.year) == ("report", "下管镇人民政府", 2009)


def test_a_notice_about_reports_that_lists_their_sections_is_none():
    assert read_report(Page(url=None, body=NOTICE.encode())).kind == "not_a_report"


@pytest.mark.parametrize(
    "above",
    [
        "<p>热点：如皋市人民政府2022年政府信息公开工作年度报告</p>",
        "<marquee>如皋市教育局2021年政府信息公开工作年度报告 如皋市审计局2021年政府信息公开工作年度报告</marquee>",
        "<table><tr><td><a href='/1'>如皋市财政局2021年政府信息公开工作年度报告</a></td></tr></table>",
    ],
)
def test_of_several_titles_the_one_in_a_heading_is_the_pages(above):
    own = "如皋市财政局2021年政府信息公开工作年度报告"
    page = f"<title>政府信息公开年报</title>{above}<h1>{own}</h1><p>一、总体情况</p><p>认真工作。</p>"
    report = harvester.parse(f"<meta charset=utf-8>{page}".encode())
    assert (report.agency.name, report.year) == ("如皋市财政局", 2021)


@pytest.mark.parametrize(
    "other",
    [
        "<p>如皋市审计局2021年政府信息公开工作年度报告</p>",
        "<div style='display: none'>如皋市审计局2019年政府信息公开工作年度报告</div>",
    ],
)
def test_of_several_titles_without_a_heading_the_one_that_the_introduction_names_or_that_is_shown(other):
    own = "如皋市财政局2021年政府信息公开工作年度报告"
    said = f"<p>现公布{own}。</p>" if "none" not in other else ""
    page = f"<title>公开年报</title>{other}<p><b>{own}</b></p>{said}<p>一、总体情况</p><p>认真工作。</p>"
    report = harvester.parse(f"<meta charset=utf-8>{page}".encode())
    assert (report.agency.name, report.year) == ("如皋市财政局", 2021)
