"""The place at the head of an agency's name."""

import pytest

from harvester.divisions import locate, match
from harvester.divisions.lookup import towns_of
from harvester.divisions.table import town_lines


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("铁岭市银州区人民政府办公室", "211202"),
        ("乐清市磐石镇", "330382125"),
        ("浙江省温州市乐清市磐石镇人民政府", "330382125"),
        ("启东市人民政府", "320681"),
        ("岭东区人民政府", "230503"),
        ("洪泽区人民政府", "320813"),
        ("大同市人民政府办公室", "140200"),
        ("大同市人民政府辦公室", "140200"),
        ("上海市人民政府办公厅", "310000"),
        ("重庆市市场监督管理局", "500000"),
        ("吉林省吉林市船营区", "220204"),
        ("北京市朝阳区教育局", "110105"),
        ("恩施州教育局", "422800"),
        ("东莞市虎门镇", "441900121"),
        ("东莞市厚街镇", "441900122"),
        ("宜昌市都镇湾镇人民政府", "420528104"),
        ("邢台市南长街街道办事处", "130502001"),
        ("嘉峪关市峪泉镇", "620201101"),
        ("江北区两路街道办事处", "500157021"),
        ("平潭综合实验区管委会", "350128"),
        ("大 鹏 新 区", "440300"),
        ("南京徐庄高新技术产业开发区管理委员会", "320100"),
        ("第八师石河子市教育局", "659001"),
        ("新疆生产建设兵团第八师石河子市", "659001"),
        ("兵团第十四师昆玉市人民政府办公室", "659009"),
        ("八师石河子市教育局", "659001"),
        ("第八师一五二团", "659001"),
        ("第八师石河子市北泉镇", "659001100"),
        ("第十二师教育局", "660000"),
    ],
)
def test_the_smallest_place_of_the_longest_chain(text, code):
    assert locate(text).code == code


def test_an_abolished_name_is_found_as_it_was():
    county = locate("洪泽县人民政府")
    assert (county.code, county.current_code) == ("320829", "320813")
    assert locate("沙县人民政府").name == "沙县"


@pytest.mark.parametrize(
    "text",
    [
        "朝阳区教育局",
        "城关镇人民政府",
        "佳荣里街",
        "大同",
        "城区人民政府",
        "太湖流域管理局",
        "东湖新技术开发区管理委员会",
        "开发区管委会",
        "市场监督管理局",
        "国家能源局",
        "",
    ],
)
def test_what_the_name_alone_does_not_settle_is_none(text):
    assert locate(text) is None


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("朝阳区教育局", "110000", "110105"),
        ("城区人民政府", "140500", "140502"),
        ("佳荣里街", "120113", "120113005"),
        ("磐石镇", "330300", "330382125"),
        ("虎门镇人民政府", "441900", "441900121"),
        ("岭东区人民政府", "440300", "230503"),
    ],
)
def test_a_hint_decides_between_namesakes(text, hint, code):
    assert locate(text, hint).code == code


@pytest.mark.parametrize(("text", "hint"), [("城关镇", "620100"), ("城关镇", "330382"), ("朝阳区", "440000")])
def test_a_hint_that_settles_nothing_is_no_licence_to_guess(text, hint):
    assert locate(text, hint) is None


def test_the_match_tells_how_far_the_place_reaches():
    place = match("铁岭市银州区人民政府")
    assert (place.division.name, place.end) == ("银州区", 6)
    assert match("南京徐庄高新技术产业开发区").short


@pytest.mark.parametrize(
    ("town", "county"), [("唐县镇", "421321"), ("芒市镇", "533103"), ("东区街道办事处", "411281")]
)
def test_a_town_that_begins_like_a_county_is_the_town_where_the_county_around_has_it(town, county):
    assert locate(town, county).code.startswith(county)
    assert locate(town) is None or locate(town).level == "town"


def test_every_town_of_the_table_is_found_in_its_county():
    counties = [code for code in town_lines() if len(code) == 6]
    towns = [town for county in counties[::25] for town in towns_of(county) if town.code[6] in "0123"]
    lost = [town.name for town in towns if locate(town.name, town.code[:6]) != town]
    assert [name for name in lost if not name.endswith(("区划", "开发区"))] == []
