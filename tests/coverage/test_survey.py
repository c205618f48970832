"""What is known of every agency and year."""

from datetime import date

import pytest
from sqlalchemy import insert

from harvester.items import Agency, Attachment, Finding
from harvester.portals.portal import Portal
from harvester.store.facts import panel_findings
from harvester.store.models import Attachment as StoredAttachment

WENZHOU = Portal(
    id="330300_wenzhou",
    name="温州市人民政府",
    url="http://www.wz.example.gov.cn/",
    province="浙江",
    division_code="330300",
)


def test_a_report_that_was_read_is_published_with_its_day_and_source(publish, rows):
    publish(2023)
    (cell,) = rows(2023)["乐清市人民政府"].cells
    assert (cell.state, cell.published_on) == ("published", date(2024, 1, 20))
    assert cell.url == "http://www.example.gov.cn/330382-人民政府/2023.html"


@pytest.mark.parametrize(
    ("scope", "day", "state"),
    [
        ("government", date(2024, 3, 31), "published"),
        ("government", date(2024, 4, 1), "late"),
        ("department", date(2024, 1, 31), "published"),
        ("department", date(2024, 2, 1), "late"),
        ("township", date(2024, 9, 1), "published"),
        ("government", None, "published"),
    ],
)
def test_what_was_published_after_the_day_of_the_regulation_is_late(publish, states, scope, day, state):
    name = {"government": "乐清市人民政府", "department": "乐清市教育局", "township": "乐清市新造镇人民政府"}[scope]
    publish(2023, name, scope=scope, published_on=day)
    assert states(2023, of=name, levels=("county", "town", "department")) == [state]


def test_a_government_may_report_under_the_name_of_its_office(publish, rows):
    publish(2022, "乐清市人民政府办公室", scope="office")
    publish(2023)
    found = rows(2022, 2023, levels=("county", "department"))
    assert [cell.state for cell in found["乐清市人民政府"].cells] == ["published", "published"]
    assert [cell.reason for cell in found["乐清市人民政府"].cells] == ["by_office", None]
    assert found["乐清市人民政府办公室"].cells[0].state == "published"


class TestReportsWithoutFigures:
    """A page is there, and its tables are not."""

    BARE = {"tables": {}, "editions": {}}  # noqa: RUF012  (a constant)

    def noted(self, flag):
        finding = Finding(rule="document.complete", severity="warning", cells=(), message="…", actual=flag)
        return {**self.BARE, "findings": (finding,)}

    @pytest.mark.parametrize("flag", ["needs_ocr", "table_pictures"])
    def test_pictures_of_tables_are_a_scan(self, publish, states, flag):
        publish(2023, **self.noted(flag))
        assert states(2023) == ["scan"]

    def test_without_pictures_it_is_unreadable(self, publish, states):
        publish(2023, **self.BARE)
        assert states(2023) == ["unreadable"]

    def test_before_the_form_of_2019_prose_is_a_report(self, publish, states):
        publish(2017, **self.BARE)
        assert states(2017) == ["published"]

    def test_a_file_that_is_gone_takes_its_report_with_it(self, store, publish, states):
        file = Attachment(url="http://www.example.gov.cn/a.pdf", name="a.pdf")
        publish(2023, **self.BARE, attachments=(file,))
        with store.write() as session:
            session.add(
                StoredAttachment(
                    report_id=1, url=file.url, page_url="x", name=file.name, is_report=True, outcome="gone"
                )
            )
        assert states(2023) == ["dead"]

    @pytest.mark.parametrize(("flag", "state"), [("needs_ocr", "scan"), ("unread_encrypted", "unreadable")])
    def test_a_file_that_was_not_read_says_why(self, store, publish, states, flag, state):
        publish(2023, **self.BARE)
        noted = {"rule": "document.complete", "severity": "warning", "message": "…", "actual": flag}
        with store.write() as session:
            session.execute(insert(panel_findings).values(report_id=1, position=1, cells=[], other_cells=[], **noted))
        assert states(2023) == [state]


class TestLinksThatLeadNowhere:
    """Their words say which report is missing."""

    @pytest.mark.parametrize(
        ("outcome", "state"),
        [
            ("gone", "dead"),
            ("soft_404", "dead"),
            ("captcha", "blocked"),
            ("robots_disallowed", "blocked"),
            ("unreachable", "failed"),
            ("unreadable", "unreadable"),
        ],
    )
    def test_the_outcome_is_the_state_of_agency_and_year(self, answered, rows, outcome, state):
        url = answered(outcome, "乐清市人民政府2022年政府信息公开工作年度报告")
        before, cell = rows(2021, 2022)["乐清市人民政府"].cells
        assert (cell.state, cell.reason, cell.url) == (state, outcome, url)
        assert before.state == "not_crawled"

    def test_a_link_without_an_agency_is_the_portals_own(self, answered, states):
        answered("gone", "2022年政府信息公开工作年度报告")
        assert states(2022) == ["dead"]

    def test_an_agency_that_only_a_dead_link_names_gets_a_row_from_that_year_on(self, answered, states):
        answered("gone", "乐清市教育局2022年政府信息公开工作年度报告")
        found = states(2021, 2022, 2023, of="乐清市教育局", levels=("department",))
        assert found == [None, "dead", "not_crawled"]

    def test_links_that_name_no_report_or_year_say_nothing(self, answered, states):
        answered("gone", "政府信息公开指南")
        answered("gone", "政府信息公开工作年度报告")
        assert states(2022) == ["not_crawled"]

    def test_a_report_that_was_read_elsewhere_outweighs_them(self, publish, answered, states):
        answered("gone", "乐清市人民政府2023年政府信息公开工作年度报告")
        publish(2023)
        assert states(2023) == ["published"]


class TestAbsence:
    """Nothing was seen of a report: what its portal's columns say about that."""

    def reason(self, rows, year=2023, of="乐清市人民政府", **options):
        (cell,) = rows(year, **options)[of].cells
        return cell.state, cell.reason

    def test_columns_walked_whole_do_not_have_it(self, crawled, rows):
        crawled("ok", "duplicate")
        (cell,) = rows(2023)["乐清市人民政府"].cells
        assert (cell.state, cell.portal) == ("not_found", "330382_yueqing")

    def test_a_crawl_before_it_was_due_says_nothing(self, crawled, rows):
        crawled("ok", on=date(2024, 3, 31))
        assert self.reason(rows) == ("not_crawled", "crawled_before_due")
        assert self.reason(rows, 2022) == ("not_found", None)

    @pytest.mark.parametrize(
        ("outcome", "state"), [("captcha", "blocked"), ("incomplete", "failed"), ("unreachable", "failed")]
    )
    def test_a_column_that_was_not_walked_whole(self, crawled, rows, outcome, state):
        crawled("ok", outcome)
        assert self.reason(rows) == (state, outcome)

    def test_no_portal_or_none_that_was_crawled(self, rows):
        assert self.reason(rows) == ("not_crawled", "never_crawled")
        assert self.reason(rows, portals=()) == ("not_crawled", "no_portal")
        assert self.reason(rows, of="苍南县人民政府") == ("not_crawled", "no_portal")

    def test_before_the_day_of_the_regulation_nothing_is_missing(self, crawled, rows):
        crawled("ok")
        assert self.reason(rows, 2024, today=date(2025, 3, 31)) == ("not_due", None)
        assert self.reason(rows, 2024, today=date(2025, 4, 1)) == ("not_found", None)
        assert self.reason(rows, 2023, today=date(2025, 3, 31)) == ("not_found", None)

    def test_a_department_is_missing_where_its_other_years_were_listed(self, publish, crawled, states):
        publish(2021, "乐清市教育局", scope="department")
        crawled("ok")
        found = states(2020, 2021, 2022, of="乐清市教育局", levels=("department",))
        assert found == [None, "published", "not_found"]

    def test_a_town_is_missing_where_its_county_lists_towns(self, publish, crawled, rows):
        crawled("ok")
        towns = {"levels": ("town",), "of": "乐清市虹桥镇人民政府"}
        assert self.reason(rows, **towns) == ("not_crawled", "no_portal")
        publish(2023, "乐清市磐石镇人民政府", "330382125", "township")
        crawled("ok")
        assert self.reason(rows, **towns) == ("not_found", None)

    def test_a_county_is_missing_where_its_city_lists_counties(self, publish, crawled, rows):
        publish(2023)
        crawled("ok")
        both = (WENZHOU, Portal(id="330382_yueqing", name="温州市人民政府", url="http://x/", division_code="330300"))
        assert self.reason(rows, of="苍南县人民政府", portals=both[1:]) == ("not_found", None)


class TestRegister:
    """Who is expected to report."""

    def test_every_government_of_the_division_table_has_a_row(self, rows):
        assert len(rows(2023, levels=("province", "prefecture", "county"))) == 1 + 11 + 90

    def test_towns_where_they_are_asked_for(self, rows):
        found = rows(2023, levels=("town",))
        assert found["乐清市磐石镇人民政府"].agency.code == "330382125"
        assert len(found) > 1300

    def test_rows_stand_in_the_order_of_codes_with_departments_behind_their_place(self, publish, rows):
        publish(2023, "乐清市教育局", scope="department")
        names = [*rows(2023, levels=("province", "prefecture", "county", "department"))]
        assert names[:2] == ["浙江省人民政府", "杭州市人民政府"]
        assert names[names.index("乐清市人民政府") + 1] == "乐清市教育局"

    def test_a_place_that_is_no_more_is_expected_as_long_as_it_was(self, publish, states):
        former = Agency(
            name="杭州市江干区人民政府",
            as_written="江干区人民政府",
            division_code="330102",
            scope="government",
            id="330104-人民政府",
        )
        publish(2019, agency=former)
        found = states(2018, 2019, 2020, 2021, 2022, of="杭州市江干区人民政府")
        assert found[:2] == [None, "published"]
        assert found[-1] is None

    def test_a_zone_of_a_city_stands_beside_its_counties(self, publish, rows):
        publish(2023, "杭州市钱塘江新区管理委员会", "330100", key="330100-钱塘江新区管理委员会")
        found = rows(2023, levels=("county",))
        assert found["杭州市钱塘江新区管理委员会"].agency.level == "county"
        assert "杭州市人民政府" not in found
