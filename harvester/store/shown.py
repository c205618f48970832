"""What the tables show of a report: its row, and the facts of its current version."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from harvester.store import models
from harvester.store.agencies import name_agency
from harvester.store.core import change_row
from harvester.store.facts import write_facts
from harvester.store.sighting import Sighting


def report_row(session: Session, seen: Sighting) -> dict[str, Any]:
    """The columns of `reports` for a reading."""
    report = seen.report
    return {
        "agency_id": name_agency(session, seen),
        "year": report.year,
        "agency_as_written": report.agency.as_written if report.agency else None,
        "title": report.title,
        "url": seen.url,
        "published_on": report.published_on,
        "proactive_disclosure_edition": report.editions.get("proactive_disclosure"),
        "requests_edition": report.editions.get("requests"),
        "parser_version": report.parser_version,
        "capture_id": seen.capture_id,
    }


def show(session: Session, report_id: int, seen: Sighting) -> None:
    """The reading takes the place of whatever the tables showed of the report."""
    change_row(session, models.Report, report_id, report_row(session, seen))
    write_facts(session, report_id, seen.report)
