"""The rows that `harvester.store.queries` hands out: plain values, free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from harvester.items import Number, Scope, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding, the report it is about, and the other one where it is between two."""

    report_id: int
    agency: str | None
    division_code: str | None
    year: int | None
    url: str
    rule: str
    severity: Severity
    cells: tuple[str, ...]
    expected: Number | str | None
    actual: Number | str | None
    message: str
    other_year: int | None = None
    """The year of the report that it was compared with, for a finding between reports."""
    other_url: str | None = None
    other_cells: tuple[str, ...] = ()
    """The cells of that report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run of one portal with its counts."""

    id: int
    portal: str
    started_at: datetime
    finished_at: datetime | None
    status: str
    pages: int
    unchanged_pages: int
    reports: int
    new_reports: int
    changed_reports: int
    unchanged_reports: int
    duplicates: int
    rejected: int
    failed: int
    findings: int
    interruptions: int = 0
    not_asked: int = 0
    unparsed: int = 0
    missing: int = 0
    attachments: int = 0
    rendered: int = 0
    columns: list[dict[str, Any]] | None = None
    """One for each column: url, outcome, detail, declared, declared_pages, harvested, pages."""
    alarms: list[dict[str, str]] | None = None
    """One for each alarm: rule and message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HarvestRow:
    """One report at a glance: the totals of 表三 and the number of findings."""

    report_id: int
    agency: str | None
    year: int | None
    url: str
    new_received: Number | None
    granted: Number | None
    denied: Number | None
    """（三）不予公开, all eight reasons; None where every one is blank."""
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """What became of one address."""

    portal: str
    url: str
    column_url: str
    role: str
    outcome: str
    detail: str
    status: int | None
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """A name that an agency bore, and the reports in which it stands first and last."""

    name: str
    as_written: str
    first_year: int | None
    last_year: int | None
    first_url: str
    last_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One agency. ``key`` is its stable id, ``agency_id`` the number of its row in this database."""

    agency_id: int
    key: str
    name: str
    division_code: str | None
    scope: Scope
    names: tuple[NameRow, ...]
    years: tuple[int, ...]
    """The years on which it reported."""
