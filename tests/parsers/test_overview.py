"""What reports without a telling title say of themselves in their overview."""

import pytest
from identified import introduced

from harvester.parsers.introduction import opening_year


@pytest.mark.parametrize(
    ("overview", "name", "code"),
    [
        ("2023年，大东区人民政府认真贯彻落实条例。", "沈阳市大东区人民政府", "210104"),
        ("2023年，在区委、区政府的坚强领导下，来凤县水利局认真贯彻落实条例。", "来凤县水利局", "422827"),
        ("2023年，来凤县水利局政府信息公开工作坚持便民原则。", "来凤县水利局", "422827"),
        ("一是主动公开情况我乡着力深化公开内容。", None, None),
        ("2022年荔浦市严格贯彻落实条例。", "荔浦市人民政府", "450381"),
        ("2022年，全县坚持公开为常态。", None, None),
    ],
)
def test_who_acts_in_the_overview_where_the_introduction_names_nobody(overview, name, code):
    agency = introduced("根据条例规定编制本报告。", overview=overview).agency
    assert (agency and agency.name, agency and agency.division_code) == (name, code)


def test_the_site_on_which_a_town_posts_tells_its_place():
    overview = "本年度大东坝镇共更新松阳县人民政府网政务公开信息13条。"
    agency = introduced(None, title="大东坝镇2021年政府信息公开工作年度报告", overview=overview).agency
    assert (agency.name, agency.division_code[:6]) == ("松阳县大东坝镇人民政府", "331124")


def test_whose_rules_are_cited_tells_which_of_two_districts_it_is():
    overview = "2025年，宝山区财政局认真贯彻落实条例。"
    assert introduced("根据条例编制。", overview=overview).agency.division_code is None
    cited = introduced("根据《上海市政府信息公开规定》编制。", overview=overview).agency
    assert (cited.name, cited.division_code) == ("上海市宝山区财政局", "310113")


def test_an_office_that_says_we_is_the_author():
    preamble = "如对本报告有任何疑问，请与如皋市人民政府办公室文电科联系。"
    assert introduced(preamble, overview="我办把公开工作列入日常工作。").agency.name == "如皋市人民政府办公室"
    assert introduced(preamble, overview="自我办理以来，本办法施行。").agency is None


def test_a_bare_title_on_the_site_of_a_larger_place_is_named_in_full_by_the_overview():
    title, overview = "公安局2019年政府信息公开工作年度报告", "2019年白水县公安局在县委领导下工作。"
    agency = introduced("根据条例要求编制。", title=title, overview=overview, division_code="610000").agency
    assert (agency.name, agency.division_code) == ("白水县公安局", "610527")


def test_the_overview_places_a_bare_title():
    agency = introduced(
        "根据条例要求编制。",
        title="公安局2019年政府信息公开工作年度报告",
        overview="2019年白水县公安局在县委领导下工作。",
    ).agency
    assert (agency.name, agency.division_code) == ("白水县公安局", "610527")


@pytest.mark.parametrize(
    ("preamble", "overview", "year", "source"),
    [
        ("现向社会公布2021年如皋市教育局政府信息公开工作年度报告。", None, 2021, "introduction"),
        ("统计期限自2021年1月1日起至2021年12月31日止。", "2020年，……", 2021, "period"),
        ("统计期限自2021年1月1日起至2021年12月20日止。", None, 2021, "period"),
        ("统计期限自2021年1月1日起至2021年11月30日止。", None, None, None),
        (None, "2021年，我局认真贯彻落实条例，公开信息13件。", 2021, "overview"),
        (None, "（一）主动公开情况。2021年，我局公开信息13件。", 2021, "overview"),
        (None, "一是深化公开。2021年度，街道累计公开信息13件。", 2021, "overview"),
        (None, "一是深化公开。2021年度，街道累计公开信息13件，2020年公开9件。", None, None),
        (None, "我局公开信息13件。", None, None),
    ],
)
def test_the_year(preamble, overview, year, source):
    identity = introduced(preamble, overview=overview)
    assert (identity.year, identity.evidence.get("year")) == (year, source)


@pytest.mark.parametrize(
    "overview",
    ["2019年修订的条例施行以来", "2020年，收到9件；2021年，收到8件；2021年结转1件。", "2021年，5件。2020年，7件。"],
)
def test_an_overview_of_several_years_tells_none(overview):
    assert opening_year(overview) is None


def test_an_office_that_acts_in_the_overview_reports_for_itself():
    preamble = "如对本报告有任何疑问，请与如皋市人民政府办公室联系（地址：某路1号）。"
    overview = "今年以来，市政府办公室以“阳光政务”为引领，推动公开。"
    assert introduced(preamble, overview=overview).agency.name == "如皋市人民政府办公室"


def test_a_year_that_the_overview_compares_with_is_not_its_own():
    assert opening_year("2023年，如皋市财政局认真贯彻条例，公开信息326条，较2022年增长5%。") == 2023
