"""Which pairs of agencies are shown to a person, and which are not."""

import pytest

from harvester.agencies.candidates import candidates
from harvester.store.rows import AgencyRow, NameRow

SITE = "http://www.example.gov.cn/1.html"


def agency(key, years=(), name=None, url=SITE):
    organ = name or key.partition("-")[2]
    ends = {"first_year": None, "last_year": None, "first_url": url, "last_url": url}
    names = (NameRow(name=organ, as_written=organ, **ends),)
    return AgencyRow(
        agency_id=0, key=key, name=organ, division_code=None, scope="department", names=names, years=tuple(years)
    )


def pairs(*agencies, settled=()):
    found = candidates(agencies, settled)
    return [(item.rule, item.leaving.key, item.staying.key) for item in found]


@pytest.mark.parametrize(
    ("rule", "leaving", "staying"),
    [
        ("division", "120107-教育局", "120116-教育局"),
        ("division", "500110-重庆市万盛区人民政府", "500110-人民政府"),
        ("reform", "320681-卫生和计划生育委员会", "320681-卫生健康委员会"),
        ("spelling", "320681-文化广电旅游局", "320681-文化广电和旅游局"),
        ("town", "330382-磐石镇人民政府", "330382125-人民政府"),
    ],
)
def test_a_likely_pair_is_shown_with_the_later_one_last(rule, leaving, staying):
    assert pairs(agency(leaving, (2014, 2017)), agency(staying, (2019, 2023))) == [(rule, leaving, staying)]


def test_a_name_without_a_place_may_be_the_agency_of_the_same_site():
    nobody = agency("www.example.gov.cn-教育局", (2020,), name="教育局")
    elsewhere = agency("www.other.gov.cn-教育局", (2020,), name="教育局")
    assert pairs(nobody, elsewhere, agency("320681-教育局", (2021,))) == [("site", nobody.key, "320681-教育局")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("120107-教育局", (2008, 2010)), ("120116-教育局", (2009, 2010))),
        (("320681-农业局", (2019,)), ("320681-农业农村局", (2019,))),
        (("320681-人民政府", (2019,)), ("320681-人民政府办公室", (2020,))),
        (("330382125-教育局", (2019,)), ("330382-磐石镇人民政府", (2020,))),
        (("320681-农业局", (2014,)), ("320682-农业农村局", (2020,))),
    ],
)
def test_what_reported_on_one_year_or_is_another_body_is_not_shown(one, other):
    assert pairs(agency(*one), agency(*other)) == []


def test_what_people_decided_is_not_asked_again():
    one, other = agency("320681-农业局", (2014,)), agency("320681-农业农村局", (2020,))
    assert pairs(one, other, settled={frozenset((one.key, other.key))}) == []
