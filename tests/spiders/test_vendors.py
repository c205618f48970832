"""Families of the vendors: a crawl gives exactly what is written beside each portal."""

from __future__ import annotations

import pytest
from several import expected, harvest

from fixtures.interfaces import vendor

PORTALS = (
    *("f06_jcms", "f07_xxgk", "f08_jpaas", "f09_ucap", "f10_ucap_json"),
    *("vsb", "gkmlpt", "guangdong", "lonsun", "epoint", "truecms", "webforms", "aspx"),
    *("powereasy", "siteserver", "eportal", "ilist", "huaian", "gtapp"),
)


@pytest.fixture(scope="module")
def harvested(tmp_path_factory):
    return harvest(tmp_path_factory.mktemp("vendors"), {name: (name, {}) for name in PORTALS}, lambda: vendor)


@pytest.mark.parametrize("name", PORTALS)
def test_every_list_page_is_walked_in_order(harvested, name):
    assert harvested[name].pages("list") == expected(name)["list_pages"]


@pytest.mark.parametrize("name", PORTALS)
def test_every_report_is_fetched_once(harvested, name):
    assert sorted(harvested[name].pages("report")) == sorted(expected(name)["report_pages"])


@pytest.mark.parametrize("name", PORTALS)
def test_every_other_address_has_its_outcome(harvested, name):
    wanted = {outcome: sorted(urls) for outcome, urls in expected(name)["outcomes"].items()}

    assert harvested[name].outcomes() == wanted


@pytest.mark.parametrize("name", PORTALS)
def test_declared_and_harvested_totals_are_compared(harvested, name):
    assert harvested[name].columns == expected(name)["columns"]
