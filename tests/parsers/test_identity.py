"""Who reports, on which year, when it was published: every source weighed, nothing guessed."""

from datetime import UTC, date, datetime

import pytest

import harvester
from harvester.items import Document, Page, Text
from harvester.parsers.identity import identify, site_code
from harvester.reader import read_report

TITLE = "如皋市教育局2021年政府信息公开工作年度报告"
BARE = "政府信息公开工作年度报告"


def read(*lines, title=None, meta=None, metadata=None, preamble=None, **page):
    document = Document(blocks=tuple(Text(line) for line in lines), title=title, meta=meta or {})
    return identify(document, Page(url=None, body=b"", **page), metadata or {}, preamble)


def test_a_plain_report():
    identity = read(TITLE, "发布时间:2022-01-28", "一、总体情况")
    assert identity.title == TITLE
    assert (identity.agency.name, identity.agency.division_code) == ("如皋市教育局", "320682")
    assert (identity.agency.scope, identity.year) == ("department", 2021)
    assert identity.published_on == date(2022, 1, 28)
    assert identity.evidence == {"agency": "text", "year": "text", "published_on": "line"}


def test_a_title_over_two_lines():
    identity = read("如皋市教育局", "2021年政府信息公开工作年度报告")
    assert (identity.agency.name, identity.year) == ("如皋市教育局", 2021)
    identity = read("如皋市教育局政府信息公开工作年度报告", "（2021年度）")
    assert (identity.agency.name, identity.year) == ("如皋市教育局", 2021)
    identity = read("太平街道办事处", "2022年度政府信息公开工作年度报告", "一、总体情况")
    assert (identity.agency.name, identity.year) == ("太平街道办事处", 2022)


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


def test_the_period_settles_a_year_that_titles_leave_open():
    identity = read("如皋市教育局政府信息公开工作年度报告", preamble="统计期限自2021年1月1日起至2021年12月31日止。")
    assert (identity.year, identity.evidence["year"]) == (2021, "period")


def test_the_publication_date_never_becomes_the_year():
    identity = read("如皋市教育局政府信息公开工作年度报告", metadata={"published_on": "2022-01-28"})
    assert (identity.year, identity.published_on) == (None, date(2022, 1, 28))


def test_a_period_against_the_title_is_told():
    identity = read(TITLE, preamble="统计期限自2020年1月1日起至2020年12月31日止。")
    assert (identity.year, identity.evidence["conflict"]) == (2021, "year 2020")


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ({"preamble": "现公布如皋市教育局2021年度政府信息公开工作年度报告。"}, "introduction"),
        ({"preamble": "本报告由如皋市教育局根据条例编制。"}, "introduction"),
        ({"metadata": {"issuer": "如皋市教育局"}}, "metadata issuer"),
        ({"publisher": "如皋市教育局"}, "registry"),
    ],
)
def test_where_an_agency_is_found_that_the_title_does_not_name(given, source):
    identity = read("2021年政府信息公开工作年度报告", "一、总体情况", **given)
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋市教育局", source)


@pytest.mark.parametrize("day", ["2022年1月28日", "二〇二四年元月二十八日"])
@pytest.mark.parametrize("name", ["上湾乡人民政府", "国家统计局湖北调查总队", "海关总署"])
def test_an_agency_above_the_date_of_the_signature(name, day):
    document = Document(blocks=(Text(BARE), Text("一切顺利。"), Text(name), Text(day), Text("主办：青石县人民政府")))
    identity = identify(document, Page(url=None, body=b"", publisher="青石县人民政府"), {}, None)
    assert (identity.agency.as_written, identity.evidence["agency"]) == (name, "signature")


def test_a_body_that_every_place_has_is_named_where_its_place_is():
    preamble = "现将区教育局2025年政府信息公开工作年度报告公布如下。"
    trail = Text("首页 > 政府信息公开 > 青山区教育局 > 政府信息公开年报")
    identity = identify(Document(blocks=(trail, Text(BARE))), Page(url=None, body=b""), {}, preamble)
    assert identity.agency.name == "青山区教育局"


def test_an_agency_in_one_line_with_the_date():
    identity = read("2023年政府信息公开工作年度报告", "六、其他需要报告的事项", "无。", "如皋市教育局  2024年1月22日")
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋市教育局", "signature")


def test_an_agency_in_the_signature():
    identity = read("2021年政府信息公开工作年度报告", "一、总体情况", "如皋市教育局", "2022年1月28日")
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋市教育局", "signature")
    assert (identity.published_on, identity.evidence["published_on"]) == (date(2022, 1, 28), "signature")


def test_no_agency_is_none():
    assert read("2021年政府信息公开工作年度报告").agency is None
    assert read().title is None


def test_the_registry_places_a_town():
    identity = read("磐石镇2020年度政府信息公开工作年度报告", division_code="330382")
    assert (identity.agency.name, identity.agency.division_code) == ("乐清市磐石镇人民政府", "330382125")


def test_without_a_place_a_town_has_no_code():
    identity = read("城关镇2020年度政府信息公开工作年度报告")
    assert (identity.agency.name, identity.agency.division_code) == ("城关镇人民政府", None)


def test_the_introduction_places_a_district_that_has_namesakes():
    preamble = "如有疑问，请与区政府办联系（地址：北京市朝阳区某街1号）。"
    identity = read("朝阳区人民政府2020年政府信息公开工作年度报告", preamble=preamble)
    assert (identity.agency.name, identity.agency.division_code) == ("北京市朝阳区人民政府", "110105")
    assert read("朝阳区人民政府2020年政府信息公开工作年度报告").agency.division_code is None


@pytest.mark.parametrize("name", ["长江海事局", "上海铁路监督管理局", "太湖流域管理局"])
def test_an_address_places_no_agency_that_names_no_place(name):
    preamble = f"如有疑问，请与{name}办公室联系（地址：上海市徐汇区某路1号）。"
    agency = read(f"{name}2020年政府信息公开工作年度报告", preamble=preamble).agency
    assert (agency.name, agency.division_code) == (name, None)


def test_an_address_tells_whose_city_a_body_is_of_that_says_so():
    preamble = "如有疑问，请与市应急局办公室联系（地址：六盘水市钟山区某路1号）。"
    agency = read("市应急局2024年政府信息公开工作年度报告", preamble=preamble).agency
    assert (agency.name, agency.division_code) == ("六盘水市应急管理局", "520200")
    agency = read("区科技厅2024年政府信息公开工作年度报告", preamble=preamble).agency
    assert agency.division_code is None


def test_who_acts_is_told_by_the_first_sentence_and_not_by_its_heading():
    document = Document(blocks=(Text("一、总体情况"),), title="2019年政府信息公开工作年度报告")
    overview = "（一）工作落实情况\n抚顺市公安局高度重视政府信息公开工作，认真落实条例。"
    identity = identify(document, Page(url=None, body=b""), {}, None, overview)
    assert identity.agency.name == "抚顺市公安局"


def test_a_section_called_a_division_answers_for_its_agency():
    preamble = "可在广德市人民政府网站下载。如有疑问，请与桐汭街道办事处党政综合部联系。"
    assert read("2023年政府信息公开工作年度报告", preamble=preamble).agency.name == "广德市桐汭街道办事处"


def test_a_site_called_the_publics_net_places_a_town():
    identity = read("虹山乡2011年政府信息公开工作年度报告", preamble="通过泉州市洛江区公众信息网公布。")
    assert identity.agency.name == "泉州市洛江区虹山乡人民政府"


@pytest.mark.parametrize(
    ("code", "division"),
    [
        ("3208290003", "320813"),
        ("1402020001", "140213"),
        ("5001120001", "500112"),
        ("bm07000001", None),
        ("9999990001", None),
        ("28", None),
    ],
)
def test_a_site_code_is_checked_against_the_table(code, division):
    assert site_code(Document(blocks=(), meta={"siteidcode": code}), {}) == division


def test_a_site_code_inside_the_registrys_place_narrows_it():
    inside = read("中街镇2020年政府信息公开年报", division_code="330300", metadata={"site_id_code": "3303820001"})
    assert inside.evidence["place"] == "SiteIDCode"
    outside = read("磐石镇2020年政府信息公开年报", division_code="330382", metadata={"site_id_code": "2302000001"})
    assert (outside.agency.division_code, outside.evidence["place"]) == ("330382125", "registry")


def test_the_text_outweighs_a_site_code_copied_from_elsewhere():
    identity = read("岭东区2020年政府信息公开年报", metadata={"site_id_code": "5000000001"})
    assert (identity.agency.division_code, identity.evidence["conflict"]) == ("230503", "place 500000")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"metadata": {"published_on": "2022-02-01", "issued_on": "2022-01-20"}}, date(2022, 2, 1)),
        ({"metadata": {"issued_on": "2022年01月20日"}}, date(2022, 1, 20)),
        ({"metadata": {"published_at": "2022-02-01", "issued_on": "2022-01-20"}}, date(2022, 2, 1)),
        ({"meta": {"pubdate": "2022/03/04 02:30"}}, date(2022, 3, 4)),
        ({"listed_on": date(2022, 1, 30)}, date(2022, 1, 30)),
        ({"metadata": {"published_on": "1970-01-01"}, "listed_on": date(2022, 1, 30)}, date(2022, 1, 30)),
        ({"metadata": {"published_on": "2019-05-01"}}, None),
        ({"metadata": {"published_on": "2030-01-01"}, "fetched_at": datetime(2026, 1, 1, tzinfo=UTC)}, None),
    ],
)
def test_the_publication_date_by_the_best_source(given, found):
    assert read(TITLE, **given).published_on == found


@pytest.mark.parametrize(
    "line",
    [
        "2022年01月20日 10:17 来源：如皋市教育局",
        "来源：如皋市教育局 2022-01-20 10:10",
        "编辑：admin 发布于：2022-01-20 浏览：12",
        "[2022-01-20]",
        "录入时间：2022-01-20",
        "发布：2022-01-20",
    ],
)
def test_the_date_below_the_title_goes_before_what_the_foot_of_the_page_says(line):
    body = (line, "根据条例编制本报告。", "一、总体情况", "主办：如皋市教育局 更新日期：2024-05-05")
    assert read("今天是2026年3月1日", TITLE, *body).published_on == date(2022, 1, 20)


@pytest.mark.parametrize("line", ["归档时间：2023-06-15", "统计时段：2022年1月1日至今", "更新于2024-05-05"])
def test_other_dates_above_the_report_are_not_its_own(line):
    assert read(TITLE, line, "根据条例编制本报告。", "2022年1月18日").published_on == date(2022, 1, 18)


def test_the_period_is_no_publication_date():
    assert read(TITLE, "数据统计期限:2021年1月1日至2021年12月31日").published_on is None


@pytest.mark.parametrize(
    ("preamble", "year"),
    [
        ("现公布如皋市教育局2020年政府信息公开工作年度报告。", "2020"),
        ("现将2021年度政府信息公开年报公布如下。", None),
        ("按照《关于做好2020年政府信息公开工作年度报告编制的通知》要求，特编制本报告。", None),
    ],
)
def test_the_year_that_the_introduction_claims_is_kept_where_it_is_another(preamble, year):
    assert read(TITLE, preamble=preamble).evidence.get("introduction_year") == year


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("启东市教育局", "启东市教育局"),
        ("如皋市财政局", "如皋市财政局"),
        ("如皋市教育局", None),
        ("市教育局", None),
        ("如皋市人民政府办公室", None),
        ("局办公室", None),
        ("我局", None),
        ("我中心", None),
        ("本街道", None),
    ],
)
def test_the_author_that_the_introduction_names_is_kept_where_it_contradicts_the_title(author, told):
    evidence = read(TITLE, preamble=f"本报告由{author}根据条例编制。", division_code="320682").evidence
    assert evidence.get("introduction_agency") == told


def test_a_department_under_a_title_with_the_place_alone_is_the_agency_where_the_page_names_it_as_well():
    title, preamble = "如皋市2021年政府信息公开工作年度报告", "由如皋市统计局、国家统计局如皋调查队编制。"
    identity = read("如皋市统计局•国家统计局如皋调查队", title, preamble=preamble)
    assert identity.agency.name == "如皋市统计局、国家统计局如皋调查队"
    alone = read(title, preamble=preamble)
    assert alone.agency.name == "如皋市人民政府"
    assert alone.evidence["introduction_agency"] == "如皋市统计局、国家统计局如皋调查队"


@pytest.mark.parametrize(
    "preamble",
    ["由如皋市数据局编制。", "由如皋市统计局根据各镇、各部门的年度报告编制。", "由如皋市人民政府办公室编制。"],
)
def test_who_writes_the_report_of_its_government_is_no_other_author(preamble):
    issuer = {"metadata": {"issuer": preamble[1:7]}}
    identity = read("如皋市2021年政府信息公开工作年度报告", preamble=preamble, **issuer)
    assert (identity.agency.name, identity.evidence.get("introduction_agency")) == ("如皋市人民政府", None)


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ({"metadata": {"source": "如皋市教育局"}}, "metadata source"),
        ({"metadata": {"site_name": "如皋市教育局门户网站"}}, "metadata site_name"),
        ({"title": "2021年政府信息公开工作年度报告_如皋市教育局网站"}, "site title"),
    ],
)
def test_the_site_tells_the_agency_of_a_bare_title(given, source):
    identity = read("2021年政府信息公开工作年度报告", publisher="如皋市人民政府", **given)
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋市教育局", source)


@pytest.mark.parametrize("trail", ["当前位置：宜兴市人民政府 > 政务公开 > 和桥镇", "您所在的位置：宜兴市>>和桥镇"])
def test_the_first_step_of_a_trail_tells_the_county(trail):
    identity = read(trail, "和桥镇2023年政府信息公开工作年度报告", "一、总体情况")
    assert identity.agency.name == "宜兴市和桥镇人民政府"


def test_the_trail_of_the_page_tells_the_agency_of_a_bare_title():
    trail = "当前位置：首页 > 部门公开 > 如皋市教育局 > 年度报告"
    identity = read(trail, "2021年政府信息公开工作年度报告", "一、总体情况", publisher="如皋市人民政府")
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋市教育局", "breadcrumb")


def test_a_site_before_a_bare_title_is_not_believed_before_the_introduction():
    shown = {"title": "如皋市人民政府 2021年政府信息公开工作年度报告"}
    identity = read("2021年政府信息公开工作年度报告", preamble="本报告由如皋市教育局编制。", **shown)
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋市教育局", "introduction")
    identity = read("2021年政府信息公开工作年度报告", **shown)
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋市人民政府", "site title")


def test_a_short_name_beside_the_full_one_is_the_same_agency():
    identity = read("教育局2021年政府信息公开工作年度报告", title=f"如皋市人民政府 {TITLE}")
    assert identity.agency.name == "如皋市教育局"


def test_an_item_of_the_menu_is_no_agency():
    assert read("下载中心", "2021年政府信息公开工作年度报告").agency is None


@pytest.mark.parametrize(
    "line",
    [
        "索引号：320682ZF7787/2022-33116 组配分类：政府信息公开年报 发布机构：如皋市教育局",
        "主题分类：政府信息公开年报",
        f"【名 称】 {TITLE}",
    ],
)
def test_a_line_of_the_block_is_no_title(line):
    identity = read(line, "2021年度政府信息公开年报", preamble="现公布如皋市教育局2021年政府信息公开工作年度报告。")
    assert (identity.title, identity.agency.name, identity.year) == ("2021年度政府信息公开年报", "如皋市教育局", 2021)


def test_the_introductions_first_words_tell_year_and_place():
    identity = read("铁西区教育局政府信息公开年报", preamble="2019年，鞍山市铁西区教育局深入贯彻条例精神。")
    assert (identity.year, identity.agency.division_code, identity.agency.name) == (
        2019,
        "210303",
        "鞍山市铁西区教育局",
    )
    identity = read(
        "2019年政府信息公开年报", preamble="2019年，如皋海关认真贯彻条例精神。", publisher="如皋市人民政府"
    )
    assert (identity.agency.name, identity.evidence["agency"]) == ("如皋海关", "introduction")


def test_a_ministrys_line_begins_the_title_below():
    assert read("科学技术部", "2022年政府信息公开工作年度报告").title == "科学技术部2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "lines",
    [
        ("按照条例要求，玉环市楚门镇人民政府编制了2021年度政府信息公开工作年度报告。",),
        ("一、总体情况", "玉环市楚门镇人民政府2021年无其他需要报告的事项。"),
    ],
)
def test_the_reports_own_words_place_its_town(lines):
    title = "楚门镇人民政府2021年政府信息公开工作年度报告"
    assert read(title, *lines, preamble=lines[0]).agency.division_code == "331083102"


def test_the_overviews_first_words_place_a_town():
    document = Document(blocks=(Text("楚门镇2021年政府信息公开工作年度报告"),))
    overview = "2021年，玉环市楚门镇人民政府坚持以公开为常态。"
    identity = identify(document, Page(url=None, body=b""), {}, "本报告根据条例编制。", overview)
    assert (identity.agency.name, identity.agency.division_code) == ("玉环市楚门镇人民政府", "331083102")


@pytest.mark.parametrize(
    ("agency", "overview", "code"),
    [
        ("东大街街道办事处", "我处依托汉台区政府门户网站公开信息。", "610702002"),
        ("县农业农村局", "信息公开载体为青川县人民政府门户网站。", "510822"),
        ("县农业农村局", "以青川县门户网站为主要公开平台。", "510822"),
        ("县农业农村局", "以便民利民为宗旨依法依规主动及时在青川县人民政府网站公开。", "510822"),
        ("县农业农村局", "通过青川县人民政府网站和广元市人民政府网站公开。", "510822"),
        ("县农业农村局", "通过青川县人民政府网站、在剑阁县人民政府网站公开。", None),
        ("市气象局", "通过青川县人民政府网站公开。", "510800"),
        ("农业农村局", "通过青川县人民政府网站公开。", None),
        ("区统计局", "通过新城区人民政府网站公开。", None),
    ],
)
def test_the_site_on_which_it_publishes_places_a_report_without_a_place(agency, overview, code):
    document = Document(blocks=(Text(f"{agency}2021年政府信息公开工作年度报告"),))
    identity = identify(document, Page(url=None, body=b""), {}, "本报告根据条例编制。", overview)
    assert identity.agency.division_code == code


@pytest.mark.parametrize(
    "greeting",
    [
        "欢迎访问玉环市人民政府门户网站！",
        "您好，欢迎登录玉环市政务公开平台",
        "欢迎您访问玉环市人民政府网 今天是：2022年1月2日",
    ],
)
def test_who_welcomes_the_reader_places_a_town(greeting):
    identity = read(greeting, "楚门镇2021年政府信息公开工作年度报告", "一、总体情况")
    assert identity.agency.division_code == "331083102"


def test_a_partys_committee_is_no_author():
    identity = read("一、总体情况", preamble="2021年，开发区党工委高度重视政府信息公开工作。")
    assert identity.agency is None


def test_a_title_is_a_line_of_its_own_rather_than_the_sentence_that_repeats_it():
    short = "楚门镇人民政府2021年政府信息公开工作年度报告，根据《年度报告格式》编制。"
    assert read("玉环市楚门镇2021年政府信息公开工作年度报告", short).agency.division_code == "331083102"


@pytest.mark.parametrize(
    "period",
    [
        "统计期限自20211月1日起至20211231日止",
        "统计期限为20211月1日至12月31日",
        "自20211月1日至202112月31日",
        "统计区间为202111日至20211231日",
        "起止时间为202111日至1231日",
    ],
)
def test_a_period_that_lost_its_words_for_year_and_month_tells_the_year(period):
    assert read("楚门镇政府信息公开工作年度报告", preamble=f"本报告中所列数据{period}。").year == 2021


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
