"""What reports without a telling title say of themselves in their introduction."""

import pytest
from identified import introduced

from harvester.items import Document, Page, Text
from harvester.parsers.identity import identify


@pytest.mark.parametrize(
    ("preamble", "name", "code"),
    [
        ("现向社会公布2021年如皋市教育局政府信息公开工作年度报告。", "如皋市教育局", "320682"),
        (
            "特向社会公布国家税务总局如皋市税务局（以下简称“如皋市税务局”，下文类同）2021年政府信息公开工作年度报告。",
            "国家税务总局如皋市税务局",
            "320682",
        ),
        ("结合实际，将如皋港保税区2021年度政府信息公开年度报告公布如下：", "如皋港保税区管理委员会", None),
        ("结合实际，将将乐县教育局2021年度政府信息公开年度报告公布如下：", "将乐县教育局", "350428"),
        ("现公开来凤经济开发区信息公开2021年度报告。", "来凤经济开发区管理委员会", "422827"),
        ("现编制《磐石镇人民政府2021年政府信息公开工作年度报告》。", "磐石镇人民政府", None),
        ("本报告由杭州市滨江区人民政府长河街道党政办公室综合科编制。", "杭州市滨江区长河街道办事处", "330108002"),
        ("如有疑问，请与长春市民族事务委员会办公室联系。", "长春市民族事务委员会", "220100"),
        ("如有疑问，请与如皋市网络安全和信息化委员会办公室联系。", "如皋市网络安全和信息化委员会办公室", "320682"),
        ("现公布天津东疆综保区2021年政府信息公开工作年度报告。", "天津东疆综保区管理委员会", "120000"),
        ("本报告由乐清市磐石镇单位办公室编制。", "乐清市磐石镇人民政府", "330382125"),
        ("绍兴市越城区东湖街道特编制2021年政府信息公开年度报告。", "绍兴市越城区东湖街道办事处", "330602008"),
        ("本报告由如皋市综合行政执法局编制。", "如皋市综合行政执法局", "320682"),
        ("本报告由如皋市对外贸易经济合作局根据条例编制。", "如皋市对外贸易经济合作局", "320682"),
        ("本报告由如皋市机构编制委员会办公室编制。", "如皋市机构编制委员会办公室", "320682"),
        ("现向社会公布2021年如皋市编制委员会办公室政府信息公开年度报告。", "如皋市编制委员会办公室", "320682"),
        ("本报告由平潭综合实验区财政金融局编制。", "平潭综合实验区财政金融局", "350128"),
        ("结合2021年如皋市公安局政府信息公开工作编制而成。", "如皋市公安局", "320682"),
        ("如有疑问，请与如皋市公安局政府信息公开申请受理机构联系。", "如皋市公安局", "320682"),
        ("如皋市公安局扎实开展各项工作，现将2021年度工作开展情况报告如下。", "如皋市公安局", "320682"),
        ("为认真做好如皋市公安局政府信息公开工作，我局按照条例要求编制本报告。", "如皋市公安局", "320682"),
        ("全文包括如皋市公安局信息公开总体情况等。", "如皋市公安局", "320682"),
        ("如对本报告有任何疑问，请与如皋市公安局办公室联系（地址：某路1号）。", "如皋市公安局", "320682"),
        ("如有疑问，请联系：如皋市教育局办公室，电话0513-00000000。", "如皋市教育局", "320682"),
        ("如有疑问，请联系：如皋市教育局局党政办公室，地址：某路1号。", "如皋市教育局", "320682"),
        ("如有疑问，请与如皋市人社局办公室联系。", "如皋市人力资源和社会保障局", "320682"),
        ("如有疑问，请与如皋市林业局行政办公室联系。", "如皋市林业局", "320682"),
        ("如有疑问，请与如皋市公安局政府信息公开领导小组办公室联系。", "如皋市公安局", "320682"),
        ("如有疑问，请联系海关总署办公厅政务公开处，地址：北京市东城区某街6号。", "海关总署", None),
        ("如有疑问，请联系：乐清市磐石镇信息公开领导小组办公室，邮编：000000。", "乐清市磐石镇人民政府", "330382125"),
        ("根据条例，如皋市财政局编制了如皋市财政局2021年政府信息公开工作年度报告。", "如皋市财政局", "320682"),
        ("现编制并公布如皋市财政局2021年政府信息公开工作年度报告。", "如皋市财政局", "320682"),
        ("根据条例规定，由如皋市水务局编写了2022年度政府信息公开工作年度报告。", "如皋市水务局", "320682"),
        ("按照有关文件要求，如皋市水务局现面向社会公开2022年度政府信息公开年度报告。", "如皋市水务局", "320682"),
        ("如皋市水务局（以下简称本局）根据条例，公开各类信息。", "如皋市水务局", "320682"),
        ("综合2017年度如皋市各镇（街道）和市级各部门的政府信息公开年度报告编制而成。", "如皋市人民政府", "320682"),
        ("由如皋市政府办公室综合各镇政府和市政府各部门的年度报告编制而成。", "如皋市人民政府", "320682"),
        (
            "现公布2021年度如皋市高新科技产业园管理委员会信息公开年度工作情况。",
            "如皋市高新科技产业园管理委员会",
            "320682",
        ),
        ("如有疑问，请与如皋市政府信息中心联系。", "如皋市人民政府", "320682"),
        ("由如皋市统计局围绕2021年度政府信息公开工作情况编写而成。", "如皋市统计局", "320682"),
        ("内容涵盖如皋市统计局2021年1月1日至12月31日期间的政府信息公开工作情况。", "如皋市统计局", "320682"),
        ("本报告的内容主要为如皋市人民政府办公室2021年度的政府信息公开工作情况。", "如皋市人民政府办公室", "320682"),
        ("根据条例，如皋市水务局结合工作实际，认真编制了2021年度政府信息公开年度报告。", "如皋市水务局", "320682"),
        ("由乐清市磐石镇信息公开工作办公室编制。", "乐清市磐石镇人民政府", "330382125"),
        ("如有疑问，请联系乐清市磐石镇党政综合科，地址：某路1号。", "乐清市磐石镇人民政府", "330382125"),
        ("本报告由如皋市第二中学编制。", "如皋市第二中学", "320682"),
        (
            "2021年，雅安工业园区管委会认真贯彻条例。工业园区管委会编制了《2021年政府信息公开工作年度报告》。",
            "雅安工业园区管理委员会",
            "511800",
        ),
    ],
)
def test_the_agency(preamble, name, code):
    agency = introduced(preamble).agency
    assert (agency.name, agency.division_code) == (name, code)


@pytest.mark.parametrize(
    "preamble",
    [
        "根据《如皋市人民政府办公室关于做好2021年政府信息公开工作年度报告编制工作的通知》要求编制。",
        "按照如皋市2021年政府信息公开工作年度报告格式撰写。",
        "如对本报告有疑问，请与如皋市人民政府办公室联系。",
        "根据《条例》和《如皋市人民政府办公室关于做好2021年政府信息公开工作年度报告发布和报送工作的通知》要求编制。",
        "本报告是在综合汇总各县政府和市政府各委、办、局政府信息公开年度报告基础上编写而成。",
        "如對本報告有疑問，請與如皋市人民政府辦公室聯系。",
        "现将我局2021年政府信息公开工作年度报告公布如下。",
        "如对本报告有疑问，请与局办公室联系。",
        "向社会公开2021年度镇政府信息公开年度报告。",
        "结合开发区管委会信息公开工作撰写。",
    ],
)
def test_what_names_no_author(preamble):
    assert introduced(preamble).agency is None


def test_a_row_of_the_block_that_lost_its_table_is_no_title():
    identity = introduced(
        "现公布磐石镇2025年政府信息公开工作年度报告。",
        "| 索引号 | 0144/2026-246 | 分类 | 信息公开年报 |",
        title="首页",
    )
    assert (identity.agency.name, identity.year) == ("磐石镇人民政府", 2025)


@pytest.mark.parametrize(
    "site", ["“松阳县门户网站”", "松阳县人民政府门户网站", "松阳政府网-乡镇信息公开栏", "松阳县政务信息网"]
)
def test_the_site_on_which_it_is_published_tells_the_place_of_a_town(site):
    agency = introduced(f"汇总2021年度大东坝镇人民政府的政务公开年度报告编制而成，全文在{site}公布。").agency
    assert (agency.name, agency.division_code[:6]) == ("松阳县大东坝镇人民政府", "331124")


@pytest.mark.parametrize(
    "lines",
    [
        ("当前位置：首页 > 新乐市政府信息公开平台 > 年报",),
        ("主办单位：新乐市人民政府办公室 承办单位：某中心",),
        ("> 首页", "> 新乐市政府信息公开平台", "> 2022年"),
    ],
)
def test_the_page_places_a_town(lines):
    identity = introduced(None, *lines, title="马头铺镇人民政府2022年度政府信息公开工作年度报告")
    assert identity.agency.name == "新乐市马头铺镇人民政府"


def test_a_bureau_of_a_city_does_not_become_its_districts_by_its_address():
    identity = introduced("地址：南通市崇川区某路1号。", title="教育局2022年度政府信息公开工作年度报告")
    assert (identity.agency.name, identity.agency.division_code) == ("教育局", None)


@pytest.mark.parametrize(
    ("lines", "name", "year"),
    [
        (("如皋市教育局2021年", "政府信息公开工作年度报告"), "如皋市教育局", 2021),
        (("如皋市教育局", "2021年", "政府信息公开工作年度报告"), "如皋市教育局", 2021),
        (("浙江省人民政府2021年", "政府信息公开工作年度报告"), "浙江省人民政府", 2021),
        (("如皋市住房和", "城乡建设局2021年政府信息公开工作年度报告"), "如皋市住房和城乡建设局", 2021),
        (("如皋市财政局202", "1年政府信息公开工作年度报告"), "如皋市财政局", 2021),
        (("如皋市教育局2021年度政府", "信息公开工作年度报告"), "如皋市教育局", 2021),
        (("2021年政府信息公开工作年度报告", "如皋市教育局", "2021年政府信息公开工作年度报告"), "如皋市教育局", 2021),
        (
            ("科右中旗哈日诺尔苏木人民政府", "2021年政府信息公开工作年度报告"),
            "科尔沁右翼中旗哈日诺尔苏木人民政府",
            2021,
        ),
    ],
)
def test_a_title_over_several_lines(lines, name, year):
    identity = introduced(None, *lines[1:], title=lines[0])
    assert (identity.agency.name, identity.year) == (name, year)


def test_a_title_below_a_long_menu():
    menu = [f"栏目{number}" for number in range(80)]
    identity = introduced(
        None, *menu, "如皋市教育局2021年政府信息公开工作年度报告", "一、总体情况", title="如皋市人民政府"
    )
    assert (identity.agency.name, identity.year) == ("如皋市教育局", 2021)


def test_a_rule_on_reports_names_no_agency():
    for rule in (
        "根据《江苏省政府信息公开工作年度报告制度》的规定，对工作进行了梳理。",
        "本年度报告根据《条例》《国务院办公厅政府信息与政务公开办公室关于政府信息公开年度报告若干规定》要求编制。",
    ):
        assert introduced(rule).agency is None


def test_the_year_of_an_introduction_that_calls_the_report_otherwise():
    text = "现公布2021年度如皋市教育局信息公开年度工作情况。"
    assert introduced(text, title="如皋市教育局政务公开栏").year == 2021


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2019年我乡重视信息公开。截至12月31日，牛街乡人民政府通过信息平台公开3条。", "牛街乡人民政府"),
        ("我局印发了《广西海事局新媒体管理暂行办法》，广西海事局办公室归口管理。", "广西海事局"),
        ("本局制定了《如皋市财政局政府信息公开工作规范》。", "如皋市财政局"),
    ],
)
def test_what_the_prose_calls_itself_where_nothing_else_names_the_agency(text, name):
    identity = introduced("根据条例编制本报告。", text, title="一、总体情况")
    assert (identity.agency.name, identity.evidence["agency"]) == (name, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "2019年我镇通过公开栏公开3条，我镇成立了领导小组。",
        "我办按照《如皋市人民政府办公室关于编制年度报告的通知》通过网站公开3条。",
        "我局印发了《如皋市人民政府政务公开工作要点》。",
        "我局指导下，如皋市教育局通过网站公开3条，如皋市财政局通过网站公开5条。",
    ],
)
def test_prose_that_names_no_one_agency_of_its_own_kind(text):
    assert introduced("根据条例编制本报告。", text, title="一、总体情况").agency is None


def test_the_agency_that_heads_the_page_tells_the_place():
    agency = introduced("现公布市政府国资委2022年政府信息公开工作年度报告。", title="如皋市国资委").agency
    assert (agency.name, agency.division_code) == ("如皋市人民政府国有资产监督管理委员会", "320682")


def test_a_body_of_a_district_that_only_its_own_papers_name():
    texts = (
        "2024年，区住房城乡建设局认真贯彻落实条例，按时公开。",
        "我局印发了《玉溪市江川区住房和城乡建设局信息公开保密审查制度》，落实到人。",
    )
    document = Document(blocks=tuple(map(Text, ("2024年政府信息公开工作年度报告", "一、总体情况", *texts))))
    agency = identify(document, Page(url=None, body=b""), {}, None, "\n".join(texts)).agency
    assert (agency.name, agency.division_code) == ("玉溪市江川区住房和城乡建设局", "530403")


def test_a_report_on_the_main_work_of_a_year():
    document = Document(blocks=(Text("政府信息公开年报"),))
    said = "现将如皋市财政局2024年政府信息公开主要工作报告如下："
    assert identify(document, Page(url=None, body=b""), {}, said).year == 2024


def test_who_goes_through_the_year_to_write_the_report():
    document = Document(blocks=(Text("2023年政府信息公开工作年度报告"),))
    said = "根据如皋市人民政府办公室通知要求，如皋市财政局认真梳理全年工作，形成本报告。"
    assert identify(document, Page(url=None, body=b""), {}, said).agency.name == "如皋市财政局"


def test_an_office_without_a_name_is_no_author():
    document = Document(blocks=(Text("2023年政府信息公开工作年度报告"),))
    said = "本报告由办公室编制，如有疑问请联系如皋市财政局办公室，电话0513-87654321。"
    assert identify(document, Page(url=None, body=b""), {}, said).agency.name == "如皋市财政局"
