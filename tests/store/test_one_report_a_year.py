"""One report for each agency and year: what becomes of the second reading."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.databases import DATA_TABLES

ELSEWHERE = "http://www.example.gov.cn/other/2023.html"


@pytest.fixture
def everything(rows):
    """Every row of every data table."""
    return lambda: {name: rows(f"SELECT * FROM {name}") for name in DATA_TABLES}


def test_the_first_version_is_new(see, report):
    assert see(report()) == "new"


def test_the_same_page_again_changes_no_row(see, report, everything):
    see(report())
    before = everything()
    assert see(report()) == "unchanged"
    assert everything() == before


def test_the_same_report_at_two_addresses_is_one_with_two_sources(see, report, rows):
    see(report())
    traditional = report(sections={"overview": "2023年， 全市公開信息１００條。"})
    assert see(traditional, ELSEWHERE, b"2") == "duplicate"
    assert len(rows("SELECT * FROM reports")) == len(rows("SELECT * FROM revisions")) == 1
    assert [row["url"] for row in rows("SELECT url FROM report_sources ORDER BY id")] == [
        "http://www.example.gov.cn/2023.html",
        ELSEWHERE,
    ]


def test_government_and_its_office_are_two_agencies(see, report, rows):
    see(report())
    office = replace(report().agency, name="乐清市人民政府办公室", scope="office")
    assert see(report(agency=office), ELSEWHERE, b"2") == "new"
    assert len(rows("SELECT * FROM agencies")) == 2


def test_two_years_of_one_agency_are_two_reports(see, report, rows):
    see(report())
    assert see(report(year=2022), ELSEWHERE, b"2") == "new"
    assert len(rows("SELECT * FROM reports")) == 2
    assert len(rows("SELECT * FROM agencies")) == 1


def test_a_changed_page_becomes_the_current_version_and_the_earlier_one_is_kept(see, report, tables, rows):
    see(report())
    assert see(report(tables=tables(figure=2)), body=b"2") == "revised"
    assert rows("SELECT number, is_current, reason FROM revisions ORDER BY number") == [
        {"number": 1, "is_current": 0, "reason": "first version seen"},
        {"number": 2, "is_current": 1, "reason": "changed at its address"},
    ]
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 2}]


def test_a_page_that_changes_back_makes_its_first_version_current_again(see, report, tables, rows):
    see(report())
    see(report(tables=tables(figure=2)), body=b"2")
    assert see(report()) == "revised"
    assert rows("SELECT number FROM revisions WHERE is_current") == [{"number": 1}]
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 1}]


def test_a_version_published_later_elsewhere_replaces_the_current_one(see, report, tables, rows):
    see(report())
    assert see(report(tables=tables(figure=2), published_on=date(2024, 3, 1)), ELSEWHERE, b"2") == "revised"
    (current,) = rows("SELECT url, published_on FROM reports")
    assert (current["url"], str(current["published_on"])) == (ELSEWHERE, "2024-03-01")


def test_a_version_published_earlier_is_kept_beside_the_current_one(see, report, tables, rows):
    see(report())
    assert see(report(tables=tables(figure=2), published_on=date(2024, 1, 1)), ELSEWHERE, b"2") == "kept"
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 1}]
    assert rows("SELECT reason FROM revisions WHERE NOT is_current") == [
        {"reason": "published 2024-01-01, not 2024-01-20"}
    ]


def test_a_version_posted_again_weeks_later_replaces_the_current_one(see, report, tables):
    see(report(published_on=None))
    later = datetime(2024, 3, 1, tzinfo=UTC)
    assert see(report(tables=tables(figure=2), published_on=None), ELSEWHERE, b"2", fetched_at=later) == "revised"


def test_two_versions_of_one_day_end_the_same_in_either_order(see, report, tables, rows):
    first, second = report(), report(tables=tables(figure=2))
    see(first)
    see(second, ELSEWHERE, b"2")
    swapped = [replace(found, year=2022) for found in (second, first)]
    see(swapped[0], ELSEWHERE, b"3")
    see(swapped[1], body=b"4")
    assert [row["url"] for row in rows("SELECT url FROM reports")] == ["http://www.example.gov.cn/2023.html"] * 2


def test_two_differing_sources_change_nothing_when_they_are_crawled_again(see, report, tables, everything):
    pages = (
        (report(), "http://www.example.gov.cn/2023.html", b"1"),
        (report(tables=tables(figure=2)), ELSEWHERE, b"2"),
    )
    for page in pages:
        see(*page)
    before = everything()
    assert [see(*page) for page in pages] == ["unchanged", "unchanged"]
    assert everything() == before


@pytest.mark.parametrize(
    ("worse", "reason"),
    [
        ({"kind": "not_a_report", "agency": None, "year": None, "tables": {}}, "does not read as a report"),
        ({"agency": None}, "agency or year is missing"),
        ({"tables": {"requests": None}}, "table is missing: proactive_disclosure, requests, review_and_litigation"),
    ],
)
def test_a_bad_later_version_never_replaces_good_data(see, report, rows, worse, reason):
    see(report())
    later = report(published_on=date(2024, 5, 1), **worse)
    assert see(later, body=b"bad") == "kept"
    assert see(later, body=b"bad") == "unchanged"
    assert rows("SELECT reason FROM revisions WHERE NOT is_current") == [{"reason": reason}]
    assert len(rows("SELECT * FROM requests")) == 25


@pytest.mark.parametrize("whole_comes_first", [True, False])
def test_a_whole_report_goes_before_a_page_that_only_announces_it_whatever_dates_they_bear(
    see, report, tables, rows, whole_comes_first
):
    """The file was signed in January, and its page put online again years later."""
    whole = (report(published_on=date(2024, 1, 20)), ELSEWHERE, b"file")
    page = (report(published_on=date(2026, 5, 1), tables={}), "http://www.example.gov.cn/2023.html", b"page")
    done = [see(*item) for item in ((whole, page) if whole_comes_first else (page, whole))]
    assert done == (["new", "kept"] if whole_comes_first else ["new", "revised"])
    assert len(rows("SELECT * FROM requests")) == 25


def test_a_version_with_fewer_figures_never_replaces_a_fuller_one(see, report, tables, rows):
    see(report())
    poorer = tables(figure=2)
    poorer["requests"]["granted"] = dict.fromkeys(poorer["requests"]["granted"])
    assert see(report(tables=poorer, published_on=date(2024, 5, 1)), body=b"2") == "kept"
    assert rows("SELECT reason FROM revisions WHERE NOT is_current") == [
        {"reason": "fewer figures: 193 instead of 200"}
    ]


def test_a_report_without_agency_is_kept_by_its_address(see, report, rows):
    nobody = report(agency=None)
    assert see(nobody) == "new"
    assert see(nobody, ELSEWHERE, b"2") == "new"
    assert see(nobody) == "unchanged"
    assert rows("SELECT agency_id, year FROM reports") == [{"agency_id": None, "year": 2023}] * 2


def test_a_report_whose_agency_is_found_out_later_gets_its_key(see, report, rows):
    see(report(agency=None))
    assert see(report(parser_version="1.1.0")) == "reread"
    (row,) = rows("SELECT a.name, r.year FROM reports r JOIN agencies a ON a.id = r.agency_id")
    assert row == {"name": "乐清市人民政府", "year": 2023}
    assert len(rows("SELECT * FROM reports")) == 1


def test_a_page_that_is_no_report_leaves_no_report(see, report, rows):
    assert see(report(kind="not_a_report", agency=None, year=None)) == "rejected"
    assert rows("SELECT * FROM reports") == []


def test_an_earlier_state_of_an_address_that_turns_up_later_does_not_replace_the_later_one(see, report, tables, rows):
    see(report())
    long_ago = datetime(2024, 1, 25, tzinfo=UTC)
    assert see(report(tables=tables(figure=2)), body=b"0", fetched_at=long_ago) == "kept"
    assert rows("SELECT reason FROM revisions WHERE NOT is_current") == [{"reason": "an earlier state of its address"}]


def test_a_version_posted_again_weeks_later_stays_when_the_earlier_one_turns_up_after_it(see, report, tables, rows):
    later = datetime(2024, 3, 1, tzinfo=UTC)
    see(report(published_on=None), fetched_at=later)
    assert see(report(tables=tables(figure=2), published_on=None), ELSEWHERE, b"2") == "kept"
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 1}]


@pytest.mark.parametrize("own_comes_first", [True, False])
def test_the_agencys_own_site_goes_before_another(see, report, tables, rows, own_comes_first):
    own = report(metadata={"site_id_code": "3303820001"}, published_on=date(2024, 1, 20))
    other = report(tables=tables(figure=2), metadata={"site_id_code": "3300000001"}, published_on=date(2024, 3, 1))
    versions = [(own, "http://www.example.gov.cn/2023.html", b"1"), (other, ELSEWHERE, b"2")]
    for version in versions if own_comes_first else reversed(versions):
        see(*version)
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 1}]
    assert len(rows("SELECT * FROM revisions")) == 2


@pytest.mark.parametrize("own_comes_first", [True, False])
def test_the_portal_tells_whose_site_it_is_where_the_page_does_not(see, report, tables, rows, own_comes_first):
    own = (report(published_on=date(2024, 1, 20)), "http://www.example.gov.cn/2023.html", b"1")
    other = (report(tables=tables(figure=2), published_on=date(2024, 3, 1)), ELSEWHERE, b"2")
    versions = [(own, "330382_yueqing"), (other, "330000_zhejiang")]
    for version, portal in versions if own_comes_first else reversed(versions):
        see(*version, portal=portal)
    assert rows("SELECT total FROM requests WHERE row = 'granted'") == [{"total": 1}]


@pytest.mark.parametrize("portal", ["000000_local_8921", "import"])
def test_a_portal_of_no_known_place_is_nobody_elses_site(see, report, tables, portal):
    see(report())
    later = report(tables=tables(figure=2), published_on=date(2024, 3, 1))
    assert see(later, ELSEWHERE, b"2", portal=portal) == "revised"


def test_a_page_that_was_mended_is_taken_from_whichever_portal_leads_there(see, report, tables):
    see(report())
    assert see(report(tables=tables(figure=2)), body=b"2", portal="330000_zhejiang") == "revised"


def test_a_better_version_on_another_site_is_still_the_better_one(see, report, tables):
    poor = tables() | {"proactive_disclosure": None}
    see(report(tables=poor, metadata={"site_id_code": "3303820001"}))
    assert see(report(tables=tables(), metadata={"site_id_code": "3300000001"}), ELSEWHERE, b"2") == "revised"
