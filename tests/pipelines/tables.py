"""The tables that a crawl writes."""

from __future__ import annotations

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
