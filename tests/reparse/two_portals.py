"""The pages of two small portals, and an archive of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from fixtures.cases.layout import disclosure, html_table, litigation, requests
from fixtures.cases.report_page import html_page
from harvester.archive.write import ArchiveWriter
from harvester.items import Page

PORTALS = {"000000_first": "青溪县水务局", "000000_second": "乐清市人民政府"}
EACH = 4
"""Reports of each portal, on 2021 and the years after it."""


def pages(each: int = EACH) -> list[Page]:
    """One row of 表三 does not add up, so that every report has a finding."""
    made = []
    for portal, agency in PORTALS.items():
        for number in range(each):
            figures = {"requests.granted.natural_person": str(number + 1), "requests.granted.total": str(number + 2)}
            tables = [disclosure("2021", figures), requests("2021", figures), litigation(figures)]
            title = f"{agency}{2021 + number}年政府信息公开工作年度报告"
            made.append(
                Page(
                    url=f"http://{portal[7:]}.gov.cn/{number}.html",
                    body=html_page([html_table(table) for table in tables], title=title).encode(),
                    content_type="text/html; charset=utf-8",
                    fetched_at=datetime(2025, 3, 1, tzinfo=UTC) + timedelta(minutes=number),
                    portal=portal,
                    column_url=f"http://{portal[7:]}.gov.cn/",
                    anchor_text=title,
                )
            )
    return made


def write_archive(folder: Path, *, each: int = EACH) -> Path:
    writer = ArchiveWriter(folder, run=1)
    for page in pages(each):
        writer.write(page)
    writer.close()
    return folder
