"""Reports as the store hands them out, with the figures that make an export difficult."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from harvester.items import CellNote, Finding
from harvester.store.rows import ReportRow

APPLICANTS = ("natural_person", "org_business", "org_research", "org_public_welfare", "org_legal_service", "org_other")


def request_row(*figures):
    return dict(zip((*APPLICANTS, "total"), figures, strict=True))


QIDONG = ReportRow(
    report_id=1,
    agency="启东市人民政府",
    agency_as_written="启东市人民政府",
    division_code="320681",
    scope="government",
    year=2020,
    title="启东市人民政府2020年政府信息公开工作年度报告",
    published_on=date(2021, 1, 29),
    url="http://www.qidong.example/2020.html",
    sources=("http://www.qidong.example/2020.html",),
    fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    sha256="0" * 64,
    parser_version="1",
    metadata={},
    editions={"proactive_disclosure": "2019", "requests": "2019"},
    sections={},
    tables={
        "proactive_disclosure": {
            "administrative_penalty": {"items_last_year": 5560, "items_change": -582, "decisions": 465851},
            "administrative_licensing": {"items_last_year": 211, "items_change": 36, "decisions": 243830},
            "government_central_procurement": {"procurement_projects": 581, "procurement_amount": 115800},
        },
        "requests": {"new_received": request_row(302, 5, 0, 0, 2, 1, 309)},
        "review_and_litigation": None,
    },
    cells=(
        CellNote(cell="proactive_disclosure.administrative_licensing.items_change", raw="+36", state="number"),
        CellNote(
            cell="proactive_disclosure.government_central_procurement.procurement_amount",
            raw="115800万元",
            state="number",
            unit="万元",
        ),
    ),
    findings=(
        Finding(
            rule="requests.row_total",
            severity="error",
            cells=("requests.new_received.total", "requests.new_received.natural_person"),
            message="表三“一、本年新收政府信息公开申请数量”：各类申请人之和为310，与总计309不符",
            expected=310,
            actual=309,
        ),
    ),
)
FEES = replace(
    QIDONG,
    report_id=2,
    agency="杭州市人民政府",
    division_code="330100",
    year=2022,
    title='=HYPERLINK("http://evil.example","年报")',
    published_on=None,
    url="http://www.hangzhou.example/2022.html",
    editions={"proactive_disclosure": "2021", "requests": "2021"},
    tables={
        "proactive_disclosure": {
            "rules": {"issued": 0, "repealed": None, "in_force": None},
            "administrative_fees": {"fee_amount": Decimal("59237.2449")},
        },
        "requests": {"granted": request_row(12, None, None, None, None, None, 12)},
    },
    cells=(
        CellNote(cell="proactive_disclosure.rules.repealed", raw="-", state="dash"),
        CellNote(cell="proactive_disclosure.rules.in_force", raw="", state="blank"),
    ),
    findings=(),
)
UNIDENTIFIED = replace(
    FEES, report_id=3, agency=None, division_code=None, scope=None, year=None, url="http://x.example/"
)
