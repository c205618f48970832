"""Reports with the figures that make an export difficult, and how they come into a store."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from harvester.archive.write import Location
from harvester.items import Agency, CellNote, Correction, Finding, Page, Report
from harvester.store.captures import add_capture
from harvester.store.dedupe import decide
from harvester.store.reports import save
from harvester.store.runs import start_run
from harvester.store.sighting import Sighting

APPLICANTS = ("natural_person", "org_business", "org_research", "org_public_welfare", "org_legal_service", "org_other")


def request_row(*figures):
    return dict(zip((*APPLICANTS, "total"), figures, strict=True))


def agency(name, code, scope="government", **changes):
    return Agency(name=name, as_written=name, division_code=code, scope=scope, **changes)


QIDONG = Report(
    source="http://www.qidong.example/2020.html",
    url="http://www.qidong.example/2020.html",
    sha256="0" * 64,
    kind="report",
    parser_version="1",
    agency=agency("启东市人民政府", "320681"),
    year=2020,
    title="启东市人民政府2020年政府信息公开工作年度报告",
    published_on=date(2021, 1, 29),
    editions={"proactive_disclosure": "2019", "requests": "2019"},
    sections={"overview": "2020年，全市收到申请309件。\n第二段。"},
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
EVIL = '=HYPERLINK("http://evil.example","年报")'
FEES = replace(
    QIDONG,
    agency=agency("杭州市人民政府", "330100"),
    year=2022,
    title=EVIL,
    published_on=None,
    source="http://www.hangzhou.example/2022.html",
    url="http://www.hangzhou.example/2022.html",
    parser_version="2",
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
        CellNote(cell="requests.granted.natural_person", raw="12?", state="uncertain", reason="by_sum"),
    ),
    findings=(),
    corrections=(
        Correction(
            entry="20260101-a",
            field="requests.granted.total",
            before=21,
            after=12,
            who="@reader",
            when="2026-01-01",
            why="原文为12",
            source="http://www.hangzhou.example/2022.html",
        ),
    ),
)
OLD = replace(
    QIDONG,
    agency=agency("农业农村部", None, "department"),
    year=2016,
    source="http://www.moa.example/2016.html",
    url="http://www.moa.example/2016.html",
    editions={},
    tables={"statistics_2014": {"received": {"value": 7}, "fees": {"value": Decimal("0.5")}}},
    cells=(),
    findings=(),
)
UNIDENTIFIED = replace(FEES, agency=None, year=None, source="http://x.example/", url="http://x.example/")
FETCHED = datetime(2026, 1, 1, 8, 30, tzinfo=UTC)


def fill(store, *reports):
    """Stores each as the pipelines do."""
    with store.write() as session:
        run_id = start_run(session, "320681_qidong")
        for seen in reports:
            body = repr(seen).encode()
            page = Page(
                url=seen.url, body=body, fetched_at=FETCHED, portal="320681_qidong", column_url="http://www.x.example/"
            )
            sha256 = hashlib.sha256(body).hexdigest()
            capture_id = add_capture(session, run_id, page, sha256, Location("202601/a.warc.gz", 7, 9))
            sighting = Sighting(page=page, capture_id=capture_id, run_id=run_id, report=seen)
            save(session, sighting, decide(session, sighting))
