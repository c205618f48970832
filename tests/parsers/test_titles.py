"""The grammar of titles: agency as written, year, and whether it is a report's title at all."""

import csv
from pathlib import Path

import pytest

from harvester.parsers.agencies import resolve
from harvester.parsers.titles import parse_title
from harvester.parsers.year_words import year_of

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "titles.csv"


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("昌平区人民政府2020年政府信息公开工作年度报告", "昌平区人民政府", 2020),
        ("2024年昌平区人民政府信息公开工作年度报告", "昌平区人民政府", 2024),
        ("2022年重庆市政府信息公开工作年度报告", "重庆市", 2022),
        ("如皋市教育局政府信息公开工作年度报告（2021年度）", "如皋市教育局", 2021),
        ("如皋市教育局政府信息公开2021年度工作报告", "如皋市教育局", 2021),
        ("17年度如皋市政府信息公开工作年度报告", "如皋市", 2017),
        ("2014南坪镇政府信息公开工作年度报告", "南坪镇", 2014),
        ("如皋市审计局二〇一九年政府信息公开年度报告", "如皋市审计局", 2019),
        ("2025年度如皋市审计局2025年度政府信息公开工作年度报告", "如皋市审计局", 2025),
        ("如皋市人民政府关于2018年政府信息公开工作情况的报告", "如皋市人民政府", 2018),
        ("如皋市 2025 年政府信息公开\n工作年度报告", "如皋市", 2025),
        ("《如皋市２０１９年政府信息公开工作年度报告》", "如皋市", 2019),
        ("如皋市2022年政府信息公开工作年度报告.doc", "如皋市", 2022),
        ("如皋市2022年政府信息公开工作年度报告（图片版）", "如皋市", 2022),
        ("如皋市人民政府2025年政府信息公开工作年度报告-如皋市人民政府", "如皋市人民政府", 2025),
        ("首页 > 政务公开 > 如皋市教育局2021年政府信息公开年报", "如皋市教育局", 2021),
        ("附件1:如皋市教育局2021年政府信息公开年报", "如皋市教育局", 2021),
        ("如皋市教育局关于公布2021年政府信息公开年报的公告", "如皋市教育局", 2021),
        ("国家某署（国家某局）2019年政府信息公开工作年度报告", "国家某署（国家某局）", 2019),
        ("某镇2023年政府信息公开工作告年度报", "某镇", 2023),
        ("如皋市人民政府 — 政府信息公开年度报告", "如皋市人民政府", None),
        ("2017年政府信息公开年度报告", None, 2017),
        ("政府信息公开年报", None, None),
    ],
)
def test_agency_and_year_of_a_title(title, agency, year):
    read = parse_title(title)
    assert (read.agency, read.year, read.is_report) == (agency, year, True)


def test_the_agency_keeps_the_script_of_the_page():
    assert parse_title("武漢市教育局2020年政府信息公開工作年度報告").agency == "武漢市教育局"
    assert parse_title("大同市人民政府信息公開工作年度報告").agency == "大同市人民政府"


@pytest.mark.parametrize(
    "title",
    [
        "如皋市2008-2010年政府信息公开工作年度报告",
        "2019年公布如皋市2018年某某政府信息公开工作年度报告",
        "如皋市1999年政府信息公开工作年度报告",
    ],
)
def test_a_year_that_is_not_settled_is_none(title):
    assert parse_title(title).year is None


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("关于做好2022年度政府信息公开工作年度报告编制工作的通知", None),
        ("某省政务公开办公室关于做好2022年度政府信息公开工作年度报告编制工作的通知", "某省政务公开办公室"),
        ("关于印发《如皋市公安局政府信息公开指南》的通知", "如皋市公安局"),
        ("如皋市财政局政府信息公开统计制度", "如皋市财政局"),
        ("政府网站工作年度报表（2023年度）", None),
        ("如皋市公安局2022年工作总结", "如皋市公安局"),
    ],
)
def test_a_title_about_reports_has_no_reporting_year(title, agency):
    read = parse_title(title)
    assert (read.agency, read.year, read.is_report) == (agency, None, False)


def test_the_title_is_cut_where_its_line_goes_on():
    line = "如皋市2020年政府信息公开工作年度报告 来源:如皋市 发布时间:2021-02-19 字体:[ ]"
    assert parse_title(line).text == "如皋市2020年政府信息公开工作年度报告"
    assert parse_title("《如皋市政府信息公开年报（2020年度）》").text == "如皋市政府信息公开年报（2020年度）"


@pytest.mark.parametrize(
    ("token", "year"), [("2020年度", 2020), ("17年", 2017), ("二○一二年", 2012), ("1999年", None), ("", None)]
)
def test_year_tokens(token, year):
    assert year_of(token) == year


CONTEXT = {
    "2021年区集体经济发展服务署政府信息公开工作年度报告": "440304",
    "中村乡2020年政府信息公开工作年度报告": "360733",
    "市扶农办2016年度政府信息公开工作报告": "130700",
    "2019年县教育和科学技术局政府信息公开工作年度报告": "511724",
    "2024年合水镇人民政府信息公开工作年度报告": "441624",
    "赤水鎮2024年度政府信息公開工作年度報告": "440783",
}
YEAR_OUTSIDE_THE_TITLE = {"深圳市人民政府 — 政府信息公开年度报告"}


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus of titles is not here")
def test_the_shared_titles():
    with CORPUS.open(encoding="utf-8-sig") as file:
        reports = [row for row in csv.DictReader(file) if row["kind"] != "not_a_report"]
    for row in reports:
        read = parse_title(row["title"])
        name = resolve(read.agency, CONTEXT.get(row["title"])).name if read.agency else ""
        assert name == row["agency"], row["title"]
        if row["title"] not in YEAR_OUTSIDE_THE_TITLE:
            assert str(read.year or "") == row["year"], row["title"]


def test_the_word_for_all_years_is_no_part_of_the_agency():
    assert parse_title("启东市人民政府历年政府信息公开工作年度报告").agency == "启东市人民政府"
