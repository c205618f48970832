"""The id of an agency stays what it is when its place is renamed, renumbered or written otherwise."""

import pytest

from harvester.agencies.identity import agency_id
from harvester.parsers.agencies import resolve
from harvester.parsers.organs import is_national

SITE = "http://www.example.gov.cn/nb/2023.html"


def known_as(name, hint=None):
    return agency_id(resolve(name, hint), SITE)


@pytest.mark.parametrize("url", [None, "", "http://[::1/nb.html", "saved/nb.html"])
def test_without_place_and_site_there_is_no_id(url):
    assert agency_id(resolve("教育局"), url) is None


@pytest.mark.parametrize(
    ("name", "hint", "expected"),
    [
        ("启东市政府", None, "320681-人民政府"),
        ("乐清市磐石镇", None, "330382125-人民政府"),
        ("教育局", "320681", "320681-教育局"),
        ("国家税务总局启东市税务局", None, "320681-国家税务总局税务局"),
        ("杭州西湖风景名胜区管委会", "330100", "330100-西湖风景名胜区管理委员会"),
        ("平潭综合实验区管委会", None, "350128-平潭综合实验区管理委员会"),
    ],
)
def test_an_id_is_the_place_and_the_organ(name, hint, expected):
    assert known_as(name, hint) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("洪泽县人民政府", "洪泽区人民政府", "淮安市洪泽区人民政府"), "320813-人民政府"),
        (("襄樊市教育局", "襄阳市教育局"), "420600-教育局"),
        (("无为县财政局", "无为市财政局"), "340281-财政局"),
        (("邢台市桥东区财政局", "邢台市襄都区财政局"), "130502-财政局"),
        (("启东市人民政府办公厅", "启东市政府办"), "320681-人民政府办公室"),
    ],
)
def test_a_place_under_another_name_or_code_and_a_spelling_are_the_same_agency(names, expected):
    assert {known_as(name) for name in names} == {expected}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("启东市人民政府", "启东市人民政府办公室"),
        ("天津市塘沽区人民政府", "天津市滨海新区人民政府"),
        ("綦江县人民政府", "重庆市綦江区人民政府"),
        ("重庆市万盛区人民政府", "重庆市綦江区人民政府"),
        ("苏州市平江区教育局", "苏州市姑苏区教育局"),
    ],
)
def test_government_and_office_and_places_that_went_up_in_another_stay_two(one, other):
    assert known_as(one) != known_as(other)


def test_an_agency_without_a_place_is_known_on_its_site_unless_there_is_only_one():
    assert known_as("教育局") == "www.example.gov.cn-教育局"
    assert known_as("教育部") == "000000-教育部"
    assert agency_id(resolve("教育局"), None) is None
    assert is_national("国家能源局")
    assert not is_national("能源局")
