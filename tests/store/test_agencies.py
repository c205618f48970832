"""Agencies in the database: one row each, with every name it bore; and databases of earlier programs."""

from dataclasses import replace
from datetime import date

import pytest
from alembic import command
from sqlalchemy import delete, select

from harvester.items import Agency
from harvester.store import models
from harvester.store.agencies import iter_agencies, renew_names
from harvester.store.health import problems
from harvester.store.migrate import config
from harvester.store.rekeying import rekey

COUNTY = Agency(name="洪泽县人民政府", as_written="洪泽县", division_code="320813", scope="government")
DISTRICT = replace(COUNTY, name="淮安市洪泽区人民政府", as_written="洪泽区人民政府")


def page(year):
    return f"http://www.example.gov.cn/{year}.html"


@pytest.fixture
def agencies(store):
    def _agencies():
        with store.read() as session:
            return list(iter_agencies(session))

    return _agencies


@pytest.mark.parametrize("order", [(2014, 2015, 2023), (2023, 2015, 2014)])
def test_a_renamed_place_keeps_its_agency_with_both_names_and_the_latest_one_is_shown(see, report, agencies, order):
    for year in order:
        see(report(agency=COUNTY if year < 2016 else DISTRICT, year=year), page(year), str(year).encode())
    (found,) = agencies()
    assert (found.key, found.name, found.years) == ("320813-人民政府", "淮安市洪泽区人民政府", (2014, 2015, 2023))
    assert [(name.name, name.as_written, name.first_year, name.last_year) for name in found.names] == [
        ("洪泽县人民政府", "洪泽县", 2014, 2015),
        ("淮安市洪泽区人民政府", "洪泽区人民政府", 2023, 2023),
    ]
    assert (found.names[0].first_url, found.names[0].last_url) == (page(2014), page(2015))


def test_a_report_seen_again_changes_no_name(see, report, rows):
    see(report(agency=COUNTY, year=2014))
    before = rows("SELECT * FROM agency_names")
    see(report(agency=COUNTY, year=2014))
    assert rows("SELECT * FROM agency_names") == before


def test_agencies_without_a_place_are_told_apart_by_their_sites(see, report, agencies):
    bureau = Agency(name="教育局", as_written="教育局", division_code=None, scope="department")
    see(report(agency=bureau), "http://www.one.gov.cn/1.html", b"1")
    see(report(agency=bureau, url="http://www.two.gov.cn/1.html"), "http://www.two.gov.cn/1.html", b"2")
    assert len(agencies()) == 2


@pytest.fixture
def earlier(store, see, report, tables):
    """A database of the version before: each name an agency of its own, two of them with a report on 2023."""
    fuller = report(agency=replace(DISTRICT, id="b"), year=2023, tables=tables(figure=2))
    see(report(agency=replace(COUNTY, id="a"), year=2014), page(2014), b"1")
    see(report(agency=replace(COUNTY, id="a"), year=2023, published_on=date(2024, 3, 1)), page(2023), b"2")
    see(fuller, page(2022), b"3")
    with store.writer.begin() as connection:
        command.downgrade(config(connection), "0005")
        command.upgrade(config(connection), "head")
    return store


def test_a_database_of_an_earlier_program_gets_ids_and_names(earlier, agencies):
    (found,) = agencies()
    assert (found.key, found.years) == ("320813-人民政府", (2014, 2023))
    assert {(name.name, name.first_year, name.last_year) for name in found.names} == {
        ("洪泽县人民政府", 2014, 2023),
        ("淮安市洪泽区人民政府", 2023, 2023),
    }


def test_of_two_reports_on_one_year_the_later_is_shown_and_both_versions_are_kept(earlier, rows):
    assert rows("SELECT url FROM reports WHERE year = 2023") == [{"url": page(2023)}]
    (report_id,) = rows("SELECT id FROM reports WHERE year = 2023")
    versions = rows(f"SELECT number, is_current FROM revisions WHERE report_id = {report_id['id']} ORDER BY number")
    assert versions == [{"number": 1, "is_current": 1}, {"number": 2, "is_current": 0}]
    assert len(rows(f"SELECT * FROM report_sources WHERE report_id = {report_id['id']}")) == 2
    assert {row["total"] for row in rows("SELECT total FROM requests WHERE row = 'granted'")} == {1}
    assert list(problems(earlier)) == []


def test_a_better_report_of_the_agency_that_leaves_is_the_one_that_stays(store, see, report, tables, rows):
    see(report(agency=replace(DISTRICT, id="b"), tables={"requests": tables()["requests"]}), page(2022), b"1")
    see(report(agency=replace(COUNTY, id="a")), page(2023), b"2")
    with store.write() as session:
        assert rekey(session) == 1
        assert rekey(session) == 0
    assert rows("SELECT url FROM reports") == [{"url": page(2023)}]
    assert len(rows("SELECT * FROM proactive_disclosure")) == 1


def test_the_same_reading_at_two_addresses_is_one_version_with_two_sources(store, see, report, rows):
    for number, site in enumerate(("one", "two")):
        agency = replace(report().agency, id=site)
        see(report(agency=agency), f"http://www.{site}.gov.cn/1.html", str(number).encode())
    with store.write() as session:
        rekey(session)
    assert len(rows("SELECT * FROM revisions")) == 1
    assert len(rows("SELECT * FROM report_sources WHERE revision_id = (SELECT id FROM revisions)")) == 2


def test_a_name_goes_with_the_last_report_that_bore_it(store, see, report, agencies, rows):
    see(report(agency=COUNTY, year=2014), page(2014), b"1")
    see(report(agency=COUNTY, year=2015), page(2015), b"2")
    see(report(agency=DISTRICT, year=2023), page(2023), b"3")
    (found,) = agencies()
    with store.write() as session:
        for year in (2015, 2023):
            session.execute(delete(models.ReportSource).where(models.ReportSource.url == page(year)))
            session.execute(delete(models.Revision).where(models.Revision.report_id.in_(of_year(year))))
            session.execute(delete(models.Report).where(models.Report.year == year))
        renew_names(session, found.agency_id)
    (found,) = agencies()
    assert (found.name, len(found.names)) == ("洪泽县人民政府", 1)
    assert (found.names[0].first_year, found.names[0].last_year, found.names[0].last_url) == (2014, 2014, page(2014))


def of_year(year):
    return select(models.Report.id).where(models.Report.year == year)
