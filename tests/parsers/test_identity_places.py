"""Where an agency is: by the registry, its site, its address and what the report says."""

import pytest
from identified import read

from harvester.items import Document, Page, Text
from harvester.parsers.identity import identify, site_code


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


@pytest.mark.parametrize("trail", ["当前位置：宜兴市人民政府 > 政务公开 > 和桥镇", "您所在的位置：宜兴市>>和桥镇"])
def test_the_first_step_of_a_trail_tells_the_county(trail):
    identity = read(trail, "和桥镇2023年政府信息公开工作年度报告", "一、总体情况")
    assert identity.agency.name == "宜兴市和桥镇人民政府"


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
