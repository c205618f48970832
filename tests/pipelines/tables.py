"""Reading the tables that a crawl writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

DATA_TABLES = (
    "captures",
    "outcomes",
    "addresses",
    "progress",
    "locks",
    "agencies",
    "reports",
    "report_sources",
    "revisions",
    "sections",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "cells",
    "findings",
    "panel_findings",
)
"""What a second crawl of an unchanged portal leaves as it was; only `runs` grows."""


def rows(database: Path, query: str) -> list[dict]:
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute(query)]
    connection.close()
    return found
