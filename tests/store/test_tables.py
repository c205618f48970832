"""What somebody finds who opens the database in DB Browser or R."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from harvester.store.facts import proactive_disclosure, requests


def test_table_two_is_one_row_with_a_column_for_every_figure(see, report, rows):
    see(report())
    (row,) = rows("SELECT * FROM proactive_disclosure")
    assert row["edition"] == "2021"
    assert row["rules_issued"] == row["normative_documents_in_force"] == 1
    assert float(row["administrative_fees_fee_amount"]) == 59237.2449
    assert row["rules_disclosed_total"] is None


def test_the_edition_of_2019_fills_its_own_columns(see, report, tables, rows):
    see(report(tables=tables("2019"), editions={"proactive_disclosure": "2019", "requests": "2019"}))
    (row,) = rows("SELECT * FROM proactive_disclosure")
    assert row["rules_disclosed_total"] == row["administrative_licensing_items_change"] == 1
    assert row["rules_issued"] is None
    assert len(rows("SELECT * FROM requests")) == 23


def test_table_three_is_a_row_for_every_row_of_the_form_in_its_order(see, report, rows):
    see(report())
    found = rows("SELECT * FROM requests ORDER BY position")
    assert len(found) == 25
    assert found[0]["label"] == "一、本年新收政府信息公开申请数量"
    secret = next(row for row in found if row["row"] == "denied_state_secret")
    assert (secret["group_label"], secret["label"]) == ("（三）不予公开", "1.属于国家秘密")
    assert secret["natural_person"] == secret["total"] == 1


def test_table_four_is_three_rows(see, report, rows):
    see(report())
    found = rows("SELECT row, label, upheld, total FROM review_and_litigation ORDER BY position")
    assert [row["label"] for row in found] == ["行政复议", "未经复议直接起诉", "复议后起诉"]


def test_a_blank_is_null_and_not_zero(see, report, tables, rows):
    filled = tables()
    filled["requests"]["granted"]["org_other"] = None
    filled["requests"]["granted"]["org_business"] = 0
    see(report(tables=filled))
    (row,) = rows("SELECT org_other, org_business FROM requests WHERE row = 'granted'")
    assert row == {"org_other": None, "org_business": 0}


def test_a_table_that_the_page_lacks_has_no_row(see, report, tables, rows):
    see(report(tables=tables() | {"proactive_disclosure": None}))
    assert rows("SELECT * FROM proactive_disclosure") == []


def test_notes_and_findings_have_tables_of_their_own(see, report, rows):
    see(report())
    (note,) = rows("SELECT cell, raw, state, unit FROM cells")
    assert note == {"cell": "requests.granted.total", "raw": "1件", "state": "number", "unit": "件"}
    (finding,) = rows("SELECT rule, cells, expected, actual, message FROM findings")
    assert finding["message"] == "予以公开：各列之和 6，总计 1"
    assert "requests.granted.total" in finding["cells"]
    assert finding["expected"] == 6


def test_prose_is_kept_by_section(see, report, rows):
    see(report())
    assert rows("SELECT section, text FROM sections") == [
        {"section": "overview", "text": "2023年，全市公开信息 100 条。"}
    ]


def test_every_figure_leads_to_the_bytes_it_was_read_from(see, report, rows):
    see(report())
    (row,) = rows("SELECT c.url, c.file FROM reports r JOIN captures c ON c.id = r.capture_id")
    assert row == {"url": "http://www.example.gov.cn/2023.html", "file": "a"}


def test_figures_survive_exactly(see, report, tables, store):
    filled = tables()
    filled["proactive_disclosure"]["administrative_fees"]["fee_amount"] = Decimal("14241119.2")
    filled["requests"]["granted"]["total"] = 10**12
    see(report(tables=filled))
    with store.read() as session:
        fees = session.scalars(select(proactive_disclosure.c.administrative_fees_fee_amount)).one()
        total = session.scalars(select(requests.c.total).where(requests.c.row == "granted")).one()
    assert (fees, total) == (Decimal("14241119.2"), 10**12)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_money_is_a_number_for_sqlite_and_counts_stay_whole(see, report, rows):
    see(report())
    (kinds,) = rows(
        "SELECT typeof(administrative_fees_fee_amount) AS fee, typeof(rules_issued) AS rules FROM proactive_disclosure"
    )
    assert kinds == {"fee": "real", "rules": "integer"}
