"""A portal may say how it is reached, what it was before a change of vendor, and what it must hold."""

from __future__ import annotations

from datetime import date

import pytest
from portal_file import write

from harvester.errors import RegistryError
from harvester.portals.portal import Era, Expectation
from harvester.portals.registry import Column, read
from harvester.portals.selection import select

FULL = """\
province: 浙江
portals:
  - id: 330382_yueqing
    name: 乐清市人民政府
    division_code: "330382"
    url: http://www.yueqing.gov.cn/
    hosts: [zwgk.yueqing.cn, "127.0.0.1:8031"]
    scheme: http
    render: never
    pace: 2.5
    columns:
      - {url: "http://www.yueqing.gov.cn/zfxxgknb/", kind: hub}
      - {url: "http://www.yueqing.gov.cn/n{year}/", years: [2023, 2024]}
    eras:
      - {until: 2019-06-30, url: "http://old.yueqing.gov.cn/", family: trs, columns: ["http://old.yueqing.gov.cn/nb/"]}
      - until: 2022-12-31
        url: http://mid.yueqing.gov.cn/
        columns:
          - http://mid.yueqing.gov.cn/nb/
    expect: {reports: 17, years: [2008, 2024]}
    examples: ["http://www.yueqing.gov.cn/zfxxgknb/202501/t20250120_1.html"]
    source: made up
    seen: 2026-07-22
"""


def test_a_portal_may_say_how_it_is_reached_what_it_was_and_what_it_must_hold(tmp_path):
    (portal,) = read(write(tmp_path, FULL))

    assert (portal.scheme, portal.render, portal.pace, portal.seen) == ("http", "never", 2.5, "2026-07-22")
    assert portal.homes == ("http://www.yueqing.gov.cn/", "http://zwgk.yueqing.cn/", "http://127.0.0.1:8031/")
    assert portal.columns == (
        Column("http://www.yueqing.gov.cn/zfxxgknb/", None, "hub"),
        Column("http://www.yueqing.gov.cn/n2023/", "2023年度"),
        Column("http://www.yueqing.gov.cn/n2024/", "2024年度"),
    )
    assert portal.expect == Expectation(reports=17, years=(2008, 2024))
    assert portal.eras[0] == Era(
        until=date(2019, 6, 30),
        url="http://old.yueqing.gov.cn/",
        columns=(Column("http://old.yueqing.gov.cn/nb/"),),
        family="trs",
    )


def test_a_crawl_takes_the_columns_of_every_era_up_to_the_present_one(tmp_path):
    portal = read(write(tmp_path, FULL))[0]
    middle, old = portal.through(date(2021, 1, 1))
    ages = portal.through(date(2025, 1, 1))

    assert [age.columns[0].url for age in (middle, old)] == [
        "http://mid.yueqing.gov.cn/nb/",
        "http://old.yueqing.gov.cn/nb/",
    ]
    assert [(age.url, age.family) for age in ages] == [
        ("http://www.yueqing.gov.cn/", ""),
        ("http://mid.yueqing.gov.cn/", ""),
        ("http://old.yueqing.gov.cn/", "trs"),
    ]
    assert {"http://old.yueqing.gov.cn/", "http://www.yueqing.gov.cn/"} <= set(ages[0].homes) & set(ages[2].homes)
    assert select(["330382_yueqing"], folders=[tmp_path]) == ages


@pytest.mark.parametrize(
    ("day", "home", "family"),
    [
        (date(2015, 1, 1), "http://old.yueqing.gov.cn/", "trs"),
        (date(2019, 6, 30), "http://old.yueqing.gov.cn/", "trs"),
        (date(2019, 7, 1), "http://mid.yueqing.gov.cn/", ""),
        (date(2023, 1, 1), "http://www.yueqing.gov.cn/", ""),
    ],
)
def test_a_portal_that_changed_its_vendor_is_what_it_was_on_that_day(tmp_path, day, home, family):
    portal = read(write(tmp_path, FULL))[0].on(day)

    assert (portal.id, portal.url, portal.family) == ("330382_yueqing", home, family)
    assert portal.columns[0].url.startswith(home)


def test_eras_stand_in_order(tmp_path):
    with pytest.raises(RegistryError, match=r":14: portal .* field .eras.: eras are expected in order"):
        read(write(tmp_path, FULL.replace("until: 2022-12-31", "until: 2018-12-31")))


def test_a_day_that_no_calendar_has_is_named(tmp_path):
    with pytest.raises(
        RegistryError, match=r"field 'eras.until': a day such as 2024-06-30 is expected, found '2019-02-30'"
    ):
        read(write(tmp_path, FULL.replace("2019-06-30", "2019-02-30")))
