"""Places by code and by name, in use and abolished."""

import pytest

from harvester.divisions import by_code, children, find, is_statistical, within


@pytest.mark.parametrize(
    ("old", "name", "new"),
    [
        ("320829", "洪泽县", "320813"),
        ("140202", "城区", "140213"),
        ("510132", "新津县", "510118"),
        ("110103", "崇文区", "110101"),
        ("500105", "江北区", "500157"),
        ("522401", "毕节市", "520502"),
    ],
)
def test_an_abolished_code_knows_its_successor(old, name, new):
    place = by_code(old)
    assert (place.name, place.current_code, place.is_current) == (name, new, False)


@pytest.mark.parametrize("code", ["500112", "130103", "341400"])
def test_a_place_that_was_split_or_dissolved_has_no_one_successor(code):
    assert by_code(code).current_code is None


def test_an_unknown_code_is_none():
    assert by_code("999999") is None
    assert by_code("330382999") is None
    assert by_code("28") is None


def test_names_are_found_with_and_without_their_suffix():
    assert [place.code for place in find("启东市")] == ["320681"]
    assert [place.code for place in find("启东")] == ["320681"]
    assert [place.code for place in find("恩施州")] == ["422800"]
    assert [place.code for place in find("内蒙古")] == ["150000"]


def test_an_ambiguous_name_returns_all_of_them():
    assert {"110105", "220104", "210103"} > {place.code for place in find("朝阳区", within="110000")} == {"110105"}
    assert len(find("朝阳区")) > 1
    assert {place.level for place in find("大同")} >= {"prefecture", "county"}


def test_towns_are_found_within_their_county():
    assert [town.code for town in find("磐石镇")] == ["330382125", "511702109"]
    assert [town.code for town in find("磐石镇", within="330382")] == ["330382125"]
    assert [town.name for town in find("佳荣里街", within="120113")] == ["佳荣里街道"]
    assert [town.name for town in find("佳荣里街道办事处", within="120113")] == ["佳荣里街道"]


def test_a_place_of_the_same_name_with_a_new_code_is_told_once():
    assert [place.code for place in find("公主岭市")] == ["220184"]


def test_children_are_one_level_down():
    assert {place.level for place in children("330000")} == {"prefecture"}
    assert "济源市" in {place.name for place in children("410000")}
    assert "渝中区" in {place.name for place in children("500000")}
    assert "磐石镇" in {place.name for place in children("330382")}
    assert "虎门镇" in {place.name for place in children("441900")}


def test_within_follows_the_code_and_the_successors():
    assert within("330382125", "330382")
    assert within("330382", "330000")
    assert within("500101", "500000")
    assert within("320829", "320813")
    assert not within("330382", "320000")


def test_the_bureaus_own_units_are_told_apart():
    assert is_statistical("340176")
    assert not is_statistical("340103")
