"""A store in a temporary folder, and reports filled from the form."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from harvester.archive.write import Location
from harvester.editions.form import load_form
from harvester.items import Agency, CellNote, Finding, Page, Report
from harvester.store.captures import add_capture, find_capture
from harvester.store.dedupe import decide
from harvester.store.reports import save
from harvester.store.runs import start_run
from harvester.store.session import Store, open_store
from harvester.store.sighting import Sighting
from tests.databases import KINDS, new_postgresql, new_sqlite

FORM = load_form()


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without rows, of each kind."""
    if request.param == "sqlite":
        new_sqlite(tmp_path / "harvest.sqlite").close()
        yield f"sqlite:///{tmp_path}/harvest.sqlite"
        return
    with new_postgresql() as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


def tables(edition: str = "2021", figure: int = 1) -> dict:
    """All three tables, every cell the same figure, the fee with a fraction."""
    disclosure: dict = {}
    for _, row, column in FORM.disclosure_cells(edition):
        value = Decimal("59237.2449") if column.kind == "money" else figure
        disclosure.setdefault(row.key, {})[column.key] = value
    return {
        "proactive_disclosure": disclosure,
        "requests": {row.key: {c.key: figure for c in FORM.request_columns} for row in FORM.request_rows(edition)},
        "review_and_litigation": {
            group.key: {c.key: figure for c in FORM.litigation_columns} for group in FORM.litigation_groups
        },
    }


def report(**changes: object) -> Report:
    agency = Agency(name="乐清市人民政府", as_written="乐清市人民政府", division_code="330382", scope="government")
    whole = Report(
        source="http://www.example.gov.cn/2023.html",
        url="http://www.example.gov.cn/2023.html",
        sha256="0" * 64,
        kind="report",
        parser_version="1.0.0",
        title="乐清市人民政府2023年政府信息公开工作年度报告",
        agency=agency,
        year=2023,
        published_on=date(2024, 1, 20),
        editions={"proactive_disclosure": "2021", "requests": "2021"},
        sections={"overview": "2023年，全市公开信息 100 条。"},
        tables=tables(),
        cells=(CellNote(cell="requests.granted.total", raw="1件", state="number", unit="件"),),
        findings=(
            Finding(
                rule="requests.row_total",
                severity="error",
                cells=("requests.granted.total",),
                message="予以公开：各列之和 6，总计 1",
                expected=6,
                actual=1,
            ),
        ),
    )
    return replace(whole, **changes)


@pytest.fixture
def see(store: Store) -> Callable[..., str]:
    """Takes one reading as the pipelines do and says what was decided."""

    def _see(
        seen: Report,
        url: str = "http://www.example.gov.cn/2023.html",
        body: bytes = b"1",
        fetched_at: datetime = datetime(2024, 2, 1, tzinfo=UTC),
        column_url: str = "http://www.example.gov.cn/nb/",
        portal: str = "330382_yueqing",
    ) -> str:
        page = Page(url=url, body=body, fetched_at=fetched_at, portal=portal, column_url=column_url)
        sha256 = hashlib.sha256(body).hexdigest()
        with store.write() as session:
            run_id = start_run(session, "330382_yueqing")
            known = find_capture(session, url, sha256)
            capture_id = known.id if known else add_capture(session, run_id, page, sha256, Location("a", 0, 1))
            sighting = Sighting(page=page, capture_id=capture_id, run_id=run_id, report=seen)
            decision = decide(session, sighting)
            save(session, sighting, decision)
        return decision.action

    return _see


@pytest.fixture(name="report")
def _report() -> Callable[..., Report]:
    return report


@pytest.fixture(name="tables")
def _tables() -> Callable[..., dict]:
    return tables


@pytest.fixture
def rows(store: Store) -> Callable[[str], list[dict]]:
    """What a person sees who opens the file and runs a query."""

    def _rows(query: str) -> list[dict]:
        with store.engine.connect() as connection:
            return [dict(found) for found in connection.exec_driver_sql(query).mappings()]

    return _rows
