"""Pages that content farms copied and altered: read as far as they can be, and never taken for the agency's own."""

import harvester
from harvester.parsers.organs import is_foreign

FORM = "".join(
    f"<p>{line}</p>" for line in ("一、总体情况", "三、收到和处理政府信息公开申请情况", "五、存在的主要问题及改进情况")
)


def parse(title, *lines):
    body = f"<title>{title}</title><h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in lines) + FORM
    return harvester.parse(body.encode())


def warnings(report):
    return [finding.actual for finding in report.findings if finding.actual == "altered_copy"]


def test_inserted_pinyin_is_taken_out_and_told():
    title = "启東市財(cái)政局2021年政(zhèng)府信息公開(kāi)工作年度報(bào)告"
    report = parse(title, "統(tǒng)計期限自2021年1月1日起至2021年12月31日止，電(diàn)話見網站。")
    assert (report.agency.name, report.year) == ("启东市财政局", 2021)
    assert "電話見網站" in report.sections["preamble"]
    assert warnings(report)


def test_the_reading_of_one_rare_character_stays():
    report = parse("启东市财政局2021年政府信息公开工作年度报告", "地址：螅(xī)镇某路1号，统计期限为2021年。")
    assert "螅(xī)镇" in report.sections["preamble"]
    assert not warnings(report)


def test_the_name_of_a_betting_site_is_no_agency():
    report = parse("中国体彩网洪泽区人民政府2023年政府信息公开工作年度报告")
    assert report.agency is None
    assert report.year == 2023
    assert warnings(report)


def test_the_lottery_of_a_province_is_an_agency():
    assert not is_foreign("江苏省体育彩票管理中心")
