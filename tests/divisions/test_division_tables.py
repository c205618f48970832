"""The tables that ship with the program hold together."""

import pytest

from harvester.divisions.lookup import ancestors, by_code, full_name, towns_of
from harvester.divisions.table import current, history, level_of, town_lines, zones


def test_every_province_is_there():
    provinces = [code for code in current() if level_of(code) == "province"]
    assert len(provinces) == 34


def test_codes_have_six_digits_and_towns_three_more():
    assert all(len(code) == 6 and code.isdigit() for code in current())
    towns = [town for county in town_lines() for town in towns_of(county)]
    assert len(towns) > 41_000
    assert all(len(town.code) == 9 and town.code.isdigit() and town.name for town in towns)


def test_every_county_lies_in_a_province():
    assert all(ancestors(code)[0].level == "province" for code in current() if level_of(code) != "province")


def test_every_successor_is_in_use():
    assert {code for former in history() for code in former.successors} <= set(current())


def test_every_zone_stands_in_a_known_place():
    own_codes = {"133100", "660000"}
    assert {zone.code for zone in zones()} - own_codes <= set(current())


@pytest.mark.parametrize(
    ("code", "name"),
    [("500157", "两江新区"), ("653132", "岑岭县"), ("653228", "和康县"), ("659013", "草湖市"), ("320813", "洪泽区")],
)
def test_the_county_level_is_up_to_date(code, name):
    assert by_code(code).name == name


def test_a_damaged_table_is_one_clear_line(monkeypatch):
    from harvester.divisions import table
    from harvester.errors import DivisionError

    monkeypatch.setattr(table, "_lines", lambda _name: [["110000", "北京市", "?"]])
    with pytest.raises(DivisionError, match=r"divisions\.tsv: damaged table"):
        table.current.__wrapped__()


def test_full_names_leave_out_what_exists_on_paper_only():
    assert full_name("330382125") == "浙江省温州市乐清市磐石镇"
    assert full_name("110101") == "北京市东城区"
    assert full_name("419001") == "河南省济源市"
    assert full_name("441900121") == "广东省东莞市虎门镇"
    assert full_name("999999") is None


def test_a_place_is_its_successor_only_where_nothing_else_went_up_in_it():
    assert {place.code for place in history() if place.lives_on and place.current_code is None} == set()
    lives_on = {place.name: place.lives_on for place in history()}
    assert [lives_on[name] for name in ("洪泽县", "襄樊市", "塘沽区", "万盛区", "宣化县")] == [
        True,
        True,
        False,
        False,
        False,
    ]
