"""Who reports, on which year, when it was published: every source weighed, nothing guessed."""

from datetime import UTC, date, datetime

import pytest
from identified import BARE, TITLE, read

from harvester.items import Document, Page, Text
from harvester.parsers.identity import identify


def test_a_plain_report():
    identity = read(TITLE, "发布时间:2022-01-28", "一、总体情况")
    assert identity.title == TITLE
    assert (identity.agency.name, identity.agency.division_code) == ("如皋市教育局", "320682")
    assert (identity.agency.scope, identity.year) == ("department", 2021)
    assert identity.published_on == date(2022, 1, 28)
    assert identity.evidence == {"agency": "text", "year": "text", "published_on": "line"}


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


def test_who_acts_is_told_by_the_first_sentence_and_not_by_its_heading():
    document = Document(blocks=(Text("一、总体情况"),), title="2019年政府信息公开工作年度报告")
    overview = "（一）工作落实情况\n抚顺市公安局高度重视政府信息公开工作，认真落实条例。"
    identity = identify(document, Page(url=None, body=b""), {}, None, overview)
    assert identity.agency.name == "抚顺市公安局"


def test_a_section_called_a_division_answers_for_its_agency():
    preamble = "可在广德市人民政府网站下载。如有疑问，请与桐汭街道办事处党政综合部联系。"
    assert read("2023年政府信息公开工作年度报告", preamble=preamble).agency.name == "广德市桐汭街道办事处"


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


def test_a_partys_committee_is_no_author():
    identity = read("一、总体情况", preamble="2021年，开发区党工委高度重视政府信息公开工作。")
    assert identity.agency is None


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
