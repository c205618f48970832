"""The store read out in chunks of reports: plain rows, each table in one query, and only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from sqlalchemy import Column, ColumnElement, Row, Table, select, type_coerce
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import NullType

from harvester.editions.cells import all_cells
from harvester.editions.form import load_form
from harvester.items import SECTIONS
from harvester.store import facts
from harvester.store.models import Agency, Capture, Report, ReportSource, Revision
from harvester.store.types import Count

Rows: TypeAlias = Mapping[int, Sequence[Any]]
"""Rows by their report, whose id is the first column."""

SIZE = 500
"""Reports in memory at a time."""
_OTHER = aliased(Report)
_DISCLOSURE = facts.proactive_disclosure
_FINDING = ("rule", "severity", "cells", "expected", "actual", "message")


class Chunk:
    """Some reports, in the order of their ids as they were given."""

    def __init__(self, session: Session, report_ids: Sequence[int]) -> None:
        self._session = session
        self.report_ids = report_ids

    @cached_property
    def heads(self) -> list[Row[Any]]:
        """Identity and origin, one row a report."""
        query: Any = (
            select(
                Report.id,
                Agency.id.label("agency_row"),
                Agency.key.label("agency_id"),
                Agency.name.label("agency"),
                Agency.division_code,
                Agency.scope,
                Report.year,
                Report.title,
                Report.published_on,
                Report.url,
                Report.proactive_disclosure_edition,
                Report.requests_edition,
                Report.parser_version,
            )
            .join(Agency, isouter=True)
            .where(Report.id.in_(self.report_ids))
        )
        found = {row[0]: row for row in self._session.execute(query)}
        return [found[report_id] for report_id in self.report_ids]

    @cached_property
    def disclosure(self) -> Rows:
        """表二: every figure of both editions, in the order of the form."""
        names = [
            f"{cell.row.key}_{cell.column.key}" for cell in all_cells().values() if cell.table == _DISCLOSURE.name
        ]
        return self._rows(_DISCLOSURE, *(_DISCLOSURE.c[name] for name in names))

    @cached_property
    def requests(self) -> Rows:
        """表三: the row's key and its figures."""
        return self._labelled(facts.requests, [column.key for column in load_form().request_columns])

    @cached_property
    def litigation(self) -> Rows:
        """表四: the row's key and its figures."""
        return self._labelled(facts.review_and_litigation, [column.key for column in load_form().litigation_columns])

    @cached_property
    def statistics(self) -> Rows:
        """The statistics of 2014 to 2018: the row's key and its figure."""
        return self._labelled(facts.statistics_2014, ["value"])

    @cached_property
    def notes(self) -> Rows:
        """Cells that are not plain: cell, raw, state, unit, reason."""
        names = ("cell", "raw", "state", "unit", "reason")
        return self._placed(facts.cells, *(facts.cells.c[name] for name in names))

    @cached_property
    def findings(self) -> Rows:
        """Those within a report: rule, severity, cells, expected, actual, message."""
        return self._placed(facts.findings, *(facts.findings.c[name] for name in _FINDING))

    @cached_property
    def findings_between(self) -> Rows:
        """Those between two reports: the same, and the other report's year, address and cells."""
        table = facts.panel_findings
        others = (_OTHER.year, _OTHER.url, table.c.other_cells)
        query = select(table.c.report_id, *(table.c[name] for name in _FINDING), *others)
        query = query.join(_OTHER, _OTHER.id == table.c.other_report_id, isouter=True)
        return self._grouped(query.order_by(table.c.position), table.c.report_id)

    @cached_property
    def sections(self) -> Rows:
        """The prose: section, text, in the order of the form."""
        found = self._rows(facts.sections, facts.sections.c.section, facts.sections.c.text)
        return {report_id: sorted(rows, key=lambda row: SECTIONS.index(row[1])) for report_id, rows in found.items()}

    @cached_property
    def corrections(self) -> Rows:
        """What people corrected: entry, field, before, after, who, dated, why, source, problem."""
        names = ("entry", "field", "before", "after", "who", "dated", "why", "source", "problem")
        return self._placed(facts.corrections, *(facts.corrections.c[name] for name in names))

    @cached_property
    def sources(self) -> Rows:
        """Where each report was found, and where the bytes lie that were seen there last."""
        query = select(
            ReportSource.report_id,
            ReportSource.url,
            ReportSource.portal,
            ReportSource.column_url,
            ReportSource.anchor_text,
            Revision.number,
            Revision.is_current,
            Capture.fetched_at,
            Capture.sha256,
            Capture.file,
            Capture.offset,
            Capture.length,
        )
        query = query.join(Capture, Capture.id == ReportSource.capture_id)
        query = query.join(Revision, Revision.id == ReportSource.revision_id)
        return self._grouped(query.order_by(ReportSource.id), ReportSource.report_id)

    def _labelled(self, table: Table, names: Sequence[str]) -> Rows:
        return self._placed(table, table.c.row, *(table.c[name] for name in names))

    def _placed(self, table: Table, *columns: Column[Any]) -> Rows:
        return self._rows(table, *columns, in_order=(table.c.position,))

    def _rows(self, table: Table, *columns: Column[Any], in_order: tuple[Column[Any], ...] = ()) -> Rows:
        query = select(table.c.report_id, *map(_bare, columns)).order_by(*in_order)
        return self._grouped(query, table.c.report_id)

    def _grouped(self, query: Any, report_id: Any) -> Rows:
        found: dict[int, list[Row[Any]]] = {}
        for row in self._session.execute(query.where(report_id.in_(self.report_ids))):
            found.setdefault(row[0], []).append(row)
        return found


def _bare(column: Column[Any]) -> ColumnElement[Any]:
    """A figure as the driver has it: `harvester.store.types.exact` makes numbers of a whole list at once."""
    return type_coerce(column, NullType()) if isinstance(column.type, Count) else column


def in_chunks(session: Session, report_ids: Sequence[int], *, size: int | None = None) -> Iterator[Chunk]:
    """All of the reports, some at a time."""
    size = size or SIZE
    for start in range(0, len(report_ids), size):
        yield Chunk(session, report_ids[start : start + size])
